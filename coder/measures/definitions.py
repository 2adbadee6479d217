"""What a measure is, what its figure carries, and how much a figure needs."""

from dataclasses import dataclass
from typing import Literal

# Under these a ratio says nothing; counts are shown instead.
MIN_UTTERANCES = 30
MIN_COUNTED = 10
# Turns, exchanges or things raised that a mean or share of them needs.
MIN_EXCHANGES = 5
# A run of telling starts to be one at this many utterances.
LEAST_RUN = 4
# Content words that a rep must have said before it can be told whether they were taken up.
MIN_RAISED_WORDS = 5

Kind = Literal["share", "ratio", "length", "count", "rate"]
Group = Literal["headline", "modes", "talk", "questions", "listening", "telling", "next_steps"]


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is.

    Attributes:
        formula: numerator and denominator in plain words.
        meaning: what it tells, one sentence.
        group: the part of a report it stands in.
        both_sides: whether it is measured for the reps too.
        source: where the formula comes from; "" where it is the project's own.
        needs: parts that a codebook must name for the measure to exist, see ``coder.codebook_parts``.
    """

    id: str
    name: str
    kind: Kind
    formula: str
    meaning: str
    group: Group
    both_sides: bool = True
    source: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure with what it was made from.

    Attributes:
        value: ``None`` where undefined; ``reason`` then says why. Shares 0–1, ratios from 0, counts and lengths in
            ``unit``, rates a minute.
        numerator, denominator: counts in ``unit``; ``denominator`` is ``None`` where nothing is divided.
        unit: "ms of speech", "ms", "words", "utterances", "turns", "runs", "exchanges".
        low, high: 95 % interval; ``None`` where none was computed.
        turn: for the longest stretch, the turn it is found in.
        utterances: indices of the utterances that it counts, in call order.
        reviewed: how many of the utterances counted or divided by were coded by a person.
        corrected: whether a part reviewed at random corrects the value for the rest, which the counts then do not
            give by themselves.
    """

    value: float | None
    numerator: int
    denominator: int | None
    unit: str
    low: float | None = None
    high: float | None = None
    reason: str | None = None
    turn: int | None = None
    utterances: tuple[int, ...] = ()
    reviewed: int = 0
    corrected: bool = False


GROUPS: dict[Group, str] = {
    "headline": "At a glance",
    "modes": "Mode mix",
    "talk": "Talk",
    "questions": "Questions",
    "listening": "Listening",
    "telling": "Telling",
    "next_steps": "Next steps",
}


def too_short(utterances: int) -> str | None:
    """Why a side is too short for shares and ratios of codes; ``None`` if it is not."""
    if utterances < MIN_UTTERANCES:
        return f"too short: {MIN_UTTERANCES} utterances on this side needed, {utterances} found"
    return None


def too_few(counted: int, what: str, least: int = MIN_COUNTED) -> str | None:
    """Why a count is too small to divide by; ``None`` if it is not."""
    return f"too few to say: {least} {what} needed, {counted} found" if counted < least else None
