"""The append-only log: a line for each change, in the change's own transaction. No line holds text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, exists, insert, select

from coder.store.engine import Store, reading
from coder.store.models import LogRow
from coder.store.records import LogLine
from coder.store.rows import storable

_COLUMNS = (LogRow.line_id, LogRow.at, LogRow.person, LogRow.action, LogRow.call_id, LogRow.count)


def now() -> str:
    """This moment: UTC, ISO 8601, microseconds; such texts sort by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def write_line(connection: Connection, person: str, action: str, call_id: str | None = None, *, count: int = 1) -> None:
    """Add a line about the change that this transaction makes.

    Args:
        count: how many utterances or calls it touches.
    """
    line = LogLine(uuid4().hex, now(), storable(person), action, call_id, count)
    keep_lines(connection, [line])


def keep_lines(connection: Connection, lines: list[LogLine]) -> int:
    """Add lines as they are, those left out that are there already; how many were added."""
    known = set(connection.scalars(select(LogRow.line_id))) if len(lines) > 1 else set()
    rows = [
        {column.key: getattr(line, column.key) for column in _COLUMNS} for line in lines if line.line_id not in known
    ]
    if rows:
        connection.execute(insert(LogRow), rows)
    return len(rows)


def read_log(store: Store, call_id: str | None = None) -> tuple[LogLine, ...]:
    """The log, oldest line first; with ``call_id``, the lines about that call."""
    with reading(store) as connection:
        return tuple(lines_in(connection, call_id))


def last_line(store: Store, call_id: str | None = None) -> str:
    """The id of the last line about a call, or about anything: as long as it is the same, nothing of it has changed.

    "" where no line is about it.
    """
    newest = select(LogRow.line_id).order_by(LogRow.id.desc()).limit(1)
    if call_id is not None:
        newest = newest.where(LogRow.call_id == call_id)
    with reading(store) as connection:
        return connection.scalar(newest) or ""


def was_done(store: Store, action: str) -> bool:
    """Whether the log has a line of that action."""
    with reading(store) as connection:
        return bool(connection.scalar(select(exists().where(LogRow.action == action))))


def lines_in(connection: Connection, call_id: str | None = None) -> Iterator[LogLine]:
    """The same within a transaction."""
    wanted = select(*_COLUMNS).order_by(LogRow.id)
    if call_id is not None:
        wanted = wanted.where(LogRow.call_id == call_id)
    return (LogLine(*row) for row in connection.execute(wanted))
