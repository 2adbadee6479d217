"""CTM: one word a line with recording, channel, begin and duration; speakers only in its long form."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.json.words import Word
from coder.readers.research.calls import check_one_call
from coder.readers.research.line_entries import NUMBER, add_timed_words, list_lines, rate_lines
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_LINE = re.compile(
    rf"(?P<call>\S+)\s+(?P<channel>\S+)\s+(?P<start>{NUMBER})\s+(?P<duration>{NUMBER})\s+(?P<word>\S+)"
    r"(?:\s+(?P<confidence>[\d.]+|NA|<NA>)(?:\s+(?P<type>[\w-]+)(?:\s+(?P<speaker>\S+))?)?)?"
)
_NO_SPEAKER = frozenset(("", "<NA>", "NA", "null", "unknown"))
_NO_WORDS = frozenset(("non-lex", "noise", "misc", "non-speech", "other"))


def likelihood(text: str, source: str) -> float:
    """High where the first lines are two names, two numbers and a word, at most with a confidence and more."""
    rate = rate_lines(text[:HEAD_CHARACTERS], _LINE, fits=_is_word)
    return min(rate, 0.85)  # an STM line whose speaker is a number looks the same


def read(text: str, source: str) -> Transcript:
    """The words joined; without speakers, each of several channels is one, else all are of nobody known.

    Raises:
        TranscriptError: several recordings, or no words.
    """
    draft = Draft(source, FORMAT.name)
    lines = list(list_lines(text, _LINE, draft, fits=_is_word))
    check_one_call(source, (line["call"] for _, line in lines), named_by="recording")
    has_channels = len({line["channel"] for _, line in lines}) > 1
    words = []
    for number, line in lines:
        if line["type"] in _NO_WORDS:
            draft.leave_out(number, f"marked as {line['type']}, no word")
            continue
        start_ms = parse_timecode(line["start"])
        end_ms = start_ms + parse_timecode(line["duration"])
        words.append((number, Word(_name_speaker(line, has_channels), line["word"], start_ms, end_ms)))
    add_timed_words(draft, words)
    return draft.finish()


def _is_word(line: re.Match[str]) -> bool:
    return not line["word"].startswith("<ALT")


def _name_speaker(line: re.Match[str], has_channels: bool) -> str:
    speaker = line["speaker"] or ""
    if speaker not in _NO_SPEAKER:
        return speaker
    return f"Channel {line['channel']}" if has_channels else ""


FORMAT = Format("ctm", "CTM (.ctm)", (".ctm",), likelihood, read)
