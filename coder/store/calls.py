"""Calls in the store: add, find, get back, describe, delete."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select, update

from coder.corrections import correct_codes
from coder.review import Review
from coder.store.call_rows import (
    call_with,
    coding_of,
    described,
    insert_call,
    insert_coding,
    insert_transcript,
    lock_adding,
    review_in,
    stored_call,
    transcript_in,
)
from coder.store.engine import Store, empty_write_ahead_log, reading, writing
from coder.store.log import write_line
from coder.store.models import Call, ChangeRow, PersonCode
from coder.store.records import AddedCall, CallDetails, StoredCall
from coder.store.rows import fingerprint
from coder.transcript import Transcript, Utterance


def add_call(
    store: Store,
    review: Review,
    details: CallDetails | None = None,
    *,
    person: str,
    transcript: Transcript | None = None,
    is_sample: bool = False,
) -> AddedCall:
    """The id of the call that the review is now kept under; of a call that is there already nothing changes.

    Args:
        transcript: what the review is of, so that the call can be coded again.
        is_sample: whether it came with the program, to be looked at.

    Raises:
        StoreError: details that make no sense, or the database fails.
    """
    with writing(store) as connection:
        lock_adding(connection)
        if known := call_with(connection, fingerprint(review.utterances)):
            return AddedCall(known, is_new=False)
        call_id = insert_call(connection, review, details or CallDetails(), person=person, is_sample=is_sample)
        insert_coding(connection, call_id, coding_of(review, person))
        if transcript is not None:
            insert_transcript(connection, call_id, transcript)
        write_line(connection, person, "add call", call_id)
    return AddedCall(call_id, is_new=True)


def find_call(store: Store, review: Review) -> str | None:
    """The id of the call with these words and speakers, or ``None``."""
    with reading(store) as connection:
        return call_with(connection, fingerprint(review.utterances))


def find_words(store: Store, utterances: Sequence[Utterance]) -> str | None:
    """The id of the call that was added with these words and speakers, or ``None``: asked before anything is coded."""
    with reading(store) as connection:
        return call_with(connection, fingerprint(utterances))


def get_call(store: Store, call_id: str) -> StoredCall:
    """The call as a list shows it.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        return stored_call(connection, call_id)


def get_review(store: Store, call_id: str, *, corrected: bool = True, coded: Review | None = None) -> Review:
    """The review exactly as it was added; with people's codes in place of the machine's unless ``corrected`` is off.

    Args:
        coded: what this gave with ``corrected`` off, as long as the call was not coded again: spares reading it.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        review = coded or review_in(connection, call_id)
        if not corrected:
            return review
        codes = select(PersonCode.position, PersonCode.code, ChangeRow.drawn_at_random).select_from(PersonCode)
        codes = codes.join(ChangeRow, ChangeRow.id == PersonCode.change_id).where(PersonCode.call_id == call_id)
        found = connection.execute(codes).all()
    if not found:
        return review
    at_random = all(row.drawn_at_random for row in found)
    return correct_codes(review, {row.position: row.code for row in found}, drawn_at_random=at_random)


def get_transcript(store: Store, call_id: str) -> Transcript | None:
    """The transcript as it was read; ``None`` where the call was kept without one.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        return transcript_in(connection, call_id)


def describe_call(store: Store, call_id: str, details: CallDetails, *, person: str) -> None:
    """Change what is known of a call besides its words; a title, manager or rep that is ``None`` stays.

    Raises:
        StoreError: no such call, or details that make no sense.
    """
    with writing(store) as connection:
        before = stored_call(connection, call_id)
        kept = {name: getattr(before, name) for name in ("title", "manager", "rep") if getattr(details, name) is None}
        values = described(replace(details, **kept))
        connection.execute(update(Call).where(Call.id == call_id).values(values))
        write_line(connection, person, "describe call", call_id)


def delete_calls(store: Store, call_ids: Sequence[str], *, person: str) -> int:
    """How many calls were deleted: utterances, codes, history and notes with them. The log keeps their ids.

    Raises:
        StoreError: no such call; then none is deleted.
    """
    with writing(store) as connection:
        for call_id in dict.fromkeys(call_ids):
            stored_call(connection, call_id)
            connection.execute(delete(Call).where(Call.id == call_id))
            write_line(connection, person, "delete call", call_id)
    empty_write_ahead_log(store)
    return len(set(call_ids))
