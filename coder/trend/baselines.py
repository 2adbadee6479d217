"""A manager's usual figure, pooled over calls."""

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from coder.trend.records import Baseline, Point

SEED = 1
_MOST_DRAWS, _LEAST_DRAWS = 2000, 400
# Draws times calls: with many calls fewer draws settle the ends as well.
_MOST_NUMBERS = 500_000


def pool_calls(points: Sequence[Point], *, ratio: bool) -> Baseline:
    """The sum of numerators over the sum of denominators, with a 95 % interval.

    Whole calls are drawn anew with replacement, since what is said within a call hangs together (cluster bootstrap:
    Davison and Hinkley 1997, 3.8); for ratios with half a count added, as on the log scale. Percentiles are taken
    further out where calls are few, which would else make the interval too narrow (expanded percentile interval:
    Hesterberg 2015). The seed is fixed: the same calls give the same interval.

    Where some files have times and others only words, talk shares cannot be summed: each call then counts alike.

    Args:
        points: at least two.
    """
    one_unit = len({point.unit for point in points}) == 1
    above = np.array([point.numerator if one_unit else point.value for point in points], dtype=float)
    below = np.array([point.denominator if one_unit else 1 for point in points], dtype=float)
    draws = int(np.clip(_MOST_NUMBERS // len(points), _LEAST_DRAWS, _MOST_DRAWS))
    drawn = np.random.default_rng(SEED).integers(len(points), size=(draws, len(points)))
    added = 0.5 if ratio else 0.0
    values = (above[drawn].sum(axis=1) + added) / (below[drawn].sum(axis=1) + added)
    value = float(above.sum() / below.sum())
    low, high = np.quantile(values, _ends(len(points)))
    return Baseline(value, min(float(low), value), max(float(high), value), len(points))


def _ends(calls: int) -> tuple[float, float]:
    beyond = NormalDist().cdf(-math.sqrt(calls / (calls - 1)) * _students_t(calls - 1))
    return beyond, 1 - beyond


def _students_t(freedom: int) -> float:
    """The 97.5th percentile of Student's t, to 1 % from three degrees on (Abramowitz and Stegun 26.7.5)."""
    z = NormalDist().inv_cdf(0.975)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
