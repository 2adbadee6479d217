"""Text with the name and, on a line below it, the time above each turn, as copied from a player's page."""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.headed_turns import NAME, TIME, rate_heads, read_heads
from coder.readers.text.speaker_prefix import Prefix, find_speakers, looks_like_name
from coder.transcript import Transcript

_TWO_LINES = re.compile(rf"^[ \t]*{NAME}[ \t]*\n[ \t]*{TIME}[ \t]*$", re.MULTILINE)
_HEAD = re.compile(rf"{NAME} \t{TIME}")


def likelihood(text: str, source: str) -> float:
    """High where lines of a name that recurs stand above lines of a time."""
    return rate_heads(_join_heads(text[:HEAD_CHARACTERS]), _HEAD)


def read(text: str, source: str) -> Transcript:
    """The conversation, as if name and time stood on one line."""
    draft = Draft(source, FORMAT.name)
    read_heads(draft, _join_heads(text), _HEAD)
    return draft.finish()


def _join_heads(text: str) -> str:
    """The text with name and time on one line and an empty one below, so that line numbers stay true."""
    names = [match["name"] for match in _TWO_LINES.finditer(text) if looks_like_name(match["name"])]
    speakers = find_speakers([Prefix(name, "") for name in names])
    if len(names) < 2 * len(set(names)):
        return text
    return _TWO_LINES.sub(
        lambda match: f"{match['name']} \t{match['time']}\n" if match["name"] in speakers else match.group(), text
    )


FORMAT = Format(
    "headed_text", "text with name and time on two lines above each turn (.txt)", (".txt",), likelihood, read
)
