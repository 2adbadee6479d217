"""AssemblyAI transcripts: utterances where speakers were told apart, else words."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, no_speech, read_entries, to_words
from coder.readers.json.tree import find_error, find_node, has_entries, objects
from coder.readers.json.words import add_words
from coder.readers.times import MILLISECONDS
from coder.transcript import Transcript

_UNDONE = ("queued", "processing")
_LAYOUT = Layout(scale=MILLISECONDS)
_MARKS = frozenset(
    ("acoustic_model", "language_model", "audio_duration", "audio_url", "speech_model", "webhook_auth", "dual_channel")
)


def likelihood(tree: Any, source: str) -> float:
    """High where a transcript stands beside settings that only AssemblyAI repeats in its answers."""
    return 0.95 if find_node(tree, _is_transcript) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, an utterance a unit; without utterances a unit for each run of words by one speaker.

    Raises:
        TranscriptError: the transcription failed, or found no speech.
    """
    answer = find_node(tree, _is_transcript)
    draft = new_draft(source, FORMAT.name)
    if has_entries(answer.get("utterances"), ("text",)):
        add_entries(draft, answer["utterances"], _LAYOUT)
    elif has_entries(answer.get("words"), ("text",)):
        add_words(draft, to_words(read_entries(draft, answer["words"], _LAYOUT)))
    elif isinstance(text := answer.get("text"), str) and text.strip():
        draft.add(1, "", text)
    else:
        reason = find_error(answer) or ("no speech" if answer.get("status") not in _UNDONE else "not finished")
        raise no_speech(source, f'AssemblyAI\'s answer "{reason}"')
    return draft.finish()


def _is_transcript(node: Any) -> bool:
    if not isinstance(node, dict):
        return False
    if len(_MARKS & node.keys()) > 1 and {"utterances", "words"} & node.keys():
        return True
    return all(map(_is_utterance, objects(node.get("utterances")) or [{}]))


def _is_utterance(item: dict[str, Any]) -> bool:
    """Whether an object is made as its utterances are, its times whole milliseconds."""
    is_timed = all(type(item.get(key)) is int for key in ("start", "end"))
    return is_timed and isinstance(item.get("text"), str) and isinstance(item.get("words"), list) and "speaker" in item


FORMAT = Format("assemblyai", "AssemblyAI transcripts (JSON)", (".json",), likelihood, read, shape="json")
