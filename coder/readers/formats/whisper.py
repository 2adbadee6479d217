"""Whisper and its kin (faster-whisper, whisper-timestamped, whisper.cpp): segments without speakers."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.segments import find_segments, names_speakers, with_scale
from coder.readers.json.tree import find_entries
from coder.transcript import Transcript

_SEGMENT = Layout()
_CPP_SEGMENT = Layout(start=("timestamps.from",), end=("timestamps.to",))
_TYPICAL = frozenset(("avg_logprob", "no_speech_prob", "compression_ratio", "seek", "tokens", "temperature", "words"))


def likelihood(tree: Any, source: str) -> float:
    """High for segments with what Whisper says of them, less for plain ones; 0 where they name speakers."""
    if _find_cpp(tree):
        return 0.9
    segments = find_segments(tree)
    if not segments or names_speakers(segments):
        return 0.0
    return 0.85 if any(_TYPICAL & segment.keys() for segment in segments if isinstance(segment, dict)) else 0.7


def read(tree: Any, source: str) -> Transcript:
    """What was said, a segment a unit, all by an unknown speaker."""
    draft = new_draft(source, FORMAT.name)
    if segments := find_segments(tree):
        add_entries(draft, segments, with_scale(segments, _SEGMENT))
    else:
        add_entries(draft, _find_cpp(tree)["transcription"], _CPP_SEGMENT)
    return draft.finish()


def _find_cpp(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "transcription", ("text",), ("timestamps",))


FORMAT = Format("whisper", "Whisper segments (JSON)", (".json",), likelihood, read, shape="json")
