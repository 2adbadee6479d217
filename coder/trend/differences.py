"""Whether two figures differ by more than their uncertainty.

The interval of a difference comes from the two intervals (MOVER: Newcombe 1998 for shares; Zou and Donner 2008 in
general), for ratios on the log scale.
"""

import math
from statistics import NormalDist

from coder.measures import definition_of
from coder.trend.records import Baseline, Difference, Point

# Nothing is 0 on a log scale.
_LEAST = 1e-3
# Lowest, middle and highest, on the scale on which figures are compared.
_Span = tuple[float, float, float]


def clear_from(looked_at: int) -> float:
    """With so many figures looked at, how much clearer the one furthest off must be than a single one (Bonferroni)."""
    return NormalDist().inv_cdf(1 - 0.025 / looked_at) / NormalDist().inv_cdf(0.975)


def is_ratio(measure: str) -> bool:
    """Whether the measure is compared by factors rather than by differences."""
    return definition_of(measure).kind == "ratio"


def place(point: Point, *, ratio: bool) -> float:
    """The figure on the scale on which it is compared: a share as it is, a ratio as a log with half a count added."""
    return math.log((point.numerator + 0.5) / (point.denominator + 0.5)) if ratio else point.value


def differ(before: Point | Baseline, after: Point, *, ratio: bool) -> Difference | None:
    """How far the second figure lies from the first; ``None`` where one of them has no interval."""
    first, second = _span(before, ratio=ratio), _span(after, ratio=ratio)
    if first is None or second is None:
        return None
    gap = second[1] - first[1]
    low = gap - math.hypot(second[1] - second[0], first[2] - first[1])
    high = gap + math.hypot(second[2] - second[1], first[1] - first[0])
    margin = gap - low if gap > 0 else high - gap
    clearness = abs(gap) / margin if margin else math.inf if gap else 0.0
    if ratio:
        return Difference(math.exp(gap), math.exp(low), math.exp(high), clearness)
    return Difference(gap, low, high, clearness)


def _span(figure: Point | Baseline, *, ratio: bool) -> _Span | None:
    if figure.low is None or figure.high is None:
        return None
    if not ratio:
        return figure.low, figure.value, figure.high
    middle = place(figure, ratio=True) if isinstance(figure, Point) else math.log(max(figure.value, _LEAST))
    low, high = (math.log(max(end, _LEAST)) for end in (figure.low, figure.high))
    return min(low, middle), middle, max(high, middle)
