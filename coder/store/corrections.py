"""People's codes: set, confirm, reset, undo; the history is kept."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, update

from coder.store.call_rows import stored_call
from coder.store.changes import (
    add_up,
    apply_codes,
    check_codes,
    current_codes,
    history_of,
    insert_change,
    positions_with_person_codes,
)
from coder.store.engine import Store, reading, writing
from coder.store.log import now, write_line
from coder.store.models import ChangeRow
from coder.store.records import ChangeKind, CodeChange
from coder.store.rows import storable


def set_codes(
    store: Store, call_id: str, codes: Mapping[int, str], *, person: str, drawn_at_random: bool = False
) -> None:
    """Put a person's codes on utterances, all or none; a code equal to the machine's confirms it.

    Args:
        codes: code by index of the utterance.
        drawn_at_random: whether these utterances were drawn at random.

    Raises:
        StoreError: no such call, utterance or code.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        check_codes(f"call {call_id}", codes, current_codes(connection, call_id))
        _change(connection, call_id, "set", dict(codes), person, drawn_at_random=drawn_at_random)


def adjudicate(store: Store, call_id: str, codes: Mapping[int, str], *, person: str) -> None:
    """Settle where coders differ: a person's codes, as with ``set_codes``, that are marked as adjudicated.

    Raises:
        StoreError: no such call, utterance or code.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        check_codes(f"call {call_id}", codes, current_codes(connection, call_id))
        _change(connection, call_id, "set", dict(codes), person, adjudicated=True)


def confirm_rest(store: Store, call_id: str, *, person: str) -> int:
    """How many codes of the machine were taken as right: all that no person had set.

    Raises:
        StoreError: no such call.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        now_holding = current_codes(connection, call_id)
        rest = {position: code for position, (code, by_person) in now_holding.items() if not by_person}
        return _change(connection, call_id, "confirm", rest, person)


def reset_codes(store: Store, call_id: str, utterances: Sequence[int] | None = None, *, person: str) -> int:
    """How many utterances went back to the code that they were added with: those given, or all of the call.

    Raises:
        StoreError: no such call.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        coded = positions_with_person_codes(connection, call_id)
        chosen = [position for position in coded if utterances is None or position in utterances]
        return _change(connection, call_id, "reset", dict.fromkeys(chosen), person)


def undo_last(store: Store, call_id: str, *, person: str) -> CodeChange | None:
    """The change that was undone: this person's last one on the call that still holds; ``None`` where there is none.

    Codes that others set later on the same utterances stay. Asked again, it undoes the change before.

    Raises:
        StoreError: no such call.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        history = list(history_of(connection, call_id))
        own = [(i, c) for i, c in history if c.person == storable(person) and c.undone_at is None]
        if not own:
            return None
        change_id, change = own[-1]
        undone = update(ChangeRow).where(ChangeRow.id == change_id)
        connection.execute(undone.values(undone_at=now(), undone_by=storable(person)))
        left = add_up((number, each) for number, each in history if number != change_id)
        apply_codes(connection, call_id, {place: left.get(place, (None, change_id)) for place, _ in change.codes})
        write_line(connection, person, "undo codes", call_id, count=len(change.codes))
    return change


def code_history(store: Store, call_id: str, utterance: int | None = None) -> tuple[CodeChange, ...]:
    """Every change of a call's codes, oldest first, those undone too; or those that touch one utterance.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        changes = (change for _, change in history_of(connection, call_id))
        return tuple(each for each in changes if utterance is None or utterance in dict(each.codes))


def _change(
    connection: Connection,
    call_id: str,
    kind: ChangeKind,
    codes: Mapping[int, str | None],
    person: str,
    *,
    drawn_at_random: bool = False,
    adjudicated: bool = False,
) -> int:
    """How many utterances were changed; nothing is written where there are none."""
    if codes:
        change = CodeChange(kind, person, now(), drawn_at_random, tuple(codes.items()), adjudicated=adjudicated)
        change_id = insert_change(connection, call_id, change)
        apply_codes(connection, call_id, {position: (code, change_id) for position, code in codes.items()})
        write_line(
            connection, person, "adjudicate codes" if adjudicated else f"{kind} codes", call_id, count=len(codes)
        )
    return len(codes)
