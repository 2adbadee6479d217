"""YouTube's SBV captions: "start,end" lines, text below, no numbers."""

import re

from coder.readers.captions.cue_speech import add_cues
from coder.readers.captions.cues import split_cues
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.transcript import Transcript

_TIME = r"\d{1,3}:\d{1,2}:\d{1,2}(?:\.\d{1,6})?"
_TIMING = re.compile(rf"^[ \t]*({_TIME}),[ \t]*({_TIME})[ \t]*$", re.MULTILINE)


def likelihood(text: str, source: str) -> float:
    """Sure with a line of two times and a comma between them."""
    return 0.9 if _TIMING.search(text[:HEAD_CHARACTERS]) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in SBV captions."""
    draft = Draft(source, FORMAT.name)
    lines = _TIMING.sub(r"\1 --> \2", text.replace("[br]", " ")).split("\n")
    add_cues(draft, list(split_cues(lines, blank_ends_cue=True)))
    return draft.finish()


FORMAT = Format("sbv", "YouTube's SBV captions (.sbv)", (".sbv",), likelihood, read)
