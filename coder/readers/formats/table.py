"""A table, one row an utterance: CSV, TSV or semicolons, its columns known by their headers."""

import re
from collections.abc import Sequence

from coder.errors import TranscriptError
from coder.readers.cleaning import clean_text
from coder.readers.columns import CALL, END, SPEAKER, START, TEXT, find_columns
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.rows import Header, Row, find_header, split_rows
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_MAX_LISTED = 20
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d+)?")


def likelihood(text: str, source: str) -> float:
    """High where a header names a speaker and a text column, less where it names one of them."""
    header = find_header(text[:HEAD_CHARACTERS])
    return (0.0, 0.5, 0.9)[header.columns.n_vital] if header else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in a table.

    Raises:
        TranscriptError: no speaker or text column, a quote never closed, or several calls.
    """
    header = find_header(text[:HEAD_CHARACTERS])
    if header is None or header.columns.n_vital < 2:
        raise _missing_column(source, header)
    draft = Draft(source, FORMAT.name)
    calls: set[str] = set()
    for row in split_rows(text, header.delimiter, source):
        if row.line < header.row.line:
            draft.leave_out(row.line, "above the header")
        elif row.line > header.row.line:
            _add_row(draft, row, header)
            calls.add(row.cell(header.columns.call).strip())
    _check_one_call(source, calls - {""})
    return draft.finish()


def _add_row(draft: Draft, row: Row, header: Header) -> None:
    columns, width = header.columns, len(header.row.cells)
    text, extra = row.cell(columns.text), row.cells[width:]
    if extra and columns.text == width - 1:
        text = header.delimiter.join([text, *extra])  # a text that should have been quoted
    elif any(cell.strip() for cell in extra):
        draft.leave_out(row.line, f"{len(row.cells)} cells where the header has {width}: the rest is not read")
    start_ms, end_ms = (_read_time(draft, row, column, in_ms=columns.in_ms) for column in (columns.start, columns.end))
    draft.add(row.line, row.cell(columns.speaker), text, start_ms=start_ms, end_ms=end_ms)


def _read_time(draft: Draft, row: Row, column: int | None, *, in_ms: frozenset[int]) -> int | None:
    cell = row.cell(column).strip()
    if not cell:
        return None
    time = parse_milliseconds(cell) if column in in_ms else parse_seconds(cell)
    if time is None:
        draft.leave_out(row.line, f"no time that can be read in column {column + 1}; the text is kept")
    return time


def parse_seconds(cell: str) -> int | None:
    """Milliseconds for a clock time, or for a number of seconds with any number of decimals."""
    if _NUMBER.fullmatch(cell):
        return round(float(cell.replace(",", ".")) * 1000)
    return parse_timecode(cell)


def parse_milliseconds(cell: str) -> int | None:
    """Milliseconds for a number of milliseconds; a clock time in such a column is read as one."""
    if ":" in cell:
        return parse_seconds(cell)
    whole = cell.replace(",", ".").partition(".")[0]
    return int(whole) if whole.isdecimal() and len(whole) <= 12 else None


def _check_one_call(source: str, calls: set[str]) -> None:
    if len(calls) > 1:
        raise TranscriptError(
            source,
            expected="one call in a file",
            found=f"{len(calls)} different names in the column that names the call",
            next_step="Split the file into one for each call.",
        )


def _missing_column(source: str, header: Header | None) -> TranscriptError:
    found = header.columns if header else find_columns(())
    missing = [
        f"a column for the {what} (any of: {', '.join(names)})"
        for what, names, at in (("speaker", SPEAKER, found.speaker), ("text", TEXT, found.text))
        if at is None
    ]
    return TranscriptError(
        f"{source} line {header.row.line}" if header else source,
        expected=" and ".join(missing),
        found=_list_columns(header.row.cells) if header else "no row that names columns",
        next_step=f"Rename the columns; times may stand in {START[0]} and {END[0]}, the call in {CALL[0]}.",
    )


def _list_columns(cells: Sequence[str]) -> str:
    named = ", ".join(f'"{clean_text(cell)[:30]}"' for cell in cells[:_MAX_LISTED])
    more = f" and {len(cells) - _MAX_LISTED} more" if len(cells) > _MAX_LISTED else ""
    return f"the columns {named}{more}"


FORMAT = Format(
    "table", "a table with speaker and text columns (.csv, .tsv)", (".csv", ".tsv", ".tab"), likelihood, read
)
