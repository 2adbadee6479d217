"""The summary of an audit as one table, for spreadsheets."""

import csv
import io
from collections.abc import Iterator

from coder.audit.resampling import Spread
from coder.audit.summary import AuditSummary, Group
from coder.measures import definition_of
from coder.reports.comma_separated import guard_cell
from coder.trend import compared

COLUMNS = (
    "grouped_by",
    "group",
    "calls",
    "managers",
    "figure",
    "name",
    "calls_with_figure",
    "median",
    "lower_quartile",
    "upper_quartile",
    "mean",
    "low",
    "high",
    "resampled",
    "reason",
)


def render_tables(summary: AuditSummary) -> str:
    """CSV: a row for each figure of each group, as rounded as it is shown.

    A name that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    parts = {
        "": (summary.overall,),
        "manager": summary.by_manager,
        "team": summary.by_team,
        "type": summary.by_type,
        "month": summary.by_month,
    }
    for by, groups in parts.items():
        for group in groups:
            writer.writerows(_rows(by, group))
    return out.getvalue()


def _rows(by: str, group: Group) -> Iterator[tuple[str | int, ...]]:
    for measure in compared():
        spread = group.spreads[measure]
        about = (by, guard_cell(group.name), group.n_calls, group.n_managers, measure, definition_of(measure).name)
        yield (*about, spread.n_calls, *_figures(spread), spread.resampled, spread.reason or "")


def _figures(spread: Spread) -> Iterator[str]:
    # More digits would let a group's figures be taken from another's, and tell of the few calls between them.
    for name in ("median", "lower_quartile", "upper_quartile", "mean", "low", "high"):
        value = getattr(spread, name)
        yield "" if value is None else f"{value:.2f}"
