"""Lines of fields parted by white space, as speech recognition keeps its references: STM, CTM, RTTM."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from coder.readers.draft import Draft
from coder.readers.json.words import Word, add_words

NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_PAUSE_MS = 2_000
_GAP_MS = 200
_COMMENT = ";;"
_LINES_JUDGED = 50

_Fits = Callable[[re.Match[str]], bool]


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


def add_timed_words(draft: Draft, words: Sequence[tuple[int, Word]]) -> None:
    """Adds words with the lines they stand in, in order of time.

    A unit ends where its speaker pauses for two seconds, or where another speaks in a gap; words that
    interleave because two speak at once stay with their speakers.
    """
    words = sorted(words, key=lambda entry: entry[1].start_ms)
    starts = [word.start_ms for _, word in words]
    runs: list[list[tuple[int, Word]]] = []
    latest: dict[str, list[tuple[int, Word]]] = {}
    for line, word in words:
        run = latest.get(word.speaker)
        if run is None or _is_parted(run[-1][1], word, starts):
            run = latest[word.speaker] = []
            runs.append(run)
        run.append((line, word))
    for run in runs:
        add_words(draft, [word for _, word in run], entry=run[0][0])


def _is_parted(before: Word, after: Word, starts: Sequence[int]) -> bool:
    gap_ms = after.start_ms - before.end_ms
    if gap_ms >= _PAUSE_MS:
        return True
    others_from = max(bisect_right(starts, before.start_ms), bisect_left(starts, before.end_ms))
    return gap_ms >= _GAP_MS and bisect_left(starts, after.start_ms) > others_from
