"""The figures of one call as a short record: what a list of calls, a trend and an audit need, without its words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from math import isfinite
from typing import Any

from coder.analysis import Analysis
from coder.measures import Measure, definitions, talk_share_if_misnamed
from coder.measures.amounts import is_timed
from coder.review import Review
from coder.transcript import Role

# To be raised whenever a figure's place, unit or way of being computed changes: records of other numbers are computed
# again.
FIGURES_FORMAT = 1
SIDES: tuple[Role, ...] = ("manager", "rep")
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure without the utterances that it was counted from; the fields are those of ``Measure``."""

    value: float | None
    low: float | None
    high: float | None
    numerator: int
    denominator: int | None
    unit: str
    reason: str | None = None
    reviewed: int = 0
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class CallFigures:
    """One call in figures.

    Attributes:
        measures: by role, figures by measure id; the rep's are those that are measured for both sides.
        words, utterances, turns: of the whole call, guests included.
        n_reviewed: how many of the utterances were coded by a person.
        talk_minutes: speech of all speakers together; ``None`` where the file has no times.
        talk_range: what the manager's talk share could be if no turn or some turns carried the wrong name, see
            ``talk_share_if_misnamed``; ``None`` where it is undefined.
    """

    measures: Mapping[Role, Mapping[str, Figure]]
    words: int
    utterances: int
    turns: int
    n_reviewed: int
    talk_minutes: float | None
    talk_range: tuple[float, float] | None

    def as_json(self) -> str:
        """The record as one line of JSON, which ``figures_from_json`` reads."""
        rows = {role: {name: _row(figure) for name, figure in side.items()} for role, side in self.measures.items()}
        counts = [self.words, self.utterances, self.turns, self.n_reviewed]
        talk = [self.talk_minutes, self.talk_range]
        record = {"format": FIGURES_FORMAT, "counts": counts, "talk": talk, "measures": rows}
        return json.dumps(record, separators=(",", ":"), allow_nan=False)


def figures_of(analysis: Analysis) -> CallFigures:
    """The short record of an analysed call."""
    review = analysis.review
    speech_ms = sum(speaker.speech_ms or 0 for speaker in review.speakers)
    return CallFigures(
        measures={
            role: {name: _figure(measure) for name, measure in analysis.measures[role].items()} for role in SIDES
        },
        words=sum(speaker.words for speaker in review.speakers),
        utterances=len(review.utterances),
        turns=sum(len(speaker.stretches) for speaker in review.speakers),
        n_reviewed=sum(utterance.decided_by == "person" for utterance in review.utterances),
        talk_minutes=speech_ms / _MINUTE_MS if review.speakers and is_timed(review) else None,
        talk_range=_talk_range(review, analysis.measures["manager"]["talk_share"].value),
    )


def figures_from_json(text: str) -> CallFigures | None:
    """What ``as_json`` wrote; ``None`` where it must be computed again: broken, of another format or codebook."""
    try:
        record = json.loads(text)
        if record["format"] != FIGURES_FORMAT:
            return None
        sides = {role: _read_side(role, record["measures"][role]) for role in SIDES}
        counts = record["counts"]
        minutes, ends = record["talk"]
        right = len(counts) == 4 and all(type(count) is int for count in counts) and _is_number(minutes)
        return CallFigures(sides, *counts, minutes, _read_range(ends)) if right else None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def values_from_json(text: str, names: Sequence[str]) -> dict[str, Figure] | None:
    """The manager's figures of those names alone, several times as quick; ``None`` as in ``figures_from_json``."""
    try:
        record = json.loads(text)
        rows = record["measures"]["manager"]
        chosen = {name: rows[name] for name in names}
        right = record["format"] == FIGURES_FORMAT and all(map(_is_row, chosen.values()))
        return {name: Figure(*row) for name, row in chosen.items()} if right else None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _talk_range(review: Review, found: float | None) -> tuple[float, float] | None:
    """The share as found belongs to it: where one side has most of the talk, wrong names can only take from it."""
    ends = talk_share_if_misnamed(review)
    return None if ends is None or found is None else (min(ends[0], found), max(ends[1], found))


def _figure(measure: Measure) -> Figure:
    return Figure(
        value=measure.value,
        low=measure.low,
        high=measure.high,
        numerator=measure.numerator,
        denominator=measure.denominator,
        unit=measure.unit,
        reason=measure.reason,
        reviewed=measure.reviewed,
        corrected=measure.corrected,
    )


def _row(figure: Figure) -> list[Any]:
    # A list without names: thousands of records are read at once.
    return [getattr(figure, name) for name in Figure.__slots__]


def _read_side(role: Role, side: dict[str, list[Any]]) -> dict[str, Figure]:
    if type(side) is not dict or side.keys() != _measured(role) or not all(map(_is_row, side.values())):
        raise ValueError("other measures, or rows of another shape")
    return dict(zip(side, starmap(Figure, side.values()), strict=True))


def _measured(role: Role) -> set[str]:
    return {definition.id for definition in definitions() if definition.both_sides or role == "manager"}


def _read_range(ends: list[Any] | None) -> tuple[float, float] | None:
    if ends is None:
        return None
    low, high = ends
    if low is None or high is None or not _is_number(low) or not _is_number(high):
        raise ValueError("a range of something else")
    return low, high


def _is_row(row: list[Any]) -> bool:
    value, low, high, numerator, denominator, unit, reason, reviewed, corrected = row
    return (
        _is_number(value)
        and _is_number(low)
        and _is_number(high)
        and type(numerator) is int
        and (denominator is None or type(denominator) is int)
        and type(unit) is str
        and (reason is None or type(reason) is str)
        and type(reviewed) is int
        and type(corrected) is bool
    )


def _is_number(value: Any) -> bool:
    return value is None or (type(value) in (float, int) and isfinite(value))
