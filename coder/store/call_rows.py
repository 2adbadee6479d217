"""Calls within a transaction that somebody else began."""

from datetime import date
from uuid import uuid4

from sqlalchemy import Connection, insert, select, text

from coder.errors import StoreError
from coder.review import Review
from coder.store.log import now
from coder.store.models import Call, ReviewData, UtteranceRow
from coder.store.records import CALL_TYPES, CallDetails, StoredCall
from coder.store.rows import fingerprint, join_review, split_review, storable
from coder.transcript import Role

STORED_CALL = tuple(getattr(Call, name) for name in StoredCall.__slots__)


def lock_adding(connection: Connection) -> None:
    """On PostgreSQL, let one transaction at a time add calls, so that none is added twice."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE calls IN SHARE ROW EXCLUSIVE MODE"))


def call_with(connection: Connection, mark: str) -> str | None:
    """The id of the call with that fingerprint."""
    return connection.scalar(select(Call.id).where(Call.fingerprint == mark))


def stored_call(connection: Connection, call_id: str, *, lock: bool = False) -> StoredCall:
    """The call; with ``lock`` no other transaction changes it before this one ends.

    Raises:
        StoreError: no such call.
    """
    wanted = select(*STORED_CALL).where(Call.id == call_id)
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise StoreError(
            f"call {call_id}", expected="a call of this store", found="none", next_step="See them: coder store list"
        )
    return StoredCall(**row._asdict())


def review_in(connection: Connection, call_id: str) -> Review:
    """The review as it was added.

    Raises:
        StoreError: no such call.
    """
    stored_call(connection, call_id)
    data = connection.scalars(select(ReviewData.data).where(ReviewData.call_id == call_id)).one()
    rows = select(UtteranceRow).where(UtteranceRow.call_id == call_id).order_by(UtteranceRow.position)
    return join_review(data, connection.execute(rows))


def insert_call(
    connection: Connection, review: Review, details: CallDetails, *, person: str, call_id: str | None = None
) -> str:
    """The id under which the call is written.

    Raises:
        StoreError: details that make no sense.
    """
    call_id = call_id or uuid4().hex
    data, rows = split_review(review)
    n_reviewed = sum(utterance.decided_by == "person" for utterance in review.utterances)
    call = {
        "id": call_id,
        "fingerprint": fingerprint(review),
        "source": storable(review.source),
        "source_key": _key(review.source),
        "model_name": storable(review.model_name),
        "model_version": storable(review.model_version),
        "added_at": now(),
        "added_by": storable(person),
        "state": "new",
        "n_utterances": len(rows),
        "n_reviewed": n_reviewed,
    }
    connection.execute(insert(Call).values(call | described(details, review)))
    connection.execute(insert(ReviewData).values(call_id=call_id, data=data))
    if rows:
        connection.execute(insert(UtteranceRow), [{"call_id": call_id, **row} for row in rows])
    return call_id


def described(details: CallDetails, review: Review | None = None) -> dict[str, str]:
    """The columns of a call's details; what is ``None`` comes from the review.

    Raises:
        StoreError: details that make no sense.
    """
    check_day(details.call_date)
    if details.type not in CALL_TYPES:
        raise StoreError(
            "type of call", expected=f"one of {', '.join(CALL_TYPES)}", found=repr(details.type), next_step="Mend it."
        )
    names = {"title": details.title, "manager": details.manager, "rep": details.rep}
    if review:
        own = {"title": review.call, "manager": _speakers(review, "manager"), "rep": _speakers(review, "rep")}
        names = {name: own[name] if value is None else value for name, value in names.items()}
    texts = {name: storable(value or "") for name, value in names.items()}
    keys = {f"{name}_key": _key(value) for name, value in texts.items()}
    return {"call_date": details.call_date, "type": details.type, **texts, **keys}


def check_day(day: str) -> None:
    """Refuse what is neither a day nor "".

    Raises:
        StoreError: it is something else.
    """
    try:
        right = not day or date.fromisoformat(day).isoformat() == day
    except ValueError:
        right = False
    if not right:
        raise StoreError("date", expected="a day as YYYY-MM-DD", found=repr(day), next_step="Mend it.")


def _speakers(review: Review, role: Role) -> str:
    return ", ".join(speaker.name for speaker in review.speakers_in(role))


def _key(name: str) -> str:
    return storable(name).casefold()
