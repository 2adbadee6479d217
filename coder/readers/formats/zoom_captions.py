"""Zoom's saved closed captions: "[Name] HH:MM:SS" above each caption, by the clock on the wall."""

import re

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.text.headed_turns import NAME, TIME, rate_heads, read_heads
from coder.transcript import Transcript

_HEAD = re.compile(rf"\[{NAME}\]\s+{TIME}")
_HOUR_MS = 3600 * 1000


def likelihood(text: str, source: str) -> float:
    """High where lines of a name in brackets and a time stand above text."""
    return rate_heads(text, _HEAD)


def read(text: str, source: str) -> Transcript:
    """The conversation, times counted from the first caption where they are times of day."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, text, _HEAD, of_day_from_ms=_HOUR_MS)
    return draft.finish()


FORMAT = Format(
    "zoom_captions",
    "Zoom's saved captions, '[Name] HH:MM:SS' above each (.txt)",
    (".txt",),
    likelihood,
    read,
    at_most=0.9,
)
