"""One coder's codes, by call and index: JSON Lines, a dataset folder, review files in JSON or CSV.

A line of codes holds ``call`` (else the file's name), ``index`` and ``code``; with ``text`` and ``role`` besides, words
and roles can be compared. The folders ``first`` and ``second`` of a dataset hold codes alone: words and roles are then
taken from the dataset's ``calls``.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError, ReviewError
from coder.transcript import ROLES

ENDINGS = (".jsonl", ".json", ".csv")
# A CSV report puts an apostrophe before these, for spreadsheets.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_GIVE_BACK = "Write the codes with: coder code CALL --format csv, change them and set decided_by to person."

Place = tuple[str, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CodedUnit:
    """One utterance as one coder has it; ``code`` is ``None`` where it was left uncoded, ``role`` where none is told.

    Attributes:
        text: the words, white space made even; "" where the file holds codes alone.
    """

    code: str | None
    role: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Coding:
    """What one coder gave: ``units`` by call and index of the utterance in it."""

    name: str
    units: Mapping[Place, CodedUnit]

    @property
    def calls(self) -> frozenset[str]:
        """Names of its calls."""
        return frozenset(call for call, _ in self.units)


def read_coding(path: Path, codebook: Codebook | None = None) -> Coding:
    """The codes in a file or folder.

    Raises:
        ExamplesError: nothing there, a broken line, an unknown code or role, an utterance coded twice, or no code.
    """
    codebook = codebook or load_codebook()
    units: dict[Place, CodedUnit] = {}
    for file in _files(path):
        context = _context(file, codebook)
        for where, row in _read_rows(file):
            place, unit = _parse(where, row, file, codebook)
            if place in units:
                found = f"index {place[1]} of call {place[0]!r} again"
                raise _broken(where, "each utterance of a call once", found, "Give each coder a folder of their own.")
            known = context.get(place, unit)
            units[place] = CodedUnit(unit.code, unit.role or known.role, unit.text or known.text)
    if not any(unit.code for unit in units.values()):
        raise _broken(path, "codes, as .jsonl, .json or .csv", "none", "Point to a file or folder with codes.")
    return Coding(str(path), units)


def read_corrections(path: Path) -> dict[int, str]:
    """A person's code by index of the utterance, of one call.

    Where rows say who decided (``decided_by``), only those that say "person" count; so the CSV of ``coder code`` can be
    changed in a spreadsheet and given back.

    Raises:
        ReviewError: the file cannot be read, has another form or an unknown code, or names an utterance twice.
    """
    found: dict[int, str] = {}
    try:
        for where, row in _read_rows(path):
            if (row.get("decided_by") or "person") == "person":
                (_, index), unit = _parse(where, row, path, load_codebook())
                if unit.code is None or index in found:
                    told = "none" if unit.code is None else f"utterance {index} again"
                    raise _broken(where, "each utterance once, with a code", told, "")
                found[index] = unit.code
        if not found:
            raise _broken(path, 'at least one row by a person (decided_by is "person", or left out)', "none", "")
    except ExamplesError as error:
        raise ReviewError(error.where, expected=error.expected, found=error.found, next_step=_GIVE_BACK) from error
    return found


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    folder = path / "calls" if (path / "calls").is_dir() else path
    return sorted(file for file in folder.iterdir() if file.suffix in ENDINGS and file.name != "dataset.json")


def _context(file: Path, codebook: Codebook) -> Mapping[Place, CodedUnit]:
    """Words and roles of a dataset's call that ``file`` holds one coder's codes of; empty where there is none."""
    call = file.parent.parent / "calls" / file.name
    if file.parent.name not in ("first", "second") or not call.is_file():
        return {}
    return dict(_parse(where, row, call, codebook) for where, row in _read_rows(call))


def _read_rows(file: Path) -> Iterator[tuple[str, Row]]:
    """One row an utterance with its place in words, whatever the form."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(file, "a readable UTF-8 file", type(error).__name__, "Check the path.") from error
    if not text.lstrip().startswith(("{", "[")):
        yield from _table_rows(file, text)
        return
    counted: dict[str, int] = {}
    for where, value in _json_values(file, text):
        for row in _unfold(where, value):
            call = str(row.get("call") or file.stem)
            # Labelled calls need no index: they hold every utterance, in order.
            by_order = {"index": counted.get(call, 0)} if "text" in row else {}
            counted[call] = counted.get(call, 0) + 1
            yield where, {**by_order, **row}


def _json_values(file: Path, text: str) -> Iterator[tuple[str, Any]]:
    try:
        yield str(file), json.loads(text)
        return
    except (ValueError, RecursionError):
        # Only a line feed ends a line of JSON Lines; other separators may stand inside a text.
        lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{file} line {number}"
            try:
                yield where, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _broken(where, "a JSON object", "something else", "Mend that line.") from error


def _unfold(where: str, value: Any) -> Iterable[Row]:
    """A row as it is; a review's utterances, each with the call's name; a list's rows."""
    rows = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and isinstance(value.get("utterances"), list):
        rows = [{**row, "call": value.get("call")} if isinstance(row, dict) else row for row in value["utterances"]]
    for row in rows:
        if not isinstance(row, dict):
            raise _broken(where, "JSON objects", type(row).__name__, "Mend that file.")
    return rows


def _table_rows(file: Path, text: str) -> Iterator[tuple[str, Row]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if missing := [name for name in ("index", "code") if name not in (reader.fieldnames or ())]:
            found = f"no {' and no '.join(missing)}"
            raise _broken(file, "JSON, or a table with columns call, index and code", found, "Check the file.")
        for row in reader:
            cells = {name: _as_written(cell) for name, cell in row.items() if isinstance(cell, str)}
            index = cells.get("index", "").strip()
            yield f"{file} line {reader.line_num}", {**cells, "index": int(index) if index.isdecimal() else index}
    except csv.Error as error:
        raise _broken(file, "a table in CSV", str(error), "Save it as CSV again.") from error


def _as_written(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell


def _parse(where: str, row: Row, file: Path, codebook: Codebook) -> tuple[Place, CodedUnit]:
    index, code, role = row.get("index"), row.get("code") or None, row.get("role") or None
    if not isinstance(index, int) or isinstance(index, bool):
        raise _broken(where, "index as a whole number", f"{index!r}", "Correct that line.")
    for value, known, kind in ((code, codebook.code_ids, "code"), (role, ROLES, "role")):
        if value is not None and value not in known:
            next_step = "Correct that line, or name its codebook: --codebook."
            raise _broken(where, f"a {kind} of {', '.join(known)}", repr(value)[:80], next_step)
    text = row.get("text")
    return (str(row.get("call") or file.stem), index), CodedUnit(
        code, role, " ".join(text.split()) if isinstance(text, str) else ""
    )


def _broken(where: object, expected: str, found: str, next_step: str) -> ExamplesError:
    return ExamplesError(str(where), expected=expected, found=found, next_step=next_step)
