"""Calls of a manager with the figures that a test asks for."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from coder.analysis import analyse
from coder.call_figures import CallFigures, Figure, figures_of
from coder.trend import TrendCall
from tests.builders import build_review

RANGE = 0.05


@cache
def _empty() -> CallFigures:
    return figures_of(analyse(build_review()))


def share(counted: int, of: int, half_width: float = 0.1) -> Figure:
    """A share of codes with a symmetric interval."""
    value = counted / of
    return Figure(value, max(value - half_width, 0), min(value + half_width, 1), counted, of, "utterances")


def ratio(above: int, below: int, factor: float = 2.0) -> Figure:
    """A ratio with an interval from that part of it to as many times it."""
    value = above / below
    return Figure(value, value / factor, value * factor, above, below, "utterances")


def talk(own: int, of: int = 100, unit: str = "words") -> Figure:
    return Figure(own / of, None, None, own, of, unit)


def figures_with(*, n_reviewed: int = 0, **measures: Figure) -> CallFigures:
    """Figures of a call in which nothing else is defined; talk share may be off by ``RANGE`` either way."""
    empty = _empty()
    said = measures.get("talk_share")
    span = None if said is None or said.value is None else (said.value - RANGE, said.value + RANGE)
    manager = {**empty.measures["manager"], **measures}
    return replace(empty, measures={**empty.measures, "manager": manager}, n_reviewed=n_reviewed, talk_range=span)


def make_call(
    day: int | str,
    *,
    name: str = "",
    kind: str = "one_to_one",
    manager: str = "Ana",
    model: str = "",
    **measures: Figure,
) -> TrendCall:
    """A call so many days after April 2026, or on a day written out; its id is its title."""
    written = day if isinstance(day, str) else (date(2026, 4, 30) + timedelta(day)).isoformat()
    title = name or f"call of {day}"
    return TrendCall(title, title, written, kind, manager, figures_with(**measures), model)
