"""Teams' transcript as text: "start --> end", the speaker's name, and below it what was said."""

import re

from coder.readers.captions.cue_speech import add_named_cues
from coder.readers.captions.cues import Cue, split_cues
from coder.readers.captions.name_lines import find_name_lines, open_with_names
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.transcript import Transcript

# Video editors, which write the same form, part the times with a dash and count frames.
_CLOCK = r"\d{1,3}[:;]\d{2}[:;]\d{2}(?:[:;.,]\d{1,3})?"
_DASHED = re.compile(rf"^[ \t]*\[?({_CLOCK})[ \t]*[-–—][ \t]*({_CLOCK})\]?[ \t]*$", re.MULTILINE)


def likelihood(text: str, source: str) -> float:
    """High where nearly every cue has a name as its first line and text below, and names recur."""
    head = text[:HEAD_CHARACTERS]
    if head.lstrip().startswith("WEBVTT"):
        return 0.0
    cues = _split(head)
    return 0.92 if cues and open_with_names(cues, find_name_lines(cues)) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation; a cue without a name line carries on."""
    draft = Draft(source, FORMAT.name)
    add_named_cues(draft, _split(text))
    return draft.finish()


def _split(text: str) -> list[Cue]:
    text = _DASHED.sub(lambda match: f"{match[1]} --> {match[2]}".replace(";", ":"), text)
    return list(split_cues(text.split("\n"), blank_ends_cue=False)) if "-->" in text else []


FORMAT = Format(
    "teams_text", "Teams transcript as text, a name under each time (.txt)", (".txt",), likelihood, read, at_most=0.92
)
