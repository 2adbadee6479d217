"""Cues out of order of time: put right where they were shuffled or come track by track."""

from collections.abc import Sequence
from itertools import pairwise

from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft

Spoken = tuple[Cue, list[tuple[str, str]]]
"""A cue, and each speaker in it with what is said."""

# Cues of people who talk over each other lie a little out of order, and stay as they are.
_JUMP_MS = 10_000
_FEWEST_JUMPS = 3


def put_in_order(draft: Draft, spoken: Sequence[Spoken]) -> list[Spoken]:
    """The cues by their starts where they are shuffled or each track has its own speakers; else as they are.

    A file of several recordings, whose times begin again while its speakers go on, stays as it is.
    """
    if any(cue.start_ms is None for cue, _ in spoken):
        return list(spoken)
    starts = [cue.start_ms for cue, _ in spoken]
    jumps = [at for at, (before, after) in enumerate(pairwise(starts), 1) if after < before - _JUMP_MS]
    if not jumps or not (_is_shuffled(starts, jumps) or _are_tracks(spoken, jumps)):
        return list(spoken)
    draft.leave_out(spoken[jumps[0]][0].line, "cues out of order, here and below: read in the order of their times")
    return sorted(spoken, key=lambda entry: entry[0].start_ms)


def _is_shuffled(starts: Sequence[int], jumps: Sequence[int]) -> bool:
    """Whether times jump back often, and not to where a recording begins."""
    into_the_midst = sum(1 for at in jumps if starts[at] > min(starts) + _JUMP_MS)
    return len(jumps) >= _FEWEST_JUMPS and 2 * into_the_midst > len(jumps)


def _are_tracks(spoken: Sequence[Spoken], jumps: Sequence[int]) -> bool:
    """Whether no speaker is heard in two of the stretches between jumps."""
    bounds = [0, *jumps, len(spoken)]
    tracks = [{name for _, parts in spoken[start:end] for name, _ in parts} for start, end in pairwise(bounds)]
    return sum(map(len, tracks)) == len(set().union(*tracks))
