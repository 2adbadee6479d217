"""ELAN's tab-delimited export, with or without a header: tier, participant, begin, end, duration, text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.tiers import Span, Tier, add_speech
from coder.readers.tables.columns import normalize_header
from coder.readers.tables.rows import parse_rows, split_rows
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_ROWS_JUDGED = 50
_FEWEST_COLUMNS = 4
_MOST = 0.8
_TIME = re.compile(r"\d{1,4}:\d\d:\d\d\.\d{1,3}|\d{1,9}(?:\.\d+)?")
_TOLERANCE_MS = 2
# ELAN's own words for the columns; the time formats follow after a hyphen.
_BEGIN, _END, _TIER, _PARTICIPANT = "begin_time", "end_time", "tier", "participant"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns from 0; ``start`` and ``end`` are the first of each kind, ``text`` stands after the last time."""

    tier: int
    participant: int | None
    start: int
    end: int
    text: int
    has_header: bool


def likelihood(text: str, source: str) -> float:
    """High where the columns are ELAN's by their header, or by begin, end and a duration that fits."""
    layout = _find_layout(text)
    return 0.0 if layout is None else 0.93 if layout.has_header else 0.85


def read(text: str, source: str) -> Transcript:
    """The speech in the tiers, in order of time: ELAN sorts its export by tier.

    Raises:
        TranscriptError: the columns are not ELAN's, or no tier holds speech.
    """
    layout = _find_layout(text)
    if layout is None:
        raise TranscriptError(
            source,
            expected="tab-separated columns for tier, begin, end and text",
            found="other columns",
            next_step="In ELAN, export as tab-delimited text with begin and end time.",
        )
    draft = Draft(source, FORMAT.name)
    tiers: dict[tuple[str, str], list[Span]] = {}
    for row in split_rows(text, "\t", source)[layout.has_header :]:
        start, end = (_parse_time(row.cell(column)) for column in (layout.start, layout.end))
        if start is None and end is None and not row.cell(layout.text):
            draft.leave_out(row.line, "no times and no text")
            continue
        name = row.cell(layout.tier), row.cell(layout.participant)
        tiers.setdefault(name, []).append(Span(row.line, row.cell(layout.text), start, end))
    add_speech(draft, [Tier(spans[0].place, name, spans, who) for (name, who), spans in tiers.items()])
    return draft.finish()


def _find_layout(text: str) -> _Layout | None:
    rows = list(islice(parse_rows(text[:HEAD_CHARACTERS], "\t"), _ROWS_JUDGED))
    if len(text) > HEAD_CHARACTERS:
        rows = rows[:-1]  # cut short
    usual = Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0
    whole = [row.cells for row in rows if len(row.cells) >= usual]
    if usual < _FEWEST_COLUMNS or len(whole) < _MOST * len(rows):
        return None
    return _find_named(rows[0].cells) or _find_unnamed(whole)


def _find_named(header: Sequence[str]) -> _Layout | None:
    names = [normalize_header(cell) for cell in header]
    if _TIER not in names or not any(name.startswith(_BEGIN) for name in names):
        return None
    times = [at for at, name in enumerate(names) if name.startswith((_BEGIN, _END, "duration"))]
    starts, ends = ([at for at in times if names[at].startswith(kind)] for kind in (_BEGIN, _END))
    rest = [at for at, name in enumerate(names) if at not in times and name not in (_TIER, _PARTICIPANT)]
    participant = names.index(_PARTICIPANT) if _PARTICIPANT in names else None
    if not ends or not rest:
        return None
    return _Layout(names.index(_TIER), participant, starts[0], ends[0], rest[0], has_header=True)


def _find_unnamed(rows: Sequence[Sequence[str]]) -> _Layout | None:
    width = min(map(len, rows))
    timed = [at for at in range(width) if _are_most(bool(_TIME.fullmatch(cells[at].strip())) for cells in rows)]
    if not timed or timed[0] not in (1, 2):
        return None
    first = timed[0]
    n_times = next((n for n in range(len(timed)) if timed[n] != first + n), len(timed))
    text = first + n_times
    # Each of begin, end and duration stands in as many formats as were ticked.
    for n_formats in (1, 2, 3):
        columns = first, first + n_formats, first + 2 * n_formats
        if n_times == 3 * n_formats and text < width and _are_most(_adds_up(cells, columns) for cells in rows):
            return _Layout(0, 1 if first == 2 else None, columns[0], columns[1], text, has_header=False)
    return None


def _are_most(fitting: Iterable[bool]) -> bool:
    """Whether nearly all are true: a damaged row does not make another form of the file."""
    told = list(fitting)
    return sum(told) >= _MOST * len(told)


def _adds_up(cells: Sequence[str], columns: tuple[int, int, int]) -> bool:
    start, end, duration = (_parse_time(cells[column]) for column in columns)
    return None not in (start, end, duration) and abs(start + duration - end) <= _TOLERANCE_MS


def _parse_time(cell: str) -> int | None:
    """Milliseconds: ELAN writes them whole, and seconds always with a fraction."""
    cell = cell.strip()
    return int(cell) if cell.isdecimal() and len(cell) <= 9 else parse_timecode(cell)


FORMAT = Format("elan_table", "ELAN's tab-delimited export (.txt, .tsv)", (".tab", ".tsv", ".txt"), likelihood, read)
