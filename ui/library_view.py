"""The list of calls as plain data for its page: which calls are asked for, and their rows in words and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coder import CallFigures, CallQuery, StoredCall, definition_of, definitions
from ui.call_words import STATE_NAMES, TYPE_NAMES, shown_day
from ui.figures import DASH, SPACE, amount, counted, figure_of, number, percent
from ui.keys import Filter

PAGE_SIZE = 25
# Before it no call was transcribed.
FIRST_DAY = date(1990, 1, 1)
# More than this makes a file that no browser should be handed.
MOST_EXPORTED = 500
# The orders that the page offers, by what the address says: a minus turns the order round.
SORTS = {
    "-call_date": "Latest call first",
    "call_date": "Earliest call first",
    "-added_at": "Last added first",
    "title": "Title",
    "manager": "Manager",
    "rep": "Rep",
    "type": "Type",
    "reviewed": "Least reviewed first",
    "-reviewed": "Most reviewed first",
}
DEFAULT_SORT = "-call_date"
FOOTNOTE = (
    f"The manager’s figures, by a machine where nobody reviewed its codes: value, counts, 95{SPACE}% interval. "
    f"{DASH} stands where a call has too little to say. Where no manager is named, they are those of whoever seems to "
    "lead. They are for looking again at a call, not for ranking anyone."
)
UNNAMED = "not sure who, or unnamed"


def query_of(chosen: Mapping[str, Any]) -> CallQuery:
    """The first page of the calls that widgets and address ask for; what is not chosen asks for nothing."""
    sort = chosen.get(Filter.SORT) or DEFAULT_SORT
    return CallQuery(
        search=chosen.get(Filter.SEARCH) or "",
        manager=chosen.get(Filter.MANAGER),
        rep=chosen.get(Filter.REP),
        type=chosen.get(Filter.TYPE),
        state=chosen.get(Filter.STATE),
        dated_from=_day(chosen.get(Filter.DATED_FROM)),
        dated_to=_day(chosen.get(Filter.DATED_TO)),
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        limit=PAGE_SIZE,
    )


def known_sort(asked: str) -> str | None:
    """The order that an address asks for; ``None`` where it is none."""
    return asked if asked.removeprefix("-") in {each.removeprefix("-") for each in SORTS} else None


def on_page(query: CallQuery, asked: str, total: int) -> CallQuery:
    """The query for the page that an address asks for: one that there is."""
    page = int(asked) if asked.isascii() and asked.isdecimal() else 1
    return replace(query, offset=PAGE_SIZE * (min(max(1, page), _pages(total)) - 1))


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def calls_view(rows: Sequence[tuple[StoredCall, CallFigures | None]], query: CallQuery, total: int) -> dict[str, Any]:
    """One page of the table."""
    first = query.offset + 1
    of = counted(total, "call")
    return {
        "shown": of if total <= len(rows) else f"{number(first)} to {number(first + len(rows) - 1)} of {of}",
        "page": query.offset // PAGE_SIZE + 1,
        "pages": _pages(total),
        "sort": f"{'-' if query.descending else ''}{query.sort}",
        "sorts": [{"id": each, "name": name} for each, name in SORTS.items()],
        "measures": [definition_of(measure_id).name for measure_id in _headlines()],
        "footnote": FOOTNOTE,
        "rows": [_row(call, figures) for call, figures in rows],
    }


def _row(call: StoredCall, figures: CallFigures | None) -> dict[str, Any]:
    return {
        "id": call.id,
        "title": call.title or call.source or "Untitled call",
        "sample": call.is_sample,
        "day": call.call_date,
        "shown_day": shown_day(call.call_date),
        "type": TYPE_NAMES[call.type],
        "manager": call.manager or DASH,
        "unnamed": "" if call.manager else UNNAMED,
        "rep": call.rep or DASH,
        "state": STATE_NAMES[call.state],
        "reviewed": f"{number(call.n_reviewed)} of {number(call.n_utterances)}",
        "figures": [_figure(measure_id, figures) for measure_id in _headlines()],
    }


def _headlines() -> list[str]:
    return [each.id for each in definitions() if each.group == "headline"]


def _figure(measure_id: str, figures: CallFigures | None) -> dict[str, str]:
    """The manager's figure: its value, its counts, and its interval or why there is none."""
    measure = figures.measures["manager"].get(measure_id) if figures else None
    if measure is None:
        return {"value": DASH, "count": "", "note": ""}
    definition = definition_of(measure_id)
    told = figure_of(measure_id, measure, definition.kind)
    # The call's own page says how many were needed and how many found.
    note = _interval(measure, definition.kind) or (measure.reason or "").partition(":")[0]
    return {"value": told["value"], "count": _count(measure, definition.kind), "note": note}


def _interval(measure: Any, kind: str) -> str:
    """The 95 % interval as short as it can be written: the page says once what it is."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    if kind == "share":
        return f"{100 * measure.low:.0f}–{percent(measure.high)}"
    return f"{measure.low:.2f}–{measure.high:.2f}"


def _count(measure: Any, kind: str) -> str:
    if not measure.numerator and not measure.denominator:
        return ""
    above, below = (amount(each or 0, measure.unit) for each in (measure.numerator, measure.denominator))
    return f"{above} {'of' if kind == 'share' else 'to'} {below}"


def delete_words(n_calls: int, n_backups: int) -> list[str]:
    """What deleting does, before anybody confirms it."""
    its = "its" if n_calls == 1 else "their"
    gone = f"{counted(n_calls, 'call')} will be deleted for good, with {its} codes, corrections and notes."
    backups = f"{counted(n_backups, 'backup')} beside the store" if n_backups else "Backups"
    return [f"{gone} This cannot be undone here.", f"{backups} and exports made before still hold what was there then."]


def _day(chosen: date | None) -> str | None:
    return chosen.isoformat() if chosen else None
