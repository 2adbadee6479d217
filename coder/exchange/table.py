"""A table in CSV (RFC 4180, UTF-8 with the mark that Excel needs), a row an utterance.

Columns are ``FIELDS`` and ``LABELS`` of ``coder.exchange.rows``; lists are parted by blanks. A text that a spreadsheet
would run as a formula has an apostrophe before it, which is taken off again.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.examples import LabelledCall
from coder.exchange.assembling import broken, collect_calls
from coder.exchange.files import read_text, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import FIELDS, LABELS, Row, list_entries, list_labels, list_rows

_NUMBERS = ("index", "turn", "start_ms", "end_ms")
_LISTS = ("lenses", "signals", "second_tags")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_table(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a CSV file.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*FIELDS, *LABELS))
    for call in calls:
        for row, labels in zip(list_rows(call), list_labels(call), strict=True):
            writer.writerow([_write_cell(value) for value in (row | labels).values()])
    write_new(path, out.getvalue().encode("utf-8-sig"))


def read_table(path: Path, manager: str | None = None) -> Imported:
    """The calls in a CSV file with at least the columns speaker, text and code.

    Raises:
        ExamplesError: another form, or labels that break the codebook.
    """
    return collect_calls(list_entries(list(_read_rows(path))), path.stem, manager=manager)


def _write_cell(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def _read_rows(path: Path) -> Iterator[tuple[str, Row]]:
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        if missing := [name for name in ("speaker", "text", "code") if name not in (reader.fieldnames or ())]:
            raise broken(path, "a table with columns speaker, text and code", f"no {missing[0]}", "Check the file.")
        for row in reader:
            cells = {name: _read_cell(row.get(name)) for name in (*FIELDS, *LABELS)}
            lists = {name: (cells[name] or "").split() for name in _LISTS}
            numbers = {name: _to_number(cells[name]) for name in _NUMBERS}
            codes_only = {"codes_only": cells["codes_only"] == str(True)}
            yield f"{path} line {reader.line_num}", cells | lists | numbers | codes_only
    except csv.Error as error:
        raise broken(path, "a table in CSV", "something else", "Save it as CSV again.") from error


def _read_cell(cell: Any) -> str | None:
    if not isinstance(cell, str) or not cell:
        return None
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def _to_number(cell: str | None) -> int | str | None:
    """The number that a cell holds; anything else as it is, to be refused."""
    return int(cell) if cell and cell.isascii() and cell.isdecimal() and len(cell) <= 15 else cell
