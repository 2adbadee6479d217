"""Calls given to people to code without seeing the codes of others."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from coder.errors import StoreError
from coder.store.call_rows import stored_call
from coder.store.changes import check_codes
from coder.store.engine import Store, reading, writing
from coder.store.log import now, write_line
from coder.store.models import BlindCodeRow, Call, CodingTaskRow, UtteranceRow
from coder.store.records import BlindCoding, CodingTask
from coder.store.rows import storable

_N_CODED = select(func.count()).where(BlindCodeRow.task_id == CodingTaskRow.id).scalar_subquery()
_TASKS = (
    select(
        CodingTaskRow.id,
        CodingTaskRow.call_id,
        Call.title,
        CodingTaskRow.coder,
        CodingTaskRow.assigned_by,
        CodingTaskRow.assigned_at,
        CodingTaskRow.state,
        _N_CODED.label("n_coded"),
        Call.n_utterances,
    )
    .join(Call, Call.id == CodingTaskRow.call_id)
    .order_by(CodingTaskRow.assigned_at, CodingTaskRow.id)
)


def assign_coding(store: Store, call_id: str, coder: str, *, person: str) -> str:
    """The id of the task that gives the call to a coder; where they have it already, nothing changes.

    Raises:
        StoreError: no such call, or no name.
    """
    coder = storable(coder.strip())
    if not coder:
        raise _refused("coder", "the name of a person", "none", "Say who is to code the call.")
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        same = (CodingTaskRow.call_id == call_id, CodingTaskRow.coder == coder)
        if known := connection.scalar(select(CodingTaskRow.id).where(*same)):
            return known
        task = BlindCoding(uuid4().hex, coder, person, now(), "new")
        insert_blind_coding(connection, call_id, task)
        write_line(connection, person, "assign coding", call_id)
    return task.id


def list_coding_tasks(store: Store, *, coder: str | None = None, call_id: str | None = None) -> tuple[CodingTask, ...]:
    """All tasks, or those of one coder or on one call, in the order in which they were assigned."""
    wanted = _TASKS
    if coder is not None:
        wanted = wanted.where(CodingTaskRow.coder == storable(coder.strip()))
    if call_id is not None:
        wanted = wanted.where(CodingTaskRow.call_id == call_id)
    with reading(store) as connection:
        return tuple(CodingTask(**row._asdict()) for row in connection.execute(wanted))


def list_codings_to_do(store: Store, coder: str) -> tuple[CodingTask, ...]:
    """What the coder has not finished, in the order in which it was assigned."""
    return tuple(task for task in list_coding_tasks(store, coder=coder) if task.state != "done")


def set_blind_codes(store: Store, task_id: str, codes: Mapping[int, str]) -> None:
    """Put the task's coder's codes on utterances, all or none, in place of the codes they gave before.

    Args:
        codes: code by index of the utterance.

    Raises:
        StoreError: no such task, utterance or code, or the coder has finished.
    """
    with writing(store) as connection:
        task = _open_task(connection, task_id)
        known = set(connection.scalars(select(UtteranceRow.position).where(UtteranceRow.call_id == task.call_id)))
        check_codes(f"call {task.call_id}", codes, known)
        if not codes:
            return
        given = (BlindCodeRow.task_id == task_id, BlindCodeRow.position.in_(codes))
        connection.execute(delete(BlindCodeRow).where(*given))
        _insert_codes(connection, task_id, tuple((place, code, now()) for place, code in codes.items()))
        if task.state == "new":
            _set_state(connection, task_id, "started")
        write_line(connection, task.coder, "blind codes", task.call_id, count=len(codes))


def finish_coding(store: Store, task_id: str) -> None:
    """Let the codes of a task stand: from now on they can be compared and no longer changed.

    Raises:
        StoreError: no such task, no code given, or finished already.
    """
    with writing(store) as connection:
        task = _open_task(connection, task_id)
        if task.state == "new":
            raise _refused(f"call {task.call_id}", "at least one code", "none", "Code the call first.")
        _set_state(connection, task_id, "done")
        write_line(connection, task.coder, "finish coding", task.call_id)


def withdraw_coding(store: Store, task_id: str, *, person: str) -> None:
    """Take a call back from a coder who has not coded any of it.

    Raises:
        StoreError: no such task, or one that was begun.
    """
    with writing(store) as connection:
        task = _open_task(connection, task_id)
        if task.state != "new":
            raise _refused(f"call {task.call_id}", "a call that was not begun", "one with codes", "Leave it as it is.")
        connection.execute(delete(CodingTaskRow).where(CodingTaskRow.id == task_id))
        write_line(connection, person, "withdraw coding", task.call_id)


def blind_codes_of(store: Store, call_id: str) -> tuple[BlindCoding, ...]:
    """What each coder gave the call so far, finished or not, in the order in which it was assigned.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        return blind_codings_in(connection, call_id)


def blind_codings_in(connection: Connection, call_id: str) -> tuple[BlindCoding, ...]:
    """The same within a transaction."""
    row = CodingTaskRow
    tasks = select(row.id, row.coder, row.assigned_by, row.assigned_at, row.state).where(row.call_id == call_id)
    codes = select(BlindCodeRow.position, BlindCodeRow.code, BlindCodeRow.at).order_by(BlindCodeRow.position)
    return tuple(
        BlindCoding(*task, codes=tuple(map(tuple, connection.execute(codes.where(BlindCodeRow.task_id == task.id)))))
        for task in connection.execute(tasks.order_by(row.assigned_at, row.id)).all()
    )


def insert_blind_coding(connection: Connection, call_id: str, coding: BlindCoding) -> None:
    """Write a task with its codes within a transaction."""
    texts = {name: storable(getattr(coding, name)) for name in ("id", "coder", "assigned_by", "assigned_at", "state")}
    connection.execute(insert(CodingTaskRow).values(call_id=call_id, **texts))
    _insert_codes(connection, coding.id, coding.codes)


def _insert_codes(connection: Connection, task_id: str, codes: tuple[tuple[int, str, str], ...]) -> None:
    if codes:
        rows = [{"task_id": task_id, "position": place, "code": code, "at": at} for place, code, at in codes]
        connection.execute(insert(BlindCodeRow), rows)


def _open_task(connection: Connection, task_id: str) -> Any:
    """A task that may still be coded; no other transaction changes it before this one ends."""
    columns = (CodingTaskRow.call_id, CodingTaskRow.coder, CodingTaskRow.state)
    task = connection.execute(select(*columns).where(CodingTaskRow.id == task_id).with_for_update()).one_or_none()
    if task is None:
        raise _refused("coding task", "a task of this store", "none", "Choose one of your calls again.")
    if task.state == "done":
        raise _refused(f"call {task.call_id}", "a coding not finished yet", "one that is", "Its codes stand.")
    return task


def _set_state(connection: Connection, task_id: str, state: str) -> None:
    connection.execute(update(CodingTaskRow).where(CodingTaskRow.id == task_id).values(state=state))


def _refused(where: str, expected: str, found: str, next_step: str) -> StoreError:
    return StoreError(where, expected=expected, found=found, next_step=next_step)
