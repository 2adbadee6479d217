"""Rows with a speaker, a text and times, made into a conversation: from tables, sheets and lists of JSON."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.research.calls import check_one_call
from coder.readers.tables.columns import CALL, END, SPEAKER, START, TEXT, Columns, find_columns
from coder.readers.tables.rows import Header, Row
from coder.readers.text.cleaning import clean_name, clean_text
from coder.timecode import parse_timecode

_MAX_LISTED = 20
_MAX_SYNONYMS = 4
_MAX_FIELDS = 200
_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,20})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.{0,20}")
_HALF_DAY = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?)\s*([AaPp])\.?[Mm]\.?")
_HOUR_MS = 3_600_000
_EPOCH_FROM_MS = 10**11  # no call is three years in
_SLOWEST_S_A_WORD = 30

_Times = tuple[int | None, int | None]


def rate_header(header: Header | None) -> float:
    """How likely the header is a conversation's: high with speaker and text, less with one of them."""
    if header is None:
        return 0.0
    return 0.6 if header.columns.is_untold else (0.0, 0.5, 0.9)[header.columns.n_vital]


def require_columns(source: str, header: Header | None) -> Header:
    """The header, if a conversation can be read under it.

    Raises:
        TranscriptError: no text column; no speaker column either, unless these are subtitles by all columns.
    """
    if header is None or (header.columns.n_vital < 2 and not header.columns.is_untold):
        raise _missing_column(source, header)
    return header


def add_rows(draft: Draft, rows: Sequence[Row], header: Header) -> None:
    """Adds the rows below the header; what stands above it is noted.

    Raises:
        TranscriptError: the rows are of several calls.
    """
    for row in rows:
        if row.line < header.row.line:
            draft.leave_out(row.line, "above the header")
    rows = [row for row in rows if row.line > header.row.line]
    columns = header.columns
    if columns.call is not None:
        named_by = f'value of "{clean_name(header.row.cells[columns.call])}"'
        check_one_call(draft.source, (row.cell(columns.call) for row in rows), named_by=named_by)
    times = _read_times(draft, rows, columns)
    for row, (start_ms, end_ms) in zip(rows, times, strict=True):
        text = _take_text(draft, row, header)
        draft.add(row.line, row.cell(columns.speaker), text, start_ms=start_ms, end_ms=end_ms)


