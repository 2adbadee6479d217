"""The sheets of an Excel workbook as rows of text, within bounds."""

import datetime
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from coder.errors import TranscriptError
from coder.readers.containers.archive import open_archive, refuse_damage
from coder.readers.containers.binary import XLSX
from coder.readers.tables.rows import Row

MAX_SHEETS = 100
MAX_ROWS = 200_000
MAX_CHARACTERS = 32_000_000
_ROWS_IN_EXCEL = 1_048_576
_MAX_COLUMNS = 256
_DAY_NOUGHT, _FIRST_DATE = datetime.datetime(1899, 12, 31), datetime.datetime(1930, 1, 1)
# openpyxl checks little, so that damage can surface as any of these.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, RuntimeError, SyntaxError, TypeError, ValueError)
_DAMAGE += (OSError, EOFError, AssertionError, BadZipFile, zlib.error, struct.error)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows that are not empty, with their numbers in it."""

    name: str
    rows: list[Row]


def list_sheets(data: bytes, source: str) -> list[Sheet]:
    """All sheets; formulas as the values last shown for them.

    Raises:
        TranscriptError: damaged, locked, too large, or made to exhaust a machine.
    """
    open_archive(data, source, XLSX).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, on styles and drawings that are not read
            return list(_list_sheets(data, source))
    except TranscriptError:
        raise
    except _DAMAGE as error:
        raise refuse_damage(source, XLSX) from error


def _list_sheets(data: bytes, source: str) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # slow to import, and few files need it

    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if (n_sheets := len(workbook.worksheets)) > MAX_SHEETS:
        raise _too_large(source, f"{n_sheets:,} sheets")
    n_rows = n_characters = 0
    for sheet in workbook.worksheets:
        rows = []
        for row in _list_rows(sheet):
            rows.append(row)
            n_rows += 1
            n_characters += sum(map(len, row.cells))
            if n_rows > MAX_ROWS or n_characters > MAX_CHARACTERS:
                raise _too_large(source, "more")
        yield Sheet(sheet.title, rows)


def _list_rows(sheet: Any) -> Iterator[Row]:
    before = None
    values = sheet.iter_rows(max_row=_ROWS_IN_EXCEL, max_col=_MAX_COLUMNS, values_only=True)
    for number, cells in enumerate(values, 1):
        if cells is before:  # openpyxl gives the same empty row for each that is missing
            continue
        before = cells
        last = max((at for at, cell in enumerate(cells) if cell is not None), default=-1)
        if last >= 0:
            yield Row(number, tuple(_show(cell) for cell in cells[: last + 1]))


def _show(cell: Any) -> str:
    """The cell as a table has it as text; a length of time as a clock."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime) and cell < _FIRST_DATE:
        cell -= _DAY_NOUGHT  # a length of time over a day, shown as a date
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(max(0.0, cell.total_seconds()), 60)
        return f"{int(minutes // 60)}:{int(minutes % 60):02}:{seconds:06.3f}"
    if isinstance(cell, float):
        return f"{cell:.9f}".rstrip("0").rstrip(".")  # parts of a day are small, and "1e-05" is no time
    return cell.isoformat() if isinstance(cell, datetime.datetime | datetime.time) else str(cell)


def _too_large(source: str, found: str) -> TranscriptError:
    return TranscriptError(
        source,
        expected=f"a workbook of at most {MAX_SHEETS} sheets, {MAX_ROWS:,} rows and {MAX_CHARACTERS:,} characters",
        found=found,
        next_step="A three-hour call has some 2,000 rows; copy the transcript into a workbook of its own.",
    )
