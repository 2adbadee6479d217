"""When each row of a table was said: clocks, ranges, seconds, thousandths, parts of a day, moments of a calendar."""

import re
from collections.abc import Sequence

from coder.readers.draft import Draft
from coder.readers.tables.columns import Columns
from coder.readers.tables.rows import Header, Row
from coder.readers.times import CALENDAR_MS, MILLISECONDS, SECONDS, parse_range, parse_time, scale_of

Times = tuple[int | None, int | None]

_DAYS = 24 * 3600 * 1000.0  # as Excel counts
_LATE_MS = 6 * 3600 * 1000  # a call that opens so late has times of day
_SLOWEST_S_A_WORD = 30
_FASTEST_WORDS_A_S = 300
_FEWEST_WORDS = 10
_FEWEST_TIMES = 3
_WHOLE_MINUTES = re.compile(r"\d{1,3}:\d{2}:00(?:\.0+)?")


def read_times(draft: Draft, rows: Sequence[Row], header: Header) -> list[Times]:
    """Start and end of each row, counted from the first where they are times of day or of a calendar."""
    columns = header.columns
    scale = _guess_scale(rows, columns)
    scales = {at: scale_of(header.row.cell(at), scale) for at in (columns.start, columns.end, columns.duration)}
    times = [_read_row(row, columns, scales) for row in rows]
    for side, column in enumerate((columns.start, columns.end)):
        _note_unread(draft, rows, [pair[side] for pair in times], column)
    if _are_minutes(rows, times, columns):
        draft.leave_out(rows[0].line, "times of hours and minutes, too slow for any speech: minutes and seconds")
        times = [tuple(None if time is None else time // 60 for time in pair) for pair in times]
    earliest = min((time for pair in times for time in pair if time is not None), default=0)
    if earliest < min(CALENDAR_MS, _LATE_MS):
        return times
    return [tuple(None if time is None else time - earliest for time in pair) for pair in times]


def _read_row(row: Row, columns: Columns, scales: dict[int | None, float]) -> Times:
    cells = {at: row.value(at) for at in (columns.start, columns.end, columns.duration) if at is not None}
    start, end, duration = (
        parse_time(cells[at], scales[at]) if cells.get(at) else None
        for at in (columns.start, columns.end, columns.duration)
    )
    if start is None and (span := parse_range(cells.get(columns.start, ""), scales[columns.start])):
        start, end = span[0], span[1] if end is None else end
    if columns.end is None and end is None and None not in (start, duration):
        end = start + duration
    return start, end


def _guess_scale(rows: Sequence[Row], columns: Columns) -> float:
    """Milliseconds in one unit of plain numbers: of seconds, unless speech would then be slower or faster than any."""
    pairs = [(row.value(columns.start), row.value(columns.end)) for row in rows]
    n_words = sum(len(row.cell(columns.text).split()) for row in rows)
    starts = [float(start) for start, _ in pairs if _is_number(start)]
    if len(starts) < len(rows) or not starts:
        return SECONDS
    if n_words >= _FEWEST_WORDS and max(starts) - min(starts) < n_words / _FASTEST_WORDS_A_S:
        return SECONDS if all(start.is_integer() for start in starts) else _DAYS
    whole = all(cell.isdecimal() and len(cell) <= 9 for pair in pairs for cell in pair)
    lasting = sum(max(0, int(end) - int(start)) for start, end in pairs) if whole else 0
    return MILLISECONDS if lasting > _SLOWEST_S_A_WORD * n_words else SECONDS


def _are_minutes(rows: Sequence[Row], times: Sequence[Times], columns: Columns) -> bool:
    """Whether "1:05" was meant as minutes and seconds, and a spreadsheet made "01:05:00" of it."""
    cells = [row.value(columns.start) for row in rows if row.value(columns.start)]
    starts = [start for start, _ in times if start is not None]
    if len(starts) < _FEWEST_TIMES or not all(_WHOLE_MINUTES.fullmatch(cell) for cell in cells):
        return False
    n_words = sum(len(row.cell(columns.text).split()) for row in rows)
    return max(starts) - min(starts) > _SLOWEST_S_A_WORD * 1000 * n_words


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdecimal() and len(cell) <= 20


def _note_unread(draft: Draft, rows: Sequence[Row], times: Sequence[int | None], column: int | None) -> None:
    """One note for a column's times that cannot be read, at the first of them."""
    unread = [row for row, time in zip(rows, times, strict=True) if time is None and row.value(column)]
    if unread:
        reason = f"no time that can be read in column {column + 1}, here and in {len(unread) - 1} more rows"
        draft.leave_out(unread[0].line, f"{reason}; times are seconds, H:MM:SS or dates; the texts are kept")
