"""Rows of a table: which delimiter, which row is the header, and quotes that never close."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from coder.errors import TranscriptError
from coder.readers.tables.columns import Columns, find_columns, is_header_like

_DELIMITERS = (",", "\t", ";", "|")
_SEPARATOR_LINE = re.compile(r'\s*"?sep=.?"?[ \t]*(?=\n)', re.IGNORECASE)
_HEADER_WITHIN = 10
_MOST_COLUMNS = 1000
_NO_VALUES = frozenset(("nan", "NaN", "NULL", "null", "<NA>", "#N/A", "N/A", "NaT"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` is where it begins in the file, or its number in a sheet or list, from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell's text; "" for a column that the table or this row does not have."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def value(self, column: int | None) -> str:
        """The cell, stripped; "" where it says that there is no value, as programs write it."""
        cell = self.cell(column).strip()
        return "" if cell in _NO_VALUES else cell


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns, under the delimiter that suits it; "" where cells come apart."""

    row: Row
    columns: Columns
    delimiter: str = ""

    @property
    def fitness(self) -> tuple[int, int]:
        """What to choose the header by: vital columns found, then any."""
        return self.columns.n_vital, self.columns.n_found


def list_delimiters(text: str) -> Iterator[tuple[str, list[Row]]]:
    """Each delimiter with the rows that it makes of the text; none of more than the module's limit in a cell."""
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            yield delimiter, list(parse_rows(text, delimiter))


def find_header(text: str) -> Header | None:
    """The row that names the columns, under the delimiter that lets it name most; ``None`` if there is none."""
    headers = [choose_header(parse_rows(text, delimiter), delimiter) for delimiter in _DELIMITERS]
    return max((header for header in headers if header), key=lambda header: header.fitness, default=None)


def choose_header(rows: Iterable[Row], delimiter: str = "") -> Header | None:
    """The first row, if that names speaker or text, or one of the first ten that names both."""
    headers = []
    for at, row in enumerate(islice(rows, _HEADER_WITHIN)):
        if 1 < len(row.cells) <= _MOST_COLUMNS and is_header_like(row.cells):
            columns = find_columns(row.cells)
            if columns.n_vital == 2 or (at == 0 and columns.n_vital):
                headers.append(Header(row, columns, delimiter))
    return max(headers, key=lambda header: header.fitness, default=None)


def split_rows(text: str, delimiter: str, source: str) -> list[Row]:
    """The rows that are not empty; newlines inside quotes are part of a cell.

    Raises:
        TranscriptError: a quote is opened and never closed, and rows do not come out even without it.
    """
    if delimiter == "\t" and (rows := _split_unquoted(text, delimiter)):
        return rows  # tab-separated text is mostly written with its quotes as they stand
    start = 1
    rows = []
    try:
        # A line more than the text has: it must come back as a row of its own.
        for row in parse_rows(text + "\n-", delimiter):
            start = row.line
            rows.append(row)
    except csv.Error:  # a cell over the module's limit, mostly thousands of lines inside one quote
        return _split_unquoted(text, delimiter) or _refuse_open_quote(source, start)
    if start != text.count("\n") + 2:
        return _split_unquoted(text, delimiter) or _refuse_open_quote(source, start)
    return rows[:-1]


def parse_rows(text: str, delimiter: str, *, quoting: int = csv.QUOTE_MINIMAL) -> Iterator[Row]:
    """The rows that are not empty, one after the other.

    Raises:
        csv.Error: a cell over the module's limit.
    """
    if mark := _SEPARATOR_LINE.match(text):
        text = text[mark.end() :]
    lines = (line + "\n" for line in text.split("\n"))
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield Row(start, tuple(cells))
        start = reader.line_num + 1


def _split_unquoted(text: str, delimiter: str) -> list[Row]:
    """The rows with every line break ending one, as a tool writes that quotes nothing; none if uneven."""
    try:
        rows = list(parse_rows(text, delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error:
        return []
    widths = {len(row.cells) for row in rows}
    return [Row(row.line, tuple(map(_unquote, row.cells))) for row in rows] if len(widths) == 1 else []


def _unquote(cell: str) -> str:
    inside = cell[1:-1].replace('""', "")
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') and '"' not in inside:
        return cell[1:-1].replace('""', '"')
    return cell


def _refuse_open_quote(source: str, line: int) -> NoReturn:
    raise TranscriptError(
        f"{source} line {line} or after",
        expected='a closing " for every opening one',
        found="a cell that never ends, or has over 100,000 characters",
        next_step="Close the quote, or export the table again with its cells quoted.",
    )
