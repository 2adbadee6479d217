"""The one figure that moved most clearly since the last call of the same type."""

from collections.abc import Mapping, Sequence

from coder.trend.differences import clear_from, differ, is_ratio
from coder.trend.records import Change, Difference, Point, TrendCall, compared
from coder.trend.wording import say_change, say_incomparable

_Compared = tuple[str, Point, Point, Difference]


def find_change(calls: Sequence[TrendCall], points: Mapping[str, Mapping[str, Point]]) -> Change | None:
    """What moved between the latest call and the one of its type before; ``None`` where there is none before.

    Each figure's difference is taken in units of its joint uncertainty, and the largest is told; it is clear where
    it would be so for ``len(compared())`` figures looked at.

    Args:
        calls: all with a day, in order.
        points: by measure and call id.
    """
    pair = _last_two(calls)
    if pair is None:
        return None
    before, after = pair
    found = [each for measure in compared() if (each := _compare(measure, points[measure], before, after))]
    if not found:
        return Change(before.id, after.id, None, None, False, say_incomparable(before.day))
    measure, first, second, difference = max(found, key=lambda each: each[3].clearness)
    is_clear = difference.clearness > clear_from(len(compared()))
    says = say_change(measure, first, second, difference, is_clear=is_clear)
    return Change(before.id, after.id, measure, difference, is_clear, says)


def _last_two(calls: Sequence[TrendCall]) -> tuple[TrendCall, TrendCall] | None:
    if not calls:
        return None
    before = next((call for call in reversed(calls[:-1]) if call.type == calls[-1].type), None)
    return (before, calls[-1]) if before else None


def _compare(measure: str, points: Mapping[str, Point], before: TrendCall, after: TrendCall) -> _Compared | None:
    if before.id not in points or after.id not in points:
        return None
    difference = differ(points[before.id], points[after.id], ratio=is_ratio(measure))
    return (measure, points[before.id], points[after.id], difference) if difference else None
