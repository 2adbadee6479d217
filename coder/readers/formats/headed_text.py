"""Text with the name and the time on two lines above each turn, in either order, as copied from a player's page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coder.readers.captions.cues import has_timings
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.cleaning import clean_name, strip_tags
from coder.readers.text.headed_turns import Head, add_turns
from coder.readers.text.speaker_prefix import Prefix, find_speakers, looks_like_name
from coder.readers.text.time_marks import MARK
from coder.transcript import Transcript

_TIME_LINE = re.compile(rf"[#*_>\[(\s]*({MARK})[*_\])\s]*(?:(?:→|->)?\s*https?://\S{{1,300}}\s*)?")
_MARKUP = " \t*_#>:"
_MOST_HEADS_WITHOUT_TEXT = 0.2
_MOST_NAMES = 0.7


@dataclass(frozen=True, slots=True)
class _Pair:
    """The indexes of a time's line and of a name's line beside it."""

    time: int
    name: int
    head: Head


def likelihood(text: str, source: str) -> float:
    """High where lines of a name that recurs stand beside lines of a time, and text below both."""
    head = text[:HEAD_CHARACTERS]
    if has_timings(head) or head.lstrip().startswith(("{", "<")):
        return 0.0
    return 0.9 if _find_pairs(strip_tags(head).split("\n")) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation, as if name and time stood on one line."""
    draft = Draft(source, FORMAT.name)
    lines = strip_tags(text).split("\n")
    pairs = _find_pairs(lines)
    heads = {pair.name: pair.head for pair in pairs}
    times = {pair.time for pair in pairs}
    add_turns(draft, ["" if at in times else line for at, line in enumerate(lines)], heads)
    return draft.finish()


def _find_pairs(lines: Sequence[str]) -> list[_Pair]:
    """The pairs, with the names above the times or below them, whichever fits; none where neither does."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    place = {at: n for n, at in enumerate(filled)}
    times = {at: match[1] for at in filled if (match := _TIME_LINE.fullmatch(lines[at]))}
    best: list[_Pair] = []
    for step in (-1, 1):
        pairs = []
        for at, time in times.items():
            n = place[at] + step
            name = clean_name(lines[filled[n]].strip(_MARKUP)) if 0 <= n < len(filled) else ""
            if filled[n : n + 1] and looks_like_name(name):
                pairs.append(_Pair(at, filled[n], Head(name, time)))
        kept = _keep_speakers(pairs)
        if len(kept) > len(best) and len(kept) >= 0.8 * len(times) and _have_text(kept, filled, place):
            best = kept
    return best


def _keep_speakers(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs whose names are of speakers; none where too few names recur for that."""
    names = find_speakers([Prefix(pair.head.name, "") for pair in pairs])
    kept = [pair for pair in pairs if pair.head.name in names]
    return kept if len(kept) >= 2 and len(names) <= max(2, _MOST_NAMES * len(kept)) else []


def _have_text(pairs: Sequence[_Pair], filled: Sequence[int], place: dict[int, int]) -> bool:
    """Whether below nearly every pair there is text: what stands beside a time may itself be the text."""
    taken = {at for pair in pairs for at in (pair.time, pair.name)}
    below = [max(place[pair.time], place[pair.name]) + 1 for pair in pairs]
    n_empty = sum(1 for n in below if n >= len(filled) or filled[n] in taken)
    return n_empty <= _MOST_HEADS_WITHOUT_TEXT * len(pairs)


FORMAT = Format(
    "headed_text",
    "text with name and time on two lines above each turn (.txt)",
    (".txt",),
    likelihood,
    read,
    at_most=0.9,
)
