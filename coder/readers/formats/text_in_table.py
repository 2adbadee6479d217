"""A table that holds a whole transcript in a cell, a call a row; or one column, a line of a transcript a row."""

import csv
from collections.abc import Sequence

from coder.errors import TranscriptError
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.tables.cell_texts import find_texts, is_transcript, read_text_of
from coder.readers.tables.rows import Row, list_delimiters, parse_rows, split_rows
from coder.transcript import Transcript


def likelihood(text: str, source: str) -> float:
    """High where a cell has several lines that are a transcript, or the rows of one column are."""
    lines = _unquote_lines(_take_lines(text))
    return 0.83 if _find_delimiter(text) or (lines and is_transcript(lines)) else 0.0


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The conversation in a cell; notes count its lines.

    Raises:
        SeveralCallsError: several rows have one.
        TranscriptError: a quote that never closes, or nothing that can be read.
    """
    delimiter = _find_delimiter(text)
    if not delimiter and (lines := _unquote_lines(text)):
        return read_text_of([("", lines)], source, call, FORMAT.name)
    texts = find_texts(split_rows(text, delimiter, source)) if delimiter else []
    if not texts:
        raise TranscriptError(
            source,
            expected="a cell with a transcript",
            found="none",
            next_step="Export the transcript by itself, as VTT, SRT or plain text.",
        )
    return read_text_of(texts, source, call, FORMAT.name)


def _take_lines(text: str) -> str:
    return text if len(text) <= HEAD_CHARACTERS else text[: text.rfind("\n", 0, HEAD_CHARACTERS) + 1]


def _unquote_lines(text: str) -> str | None:
    """The cells of a table of one column as lines; ``None`` for any other table."""
    lines = [line for line in text.split("\n") if line.strip()]
    n_quoted = sum(1 for line in lines if len(line) > 1 and line.startswith('"') and line.endswith('"'))
    rows = _parse_rows(text) if n_quoted and n_quoted >= 0.8 * (len(lines) - 1) else []
    alone = bool(rows) and all(len(row.cells) == 1 for row in rows)
    return "\n".join(row.cells[0].replace("\n", " ") for row in rows) if alone else None


def _parse_rows(text: str) -> list[Row]:
    """The rows; none where a quote that never closes makes a cell too long for any."""
    try:
        return list(parse_rows(text, ","))
    except csv.Error:
        return []


def _find_delimiter(text: str) -> str:
    """The delimiter that makes cells with transcripts; "" if none does."""
    head = text[:HEAD_CHARACTERS]
    if '"' not in head:
        return ""  # a cell of several lines is quoted
    tables = (pair for pair in list_delimiters(head) if _are_even(pair[1]))
    return next((delimiter for delimiter, rows in tables if len(rows) > 1 and find_texts(rows)), "")


def _are_even(rows: Sequence[Row]) -> bool:
    """Whether the rows have as many cells each, but that the last may be cut short.

    They have not where a comma and a quote stand somewhere in a text that is no table.
    """
    widths = [len(row.cells) for row in rows]
    return len(set(widths[:-1])) <= 1 and widths[-1:] <= widths[:1]


FORMAT = Format(
    "text_in_table",
    "a table with a transcript in a cell (.csv, .tsv)",
    (".csv", ".tsv"),
    likelihood,
    read,
    takes_call=True,
    at_most=0.83,
)
