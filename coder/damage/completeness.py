"""Signs that a file holds only a part of the call."""

import re

from coder.damage.touched import of_everything
from coder.review import Finding
from coder.timecode import format_timecode
from coder.transcript import Transcript

LONG_SILENCE_MS = 3 * 60_000
SILENCE_SHARE = 0.1
LATE_START_MS = 5 * 60_000
# Files timed by the clock on the wall begin at any hour.
LATEST_START_MS = 90 * 60_000
MIN_UNITS = 10
PUNCTUATED_SHARE = 0.9
_ENDS = re.compile(r"[.?!…。？！؟।\-–—][\"'”’»)\]*]*$")
_NEXT = "Compare it with the recording, or export it again."


def find_missing_part(transcript: Transcript) -> Finding | None:
    """A late start, a long silence inside, or an end in the middle of a sentence."""
    signs = [sign for sign in (_late_start(transcript), _silence(transcript), _broken_end(transcript)) if sign]
    if not signs:
        return None
    says = f"A part of the call may be missing: {'; '.join(signs)}."
    effect = "Every figure tells only of the part that is here."
    return Finding("missing_part", says, of_everything(), effect, _NEXT)


def _late_start(transcript: Transcript) -> str | None:
    starts = [unit.start_ms for unit in transcript.units if unit.start_ms is not None]
    if not starts or not LATE_START_MS <= min(starts) <= LATEST_START_MS:
        return None
    return f"the first words are at {format_timecode(min(starts))}"


def _silence(transcript: Transcript) -> str | None:
    """The longest time in which nobody speaks."""
    spans = sorted(
        (unit.start_ms, unit.end_ms if unit.end_ms is not None else unit.start_ms)
        for unit in transcript.units
        if unit.start_ms is not None
    )
    # A file that only says when each turn starts has gaps as long as its turns.
    if len(spans) < MIN_UNITS or sum(unit.end_ms is not None for unit in transcript.units) < len(spans) / 2:
        return None
    longest, begins, reached = 0, 0, spans[0][1]
    for start, end in spans:
        if start - reached > longest:
            longest, begins = start - reached, reached
        reached = max(reached, end)
    if longest < max(LONG_SILENCE_MS, SILENCE_SHARE * (reached - spans[0][0])):
        return None
    return f"nobody speaks for {format_timecode(longest)} from {format_timecode(begins)} on"


def _broken_end(transcript: Transcript) -> str | None:
    """Whether the last turn breaks off in a file whose turns end with a mark."""
    *others, last = [turn.units[-1].text.rstrip() for turn in transcript.turns] or [""]
    punctuated = sum(bool(_ENDS.search(text)) for text in others)
    if len(others) < MIN_UNITS or punctuated < PUNCTUATED_SHARE * len(others) or _ENDS.search(last):
        return None
    return "the last sentence breaks off"
