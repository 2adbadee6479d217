"""The whole store out to one file and in again; nothing is lost on the way."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from coder.errors import StoreError
from coder.review import Review
from coder.store.blind_codings import blind_codings_in, insert_blind_coding
from coder.store.call_rows import (
    codings_of,
    insert_call,
    insert_coding,
    insert_transcript,
    lock_adding,
    review_in,
    stored_call,
    transcript_in,
)
from coder.store.changes import add_up, apply_codes, history_of, insert_change
from coder.store.engine import Store, reading, writing
from coder.store.exported import EXPORT_FORMAT, KIND, ExportedCall, read_export
from coder.store.guesses import guesses_of, insert_guess
from coder.store.log import keep_lines, lines_in, now, write_line
from coder.store.models import Call, LogRow
from coder.store.notes import insert_note, notes_of
from coder.store.plain import as_plain
from coder.store.records import CallDetails, LogLine, MachineCoding
from coder.store.rows import fingerprint


@dataclass(frozen=True, slots=True)
class Imported:
    """How many calls came in, and how many were there already and left as they were."""

    added: int
    already_there: int


def export_store(store: Store, path: Path) -> int:
    """How many calls were written; a file that is there is replaced, once the new one is complete.

    Raises:
        StoreError: a place that cannot be written, or the database fails.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file, reading(store) as connection:  # noqa: PTH123
            n_calls = connection.scalar(select(func.count()).select_from(Call)) or 0
            file.writelines(json.dumps(line) + "\n" for line in _lines(connection, n_calls))
            file.flush()
            os.fsync(descriptor)
        part.replace(path)
    except OSError as error:
        raise StoreError(
            str(path),
            expected="a place that can be written",
            found=error.strerror or type(error).__name__,
            next_step="Name another file.",
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return n_calls


def import_store(store: Store, path: Path, *, person: str) -> Imported:
    """What came of an export file: its calls are added, each whole or not at all, and its log lines.

    Nothing is written before the whole file was found right. If it is broken off, do it again: what is there is left.

    Raises:
        StoreError: a file that is not right, or the database fails.
    """
    for _ in read_export(path):
        pass
    lines, added, already_there = [], 0, 0
    for content in read_export(path):
        if isinstance(content, LogLine):
            lines.append(content)
        elif _import_call(store, content, person):
            added += 1
        else:
            already_there += 1
    with writing(store) as connection:
        n_lines = keep_lines(connection, lines)
        write_line(connection, person, "import log", count=n_lines)
    return Imported(added, already_there)


def _lines(connection: Connection, n_calls: int) -> Iterator[dict[str, Any]]:
    n_lines = connection.scalar(select(func.count()).select_from(LogRow))
    yield {"kind": KIND, "format": EXPORT_FORMAT, "exported_at": now(), "call": n_calls, "log": n_lines}
    for call_id in connection.scalars(select(Call.id).order_by(Call.added_at, Call.id)).all():
        yield {"call": as_plain(_exported(connection, call_id))}
    for line in lines_in(connection):
        yield {"log": as_plain(line)}


def _exported(connection: Connection, call_id: str) -> ExportedCall:
    call = stored_call(connection, call_id)
    return ExportedCall(
        call.id,
        call.added_at,
        call.added_by,
        call.state,
        CallDetails(call.call_date, call.type, call.title, call.manager, call.rep),
        review_in(connection, call_id),
        tuple(change for _, change in history_of(connection, call_id)),
        notes_of(connection, call_id),
        call.is_sample,
        connection.scalars(select(Call.fingerprint).where(Call.id == call_id)).one(),
        transcript_in(connection, call_id),
        codings_of(connection, call_id),
        guesses_of(connection, call_id),
        blind_codings_in(connection, call_id),
    )


def _import_call(store: Store, call: ExportedCall, person: str) -> bool:
    """Whether it was added: not where its id or its words are there already."""
    with writing(store) as connection:
        lock_adding(connection)
        mark = call.fingerprint or fingerprint(call.review.utterances)
        same = or_(Call.id == call.id, Call.fingerprint == mark)
        if connection.scalars(select(Call.id).where(same)).first():
            return False
        as_it_was = {"call_id": call.id, "is_sample": call.is_sample, "mark": mark}
        insert_call(connection, call.review, call.details, person=call.added_by, **as_it_was)
        _import_history(connection, call)
        values = {"added_at": call.added_at, "state": call.state}
        connection.execute(update(Call).where(Call.id == call.id).values(values))
        write_line(connection, person, "import call", call.id)
    return True


def _import_history(connection: Connection, call: ExportedCall) -> None:
    """All that happened on a call since it was added."""
    if call.transcript is not None:
        insert_transcript(connection, call.id, call.transcript)
    first = MachineCoding(call.added_at, call.added_by, *_machine(call.review))
    for coding in call.codings or (first,):
        insert_coding(connection, call.id, coding)
    for change in call.changes:
        insert_change(connection, call.id, change)
    apply_codes(connection, call.id, add_up(history_of(connection, call.id)))
    for note in call.notes:
        insert_note(connection, call.id, note)
    for guess in call.guesses:
        insert_guess(connection, replace(guess, call_id=call.id))
    for blind in call.blind_codings:
        insert_blind_coding(connection, call.id, blind)


def _machine(review: Review) -> tuple[str, str, tuple[str, ...]]:
    return review.model_name, review.model_version, tuple(utterance.code for utterance in review.utterances)
