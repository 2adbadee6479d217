"""The summary of an audit as text or JSON (docs/audit.md)."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from coder.audit.resampling import DRAWS, Spread
from coder.audit.summary import AuditSummary, Group
from coder.measures import definition_of
from coder.reports.wording import DASH
from coder.trend import compared

SUMMARY_FORMAT = 1
KINDS = ("text", "json")
_HEAD = ("", "calls", "median", "quartiles", "mean", "95 % interval")
_WIDTHS = (27, 7, 10, 14, 9, 0)


def render_summary(summary: AuditSummary, kind: str) -> str:
    """The summary in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return {"text": _text, "json": _json}[kind](summary)


def _json(summary: AuditSummary) -> str:
    return json.dumps({"format": SUMMARY_FORMAT, **asdict(summary)}, indent=1, ensure_ascii=False) + "\n"


def _text(summary: AuditSummary) -> str:
    lines = [*tell_source(summary), "", *_table(summary.overall)]
    parts = {
        "By manager": summary.by_manager,
        "By team": summary.by_team,
        "By call type": summary.by_type,
        "By month": summary.by_month,
    }
    for title, groups in parts.items():
        if groups:
            lines += ["", title + _known(groups, summary)]
        for group in groups:
            lines += ["", *_table(group)]
    return "\n".join([*lines, "", *_foot()]) + "\n"


def tell_source(summary: AuditSummary) -> Iterator[str]:
    """What was summed up and coded by what, and what was left out or is unsure: a sentence each, without full stop."""
    yield f"{count_of(summary.n_calls, 'call')}, {count_of(summary.n_utterances, 'utterance')}, machine-coded"
    if summary.n_reviewed:
        calls = count_of(summary.n_calls_reviewed, "call")
        yield f"Reviewed by a person: {count_of(summary.n_reviewed, 'utterance')} in {calls}"
    yield f"Model {summary.model} {summary.model_version}"
    if summary.n_other_model:
        yield f"Coded by another model or version: {count_of(summary.n_other_model, 'call')}"
    if summary.n_duplicates:
        yield f"Counted once: {count_of(summary.n_duplicates, 'call')} that an earlier one repeats word for word"
    if summary.n_not_read:
        yield f"Not read: {summary.n_not_read:,}; the table not_read says why"
    if summary.n_unmeasured:
        yield f"Not counted yet: {count_of(summary.n_unmeasured, 'call')}"
    if summary.n_unled:
        yield f"Nobody leads in {count_of(summary.n_unled, 'call')}; they have no figures"
    if summary.n_proposed:
        unsure = f", of {summary.n_unsure:,} not clearly" if summary.n_unsure else ""
        yield f"Who leads is the tool's own proposal in {count_of(summary.n_proposed, 'call')}{unsure}"
    if summary.n_types_proposed:
        yield f"The type is the tool's own proposal in {count_of(summary.n_types_proposed, 'call')}"
    if summary.n_talk_by_words:
        yield f"Talk share is of words, not time, in {count_of(summary.n_talk_by_words, 'call')}"


def _known(groups: tuple[Group, ...], summary: AuditSummary) -> str:
    known = sum(group.n_calls for group in groups)
    return "" if known == summary.overall.n_calls else f" (known for {known:,} of {summary.overall.n_calls:,} calls)"


def _table(group: Group) -> Iterator[str]:
    yield f"{group.name}: {count_of(group.n_calls, 'call')}, {count_of(group.n_managers, 'manager')}"
    yield _line(_HEAD)
    notes: dict[str, None] = {}
    for name in compared():
        spread = group.spreads[name]
        yield _line((f"  {definition_of(name).name}", f"{spread.n_calls:,}", *_cells(name, spread)))
        if spread.reason:
            notes[spread.reason] = None
    for reason in notes:
        yield f"  {DASH} {reason}"


def _cells(name: str, spread: Spread) -> tuple[str, str, str, str]:
    return (
        show_figure(name, spread.median),
        show_range(name, spread.lower_quartile, spread.upper_quartile),
        show_figure(name, spread.mean),
        show_range(name, spread.low, spread.high),
    )


def _line(cells: tuple[str, ...]) -> str:
    first, *others = zip(cells, _WIDTHS, strict=True)
    return (f"{first[0]:<{first[1]}}" + "".join(f"  {cell:<{width}}" for cell, width in others)).rstrip()


def show_range(name: str, low: float | None, high: float | None) -> str:
    """From one value of a measure to another: "22–47 %", "0.15–0.81"; a dash where they are undefined."""
    if low is None or high is None:
        return DASH
    return f"{_number(name, low)}–{show_figure(name, high)}"


def show_figure(name: str, value: float | None) -> str:
    """A value of a measure: "33 %", "0.35"; a dash where it is undefined."""
    if value is None:
        return DASH
    return _number(name, value) + (" %" if definition_of(name).kind == "share" else "")


def _number(name: str, value: float) -> str:
    return f"{100 * value:.0f}" if definition_of(name).kind == "share" else f"{value:.2f}"


def count_of(number: int, noun: str) -> str:
    """A count with its noun: "1 call", "2 calls"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _foot() -> tuple[str, ...]:
    return (
        "Each call counts once, however long; calls too short for a figure are left out of it. The interval is of",
        f"the mean: {DRAWS:,} resamples of the calls of one manager, or of managers where there are several. Mistakes",
        "of the model are not in it. Not for ranking or judging people.",
    )
