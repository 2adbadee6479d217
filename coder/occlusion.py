"""Versions of a call that each lack one part of what a classifier reads of one utterance."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from coder.encoder.reading import UNKNOWN_ROLE
from coder.features import Spoken, Version
from coder.transcript import Role

Kind = Literal["word", "words", "two before", "before", "after", "role", "punctuation"]

# A longer utterance is left out in pieces of several words, so that it takes no longer.
MOST_PIECES = 16
LONGEST_RUN = 3
NEIGHBOURS: dict[int, Kind] = {-2: "two before", -1: "before", 1: "after"}

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# A mark inside a number or a time of day is no punctuation.
_MARKS = re.compile(r"[.,;:!?…–—]+(?!\d)")


class Trial(NamedTuple):
    """A part, and the version of the call that lacks it.

    Attributes:
        text: the words left out; "" where it is not words of the utterance.
        start, end: their character offsets; ``None`` where it is not words of the utterance.
        offset: which neighbour was left out, −1 for the utterance before; ``None`` where it is no neighbour.
    """

    kind: Kind
    version: Version
    text: str = ""
    start: int | None = None
    end: int | None = None
    offset: int | None = None


def leave_out(call: Sequence[Spoken], at: int) -> Iterator[Trial]:
    """Every word, every run of two or three, every neighbour that is read, the role and the punctuation."""
    text = call[at].text
    pieces = _pieces(text)
    for length in range(1, LONGEST_RUN + 1):
        # All words at once would leave nothing to code.
        for first in range(len(pieces) - length + 1) if length == 1 or length < len(pieces) else ():
            start, end = pieces[first][0], pieces[first + length - 1][1]
            version = _with_text(call, at, text[:start] + text[end:])
            yield Trial("word" if length == 1 else "words", version, text[start:end], start, end)
    for offset, kind in NEIGHBOURS.items():
        if 0 <= at + offset < len(call):
            others = [*call[: at + offset], *call[at + offset + 1 :]]
            yield Trial(kind, (others, at - (offset < 0)), offset=offset)
    nobody = call[at]._replace(role=cast("Role", UNKNOWN_ROLE))
    yield Trial("role", ([*call[:at], nobody, *call[at + 1 :]], at))
    if (bare := _MARKS.sub(" ", text)) != text:
        yield Trial("punctuation", _with_text(call, at, bare))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the words stand; of a long text, where pieces of several words stand."""
    words = [match.span() for match in _WORD.finditer(text)]
    size = max(1, -(-len(words) // MOST_PIECES))
    groups = [words[first : first + size] for first in range(0, len(words), size)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _with_text(call: Sequence[Spoken], at: int, text: str) -> Version:
    return [*call[:at], call[at]._replace(text=" ".join(text.split())), *call[at + 1 :]], at
