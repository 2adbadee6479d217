"""Who speaks when, as a diarization or a recorder's log has it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        self._stretches = sorted(stretches, key=lambda one: one.start_ms)
        self._starts = [one.start_ms for one in self._stretches]
        self._longest_ms = max((one.end_ms - one.start_ms for one in self._stretches), default=0)

    def speaker_of(self, start_ms: int, end_ms: int) -> str:
        """Who speaks longest in a time, else whose stretch is within a second of it; "" for nobody.

        >>> line = Timeline([Stretch("Ana", 0, 1000), Stretch("Ben", 900, 2000)])
        >>> line.speaker_of(800, 1500), line.speaker_of(2400, 2500), line.speaker_of(9000, 9500)
        ('Ben', 'Ben', '')
        """
        near = self._between(start_ms - _NEAR_MS, end_ms + _NEAR_MS)
        overlaps = {one: min(one.end_ms, end_ms) - max(one.start_ms, start_ms) for one in near}
        best = max(near, key=overlaps.__getitem__, default=None)
        return best.speaker if best and overlaps[best] >= -_NEAR_MS else ""

    def _between(self, start_ms: int, end_ms: int) -> Sequence[Stretch]:
        first = bisect_left(self._starts, start_ms - self._longest_ms)
        last = bisect_left(self._starts, end_ms + 1)
        return [one for one in self._stretches[first:last] if one.end_ms >= start_ms]
