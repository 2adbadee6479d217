"""Rev's text export: "Name (HH:MM:SS):" above each turn, or the time alone where the speaker goes on."""

import re

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.text.headed_turns import NAME, TIME, rate_heads, read_heads
from coder.transcript import Transcript

_HEAD = re.compile(rf"(?:{NAME}\s*)?[(\[]{TIME}[)\]]\s*:")


def likelihood(text: str, source: str) -> float:
    """High where lines of a name, a time in brackets and a colon stand above text."""
    return rate_heads(text, _HEAD)


def read(text: str, source: str) -> Transcript:
    """The conversation; front matter and headings are left out."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, text, _HEAD)
    return draft.finish()


FORMAT = Format(
    "rev", "Rev text, 'Name (HH:MM:SS):' above each turn (.txt, .md)", (".txt", ".md"), likelihood, read, at_most=0.9
)
