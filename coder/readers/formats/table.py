"""A table, one row an utterance: CSV, TSV or semicolons, its columns known by their headers or by what they hold."""

from dataclasses import replace

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.tables.content_columns import guess_header, unpivot
from coder.readers.tables.rows import Header, find_header, list_delimiters, split_rows
from coder.readers.tables.utterance_rows import add_rows, rate_header, require_columns
from coder.transcript import Transcript

_GUESSED, _GUESSED_WITH_TIMES = 0.55, 0.82
_GUESSED_FROM = 20_000


def likelihood(text: str, source: str) -> float:
    """High where a header names a speaker and a text column, less where it names one or the columns tell."""
    head = _take_head(text)
    named = rate_header(find_header(head))
    guessed = _guess(head) if named < _GUESSED else None
    return max(named, 0.0 if not guessed else _GUESSED if guessed[0].columns.end is None else _GUESSED_WITH_TIMES)


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The conversation in a table.

    Raises:
        SeveralCallsError: several calls.
        TranscriptError: no speaker or text column, or a quote never closed.
    """
    head = _take_head(text)
    header = find_header(head)
    draft = Draft(source, FORMAT.name)
    if rate_header(header) < _GUESSED and (guessed := _guess(head)):
        header, is_unpivoted = guessed
        rows = split_rows(text, header.delimiter, source)
        draft.leave_out(1, "no header that names the columns: they are known by what they hold")
        if is_unpivoted and (unpivoted := unpivot(rows)):
            header, rows = unpivoted
    else:
        header = require_columns(source, header)
        rows = split_rows(text, header.delimiter, source)
    add_rows(draft, rows, header, call=call)
    return draft.finish()


def _take_head(text: str) -> str:
    """The beginning of the text, to the end of a line."""
    if len(text) <= HEAD_CHARACTERS:
        return text
    cut = text.rfind("\n", 0, HEAD_CHARACTERS)
    return text[: cut if cut > 0 else HEAD_CHARACTERS]


def _guess(head: str) -> tuple[Header, bool] | None:
    """A header by what the columns hold, and whether they are one a speaker."""
    for delimiter, rows in list_delimiters(head[:_GUESSED_FROM]):
        if header := guess_header(rows, delimiter):
            return header, False
        if found := unpivot(rows):
            return replace(found[0], delimiter=delimiter), True
    return None


FORMAT = Format(
    "table",
    "a table with speaker and text columns (.csv, .tsv)",
    (".csv", ".tsv", ".tab"),
    likelihood,
    read,
    takes_call=True,
    at_most=0.9,
)
