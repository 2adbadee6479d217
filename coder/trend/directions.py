"""Where a figure goes over time."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

import numpy as np

from coder.trend.records import LATEST, LEAST_CALLS, Direction, Moved

_MONTH = 30


def find_direction(days: Sequence[str], values: Sequence[float], *, log: bool = False) -> Direction | None:
    """The change in thirty days over the latest ``LATEST`` values; ``None`` where too few calls or days tell it.

    The median of the slopes between all pairs of different days, with the interval that goes with Kendall's tau
    (Theil 1950; Sen 1968): one strange call moves neither, and nothing is supposed of how figures scatter. From five
    calls it tells a direction only where every later call lies beyond every earlier one.

    Args:
        days: YYYY-MM-DD, in order.
        values: shares, or logs of ratios.
        log: whether they are logs, so that the change is told as a factor.
    """
    when = np.array([date.fromisoformat(day).toordinal() for day in days[-LATEST:]])
    reached = np.array(values[-LATEST:], dtype=float)
    first, second = np.triu_indices(len(when), k=1)
    apart = when[second] != when[first]
    first, second = first[apart], second[apart]
    if len(when) < LEAST_CALLS:
        return None
    rank = round((len(first) - NormalDist().inv_cdf(0.975) * _spread(when.tolist())) / 2)
    if rank < 1:
        return None
    slopes = np.sort((reached[second] - reached[first]) / (when[second] - when[first])) * _MONTH
    middle, low, high = float(np.median(slopes)), float(slopes[rank - 1]), float(slopes[-rank])
    moved: Moved | None = "up" if low > 0 else "down" if high < 0 else None
    told = [math.exp(each) if log else each for each in (middle, low, high)]
    return Direction(told[0], told[1], told[2], moved, len(when))


def _spread(days: Sequence[int]) -> float:
    """Standard deviation of Kendall's score when nothing goes anywhere, calls of one day taken off."""
    return math.sqrt((_pairs(len(days)) - sum(map(_pairs, Counter(days).values()))) / 18)


def _pairs(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
