"""How a figure is spread over calls, and how sure its mean is.

Calls of one manager are alike, so over several managers whole managers are drawn anew, each with all their calls
(cluster bootstrap: Field and Welsh 2007); within one manager the calls are. Percentiles of few resampled groups lie too
near each other, so they are taken further out (expanded percentiles: Hesterberg 2015, What Teachers Should Know About
the Bootstrap).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

DRAWS = 1000
# Under these an interval of resampled calls or managers says nothing.
MIN_CALLS = 5
MIN_MANAGERS = 5
_TAIL = 0.025
_MOST_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure over some calls.

    Attributes:
        n_calls: calls in which it is defined; the others count in nothing here.
        median, lower_quartile, upper_quartile, mean: over those calls; ``None`` where there is none.
        low, high: 95 % interval of the mean; ``None`` where ``reason`` says why.
        resampled: "calls" or "managers".
    """

    n_calls: int
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    mean: float | None
    low: float | None
    high: float | None
    resampled: str
    reason: str | None = None


def measure_spreads(values: np.ndarray, managers: Sequence[int]) -> list[Spread]:
    """The spread of each figure; the same values give the same intervals.

    Args:
        values: a row a call, a column a figure, NaN where it is undefined. Shape (n_calls, n_figures).
        managers: a number for each call's manager; where all are one, calls are resampled, else managers.
    """
    defined = ~np.isnan(values)
    _, cluster = np.unique(np.asarray(managers, dtype=np.int64), return_inverse=True)
    one = len(set(managers)) < 2
    groups = np.arange(len(values)) if one else cluster
    n_groups = int(groups.max()) + 1 if len(groups) else 0
    counts, sums = (np.zeros((n_groups, values.shape[1])) for _ in range(2))
    np.add.at(counts, groups, defined)
    np.add.at(sums, groups, np.where(defined, values, 0.0))
    means = _draw_means(counts, sums)
    return [_spread(values[defined[:, at], at], counts[:, at], means[:, at], one=one) for at in range(values.shape[1])]


def _draw_means(counts: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """The mean of each figure in each draw of groups, NaN where nothing was drawn. Shape (``DRAWS``, n_figures)."""
    n_groups = len(counts)
    if not n_groups:
        return np.full((DRAWS, counts.shape[1]), np.nan)
    chance = np.random.default_rng(0)
    drawn = []
    at_once = max(1, min(DRAWS, _MOST_CELLS // n_groups))
    for start in range(0, DRAWS, at_once):
        size = min(at_once, DRAWS - start)
        times = chance.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=size).astype(float)
        below = times @ counts
        drawn.append(np.divide(times @ sums, below, out=np.full_like(below, np.nan), where=below > 0))
    return np.concatenate(drawn)


def _spread(values: np.ndarray, counts: np.ndarray, means: np.ndarray, *, one: bool) -> Spread:
    """One figure's spread from its defined values, how many each group has of them, and the means drawn."""
    resampled = "calls" if one else "managers"
    if not len(values):
        return Spread(0, None, None, None, None, None, None, resampled, "undefined in every call")
    lower, median, upper = (float(value) for value in np.percentile(values, (25, 50, 75)))
    reason = _too_few(int((counts > 0).sum()), one=one)
    low, high = _interval(means, int((counts > 0).sum())) if reason is None else (None, None)
    return Spread(len(values), median, lower, upper, float(values.mean()), low, high, resampled, reason)


def _interval(means: np.ndarray, n_groups: int) -> tuple[float, float]:
    from scipy.special import ndtr, stdtrit

    tail = float(ndtr(sqrt(n_groups / (n_groups - 1)) * stdtrit(n_groups - 1, _TAIL)))
    low, high = np.quantile(means[~np.isnan(means)], (tail, 1 - tail))
    return float(low), float(high)


def _too_few(found: int, *, one: bool) -> str | None:
    least, what = (MIN_CALLS, "calls") if one else (MIN_MANAGERS, "managers")
    return f"too few to resample: {least} {what} needed, {found} found" if found < least else None
