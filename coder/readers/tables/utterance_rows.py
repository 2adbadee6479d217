"""Rows with a speaker, a text and times, made into a conversation: from tables, sheets and lists of JSON."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from coder.errors import TranscriptError
from coder.readers.calls import keep_call
from coder.readers.captions.cue_speech import add_cues
from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft
from coder.readers.markup import strip_html
from coder.readers.tables.columns import CALL, END, SPEAKER, START, TEXT, Columns, find_columns
from coder.readers.tables.row_times import read_times
from coder.readers.tables.rows import Header, Row
from coder.readers.text.cleaning import clean_name, clean_text

_MAX_LISTED = 20
_MAX_SYNONYMS = 4
_MAX_FIELDS = 200
_RULE = re.compile(r":?-{2,}:?")


def rate_header(header: Header | None) -> float:
    """How likely the header is a conversation's: high with speaker and text, less with one of them."""
    if header is None:
        return 0.0
    return 0.85 if header.columns.is_untold else (0.0, 0.5, 0.9)[header.columns.n_vital]


def require_columns(source: str, header: Header | None) -> Header:
    """The header, if a conversation can be read under it.

    Raises:
        TranscriptError: no text column; no speaker column either, unless these are subtitles by all columns.
    """
    if header is None or (header.columns.n_vital < 2 and not header.columns.is_untold):
        raise _missing_column(source, header)
    return header


def add_rows(draft: Draft, rows: Sequence[Row], header: Header, *, call: str | None = None) -> None:
    """Adds the rows below the header; what stands above it is noted.

    Without a column of speakers the texts are read as captions are, whose speakers may stand before them.

    Raises:
        SeveralCallsError: the rows are of several calls, and none or an unknown one is named.
    """
    for row in rows:
        if row.line < header.row.line:
            draft.leave_out(row.line, "above the header")
    rows = [row for row in rows if row.line > header.row.line]
    columns = header.columns
    rows = keep_call(
        draft,
        rows,
        name=lambda row: row.value(columns.call),
        place=lambda row: row.line,
        wanted=call,
        named_by=f'value of "{clean_name(header.row.cells[columns.call])}"' if columns.call is not None else "call",
    )
    rows = [row for row in rows if not _is_rule(row) and row.cells != header.row.cells]
    times = read_times(draft, rows, header)
    texts = strip_html([_take_text(draft, row, header) for row in rows])
    if columns.speaker is None:
        told = zip(rows, texts, times, strict=True)
        add_cues(draft, [Cue(row.line, (text,), *span) for row, text, span in told])
        return
    named = zip(rows, _name_speakers(draft, rows, columns), texts, times, strict=True)
    for row, speaker, text, (start_ms, end_ms) in named:
        draft.add(row.line, speaker, text, start_ms=start_ms, end_ms=end_ms)


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


def _name_speakers(draft: Draft, rows: Sequence[Row], columns: Columns) -> list[str]:
    """The speaker of each row; where a table names one only as it changes, a row without has the one above."""
    names = [_join_name(row, columns) for row in rows]
    if columns.speaker is None or any(before == after != "" for before, after in pairwise(names)):
        return names
    filled = list(accumulate(names, lambda above, name: name or above))
    if n_filled := sum(1 for name, kept in zip(names, filled, strict=True) if name != kept):
        first = next(row for row, name, kept in zip(rows, names, filled, strict=True) if name != kept)
        reason = f"no speaker here and in {n_filled - 1:,} more rows: the one above, as names stand only at changes"
        draft.leave_out(first.line, reason)
    return filled


def _join_name(row: Row, columns: Columns) -> str:
    return f"{row.value(columns.speaker)} {row.value(columns.last_name)}".strip()


def _is_rule(row: Row) -> bool:
    """Whether a row is the line under a header, as Markdown draws it."""
    return all(_RULE.fullmatch(cell.strip()) for cell in row.cells if cell.strip())


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
