"""People's notes on a call or an utterance."""

from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from coder.errors import StoreError
from coder.store.call_rows import stored_call
from coder.store.engine import Store, empty_write_ahead_log, reading, writing
from coder.store.log import now, write_line
from coder.store.models import NoteRow, UtteranceRow
from coder.store.records import Note
from coder.store.rows import storable

_COLUMNS = (NoteRow.id, NoteRow.position, NoteRow.person, NoteRow.text, NoteRow.created_at, NoteRow.changed_at)


def add_note(store: Store, call_id: str, text: str, *, person: str, utterance: int | None = None) -> str:
    """The note's id.

    Args:
        utterance: index of the utterance that it is on; ``None`` for the call.

    Raises:
        StoreError: no such call or utterance.
    """
    with writing(store) as connection:
        stored_call(connection, call_id)
        if utterance is not None:
            _check_utterance(connection, call_id, utterance)
        note = Note(uuid4().hex, utterance, person, text, now())
        insert_note(connection, call_id, note)
        write_line(connection, person, "add note", call_id)
    return note.id


def change_note(store: Store, note_id: str, text: str, *, person: str) -> None:
    """Give a note another text.

    Raises:
        StoreError: no such note.
    """
    with writing(store) as connection:
        call_id = _call_of(connection, note_id)
        values = {"text": storable(text), "changed_at": now()}
        connection.execute(update(NoteRow).where(NoteRow.id == note_id).values(values))
        write_line(connection, person, "change note", call_id)


def delete_note(store: Store, note_id: str, *, person: str) -> None:
    """Delete a note.

    Raises:
        StoreError: no such note.
    """
    with writing(store) as connection:
        call_id = _call_of(connection, note_id)
        connection.execute(delete(NoteRow).where(NoteRow.id == note_id))
        write_line(connection, person, "delete note", call_id)
    empty_write_ahead_log(store)


def list_notes(store: Store, call_id: str) -> tuple[Note, ...]:
    """The notes of a call, oldest first.

    Raises:
        StoreError: no such call.
    """
    with reading(store) as connection:
        stored_call(connection, call_id)
        return notes_of(connection, call_id)


def notes_of(connection: Connection, call_id: str) -> tuple[Note, ...]:
    """The same within a transaction."""
    rows = select(*_COLUMNS).where(NoteRow.call_id == call_id).order_by(NoteRow.created_at, NoteRow.id)
    return tuple(Note(*row) for row in connection.execute(rows))


def insert_note(connection: Connection, call_id: str, note: Note) -> None:
    """Write a note within a transaction."""
    values = {
        "id": note.id,
        "call_id": call_id,
        "position": note.utterance,
        "person": storable(note.person),
        "text": storable(note.text),
        "created_at": note.created_at,
        "changed_at": note.changed_at,
    }
    connection.execute(insert(NoteRow).values(values))


def _check_utterance(connection: Connection, call_id: str, utterance: int) -> None:
    here = select(UtteranceRow.position).where(UtteranceRow.call_id == call_id, UtteranceRow.position == utterance)
    if connection.scalar(here) is None:
        raise StoreError(
            f"call {call_id}",
            expected="an utterance of this call",
            found=f"utterance {utterance}",
            next_step="Use the index that the review gives each utterance.",
        )


def _call_of(connection: Connection, note_id: str) -> str:
    call_id = connection.scalar(select(NoteRow.call_id).where(NoteRow.id == note_id))
    if call_id is None:
        raise StoreError(f"note {note_id}", expected="a note of this store", found="none", next_step="List the notes.")
    return call_id
