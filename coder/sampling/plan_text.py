"""A plan as text or JSON; neither says which utterances are drawn."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from coder.reports.wording import DASH
from coder.sampling.conclusions import percent
from coder.sampling.plans import CellPlan, Plan

KINDS = ("text", "json")
_HEAD = ("", "calls", "to code", "machine", "expected", "for calls like these")
_WIDTHS = (30, 11, 16, 9, 10, 0)


def render_plan(plan: Plan, kind: str) -> str:
    """The plan in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return {"text": _text, "json": _json}[kind](plan)


def _json(plan: Plan) -> str:
    left_out = ("rows", "row_strata")
    data = {name: value for name, value in vars(plan).items() if name not in left_out}
    data |= {"wanted": asdict(plan.wanted), "left_out": dict(plan.left_out), "to_code": plan.to_code}
    data |= {"design_effect": plan.design_effect, "cells": [asdict(cell) for cell in plan.cells]}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _text(plan: Plan) -> str:
    lines = [*_head(plan), "", _line(_HEAD), *(_line(_cells(cell)) for cell in plan.cells)]
    lines += [f"{DASH} {group_name(cell.manager, cell.quarter)}: {cell.note}" for cell in plan.cells if cell.note]
    lines += ["", "By machine mode:", *_by_mode(plan), "", *_foot(plan)]
    return "\n".join(lines) + "\n"


def _head(plan: Plan) -> Iterator[str]:
    wanted = plan.wanted
    calls = sum(len(cell.calls) for cell in plan.cells)
    whose = "over all calls" if wanted.by == "all" else f"for each {wanted.by.replace('-', ' and ')}"
    yield f"To code: {plan.to_code:,} of {plan.n_utterances:,} utterances of managers, from {_count(calls)}"
    yield f"For ±{wanted.points:g} points on the share of {wanted.mode}, {100 * wanted.level:g} % interval, {whose}"
    yield f"Model {plan.model} {plan.model_version}; seed {wanted.seed}"
    for reason, count in plan.left_out.items():
        yield f"Left out: {_count(count)}, {reason}"


def _cells(cell: CellPlan) -> tuple[str, ...]:
    calls = f"{len(cell.calls):,} of {cell.n_calls:,}"
    coded = f"{cell.to_code:,} of {cell.there:,}"
    share = DASH if cell.machine_share is None else percent(cell.machine_share)
    halves = (_points(cell.half_width), _points(cell.half_width_like))
    return (group_name(cell.manager, cell.quarter), calls, coded, share, *halves)


def _by_mode(plan: Plan) -> Iterator[str]:
    strata = [stratum for cell in plan.cells for stratum in cell.strata]
    for mode in dict.fromkeys(stratum.mode for stratum in strata):
        drawn, there = (sum(getattr(s, name) for s in strata if s.mode == mode) for name in ("to_code", "there"))
        yield f"  {mode:<10}{drawn:,} of {there:,} ({percent(drawn / there)})"


def _foot(plan: Plan) -> Iterator[str]:
    if plan.half_width is not None and len(plan.cells) > 1:
        yield f"Over all calls {_points(plan.half_width)} points are expected."
    yield f"Expected if the model's probabilities are right, with their variance taken {plan.wanted.caution:g} times."
    if not plan.whole_chances:
        yield "The audit holds the confidence of each code alone; the other modes' chances are guessed from it."
    yield f"Utterances of a call are alike (correlation {plan.alike:.3f}). For calls like these that makes the variance"
    yield f"{plan.design_effect:.2f} times that of as many single utterances (design effect)."


def group_name(manager: str | None, quarter: str | None) -> str:
    """Whose calls: the manager, the quarter, both, or all.

    >>> group_name("Marta", "2026-Q2"), group_name(None, None)
    ('Marta, 2026-Q2', 'all calls')
    """
    return ", ".join(name for name in (manager, quarter) if name) or "all calls"


def _points(half_width: float | None) -> str:
    return DASH if half_width is None else f"±{100 * half_width:.1f}"


def _count(calls: int) -> str:
    return f"{calls:,} call{'s' * (calls != 1)}"


def _line(cells: tuple[str, ...]) -> str:
    return "".join(f"{cell:<{width}} " for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
