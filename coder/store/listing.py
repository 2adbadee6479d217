"""Lists of calls: searched, filtered, sorted and paged in SQL."""

from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, or_, select

from coder.errors import StoreError
from coder.store.call_rows import STORED_CALL, check_day
from coder.store.engine import Store, reading
from coder.store.models import Call
from coder.store.records import CALL_TYPES, REVIEW_STATES, SORT_BY, CallPage, CallQuery, StoredCall
from coder.store.rows import storable

_SEARCHED = (Call.title_key, Call.manager_key, Call.rep_key, Call.source_key)
_COLUMN_OF = {
    "title": Call.title_key,
    "manager": Call.manager_key,
    "rep": Call.rep_key,
    "reviewed": Call.n_reviewed,
    **{name: getattr(Call, name) for name in ("call_date", "added_at", "type", "state")},
}


def list_calls(store: Store, query: CallQuery | None = None) -> CallPage:
    """The calls asked for, and how many there are on all pages; by default the latest fifty.

    Raises:
        StoreError: a query that makes no sense, or the database fails.
    """
    query = query or CallQuery()
    page = wanted_calls(select(*STORED_CALL), query)
    with reading(store) as connection:
        total = connection.scalar(select(func.count()).select_from(Call).where(*_conditions(query)))
        calls = tuple(StoredCall(**row._asdict()) for row in connection.execute(page))
    return CallPage(calls, total or 0)


def list_names(store: Store, role: Literal["manager", "rep"]) -> tuple[str, ...]:
    """Every name that calls have in that role, as ``CallQuery`` takes it, in the order of the alphabet."""
    name, key = (Call.manager, Call.manager_key) if role == "manager" else (Call.rep, Call.rep_key)
    # One spelling of names that differ in case only, for a query takes them as one.
    names = select(func.min(name)).where(key != "").group_by(key).order_by(key)
    with reading(store) as connection:
        return tuple(connection.scalars(names))


def wanted_calls(rows: Select[Any], query: CallQuery) -> Select[Any]:
    """The rows of the page asked for, in its order.

    Raises:
        StoreError: a query that makes no sense.
    """
    _check(query)
    column = _COLUMN_OF[query.sort]
    order = (column.desc(), Call.id.desc()) if query.descending else (column, Call.id)
    return rows.where(*_conditions(query)).order_by(*order).offset(query.offset).limit(query.limit)


def _conditions(query: CallQuery) -> list[ColumnElement[bool]]:
    words = storable(query.search).casefold().split()
    found = [or_(*(column.contains(word, autoescape=True) for column in _SEARCHED)) for word in words]
    names = ((Call.manager_key, query.manager), (Call.rep_key, query.rep))
    found += [column == storable(name).casefold() for column, name in names if name is not None]
    exact = ((Call.type, query.type), (Call.state, query.state), (Call.is_sample, query.is_sample))
    found += [column == value for column, value in exact if value is not None]
    if query.dated_from or query.dated_to:
        found.append(Call.call_date >= (query.dated_from or "0"))
    if query.dated_to:
        found.append(Call.call_date <= query.dated_to)
    return found


def _check(query: CallQuery) -> None:
    check_day(query.dated_from or "")
    check_day(query.dated_to or "")
    choices = (("type", CALL_TYPES), ("state", REVIEW_STATES), ("sort", SORT_BY))
    for name, known in choices:
        value = getattr(query, name)
        if value is not None and value not in known:
            raise _wrong(name, f"one of {', '.join(known)}", repr(value))
    if query.offset < 0 or (query.limit is not None and query.limit < 0):
        raise _wrong("page", "an offset and a limit from 0 on", f"{query.offset} and {query.limit}")


def _wrong(where: str, expected: str, found: str) -> StoreError:
    return StoreError(where, expected=expected, found=found, next_step="Mend it.")
