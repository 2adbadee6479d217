"""A table, one row an utterance: CSV, TSV or semicolons, its columns known by their headers."""

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.tables.rows import find_header, split_rows
from coder.readers.tables.utterance_rows import add_rows, rate_header, require_columns
from coder.transcript import Transcript


def likelihood(text: str, source: str) -> float:
    """High where a header names a speaker and a text column, less where it names one of them."""
    return rate_header(find_header(text[:HEAD_CHARACTERS]))


def read(text: str, source: str) -> Transcript:
    """The conversation in a table.

    Raises:
        TranscriptError: no speaker or text column, a quote never closed, or several calls.
    """
    header = require_columns(source, find_header(text[:HEAD_CHARACTERS]))
    draft = Draft(source, FORMAT.name)
    add_rows(draft, split_rows(text, header.delimiter, source), header)
    return draft.finish()


FORMAT = Format(
    "table", "a table with speaker and text columns (.csv, .tsv)", (".csv", ".tsv", ".tab"), likelihood, read
)
