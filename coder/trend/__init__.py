"""A manager's own calls over time: where each figure goes, what is usual, and what changed since the last call."""

from collections import Counter
from collections.abc import Sequence

from coder.trend.baselines import pool_calls
from coder.trend.changes import find_change
from coder.trend.differences import differ, is_ratio, place
from coder.trend.directions import find_direction
from coder.trend.records import (
    LATEST,
    LEAST_CALLS,
    Baseline,
    Change,
    Difference,
    Direction,
    Point,
    Series,
    Trend,
    TrendCall,
    compared,
    followed,
)
from coder.trend.wording import notes_on, say_direction, say_latest, say_missing

__all__ = [
    "LATEST",
    "LEAST_CALLS",
    "Baseline",
    "Change",
    "Difference",
    "Direction",
    "Point",
    "Series",
    "Trend",
    "TrendCall",
    "compared",
    "followed",
    "measure_trend",
]


def measure_trend(calls: Sequence[TrendCall], *, manager: str, call_type: str | None = None) -> Trend:
    """One manager's figures over time, read against that manager's own earlier calls and nobody else's.

    Args:
        calls: of any manager and type; the order decides among calls of one day.
        manager: the whole name, whatever its case.
        call_type: only calls of this type; ``None`` for all of them together.
    """
    name = manager.strip().casefold()
    own = [call for call in calls if call.manager.strip().casefold() == name]
    own = [call for call in own if call_type is None or call.type == call_type]
    dated = sorted((call for call in own if call.day), key=lambda call: call.day)
    points = {measure: _points(measure, dated) for measure in followed()}
    return Trend(
        manager=manager,
        call_type=call_type,
        n_calls=len(dated),
        n_without_day=len(own) - len(dated),
        series={measure: _series(measure, dated, tuple(points[measure].values())) for measure in followed()},
        change=find_change(dated, points),
        missing=max(LEAST_CALLS - len(dated), 0),
        notes=notes_on(dated, mixed=len({call.type for call in dated}) > 1),
    )


def _points(measure: str, calls: Sequence[TrendCall]) -> dict[str, Point]:
    return {call.id: point for call in calls if (point := _point(measure, call))}


def _point(measure: str, call: TrendCall) -> Point | None:
    figure = call.figures.measures["manager"][measure]
    if figure.value is None or not figure.denominator:
        return None
    ends = call.figures.talk_range if measure == "talk_share" else (figure.low, figure.high)
    low, high = ends or (None, None)
    counted = figure.value * figure.denominator if figure.corrected else figure.numerator
    return Point(
        call_id=call.id,
        title=call.title,
        day=call.day,
        type=call.type,
        value=figure.value,
        low=low,
        high=high,
        numerator=counted,
        denominator=figure.denominator,
        unit=figure.unit,
    )


def _series(measure: str, calls: Sequence[TrendCall], points: tuple[Point, ...]) -> Series:
    left_out = _left_out(measure, calls)
    if len(points) < LEAST_CALLS:
        what = "with a day" if len(calls) < LEAST_CALLS else "with this figure"
        return Series(measure, points, left_out, None, None, None, say_missing(len(points), what))
    ratio = is_ratio(measure)
    baseline = pool_calls(points[:-1], ratio=ratio)
    latest = differ(baseline, points[-1], ratio=ratio)
    places = [place(point, ratio=ratio) for point in points]
    direction = find_direction([point.day for point in points], places, log=ratio)
    says = say_direction(measure, direction)
    # Where the earlier calls go somewhere, what they have in common is no measure of the latest.
    if not (direction and direction.moved):
        says = f"{says} {say_latest(measure, latest)}".strip()
    return Series(measure, points, left_out, baseline, latest, direction, says)


def _left_out(measure: str, calls: Sequence[TrendCall]) -> tuple[tuple[str, int], ...]:
    """Reasons without the numbers of the single call, and how many calls have each; the most frequent first."""
    figures = [call.figures.measures["manager"][measure] for call in calls]
    reasons = [(figure.reason or "").partition(":")[0] for figure in figures if figure.value is None]
    return tuple(Counter(reasons).most_common())
