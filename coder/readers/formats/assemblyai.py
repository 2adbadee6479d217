"""AssemblyAI transcripts: utterances where speakers were told apart, else words."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, no_speech, read_entries, to_words
from coder.readers.json.tree import find_error, find_node, has_entries
from coder.readers.json.values import MILLISECONDS
from coder.readers.json.words import add_words
from coder.transcript import Transcript

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
        reason = find_error(answer) or "no speech"
        raise no_speech(source, f'AssemblyAI\'s answer "{reason}"')
    return draft.finish()


def _is_transcript(node: Any) -> bool:
    return isinstance(node, dict) and len(_MARKS & node.keys()) > 1 and bool({"utterances", "words"} & node.keys())


FORMAT = Format("assemblyai", "AssemblyAI transcripts (JSON)", (".json",), likelihood, read, shape="json")
