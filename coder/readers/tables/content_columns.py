"""Which column of a table holds what, known by what stands in it: where no header says so."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from coder.readers.tables.columns import Columns, find_columns
from coder.readers.tables.rows import Header, Row
from coder.readers.times import parse_range, parse_time

_DIGIT = re.compile(r"\d")
_JUDGED = 200
_FEWEST_ROWS = 4
_MOST_COLUMNS = 50
_FEWEST_WORDS = 3
_LONGEST_NAME = 40
_MOST_WORDS_IN_NAME = 4
_MOST_SPEAKERS = 12
_ROLES = frozenset(("agent", "customer", "client", "therapist", "teacher", "student", "interviewer", "interviewee"))
_ROLES |= {"manager", "rep", "coach", "coachee", "host", "guest", "caller", "user", "assistant", "doctor", "patient"}
_ROLES |= {"interviewer", "participant", "moderator", "speaker", "seller", "buyer", "advisor", "counselor"}


def guess_header(rows: Sequence[Row], delimiter: str = "") -> Header | None:
    """A header of made-up names above the first row, or the first row where it only names columns; ``None`` if unsure.

    Sure enough is: rows of one length, one column with sentences, and before it one with few names that come
    again and again; or nothing but sentences, their starts and their ends.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row.cells)]
    first = rows[0] if rows else Row(0, ())
    width = len(first.cells)
    if not 1 < width <= _MOST_COLUMNS or len(rows) < _FEWEST_ROWS:
        return None
    body = [row for row in rows[1 : _JUDGED + 1] if len(row.cells) == width]
    if len(body) < 0.9 * len(rows[1 : _JUDGED + 1]):
        return None
    columns = _find_columns([[row.cells[at].strip() for row in body] for at in range(width)])
    if columns is None:
        return None
    is_named = _names_columns(first, columns, [row.cell(columns.speaker).strip() for row in body])
    return Header(first if is_named else Row(first.line - 1, _made_up(width, columns)), columns, delimiter)


def _find_columns(cells: Sequence[Sequence[str]]) -> Columns | None:
    times = [at for at, column in enumerate(cells) if _are_times(column)]
    texts = [at for at, column in enumerate(cells) if at not in times]
    text = max(texts, key=lambda at: sum(len(cell.split()) for cell in cells[at]), default=None)
    if text is None or sum(len(cell.split()) for cell in cells[text]) < _FEWEST_WORDS * len(cells[text]):
        return None
    speaker = next((at for at in texts if at < text and _are_names(cells[at])), None)
    start = next(iter(times), None)
    end = next((at for at in times if at != start and _follow(cells[start], cells[at])), None)
    if speaker is None and (end is None or len(texts) > 1):
        return None
    return Columns(speaker, text, start, end, None)


def _are_names(column: Sequence[str]) -> bool:
    """Whether the cells are few short names that come again."""
    names = Counter(cell for cell in column if cell)
    if not 1 < len(names) <= min(_MOST_SPEAKERS, sum(names.values()) - 1):
        return False
    return all(map(_is_name, names))


def _is_name(name: str) -> bool:
    """Whether a cell could be a name or a role; labels such as "spam" are mostly written small."""
    if len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS_IN_NAME or not any(map(str.isalpha, name)):
        return False
    return not name[0].islower() or any(map(str.isdigit, name)) or name.casefold() in _ROLES


def _are_times(column: Sequence[str]) -> bool:
    """Whether the cells are times that rise; whole numbers from row to row may be numbers of rows."""
    if any(cell and not _DIGIT.search(cell) for cell in column):
        return False
    found = [parse_range(cell) or (parse_time(cell),) for cell in column if cell]
    starts = [span[0] for span in found]
    if len(starts) < 0.8 * len(column) or None in starts:
        return False
    if not all(before <= after for before, after in pairwise(starts)) or len(set(starts)) < 2:
        return False
    numbered = all(cell.isdecimal() for cell in column if cell)
    return not (numbered and all(int(after) - int(before) == 1 for before, after in pairwise(filter(None, column))))


def _follow(starts: Sequence[str], ends: Sequence[str]) -> bool:
    """Whether each end is no earlier than its start."""
    pairs = [(parse_time(start), parse_time(end)) for start, end in zip(starts, ends, strict=True) if start and end]
    return all(None not in pair and pair[0] <= pair[1] for pair in pairs)


def _names_columns(first: Row, columns: Columns, speakers: Sequence[str]) -> bool:
    """Whether the first row is a header: no speech, no time, and nobody who speaks below."""
    text = first.cells[columns.text]
    if len(text.split()) > _FEWEST_WORDS or text.rstrip().endswith((".", "?", "!", ",")):
        return False
    if columns.start is not None and parse_time(first.cells[columns.start].strip()) is not None:
        return False
    return columns.speaker is None or first.cells[columns.speaker].strip() not in speakers


def _made_up(width: int, columns: Columns) -> tuple[str, ...]:
    named = {columns.speaker: "speaker", columns.text: "text", columns.start: "start", columns.end: "end"}
    return tuple(named.get(at, "") for at in range(width))


def unpivot(rows: Sequence[Row]) -> tuple[Header, list[Row]] | None:
    """The rows of a table with a column for each speaker, a speaker and a text each; ``None`` for any other.

    In such a table each row has a text in one of these columns, and the header has the names.
    """
    width = len(rows[0].cells) if rows else 0
    if len(rows) < _FEWEST_ROWS or width > _MOST_COLUMNS or sum(map(_is_name, rows[0].cells)) < 2:
        return None
    header, *body = rows
    cells = [[row.cell(at).strip() for row in body] for at in range(width)]
    times = [at for at in range(width) if _are_times(cells[at])][:2]
    spoken = [at for at in range(width) if at not in times and _are_turns(cells[at]) and _is_name(header.cells[at])]
    if len(spoken) < 2 or not all(sum(1 for at in spoken if row.cell(at).strip()) == 1 for row in body):
        return None
    names = ("speaker", "text", *("start", "end")[: len(times)])
    return Header(Row(header.line, names), find_columns(names)), [
        _unpivot_row(row, header, spoken, times) for row in body
    ]


def _are_turns(column: Sequence[str]) -> bool:
    spoken = [cell for cell in column if cell]
    return len(spoken) > 1 and sum(len(cell.split()) for cell in spoken) > 2 * len(spoken)


def _unpivot_row(row: Row, header: Row, spoken: Sequence[int], times: Sequence[int]) -> Row:
    at = next(at for at in spoken if row.cell(at).strip())
    return Row(row.line, (header.cells[at], row.cells[at], *(row.cell(time) for time in times)))
