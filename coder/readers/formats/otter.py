"""Otter's text export: "Name  M:SS" above each turn, plain or bold; others put a dash or a bar between."""

import re

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.text.headed_turns import NAME, TIME, rate_heads, read_heads
from coder.transcript import Transcript

_HEAD = re.compile(rf"(?!\[)(?P<bold>\*\*|__)?{NAME}(?(bold)(?P=bold))\s*(?:\s|[-–—|,:]\s){TIME}")


def likelihood(text: str, source: str) -> float:
    """High where lines of a name and a time stand above text."""
    return rate_heads(text, _HEAD)


def read(text: str, source: str) -> Transcript:
    """The conversation, "Unknown Speaker" under that name; what Otter says of itself is left out."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, text, _HEAD)
    return draft.finish()


FORMAT = Format(
    "otter", "Otter text, 'Name  M:SS' above each turn (.txt, .md)", (".txt", ".md"), likelihood, read, at_most=0.9
)
