"""Corrected figures as text or JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from coder.reports.wording import DASH
from coder.sampling.conclusions import interval, percent
from coder.sampling.corrected import CorrectedFigures, CorrectedGroup, CorrectedShare
from coder.sampling.estimation import LEAST_CALLS
from coder.sampling.plan_text import group_name
from coder.sampling.wanted import COACHING_MODES

KINDS = ("text", "json")
_HEAD = ("", "calls", "coded", "machine", "corrected", "interval", "for calls like these")
_WIDTHS = (30, 6, 7, 8, 10, 14, 0)


def render_figures(figures: CorrectedFigures, kind: str) -> str:
    """The figures in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return {"text": _text, "json": _json}[kind](figures)


def _json(figures: CorrectedFigures) -> str:
    data: dict[str, Any] = {
        "wanted": asdict(figures.key.wanted),
        "model": figures.key.model,
        "model_version": figures.key.model_version,
        "n_left": figures.codes.n_left,
        "n_others": figures.codes.n_others,
        "groups": [asdict(group) for group in figures.groups],
        "by_coder": {name: asdict(share) for name, share in figures.by_coder.items()},
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _text(figures: CorrectedFigures) -> str:
    lines = list(_head(figures))
    for mode in COACHING_MODES:
        lines += ["", f"Share of {mode}", _line(_HEAD), *(_line(_cells(group, mode)) for group in figures.groups)]
        lines += reasons(figures.groups, mode)
    lines += [f"{name} alone would give {_alone(share)}" for name, share in figures.by_coder.items()]
    return "\n".join([*lines, "", *_foot(figures)]) + "\n"


def _head(figures: CorrectedFigures) -> Iterator[str]:
    overall, codes = figures.overall, figures.codes
    coders = ", ".join(f"{coding.name} {len(coding.units):,}" for coding in codes.codings)
    yield f"{overall.n_coded:,} of {overall.n_utterances:,} utterances of managers coded by people ({coders})"
    yield f"Model {figures.key.model} {figures.key.model_version}; seed {figures.key.wanted.seed}"
    if codes.n_left:
        yield f"Drawn and coded by nobody: {codes.n_left:,}"
    if codes.n_others:
        yield f"Left out: {codes.n_others:,} codes of utterances that were not drawn"


def _alone(share: CorrectedShare) -> str:
    _, value, ends, _ = share_cells(share)
    return f"{value} ({share.reason or ends})"


def _cells(group: CorrectedGroup, mode: str) -> tuple[str, ...]:
    name = group_name(group.manager, group.quarter)
    return (name, f"{group.n_calls:,}", f"{group.n_coded:,}", *share_cells(group.shares[mode]))


def share_cells(share: CorrectedShare) -> tuple[str, str, str, str]:
    """By machine, corrected, the interval for these calls, and the one for calls like these; dashes where undefined."""
    machine, value = (DASH if each is None else percent(each) for each in (share.machine, share.value))
    return machine, value, _range(share.low, share.high), _range(share.low_like, share.high_like)


def reasons(groups: tuple[CorrectedGroup, ...], mode: str) -> list[str]:
    """Why some groups have no figure, a line each."""
    told = ((group_name(group.manager, group.quarter), group.shares[mode].reason) for group in groups)
    return [f"{DASH} {name}: {reason}" for name, reason in told if reason]


def _foot(figures: CorrectedFigures) -> tuple[str, ...]:
    return (
        f"Corrected: what people coded, carried over to all. The {100 * figures.key.wanted.level:g} % interval is for",
        f"these calls; the last one, from {LEAST_CALLS} calls on, for calls like these, as if drawn from many.",
        "What coders disagree on is in neither. Not for ranking or judging people.",
    )


def _range(low: float | None, high: float | None) -> str:
    return DASH if low is None or high is None else interval(low, high)


def _line(cells: tuple[str, ...]) -> str:
    return "".join(f"{cell:<{width}} " for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
