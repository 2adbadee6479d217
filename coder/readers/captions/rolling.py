"""Rolling captions, as YouTube makes them: each line is shown twice or more, and is to be read once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft
from coder.readers.text.cleaning import clean_text, strip_markup
from coder.readers.text.speaker_prefix import parse_prefix

_ROLLING_SHARE = 0.4


def unroll(draft: Draft, cues: Sequence[Cue]) -> Sequence[Cue]:
    """The cues with each line once, where the file rolls; as they are otherwise.

    A cue that only repeats lends its time to the one before.
    """
    shown = [_shown_lines(cue) for cue in cues]
    repeats = [0, *(_count_repeated(before, after) for before, after in pairwise(shown))]
    if not _is_rolling(shown, repeats):
        return cues
    unrolled: list[Cue] = []
    for cue, lines, n_repeated in zip(cues, shown, repeats, strict=False):
        if lines and n_repeated == len(lines):
            unrolled[-1] = _extend(unrolled[-1], cue.end_ms)
        else:
            unrolled.append(replace(cue, lines=_drop_shown(cue.lines, n_repeated)))
    first = next(cue for cue, n_repeated in zip(cues, repeats, strict=False) if n_repeated)
    draft.leave_out(first.line, f"lines that rolling captions show again, {sum(repeats)} in all: each is read once")
    return unrolled


def _shown_lines(cue: Cue) -> list[str]:
    return [line for line in map(clean_text, strip_markup(cue.text).split("\n")) if line]


def _count_repeated(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the first lines are the last ones of the cue before; captions with names do not roll."""
    if after and parse_prefix(after[0]):
        return 0
    longest = min(len(before), len(after))
    return next((n for n in range(longest, 0, -1) if before[-n:] == after[:n]), 0)


def _is_rolling(shown: Sequence[list[str]], repeats: Sequence[int]) -> bool:
    """Whether many cues repeat, and some add a line below: people who say "Yeah." twice do not."""
    n_filled = sum(1 for lines in shown if lines)
    n_repeating = sum(1 for n_repeated in repeats if n_repeated)
    adds = any(0 < n_repeated < len(lines) for lines, n_repeated in zip(shown, repeats, strict=False))
    return adds and n_repeating >= _ROLLING_SHARE * n_filled


def _drop_shown(lines: Sequence[str], n_repeated: int) -> tuple[str, ...]:
    kept = list(lines)
    while n_repeated and kept:
        n_repeated -= bool(clean_text(strip_markup(kept.pop(0))))
    return tuple(kept)


def _extend(cue: Cue, end_ms: int | None) -> Cue:
    return cue if None in (cue.end_ms, end_ms) else replace(cue, end_ms=max(cue.end_ms, end_ms))
