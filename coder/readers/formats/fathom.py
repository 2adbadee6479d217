"""Fathom's text: a title, VIEW RECORDING, and "M:SS - Name" above each turn; its remarks are no speech."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.boilerplate import name_boilerplate
from coder.readers.text.headed_turns import NAME, TIME, find_heads, rate_heads, read_heads
from coder.transcript import Transcript

# A dash with nothing after it heads what nobody known says.
_HEAD = re.compile(rf"[\[(]?{TIME}[\])]?(?:(?:\s*[-–—|]\s*|\s+){NAME}:?|\s*[-–—|])")
_OPENS_WITH_TIME = re.compile(rf"^[ \t]*[\[(]?{TIME}\b", re.MULTILINE)
_REMARK = re.compile(r"\s*(?:ACTION ITEM|SCREEN SHARING|HIGHLIGHT|BOOKMARK|QUESTION)S?\s?:.*")


def likelihood(text: str, source: str) -> float:
    """High where lines of a time and a name stand above text, and text does not open with a time too."""
    head = text[:HEAD_CHARACTERS]
    n_timed = sum(1 for _ in _OPENS_WITH_TIME.finditer(head))
    return rate_heads(text, _HEAD) if len(find_heads(head.split("\n"), _HEAD)) >= 0.7 * n_timed else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation; Fathom's action items and other remarks are noted."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, text, _HEAD, name_noise=_name_noise, carries_on=False)
    return draft.finish()


def _name_noise(line: str) -> str | None:
    return "remark that Fathom put in" if _REMARK.fullmatch(line) else name_boilerplate(line)


FORMAT = Format("fathom", "Fathom text, 'M:SS - Name' above each turn (.txt)", (".txt",), likelihood, read, at_most=0.9)
