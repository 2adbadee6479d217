"""CTM: one word a line with recording, channel, begin and duration; speakers only in its long form."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.json.words import Word
from coder.readers.research.nist_lines import (
    NUMBER,
    add_timed_words,
    keep_recording,
    list_lines,
    parse_seconds,
    rate_lines,
)
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


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The words joined; without speakers, each of several channels is one, else all are of nobody known.

    Raises:
        SeveralCallsError: several recordings.
        TranscriptError: no words.
    """
    draft = Draft(source, FORMAT.name)
    add_timed_words(draft, _list_words(text, draft, call))
    return draft.finish()


def list_words(text: str, source: str, call: str | None) -> list[Word]:
    """The words with their times."""
    return [word for _, word in _list_words(text, Draft(source, FORMAT.name), call)]


def _list_words(text: str, draft: Draft, call: str | None) -> list[tuple[int, Word]]:
    lines = keep_recording(draft, list_lines(text, _LINE, draft, fits=_is_word), call)
    has_channels = len({line["channel"] for _, line in lines}) > 1
    words = []
    for number, line in lines:
        if line["type"] in _NO_WORDS:
            draft.leave_out(number, f"marked as {line['type']}, no word")
            continue
        start_ms = parse_seconds(line["start"])
        end_ms = start_ms + parse_seconds(line["duration"])
        words.append((number, Word(_name_speaker(line, has_channels), line["word"], start_ms, end_ms)))
    return words


def _is_word(line: re.Match[str]) -> bool:
    return not line["word"].startswith("<ALT")


def _name_speaker(line: re.Match[str], has_channels: bool) -> str:
    speaker = line["speaker"] or ""
    if speaker not in _NO_SPEAKER:
        return speaker
    return f"Channel {line['channel']}" if has_channels else ""


FORMAT = Format("ctm", "CTM (.ctm)", (".ctm",), likelihood, read, takes_call=True, list_words=list_words)
