"""Rolling captions, as YouTube makes them, and growing ones, saved live: each word is shown again, and read once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft
from coder.readers.text.cleaning import clean_text, strip_markup
from coder.readers.text.speaker_prefix import parse_prefix

_ROLLING_SHARE = 0.4
_GROWING_SHARE = 0.3
_FEWEST_GROWN = 3


def unroll(draft: Draft, cues: Sequence[Cue]) -> Sequence[Cue]:
    """The cues with each line once, where the file rolls or its cues grow; as they are otherwise.

    A cue that only repeats lends its time to the one before.
    """
    shown = [_shown_lines(cue) for cue in cues]
    if grown := _find_grown(shown):
        note = f"words that growing captions show again, in {len(grown)} cues: the last and longest is read"
        draft.leave_out(cues[min(grown)].line, note)
        return _merge_grown(cues, grown)
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


def _find_grown(shown: Sequence[list[str]]) -> set[int]:
    """The cues whose words open the next cue's, which goes on; none unless many do."""
    words = [" ".join(lines).split() for lines in shown]
    grown = {
        at
        for at, (before, after) in enumerate(pairwise(words))
        if before and len(after) > len(before) and after[: len(before)] == before
    }
    n_filled = sum(1 for said in words if said)
    return grown if len(grown) >= max(_FEWEST_GROWN, _GROWING_SHARE * n_filled) else set()


def _merge_grown(cues: Sequence[Cue], grown: set[int]) -> list[Cue]:
    """The cues that do not grow any more, each from the start of the first it grew from."""
    merged: list[Cue] = []
    start_ms = None
    for at, cue in enumerate(cues):
        start_ms = cue.start_ms if start_ms is None else start_ms
        if at not in grown:
            merged.append(replace(cue, start_ms=start_ms))
            start_ms = None
    return merged


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
