"""Riverside's text export: "Name (MM:SS.mmm)" above each turn, which may have several paragraphs."""

import re

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.text.headed_turns import NAME, TIME, rate_heads, read_heads
from coder.transcript import Transcript

_HEAD = re.compile(rf"{NAME}\s*[(\[]{TIME}[)\]]")


def likelihood(text: str, source: str) -> float:
    """High where lines of a name and a time in brackets stand above text."""
    return rate_heads(text, _HEAD)


def read(text: str, source: str) -> Transcript:
    """The conversation, the paragraphs of a turn joined."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, text, _HEAD)
    return draft.finish()


FORMAT = Format(
    "riverside", "Riverside text, 'Name (MM:SS.mmm)' above each turn (.txt)", (".txt",), likelihood, read, at_most=0.9
)
