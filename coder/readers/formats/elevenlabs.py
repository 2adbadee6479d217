"""ElevenLabs Scribe: words, the blanks between them, and sounds; one list, or one for each channel."""

from collections.abc import Iterator
from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import new_draft
from coder.readers.json.tree import find_entries, find_node, has_entries, objects
from coder.readers.json.values import label_of, parse_time, text_of
from coder.readers.json.words import Word, add_tracks
from coder.transcript import Transcript

_KINDS = ("word", "spacing", "audio_event")


def likelihood(tree: Any, source: str) -> float:
    """High for words that say whether they are words, blanks or sounds."""
    return 0.95 if find_node(tree, _is_transcript) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a unit for each run of words by one speaker; sounds are noted."""
    draft = new_draft(source, FORMAT.name)
    several = find_entries(tree, "transcripts", ("words",))
    transcripts = objects(several["transcripts"]) if several else [find_node(tree, _is_transcript)]
    add_tracks(draft, [list(_words(draft, transcript, alone=not several)) for transcript in transcripts])
    return draft.finish()


def _words(draft: Draft, transcript: dict[str, Any], *, alone: bool) -> Iterator[Word]:
    """The words as they bring their own blanks; a blank belongs to the speaker of the word before it."""
    speaker = channel = "" if alone else f"Channel {label_of(transcript.get('channel_index')) or '?'}"
    for number, item in enumerate(objects(transcript.get("words")), 1):
        text = text_of(item.get("text"))
        if item.get("type") == "audio_event":
            draft.leave_out(number, "a sound, no speech")
        elif text:
            is_blank = not text.strip()
            if not is_blank:
                speaker = channel or label_of(item.get("speaker_id"))
            times = (None, None) if is_blank else (parse_time(item.get(key)) for key in ("start", "end"))
            yield Word(speaker, text, *times, glued=True)


def _is_transcript(node: Any) -> bool:
    if not isinstance(node, dict) or not has_entries(node.get("words"), ("text",), ("type",)):
        return False
    return any(item.get("type") in _KINDS for item in objects(node["words"])[:5])


FORMAT = Format("elevenlabs", "ElevenLabs transcripts (JSON)", (".json",), likelihood, read, shape="json")
