"""A call coded again, by another model or with other roles: what people did on it stays."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from coder.errors import StoreError
from coder.review import Review
from coder.store.call_rows import (
    coding_of,
    codings_of,
    insert_coding,
    names_in,
    review_in,
    stored_call,
    write_review,
)
from coder.store.changes import add_up, apply_codes, history_of
from coder.store.engine import Store, reading, writing
from coder.store.log import write_line
from coder.store.models import (
    BlindCodeRow,
    Call,
    ChangeRow,
    CodingRow,
    CodingTaskRow,
    CorrectionRow,
    NoteRow,
    PersonCode,
    ReviewData,
    UtteranceRow,
)
from coder.store.records import MachineCoding
from coder.store.rows import storable

# Out of the way of every position while rows move, for none may meet another's old place.
_ASIDE = 1_000_000_000


def recode_call(store: Store, call_id: str, review: Review, *, person: str) -> None:
    """Put this review in place of the call's own; people's codes, their history and notes stay on their utterances.

    Names of manager and rep follow the review where they were left open, or nobody had changed them. The call stays
    the one that its words made it when it was added: the same file is still recognised.

    Raises:
        StoreError: no such call, or an utterance that a person coded or noted is no longer there as it was.
    """
    with writing(store) as connection:
        before = stored_call(connection, call_id, lock=True)
        old = review_in(connection, call_id)
        _move(connection, call_id, _moved(call_id, old, review, _touched(connection, call_id)))
        for table in (UtteranceRow, ReviewData):
            connection.execute(delete(table).where(table.call_id == call_id))
        write_review(connection, call_id, review)
        values = {
            "model_name": storable(review.model_name),
            "model_version": storable(review.model_version),
            "n_utterances": len(review.utterances),
        }
        for role in ("manager", "rep"):
            if getattr(before, role) in ("", names_in(old, role)):
                name = storable(names_in(review, role))
                values |= {role: name, f"{role}_key": name.casefold()}
        connection.execute(update(Call).where(Call.id == call_id).values(values))
        insert_coding(connection, call_id, coding_of(review, person))
        apply_codes(connection, call_id, add_up(history_of(connection, call_id)))
        write_line(connection, person, "code again", call_id, count=len(review.utterances))


def coded_at(store: Store, call_id: str) -> str:
    """When a machine coded the call last: as long as it is the same, its review without people's codes is.

    "" where there is no such call.
    """
    last = select(func.max(CodingRow.at)).where(CodingRow.call_id == call_id)
    with reading(store) as connection:
        return connection.scalar(last) or ""


def list_codings(store: Store, call_id: str) -> tuple[MachineCoding, ...]:
    """Every coding of the call by a machine, oldest first.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        return codings_of(connection, call_id)


def _touched(connection: Connection, call_id: str) -> set[int]:
    """Positions that people coded, ever, blind too, or wrote a note on."""
    coded = select(CorrectionRow.position).join(ChangeRow, ChangeRow.id == CorrectionRow.change_id)
    noted = select(NoteRow.position).where(NoteRow.call_id == call_id, NoteRow.position.is_not(None))
    blind = select(BlindCodeRow.position).where(BlindCodeRow.task_id.in_(_tasks(call_id)))
    coded = coded.where(ChangeRow.call_id == call_id)
    return {position for rows in (coded, noted, blind) for position in connection.scalars(rows)}


def _tasks(call_id: str) -> Select[tuple[str]]:
    return select(CodingTaskRow.id).where(CodingTaskRow.call_id == call_id)


def _moved(call_id: str, old: Review, new: Review, touched: set[int]) -> dict[int, int]:
    """By the position of each touched utterance that moves, where its words stand now."""
    before, after = ([utterance.text for utterance in review.utterances] for review in (old, new))
    place: dict[int, int] = {}
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            place[old.utterances[block.a + step].index] = new.utterances[block.b + step].index
    if lost := touched - set(place):
        raise StoreError(
            f"call {call_id}",
            expected="every utterance that a person coded or noted as it was",
            found=f"{len(lost)} that would be split in another way",
            next_step="Give these back to the machine first, or leave the roles and names as they are.",
        )
    return {position: place[position] for position in touched if place[position] != position}


def _move(connection: Connection, call_id: str, moved: Mapping[int, int]) -> None:
    if not moved:
        return
    connection.execute(delete(PersonCode).where(PersonCode.call_id == call_id))
    changes = select(ChangeRow.id).where(ChangeRow.call_id == call_id)
    for table, of_call in (
        (CorrectionRow, CorrectionRow.change_id.in_(changes)),
        (NoteRow, NoteRow.call_id == call_id),
        (BlindCodeRow, BlindCodeRow.task_id.in_(_tasks(call_id))),
    ):
        there = update(table).where(of_call, table.position == bindparam("old")).values(position=bindparam("new"))
        aside = [{"old": old, "new": _ASIDE + new} for old, new in moved.items()]
        settled = [{"old": _ASIDE + new, "new": new} for new in moved.values()]
        for steps in (aside, settled):
            connection.execute(there, steps)
