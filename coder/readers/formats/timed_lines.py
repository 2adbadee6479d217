"""Text whose lines have times but no speakers, as Whisper prints it or a player's page gives it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.boilerplate import count_front_matter
from coder.readers.text.time_marks import MARK, parse_mark
from coder.transcript import UNKNOWN_SPEAKER, Transcript

_OPENING = re.compile(
    rf"\s*@?[\[(]?({MARK})(?:\s*(?:-{{1,2}}>|→|[-–—])\s*({MARK}))?[\])]?(?:\s*[-–—|:]?\s+(.*)|(?<=[\])])(.+)|\s*$)"
)


@dataclass(slots=True)
class _TimedLine:
    line: int
    start_ms: int | None
    end_ms: int | None
    said: list[str] = field(default_factory=list)


def likelihood(text: str, source: str) -> float:
    """Middling, so that any form with speakers is preferred, where half of the lines open with a rising time."""
    raw = text[:HEAD_CHARACTERS].split("\n")
    n_lines = sum(1 for line in raw[count_front_matter(raw) :] if line.strip())
    starts = [timed.start_ms for timed in _split(raw) if timed.line]
    n_rising = sum(1 for before, after in pairwise(starts) if before <= after)
    return 0.5 if len(starts) >= max(3, 0.45 * n_lines) and n_rising >= 0.9 * (len(starts) - 1) else 0.0


def read(text: str, source: str) -> Transcript:
    """What one unknown speaker says, a unit for each time."""
    draft = Draft(source, FORMAT.name)
    raw = text.split("\n")
    if n_front := count_front_matter(raw):
        draft.leave_out(1, f"front matter, {n_front} lines")
    for timed in _split(raw):
        if timed.line:
            draft.add(timed.line, UNKNOWN_SPEAKER, " ".join(timed.said), start_ms=timed.start_ms, end_ms=timed.end_ms)
        else:
            for at in range(n_front, len(timed.said)):
                if timed.said[at].strip():
                    draft.leave_out(at + 1, "before the first time")
    return draft.finish()


def _split(raw: Sequence[str]) -> Iterator[_TimedLine]:
    """What stands above the first time, as line 0, then the text under each time."""
    timed = _TimedLine(0, None, None)
    first = count_front_matter(raw)
    for at, line in enumerate(raw):
        match = _OPENING.fullmatch(line) if at >= first else None
        start_ms = parse_mark(match[1]) if match else None
        if start_ms is not None:  # which "112:30 PM" does not name
            yield timed
            end_ms = parse_mark(match[2]) if match[2] else None
            timed = _TimedLine(at + 1, start_ms, end_ms, [match[3] or match[4] or ""])
        else:
            timed.said.append(line)
    yield timed


FORMAT = Format("timed_lines", "text with times and no speakers (.txt)", (".txt",), likelihood, read, at_most=0.5)
