"""The unit of times that name none, from the pace at which people speak."""

import math
from collections.abc import Iterable, Sequence

from coder.readers.json.entries import Entry
from coder.transcript import count_words

_WORDS_A_SECOND = 2.5
_FEWEST_UNITS = 1000  # a call that ends below this has its times in seconds, however slow its speech


def guess_scale(entries: Iterable[Entry], scale: float, scales: Sequence[float]) -> float:
    """Of ``scales``, the milliseconds in a unit that bring the speech nearest to a usual pace.

    ``scale`` is the one that the entries were read with, and the answer where they have no times.

    >>> entries = [Entry(1, "A", "one two three four five", 0, 2_000_000), Entry(2, "B", "six", 2_000_000, 2_400_000)]
    >>> guess_scale(entries, 1000.0, (1000.0, 1.0))
    1.0
    """
    entries = list(entries)
    n_words = sum(count_words(entry.text) for entry in entries)
    spoken_ms = _spoken_ms(entries)
    latest_ms = max((entry.end_ms or entry.start_ms or 0 for entry in entries), default=0)
    if not n_words or not spoken_ms or latest_ms < _FEWEST_UNITS * scale:
        return scale

    def distance(other: float) -> float:
        pace = n_words / (spoken_ms * other / scale / 1000)
        return abs(math.log(pace / _WORDS_A_SECOND))

    return min(scales, key=distance)


def _spoken_ms(entries: Sequence[Entry]) -> int:
    """How long the entries last; without ends, the time from the first start to the last."""
    lasting = [entry.end_ms - entry.start_ms for entry in entries if None not in (entry.start_ms, entry.end_ms)]
    if any(ms > 0 for ms in lasting):
        return sum(ms for ms in lasting if ms > 0)
    starts = [entry.start_ms for entry in entries if entry.start_ms is not None]
    return max(starts) - min(starts) if starts else 0
