"""Tables that hold a whole transcript in a cell, a call a row; and sheets of one column, a line a row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from coder.readers.calls import choose_call
from coder.readers.format import Format
from coder.readers.tables.rows import Row
from coder.readers.text.cleaning import clean_name
from coder.transcript import Transcript

_FEWEST_LINES = 3
_LONGEST_NAME = 80
_SURE = 0.5
_PLAIN = frozenset((".txt", ".vtt", ".srt"))


def find_texts(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The texts of several lines that are transcripts, each with a name for its call; none if no cell is one."""
    long = (at for row in rows for at, cell in enumerate(row.cells) if cell.count("\n") >= _FEWEST_LINES - 1)
    counts = Counter(long)
    if not counts:
        return []
    column = min(counts, key=lambda at: (-counts[at], at))
    longest = max(rows, key=lambda row: row.cell(column).count("\n"))
    if not is_transcript(longest.cell(column)):
        return []
    held = [row for row in rows if "\n" in row.cell(column)]
    names = _name_rows(held, column)
    return [(name, row.cell(column)) for name, row in zip(names, held, strict=True)]


def is_transcript(text: str) -> bool:
    """Whether a text is of some form of plain text or captions, surely enough."""
    return max(likelihood for likelihood, _ in _rate_forms(text)) >= _SURE


def read_text_of(texts: Sequence[tuple[str, str]], source: str, call: str | None, format_name: str) -> Transcript:
    """The conversation in the one text that is read.

    Raises:
        SeveralCallsError: several, and none or an unknown one is named.
        TranscriptError: it cannot be read.
    """
    chosen = choose_call(source, [name for name, _ in texts] if len(texts) > 1 else (), call, named_by="row")
    text = next(text for name, text in texts if chosen in (None, name))
    _, form = max(_rate_forms(text), key=lambda rated: rated[0])
    transcript = replace(form.read(text, source), format=format_name)
    return replace(transcript, call=chosen) if chosen else transcript


def _rate_forms(text: str) -> list[tuple[float, Format]]:
    from coder.readers.detection import all_formats  # it lists the formats that ask this

    forms = (form for form in all_formats() if form.shape == "text" and not _PLAIN.isdisjoint(form.extensions))
    return [(form.likelihood(text, ""), form) for form in forms]


def _name_rows(rows: Sequence[Row], column: int) -> list[str]:
    """A name for each row: the cells of the first other column that has a short one in each, no two alike."""
    for at in range(max(len(row.cells) for row in rows)):
        names = [clean_name(row.cell(at)) for row in rows]
        if at != column and all(0 < len(name) <= _LONGEST_NAME for name in names) and len(set(names)) == len(names):
            return names
    return [f"row {row.line}" for row in rows]
