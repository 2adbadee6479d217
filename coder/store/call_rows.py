"""Calls within a transaction that somebody else began."""

import json
from datetime import date
from uuid import uuid4

from sqlalchemy import Connection, insert, select, text

from coder.codebook import load_codebook
from coder.errors import StoreError
from coder.review import Review
from coder.store.log import now
from coder.store.models import Call, CodingRow, ReviewData, TranscriptData, UtteranceRow
from coder.store.plain import as_plain, from_plain
from coder.store.records import CALL_TYPES, CallDetails, MachineCoding, StoredCall
from coder.store.rows import fingerprint, join_review, split_review, storable
from coder.transcript import Role, Transcript

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
        StoreError: no such call, or one coded by another codebook.
    """
    stored_call(connection, call_id)
    data = connection.scalars(select(ReviewData.data).where(ReviewData.call_id == call_id)).one()
    rows = select(UtteranceRow).where(UtteranceRow.call_id == call_id).order_by(UtteranceRow.position)
    review = join_review(data, connection.execute(rows))
    if unknown := {utterance.code for utterance in review.utterances} - load_codebook().code_of.keys():
        raise StoreError(
            f"call {call_id}",
            expected=f"a call coded by the codebook {load_codebook().name}",
            found=f"the code {min(unknown)!r}",
            next_step="Give each codebook a store of its own: CALL_REVIEW_STORE.",
        )
    return review


def insert_call(
    connection: Connection,
    review: Review,
    details: CallDetails,
    *,
    person: str,
    call_id: str | None = None,
    is_sample: bool = False,
    mark: str = "",
) -> str:
    """The id under which the call is written, known by ``mark`` or else by the review's own fingerprint.

    Raises:
        StoreError: details that make no sense.
    """
    call_id = call_id or uuid4().hex
    call = {
        "id": call_id,
        "fingerprint": mark or fingerprint(review.utterances),
        "source": storable(review.source),
        "source_key": _key(review.source),
        "model_name": storable(review.model_name),
        "model_version": storable(review.model_version),
        "added_at": now(),
        "added_by": storable(person),
        "state": "new",
        "n_utterances": len(review.utterances),
        "n_reviewed": sum(utterance.decided_by == "person" for utterance in review.utterances),
        "is_sample": is_sample,
    }
    connection.execute(insert(Call).values(call | described(details, review)))
    write_review(connection, call_id, review)
    return call_id


def write_review(connection: Connection, call_id: str, review: Review) -> None:
    """Write the review of a call that has none."""
    data, rows = split_review(review)
    connection.execute(insert(ReviewData).values(call_id=call_id, data=data))
    if rows:
        connection.execute(insert(UtteranceRow), [{"call_id": call_id, **row} for row in rows])


def insert_coding(connection: Connection, call_id: str, coding: MachineCoding) -> None:
    """Add to the codings of a call."""
    values = {
        "call_id": call_id,
        "at": coding.at,
        "person": storable(coding.person),
        "model_name": storable(coding.model_name),
        "model_version": storable(coding.model_version),
        "codes": json.dumps(coding.codes),
    }
    connection.execute(insert(CodingRow).values(values))


def coding_of(review: Review, person: str) -> MachineCoding:
    """The coding that a review holds, made now."""
    codes = tuple(utterance.code for utterance in review.utterances)
    return MachineCoding(now(), person, review.model_name, review.model_version, codes)


def codings_of(connection: Connection, call_id: str) -> tuple[MachineCoding, ...]:
    """All codings of a call by machines, oldest first."""
    names = ("at", "person", "model_name", "model_version", "codes")
    rows = select(*(getattr(CodingRow, name) for name in names)).where(CodingRow.call_id == call_id)
    found = connection.execute(rows.order_by(CodingRow.id))
    return tuple(MachineCoding(*row[:-1], codes=tuple(json.loads(row.codes))) for row in found)


def insert_transcript(connection: Connection, call_id: str, transcript: Transcript) -> None:
    """Keep the transcript of a call that has none."""
    data = json.dumps(as_plain(transcript))
    connection.execute(insert(TranscriptData).values(call_id=call_id, data=data))


def transcript_in(connection: Connection, call_id: str) -> Transcript | None:
    """The transcript of a call; ``None`` where it was kept without one."""
    data = connection.scalar(select(TranscriptData.data).where(TranscriptData.call_id == call_id))
    return None if data is None else from_plain(Transcript, json.loads(data))


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
        own = {"title": review.call, "manager": names_in(review, "manager"), "rep": names_in(review, "rep")}
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


def names_in(review: Review, role: Role) -> str:
    """The names of all in a role, joined with commas."""
    return ", ".join(speaker.name for speaker in review.speakers_in(role))


def _key(name: str) -> str:
    return storable(name).casefold()
