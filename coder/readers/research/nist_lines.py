"""Lines of fields parted by white space, as NIST's scoring of speech recognition has them: STM, CTM, RTTM."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from coder.readers.calls import keep_call
from coder.readers.draft import Draft
from coder.readers.json.words import Word, add_words, group_turns

NUMBER = r"(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})"
_COMMENT = ";;"
_LINES_JUDGED = 50

_Fits = Callable[[re.Match[str]], bool]


def parse_seconds(field: str) -> int | None:
    """Milliseconds for a field of the form ``NUMBER``; ``None`` for "<NA>".

    >>> parse_seconds(".25"), parse_seconds("12."), parse_seconds("<NA>")
    (250, 12000, None)
    """
    return None if field.startswith("<") else round(float(field) * 1000)


def rate_lines(text: str, pattern: re.Pattern[str], *, fits: _Fits) -> float:
    """0.9 where nine in ten of the first lines are of the form, comments left out; else 0."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(_COMMENT)][:_LINES_JUDGED]
    n_fitting = sum(1 for line in lines if (match := pattern.fullmatch(line.strip())) and fits(match))
    return 0.9 if n_fitting and n_fitting >= 0.9 * len(lines) else 0.0


def list_lines(
    text: str, pattern: re.Pattern[str], draft: Draft, *, fits: _Fits
) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of the form with their numbers; any other line, but for comments, is noted."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if (match := pattern.fullmatch(line)) and fits(match):
            yield number, match
        elif line and not line.startswith(_COMMENT):
            draft.leave_out(number, "not of the form that the lines around it have")


def keep_recording(
    draft: Draft, lines: Iterable[tuple[int, re.Match[str]]], call: str | None
) -> list[tuple[int, re.Match[str]]]:
    """The lines of the one recording that is read, which is their field ``call``.

    Raises:
        SeveralCallsError: several recordings, and none or an unknown one is named.
    """
    return keep_call(
        draft,
        list(lines),
        name=lambda entry: entry[1]["call"],
        place=lambda entry: entry[0],
        wanted=call,
        named_by="recording",
    )


def add_timed_words(draft: Draft, words: Sequence[tuple[int, Word]]) -> None:
    """Adds words with the lines they stand in, in order of time, a turn a unit."""
    for run in group_turns(words):
        add_words(draft, [word for _, word in run], entry=run[0][0])
