"""ElevenLabs Scribe: words, the blanks between them, and sounds; one list, or one for each channel."""

from collections.abc import Iterator
from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import new_draft
from coder.readers.json.tree import find_list, find_node, has_entries, objects
from coder.readers.json.values import label_of, text_of
from coder.readers.json.words import Word, add_tracks
from coder.readers.times import parse_time
from coder.transcript import Transcript

_KINDS = ("word", "spacing", "audio_event")


def likelihood(tree: Any, source: str) -> float:
    """High for words that say whether they are words, blanks or sounds."""
    return 0.95 if _find_channels(tree) or find_node(tree, _is_transcript) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a unit for each run of words by one speaker; sounds are noted."""
    draft = new_draft(source, FORMAT.name)
    channels = _find_channels(tree)
    transcripts = objects(channels) or [find_node(tree, _is_transcript)]
    add_tracks(draft, [list(_words(draft, transcript, alone=not channels)) for transcript in transcripts])
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


def _find_channels(tree: Any) -> list[Any] | None:
    """The transcripts of channels recorded apart."""
    found = find_list(tree, "transcripts", ("channel_index",), ("words",))
    return found if found and any(map(_has_words, objects(found))) else None


def _is_transcript(node: Any) -> bool:
    return isinstance(node, dict) and "channel_index" not in node and _has_words(node)


def _has_words(node: dict[str, Any]) -> bool:
    if not has_entries(node.get("words"), ("text",), ("type",)):
        return False
    return any(item.get("type") in _KINDS for item in objects(node["words"])[:5])


FORMAT = Format("elevenlabs", "ElevenLabs transcripts (JSON)", (".json",), likelihood, read, shape="json")
