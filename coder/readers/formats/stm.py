"""STM, the reference form of speech recognition: recording, channel, speaker, begin, end, label, text."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.nist_lines import NUMBER, keep_recording, list_lines, parse_seconds, rate_lines
from coder.transcript import Transcript

_LINE = re.compile(
    rf"(?P<call>\S+)\s+(?P<channel>\S+)\s+(?P<speaker>\S+)\s+(?P<start>{NUMBER})\s+(?P<end>{NUMBER})"
    r"(?:\s+(?P<label><[^<>]*>))?(?:\s+(?P<text>.*))?"
)
_ALTERNATIVES = re.compile(r"\{\s*([^{}/]*?)\s*/[^{}]*\}")
_OPTIONAL = re.compile(r"(?<!\S)\(([^()\s]+)\)(?!\S)")
_NO_SPEECH = frozenset(("ignore_time_segment_in_scoring", "inter_segment_gap"))


def likelihood(text: str, source: str) -> float:
    """High where the first lines have times that do not run backwards after three names."""
    return rate_lines(text[:HEAD_CHARACTERS], _LINE, fits=_is_segment)


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The conversation, one unit a line.

    Raises:
        SeveralCallsError: several recordings.
        TranscriptError: nothing said.
    """
    draft = Draft(source, FORMAT.name)
    for number, line in keep_recording(draft, list_lines(text, _LINE, draft, fits=_is_segment), call):
        said = line["text"] or ""
        if said.strip().casefold() in _NO_SPEECH or line["speaker"].casefold() in _NO_SPEECH:
            draft.leave_out(number, "marked as no speech")
            continue
        start_ms, end_ms = parse_seconds(line["start"]), parse_seconds(line["end"])
        draft.add(number, line["speaker"], _strip_marks(said), start_ms=start_ms, end_ms=end_ms)
    return draft.finish()


def _strip_marks(text: str) -> str:
    """The words: of alternatives the first, and those that need not be recognised without their brackets.

    >>> _strip_marks("so { we / they } (uh) left")
    'so we uh left'
    """
    return _OPTIONAL.sub(r"\1", _ALTERNATIVES.sub(r"\1", text))


def _is_segment(line: re.Match[str]) -> bool:
    return float(line["start"]) <= float(line["end"])


FORMAT = Format("stm", "STM (.stm)", (".stm",), likelihood, read, takes_call=True)
