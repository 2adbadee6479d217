"""A trend as plain data for its page: charts and tables in words and numbers. Nothing is measured here."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from coder import (
    LATEST,
    Point,
    Series,
    Trend,
    definition_of,
    follow_ratio_gaps,
    follow_talk_gaps,
    load_codebook,
)
from ui.call_words import shown_day
from ui.figures import DASH, SPACE, counted, number, percent
from ui.trend_data import MOST_READ, Course, GuessedCall

# Where a ratio of nothing is drawn on a log axis.
FOOT = 0.05
INTERVAL = f"Bars: 95{SPACE}% interval."
TALK_RANGE = f"Bars: what it could be if 5{SPACE}% of the turns carried the wrong name."
NO_EARLIER = "There is no earlier call of the same type yet to hold the latest one against."


def trend_view(course: Course) -> dict[str, Any]:
    """All that the page says and draws but the guesses."""
    trend = course.trend
    cut = [f"Only the latest {number(MOST_READ)} calls are counted."] if course.is_cut else []
    return {
        "headline": trend.change.says if trend.change else NO_EARLIER if trend.n_calls else "",
        "missing": _missing(trend),
        "notes": [*cut, *_left_out(trend), *trend.notes],
        "charts": [_chart(trend.series[measure], alone=bool(trend.missing)) for measure in _headlines(trend)],
        "modes": _modes(trend),
        "table": _table(trend),
        "drawn": _drawn(trend),
    }


def guesses_view(guessed: Sequence[GuessedCall]) -> dict[str, Any]:
    """Guesses beside what was counted, newest first, and whether they come closer."""
    talk = [(each.call.call_date, each.gap.talk_points) for each in guessed if each.gap.talk_points is not None]
    ratio = [(each.call.call_date, each.gap.ratio_factor) for each in guessed if each.gap.ratio_factor is not None]
    return {
        "says": [
            f"Talk share: {follow_talk_gaps(talk).says}",
            f"Questions to directives: {follow_ratio_gaps(ratio).says}",
        ],
        "table": {
            "caption": "Guesses and what was counted",
            "columns": ["Day", "Call", "Talk share guessed", "counted", "Questions to directives guessed", "counted"],
            "rows": [_guess_row(each) for each in reversed(guessed[-LATEST:])],
        },
    }


def _guess_row(each: GuessedCall) -> dict[str, Any]:
    counted_as = each.figures.measures["manager"]
    talk, ratio = counted_as["talk_share"].value, counted_as["questions_to_directives"].value
    values = (each.guess.talk_share, talk, each.guess.questions_to_directives, ratio)
    shown = [_figure("talk_share" if at < 2 else "questions_to_directives", value) for at, value in enumerate(values)]
    return {"call": each.call.id, "day": shown_day(each.call.call_date), "title": each.call.title, "cells": shown}


def _missing(trend: Trend) -> str:
    if not trend.missing:
        return ""
    there = f"{counted(trend.n_calls, 'call')} with a day {'is' if trend.n_calls == 1 else 'are'} here"
    return (
        f"{there}; a trend needs {number(trend.n_calls + trend.missing)}, so {number(trend.missing)} more. "
        "Until then these are single calls, and nothing is said of where they go."
    )


def _left_out(trend: Trend) -> list[str]:
    if not trend.n_without_day:
        return []
    calls = counted(trend.n_without_day, "call")
    return [f"{calls} without a day {'is' if trend.n_without_day == 1 else 'are'} left out; say the day under Calls."]


def _drawn(trend: Trend) -> str:
    if trend.n_calls <= LATEST:
        return ""
    return f"The latest {LATEST} of {number(trend.n_calls)} calls are drawn; the band is made from all of them."


def _chart(series: Series, *, alone: bool) -> dict[str, Any]:
    """One measure; of single calls, which make no trend yet, the page says so once above them all."""
    definition = definition_of(series.measure)
    points = series.points[-LATEST:]
    return {
        "id": series.measure,
        "title": definition.name,
        "kind": definition.kind,
        "says": "" if alone else series.says,
        "rows": [_point_row(series.measure, point) for point in points],
        "band": _band(series),
        "how": " ".join([TALK_RANGE if series.measure == "talk_share" else INTERVAL, *_how(series)]),
        "alt": _alt(definition.name, points, series.says),
    }


def _band(series: Series) -> dict[str, float | None] | None:
    ends = series.baseline
    if ends is None:
        return None
    return {name: _drawn_at(getattr(ends, name), series.measure) for name in ("low", "value", "high")}


def _how(series: Series) -> list[str]:
    """What the band is, and which calls have no point."""
    says = [f"{counted(calls, 'call')} without this figure: {reason}." for reason, calls in series.left_out]
    if series.baseline is None:
        return says
    ends = (getattr(series.baseline, name) for name in ("low", "value", "high"))
    low, middle, high = (_figure(series.measure, end) for end in ends)
    earlier = counted(series.baseline.calls, "earlier call")
    return [f"Band: the {earlier} together, {middle} ({low} to {high}).", *says]


def _point_row(measure: str, point: Point) -> dict[str, Any]:
    return {
        "call": point.call_id,
        "title": point.title,
        # Noon, so that no time zone makes it another day.
        "noon": f"{point.day}T12:00:00",
        "day": shown_day(point.day),
        "value": _drawn_at(point.value, measure),
        "low": _drawn_at(point.low, measure),
        "high": _drawn_at(point.high, measure),
        "figure": _figure(measure, point.value),
        "interval": _interval(measure, point),
    }


def _drawn_at(value: float | None, measure: str) -> float | None:
    return value if value is None or not _is_ratio(measure) else max(value, FOOT)


def _is_ratio(measure: str) -> bool:
    return definition_of(measure).kind == "ratio"


def _figure(measure: str, value: float | None) -> str:
    if value is None:
        return DASH
    return f"{value:.2f}" if _is_ratio(measure) else percent(value)


def _interval(measure: str, point: Point) -> str:
    if point.low is None or point.high is None:
        return DASH
    return f"{_figure(measure, point.low)} to {_figure(measure, point.high)}"


def _alt(name: str, points: Sequence[Point], says: str) -> str:
    if not points:
        return f"{name}: no calls to draw."
    span = f"{shown_day(points[0].day)} to {shown_day(points[-1].day)}"
    return f"{name} of {counted(len(points), 'call')}, {span}. {says} The same numbers stand in the table below."


def _modes(trend: Trend) -> dict[str, Any]:
    """Mode mix a call, listening first; calls of one day are numbered, so that each has its bar."""
    book = load_codebook()
    modes = sorted((mode for mode in book.modes if mode.coaching), key=lambda mode: mode.id not in book.parts.listening)
    rows = []
    for rank, mode in enumerate(modes):
        measure = f"{mode.id}_share"
        seen: Counter[str] = Counter()
        for at, point in enumerate(trend.series[measure].points[-LATEST:]):
            seen[point.day] += 1
            again = f" ({seen[point.day]})" if seen[point.day] > 1 else ""
            row = _point_row(measure, point)
            rows.append({**row, "bar": row["day"] + again, "at": at, "mode": mode.name, "rank": rank})
    return {
        "rows": rows,
        "modes": [{"id": mode.id, "name": mode.name} for mode in modes],
        "says": _moved_modes([(mode.name, trend.series[f"{mode.id}_share"]) for mode in modes]),
        "alt": _alt("Mode mix", trend.series[f"{modes[0].id}_share"].points[-LATEST:], ""),
    }


def _moved_modes(named: Sequence[tuple[str, Series]]) -> list[str]:
    """What moved, a line each; the others in one line."""
    moved = [(name, series) for name, series in named if series.direction and series.direction.moved]
    others = [name for name, series in named if (name, series) not in moved]
    if all(series.baseline is None for _, series in named):
        return []
    return [f"{name}: {series.says}" for name, series in moved] + (
        [f"No clear change: {', '.join(others)}."] if others else []
    )


def _headlines(trend: Trend) -> list[str]:
    """The measures of codes first, then talk share."""
    found = [measure for measure in trend.series if definition_of(measure).group == "headline"]
    return sorted(found, key=lambda measure: measure == "talk_share")


def _table(trend: Trend) -> dict[str, Any]:
    """Every number that is drawn, newest call first."""
    headlines, listening = _headlines(trend), load_codebook().parts.listening
    # The share of a single listening mode is the ask-and-listen index.
    known = {*headlines, *(f"{mode}_share" for mode in listening if len(listening) == 1)}
    shown = [*headlines, *(measure for measure in trend.series if measure not in known)]
    points = {measure: {point.call_id: point for point in trend.series[measure].points} for measure in shown}
    calls = {point.call_id: point for measure in shown for point in trend.series[measure].points[-LATEST:]}
    newest = sorted(calls.values(), key=lambda point: point.day, reverse=True)
    return {
        "caption": "Figures by call",
        "columns": ["Day", "Call", *(definition_of(measure).name for measure in shown)],
        "rows": [
            {
                "call": call.call_id,
                "day": shown_day(call.day),
                "title": call.title,
                "cells": [_cell(measure, points[measure].get(call.call_id)) for measure in shown],
            }
            for call in newest
        ],
    }


def _cell(measure: str, point: Point | None) -> str:
    if point is None:
        return DASH
    interval = _interval(measure, point)
    return _figure(measure, point.value) + (f" ({interval})" if interval != DASH else "")
