"""The coded utterances as CSV, one row each."""

import csv
import io

from coder.review import Review

COLUMNS = (
    "call",
    "index",
    "turn",
    "speaker",
    "role",
    "start_ms",
    "end_ms",
    "mode",
    "code",
    "confidence",
    "decided_by",
    "lenses",
    "signals",
    "possible",
    "text",
)

# Spreadsheets run cells that begin with these as formulas; transcripts are hostile input.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(review: Review) -> str:
    """A header row and a row an utterance.

    A text or name that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for u in review.utterances:
        times = (u.start_ms, u.end_ms)
        tags = (" ".join(u.lenses), " ".join(u.signals), " ".join(u.possible))
        row = (guard_cell(review.call), u.index, u.turn, guard_cell(u.speaker), u.role, *times)
        writer.writerow((*row, u.mode, u.code, f"{u.confidence:.4f}", u.decided_by, *tags, guard_cell(u.text)))
    return out.getvalue()


def guard_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
