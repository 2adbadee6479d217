"""A few calls of an audit, coded: one pure function, whose result appears whole or not at all."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa

from coder.audit.places import CallPlace
from coder.audit.rows import NOT_READ, call_row, calls_schema, utterance_rows, utterance_schema
from coder.audit.tables import write_parquet
from coder.errors import AuditError, CoderError, OutputError, TranscriptError
from coder.model_folder import Model, load_model
from coder.pipeline import code_call
from coder.readers import MAX_BYTES, CallFile, load_file, read_calls, read_member
from coder.readers.containers.call_archive import CallArchive
from coder.review import Review

TABLES = ("utterances", "calls", "not_read")
UNFINISHED = ".part"
# The segmenter keeps every word it meets: a fresh one now and then keeps memory flat.
_FILES_A_MODEL = 3_000
# What a fault of this program raises on one strange file; the others shall be coded all the same.
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model that each process loads for itself.

    Attributes:
        name: as ``load_model`` takes it.
        version: what it must be.
    """

    name: str
    version: str


@dataclass(slots=True)
class _Rows:
    utterances: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    not_read: list[dict[str, Any]] = field(default_factory=list)


def code_shard(places: Sequence[CallPlace], out: Path, model: ModelName, *, first: int, keep_text: bool) -> None:
    """Code the calls at some places and write the three tables into ``out``; the same places give the same tables.

    Nothing is done where ``out`` is there already. It is written under another name and renamed when it is whole.

    Args:
        places: files one after the other.
        out: a folder that is made; the one around it must be there.
        first: the number of the first place in the audit, which the calls' ids begin with.
        keep_text: whether the utterances' table holds the words.

    Raises:
        AuditError: this machine has another model of that name.
        ModelError: it has none.
        OutputError: the tables cannot be written.
    """
    if out.is_dir():
        return
    loaded = _load(model.name, model.version, first // _FILES_A_MODEL)
    rows = _Rows()
    for number, place, file in _read_places(places, first):
        _add(rows, number, place, file, loaded)
    _write(rows, out, keep_text=keep_text)


@lru_cache(maxsize=1)
def _load(name: str, version: str, _: int) -> Model:
    model = load_model(name, threads=1)
    if model.version != version:
        raise AuditError(
            f"model {name!r}",
            expected=f"version {version}, with which the audit began",
            found=model.version,
            next_step="Install the same version of this package and of the model on every machine.",
        )
    return model


def _read_places(places: Sequence[CallPlace], first: int) -> Iterator[tuple[str, CallPlace, CallFile]]:
    """What is found at each place, with the id it has in the audit."""
    archive: tuple[str, CallArchive] | None = None
    for number, place in enumerate(places, start=first):
        try:
            if place.position is None:
                found = read_calls(load_file(place.file), Path(place.path).name).files
            else:
                if archive is None or archive[0] != place.file:
                    archive = place.file, CallArchive(load_file(place.file), place.path, most_bytes=MAX_BYTES)
                found = tuple(_read_packed(archive[1], place))
        except TranscriptError as error:
            found = (CallFile(Path(place.path).name, error=error),)
        except _FAULTS as fault:
            found = (CallFile(Path(place.path).name, error=_own_fault(place, fault)),)
        for part, file in enumerate(found):
            yield f"{number:06d}" + (f"-{part}" if len(found) > 1 else ""), place, file


def _read_packed(archive: CallArchive, place: CallPlace) -> Iterator[CallFile]:
    position = place.position or 0
    if archive.paths[position : position + 1] != (place.member,):
        raise TranscriptError(
            place.path,
            expected="the zip as it was when the audit began",
            found="another",
            next_step="Begin a new audit for it.",
        )
    for member in archive.unpack(only=(position,)):
        yield from read_member(member)


def _add(rows: _Rows, number: str, place: CallPlace, file: CallFile, model: Model) -> None:
    try:
        review: Review = code_call(file.take(), model, manager=place.manager)
        utterances, call = list(utterance_rows(number, place, review)), call_row(number, place, review)
    except CoderError as error:
        rows.not_read.append({"path": place.path, "name": file.name, "reason": error.reason})
    except _FAULTS as fault:
        rows.not_read.append({"path": place.path, "name": file.name, "reason": _own_fault(place, fault).reason})
    else:
        rows.utterances += utterances
        rows.calls.append(call)


def _own_fault(place: CallPlace, fault: Exception) -> TranscriptError:
    # Its own text might repeat what was said in the call.
    return TranscriptError(
        place.path,
        expected="a file that this program can code",
        found=f"a fault of its own ({type(fault).__name__})",
        next_step="Please report it, with the tool that wrote the file.",
    )


def _write(rows: _Rows, out: Path, *, keep_text: bool) -> None:
    schemas = dict(zip(TABLES, (utterance_schema(keep_text=keep_text), calls_schema(), NOT_READ), strict=True))
    unfinished = out.with_name(f"{out.name}.{uuid4().hex}{UNFINISHED}")
    try:
        unfinished.mkdir()
        for name, schema in schemas.items():
            write_parquet(unfinished / f"{name}.parquet", pa.Table.from_pylist(getattr(rows, name), schema))
        unfinished.rename(out)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        # Another process may have done the same shard in the meantime.
        if not out.is_dir():
            raise OutputError(
                str(out.parent),
                expected="a folder that every process can write to",
                found=os.strerror(error.errno) if error.errno else "another fault",
                next_step="Check --out and the space left; the audit then goes on where it stopped.",
            ) from error
    with suppress(OSError):
        shutil.rmtree(unfinished)