def tabulate(records: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[Header, list[Row]]:
    """Objects with their places as rows under a header of their field names; fields that hold no value are "".

    >>> header, rows = tabulate([(1, {"who": "Ana", "text": "Hi.", "start": 1.5})])
    >>> header.columns.speaker, rows
    (0, [Row(line=1, cells=('Ana', 'Hi.', '1.5'))])
    """
    records = list(records)
    names: dict[str, None] = {}
    for _, record in records:
        names.update(dict.fromkeys(name for name, value in record.items() if _is_value(value)))
        if len(names) > _MAX_FIELDS:
            break
    rows = [Row(place, tuple(_show(record.get(name)) for name in names)) for place, record in records]
    return Header(Row(0, tuple(names)), find_columns(tuple(names))), rows


def parse_seconds(cell: str) -> int | None:
    """Milliseconds for a clock time, a date, or a number of seconds with any number of decimals."""
    if _NUMBER.fullmatch(cell):
        number = float(cell.replace(",", "."))
        return round(number if number >= _EPOCH_FROM_MS else number * 1000)  # no seconds of any epoch are so many
    if _DATE.fullmatch(cell):
        return _parse_date(cell)
    return _parse_half_day(cell) if _HALF_DAY.fullmatch(cell) else parse_timecode(cell)


def parse_milliseconds(cell: str) -> int | None:
    """Milliseconds for a number of milliseconds; a clock time in such a column is read as one."""
    if ":" in cell:
        return parse_seconds(cell)
    whole = cell.replace(",", ".").partition(".")[0]
    return int(whole) if whole.isdecimal() and len(whole) <= 15 else None


def _read_times(draft: Draft, rows: Sequence[Row], columns: Columns) -> list[_Times]:
    """Start and end of each row, counted from the first where they are times of day on a date."""
    in_ms = columns.in_ms | _guess_in_ms(rows, columns)
    times = [
        tuple(_read_time(row, column, in_ms=column in in_ms) for column in (columns.start, columns.end)) for row in rows
    ]
    for column in (columns.start, columns.end):
        _note_unread(draft, rows, times, columns, column)
    earliest = min((time for pair in times for time in pair if time is not None), default=0)
    if earliest < _EPOCH_FROM_MS:
        return times
    return [tuple(time if time is None else time - earliest for time in pair) for pair in times]


def _guess_in_ms(rows: Sequence[Row], columns: Columns) -> frozenset[int]:
    """The time columns, if they hold whole numbers that as seconds would leave half a minute for each word."""
    if None in (columns.start, columns.end):
        return frozenset()
    pairs = [(row.cell(columns.start).strip(), row.cell(columns.end).strip()) for row in rows]
    if not all(cell.isdecimal() and len(cell) <= 9 for pair in pairs for cell in pair):
        return frozenset()
    lasting = sum(max(0, int(end) - int(start)) for start, end in pairs)
    n_words = sum(len(row.cell(columns.text).split()) for row in rows)
    return frozenset((columns.start, columns.end)) if lasting > _SLOWEST_S_A_WORD * n_words else frozenset()


def _read_time(row: Row, column: int | None, *, in_ms: bool) -> int | None:
    cell = row.cell(column).strip()
    if not cell:
        return None
    return parse_milliseconds(cell) if in_ms else parse_seconds(cell)


def _note_unread(
    draft: Draft, rows: Sequence[Row], times: Sequence[_Times], columns: Columns, column: int | None
) -> None:
    """One note for a column's times that cannot be read, at the first of them."""
    side = 0 if column == columns.start else 1
    unread = [row for row, pair in zip(rows, times, strict=True) if pair[side] is None and row.cell(column).strip()]
    if unread:
        reason = f"no time that can be read in column {column + 1}, here and in {len(unread) - 1} more rows"
        draft.leave_out(unread[0].line, f"{reason}; times are seconds, H:MM:SS or dates; the texts are kept")


def _parse_half_day(cell: str) -> int | None:
    """Milliseconds since midnight of "10:32:01 AM", counted as of a date, so that a call starts at its first row."""
    clock, half = _HALF_DAY.fullmatch(cell).groups()
    time = parse_timecode(clock if clock.count(":") == 2 else f"{clock}:00")
    if time is None:
        return None
    hours = time // _HOUR_MS % 12 + (12 if half.lower() == "p" else 0)
    return _EPOCH_FROM_MS + hours * _HOUR_MS + time % _HOUR_MS


def _parse_date(cell: str) -> int | None:
    try:
        date = datetime.fromisoformat(cell)
    except ValueError:
        return None
    moment = date if date.tzinfo else date.replace(tzinfo=UTC)
    ms = round((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
    return ms if ms >= 0 else None


def _take_text(draft: Draft, row: Row, header: Header) -> str:
    text, width = row.cell(header.columns.text), len(header.row.cells)
    extra = row.cells[width:]
    if extra and header.delimiter and header.columns.text == width - 1:
        return header.delimiter.join([text, *extra])  # a text that should have been quoted
    if any(cell.strip() for cell in extra):
        draft.leave_out(row.line, f"{len(row.cells)} cells where the header has {width}: the rest is not read")
    return text


def _is_value(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _show(value: Any) -> str:
    return str(value) if _is_value(value) else ""


def _missing_column(source: str, header: Header | None) -> TranscriptError:
    found = header.columns if header else find_columns(())
    missing = [
        f"a column for the {what} ({', '.join(names[:_MAX_SYNONYMS])} or the like)"
        for what, names, at in (("speaker", SPEAKER, found.speaker), ("text", TEXT, found.text))
        if at is None
    ]
    return TranscriptError(
        f"{source} line {header.row.line}" if header and header.row.line else source,
        expected=" and ".join(missing),
        found=_list_columns(header.row.cells) if header else "no row that names columns",
        next_step=f"Rename the columns; times may stand in {START[0]} and {END[0]}, the call in {CALL[0]}.",
    )


def _list_columns(cells: Sequence[str]) -> str:
    named = ", ".join(f'"{clean_text(cell)[:30]}"' for cell in cells[:_MAX_LISTED])
    more = f" and {len(cells) - _MAX_LISTED} more" if len(cells) > _MAX_LISTED else ""
    return f"the columns {named}{more}"
