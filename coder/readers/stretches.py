"""Who speaks when, as a diarization or a recorder's log has it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

_NEAR_MS = 1000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which somebody speaks; ``call`` is the recording, "" where the file names none."""

    speaker: str
    start_ms: int
    end_ms: int
    call: str = ""


class Timeline:
    """Stretches of several speakers, which may overlap."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._layers = [_Layer(layer) for layer in _part(_merge(stretches))]

    def speaker_of(self, start_ms: int, end_ms: int) -> str:
        """Who speaks longest in a time, else whose stretch is within a second of it; "" for nobody.

        >>> line = Timeline([Stretch("Ana", 0, 1000), Stretch("Ben", 900, 2000)])
        >>> line.speaker_of(800, 1500), line.speaker_of(2400, 2500), line.speaker_of(9000, 9500)
        ('Ben', 'Ben', '')
        """
        near = (one for layer in self._layers for one in layer.between(start_ms - _NEAR_MS, end_ms + _NEAR_MS))
        overlaps = {one: min(one.end_ms, end_ms) - max(one.start_ms, start_ms) for one in near}
        best = max(overlaps, key=lambda one: (overlaps[one], -one.start_ms), default=None)
        return best.speaker if best and overlaps[best] >= -_NEAR_MS else ""


class _Layer:
    """Stretches of which no two overlap, in order of time."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._starts = [one.start_ms for one in stretches]
        self._ends = [one.end_ms for one in stretches]

    def between(self, start_ms: int, end_ms: int) -> Sequence[Stretch]:
        """Those that lie at least in part within a time."""
        return self._stretches[bisect_left(self._ends, start_ms) : bisect_right(self._starts, end_ms)]


def _merge(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches by start, those of one speaker that overlap as one: then as many overlap as speak at once."""
    merged: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (one.speaker, one.start_ms)):
        before = merged[-1] if merged else None
        if before and before.speaker == one.speaker and one.start_ms <= before.end_ms:
            merged[-1] = replace(before, end_ms=max(before.end_ms, one.end_ms))
        else:
            merged.append(one)
    return sorted(merged, key=lambda one: one.start_ms)


def _part(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """The stretches, which come by start, in as few layers as keep those that overlap apart."""
    layers: list[list[Stretch]] = []
    free: list[tuple[int, int]] = []
    for one in stretches:
        at = heappop(free)[1] if free and free[0][0] <= one.start_ms else len(layers)
        if at == len(layers):
            layers.append([])
        layers[at].append(one)
        heappush(free, (max(one.start_ms, one.end_ms), at))
    return layers
