"""STM, the reference form of speech recognition: recording, channel, speaker, begin, end, label, text."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.calls import check_one_call
from coder.readers.research.line_entries import NUMBER, list_lines, rate_lines
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_LINE = re.compile(
    rf"(?P<call>\S+)\s+(?P<channel>\S+)\s+(?P<speaker>\S+)\s+(?P<start>{NUMBER})\s+(?P<end>{NUMBER})"
    r"(?:\s+(?P<label><[^<>]*>))?(?:\s+(?P<text>.*))?"
)
_NO_SPEECH = frozenset(("ignore_time_segment_in_scoring", "inter_segment_gap"))


def likelihood(text: str, source: str) -> float:
    """High where the first lines have times that do not run backwards after three names."""
    return rate_lines(text[:HEAD_CHARACTERS], _LINE, fits=_is_segment)


def read(text: str, source: str) -> Transcript:
    """The conversation, one unit a line.

    Raises:
        TranscriptError: several recordings, or nothing said.
    """
    draft = Draft(source, FORMAT.name)
    lines = list(list_lines(text, _LINE, draft, fits=_is_segment))
    check_one_call(source, (line["call"] for _, line in lines), named_by="recording")
    for number, line in lines:
        said = line["text"] or ""
        if said.strip().casefold() in _NO_SPEECH or line["speaker"].casefold() in _NO_SPEECH:
            draft.leave_out(number, "marked as no speech")
            continue
        start_ms, end_ms = parse_timecode(line["start"]), parse_timecode(line["end"])
        draft.add(number, line["speaker"], said, start_ms=start_ms, end_ms=end_ms)
    return draft.finish()


def _is_segment(line: re.Match[str]) -> bool:
    return float(line["start"]) <= float(line["end"])


FORMAT = Format("stm", "STM (.stm)", (".stm",), likelihood, read)
