"""Rows of people's codes within a transaction: history, and what it adds up to."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from coder.codebook import load_codebook
from coder.errors import StoreError
from coder.store.models import Call, ChangeRow, CorrectionRow, FiguresData, PersonCode, UtteranceRow
from coder.store.records import CodeChange
from coder.store.rows import storable


def insert_change(connection: Connection, call_id: str, change: CodeChange) -> int:
    """The id of the change, now part of the history."""
    values = {
        "call_id": call_id,
        "kind": change.kind,
        "person": storable(change.person),
        "at": change.at,
        "drawn_at_random": change.drawn_at_random,
        "undone_at": change.undone_at,
        "undone_by": change.undone_by,
        "adjudicated": change.adjudicated,
    }
    change_id = connection.scalars(insert(ChangeRow).returning(ChangeRow.id), values).one()
    rows = [{"change_id": change_id, "position": position, "code": code} for position, code in change.codes]
    if rows:
        connection.execute(insert(CorrectionRow), rows)
    return change_id


def history_of(connection: Connection, call_id: str) -> Iterator[tuple[int, CodeChange]]:
    """Every change of a call's codes with its id, oldest first, those undone too."""
    rows = select(ChangeRow, CorrectionRow.position, CorrectionRow.code).select_from(ChangeRow)
    rows = rows.outerjoin(CorrectionRow, CorrectionRow.change_id == ChangeRow.id).where(ChangeRow.call_id == call_id)
    found = connection.execute(rows.order_by(ChangeRow.id, CorrectionRow.position))
    for change_id, group in groupby(found, key=lambda row: row.id):
        parts = list(group)
        codes = tuple((part.position, part.code) for part in parts if part.position is not None)
        first = parts[0]
        rest = (first.undone_at, first.undone_by, first.adjudicated)
        yield change_id, CodeChange(first.kind, first.person, first.at, first.drawn_at_random, codes, *rest)


def apply_codes(connection: Connection, call_id: str, codes: Mapping[int, tuple[str | None, int]]) -> None:
    """Let these codes hold from now on: by position the code and its change; ``None`` takes a person's code away."""
    if codes:
        places = [{"the_call": call_id, "the_position": position} for position in codes]
        here = and_(PersonCode.call_id == bindparam("the_call"), PersonCode.position == bindparam("the_position"))
        connection.execute(delete(PersonCode).where(here), places)
    rows = [
        {"call_id": call_id, "position": position, "code": code, "change_id": change_id}
        for position, (code, change_id) in codes.items()
        if code is not None
    ]
    if rows:
        connection.execute(insert(PersonCode), rows)
    # They are of the codes before.
    connection.execute(delete(FiguresData).where(FiguresData.call_id == call_id))
    count_reviewed(connection, call_id)


def add_up(history: Iterable[tuple[int, CodeChange]]) -> dict[int, tuple[str | None, int]]:
    """By position, the last code that was not undone and its change."""
    kept = ((number, change) for number, change in history if change.undone_at is None)
    return {position: (code, number) for number, change in kept for position, code in change.codes}


def current_codes(connection: Connection, call_id: str) -> dict[int, tuple[str, bool]]:
    """By position, the code that holds now and whether a person gave it."""
    codes = select(UtteranceRow.position, UtteranceRow.code, UtteranceRow.decided_by, PersonCode.code.label("persons"))
    found = connection.execute(_with_person_codes(codes, call_id))
    return {row.position: (row.persons or row.code, bool(row.persons) or row.decided_by == "person") for row in found}


def count_reviewed(connection: Connection, call_id: str) -> None:
    """Bring the call's number of reviewed utterances up to date; the first makes a new call a started one."""
    is_reviewed = or_(UtteranceRow.decided_by == "person", PersonCode.code.is_not(None))
    counted = _with_person_codes(select(func.count()), call_id).where(is_reviewed)
    connection.execute(update(Call).where(Call.id == call_id).values(n_reviewed=counted.scalar_subquery()))
    started = update(Call).where(Call.id == call_id, Call.state == "new", Call.n_reviewed > 0)
    connection.execute(started.values(state="started"))


def positions_with_person_codes(connection: Connection, call_id: str) -> Sequence[int]:
    """Where a person's code holds, in call order."""
    places = select(PersonCode.position).where(PersonCode.call_id == call_id).order_by(PersonCode.position)
    return connection.scalars(places).all()


def check_codes(where: str, codes: Mapping[int, str], known: Container[int]) -> None:
    """Refuse utterances that are not among those known, and codes that are not the codebook's.

    Raises:
        StoreError: there are some.
    """
    wrong = [f"utterance {position}" for position in codes if position not in known]
    wrong += [f"code {code!r}" for code in codes.values() if code not in load_codebook().mode_of]
    if wrong:
        raise StoreError(
            where,
            expected="utterances of this call and codes of the codebook",
            found=wrong[0],
            next_step="Use the index that the review gives each utterance; see the codes with: coder codebook",
        )


def _with_person_codes(wanted, call_id: str):
    same = and_(PersonCode.call_id == UtteranceRow.call_id, PersonCode.position == UtteranceRow.position)
    return wanted.select_from(UtteranceRow).outerjoin(PersonCode, same).where(UtteranceRow.call_id == call_id)
