"""An audit as plain data for its page: charts, tables and lists of calls. Nothing is measured here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from coder import (
    AuditCalls,
    AuditSummary,
    By,
    Group,
    Spread,
    compared,
    definition_of,
    may_be_listed,
    show_figure,
    show_range,
)
from ui.call_words import TYPE_NAMES, shown_day
from ui.figures import DASH, counted, number

BY_NAMES: dict[By, str] = {"manager": "Manager", "team": "Team", "type": "Call type", "month": "Month"}
GROUPS_SHOWN = 20
CALLS_SHOWN = 25
# Where a ratio of nothing is drawn on a log axis.
FOOT = 0.05


def group_name(by: By, name: str) -> str:
    """A group's name as people read it.

    >>> group_name("month", "2026-05")
    'May 2026'
    """
    if by == "month":
        return f"{date.fromisoformat(f'{name}-01'):%B %Y}"
    return TYPE_NAMES.get(name, name) if by == "type" else name


def headline(summary: AuditSummary) -> str:
    """How many calls and managers, and from when to when."""
    led = counted(summary.overall.n_calls, "call")
    span = f", {shown_day(summary.first_day)} to {shown_day(summary.last_day)}" if summary.first_day else ""
    return f"{led} by {counted(summary.overall.n_managers, 'manager')}{span}"


def charts_view(by: By, groups: Sequence[Group]) -> list[dict[str, Any]]:
    """A chart a measure; groups in the order given."""
    return [_chart(measure, by, groups) for measure in compared()]


def groups_table(by: By, groups: Sequence[Group]) -> dict[str, Any]:
    """Every number that is drawn."""
    names = [definition_of(measure).name for measure in compared()]
    return {
        "caption": "Median (quartiles), and mean (95 % interval). Choose a group to list its calls.",
        "columns": [BY_NAMES[by], "Calls", *names],
        "rows": [
            {
                "call": group.name,
                "title": group_name(by, group.name),
                "cells": [number(group.n_calls), *(_cell(measure, group) for measure in compared())],
            }
            for group in groups
        ],
    }


def calls_to_list(calls: AuditCalls, places: np.ndarray) -> list[int]:
    """Those of the calls that may be listed, the latest first."""
    listed = may_be_listed(calls)
    return sorted((at for at in places.tolist() if listed[at]), key=lambda at: calls.days[at], reverse=True)


def calls_table(calls: AuditCalls, shown: Sequence[int], caption: str, *, linked: bool) -> dict[str, Any]:
    """The calls at those places.

    Args:
        linked: whether they can be opened: those of the library can.
    """
    return {
        "caption": caption,
        "columns": ["Day", "Call", "Type", "Manager"],
        "rows": [
            {
                "call": calls.ids[at] if linked else None,
                "address": f"review?call={calls.ids[at]}" if linked else None,
                "day": shown_day(calls.days[at]),
                "title": calls.names[at] or "Untitled call",
                "cells": [TYPE_NAMES.get(calls.types[at], calls.types[at]) or DASH, calls.managers[at] or DASH],
            }
            for at in shown
        ],
    }


def _chart(measure: str, by: By, groups: Sequence[Group]) -> dict[str, Any]:
    definition = definition_of(measure)
    return {
        "id": measure,
        "title": definition.name,
        "kind": definition.kind,
        "meaning": definition.meaning,
        "rows": [_row(measure, by, group) for group in groups],
        "alt": f"{definition.name} by {BY_NAMES[by].lower()}, {counted(len(groups), 'group')} in the order of their "
        "names. The same numbers stand in the table below.",
    }


def _row(measure: str, by: By, group: Group) -> dict[str, Any]:
    spread = group.spreads[measure]
    ends = {
        "lower": spread.lower_quartile,
        "median": spread.median,
        "upper": spread.upper_quartile,
        "mean": spread.mean,
        "low": spread.low,
        "high": spread.high,
    }
    return {
        "group": group.name,
        "shown": group_name(by, group.name),
        "calls": number(spread.n_calls),
        "middle": _middle(measure, spread),
        "average": _average(measure, spread),
        **{name: _drawn_at(measure, value) for name, value in ends.items()},
    }


def _drawn_at(measure: str, value: float | None) -> float | None:
    return value if value is None or definition_of(measure).kind != "ratio" else max(value, FOOT)


def _middle(measure: str, spread: Spread) -> str:
    if spread.median is None:
        return DASH
    quartiles = show_range(measure, spread.lower_quartile, spread.upper_quartile)
    return f"{show_figure(measure, spread.median)} ({quartiles})"


def _average(measure: str, spread: Spread) -> str:
    if spread.mean is None:
        return DASH
    interval = show_range(measure, spread.low, spread.high)
    return show_figure(measure, spread.mean) + (f" ({interval})" if interval != DASH else "")


def _cell(measure: str, group: Group) -> str:
    """Median and mean, why one is missing, and of how many calls where not of all."""
    spread = group.spreads[measure]
    lines = [_middle(measure, spread)]
    if spread.mean is not None:
        lines.append(f"mean {_average(measure, spread)}")
    if spread.reason:
        lines.append(spread.reason.partition(":")[0])
    if spread.n_calls != group.n_calls:
        lines.append(f"of {counted(spread.n_calls, 'call')}")
    return "\n".join(lines)
