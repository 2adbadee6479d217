"""Delete many calls for good."""

from sqlalchemy import case, func, select

from coder.store.backup import list_backups
from coder.store.call_rows import check_day
from coder.store.calls import delete_calls
from coder.store.engine import Store, give_back_space, reading
from coder.store.models import Call


def calls_before(store: Store, day: str) -> tuple[str, ...]:
    """Ids of the calls before a day (YYYY-MM-DD); those without a date count by the day they were added.

    Raises:
        StoreError: it is no day.
    """
    check_day(day)
    added = func.substr(Call.added_at, 1, len("YYYY-MM-DD"))
    dated = case((Call.call_date == "", added), else_=Call.call_date)
    with reading(store) as connection:
        return tuple(connection.scalars(select(Call.id).where(dated < day).order_by(Call.id)))


def every_call(store: Store) -> tuple[str, ...]:
    """Ids of all calls."""
    with reading(store) as connection:
        return tuple(connection.scalars(select(Call.id).order_by(Call.id)))


def delete_backups(store: Store) -> int:
    """How many backups were deleted: all in the folder where they go by default."""
    backups = list_backups(store.url)
    for path in backups:
        path.unlink(missing_ok=True)
    return len(backups)


def purge_calls(store: Store, call_ids: tuple[str, ...], *, person: str) -> int:
    """How many calls were deleted; a file is then made as small as what is left.

    Raises:
        StoreError: no such call; then none is deleted.
    """
    deleted = delete_calls(store, call_ids, person=person)
    if deleted:
        give_back_space(store)
    return deleted
