"""What a part reviewed at random says about the rest: prediction-powered shares and ratios.

With f the machine's count of an utterance and Y the person's, a total over N utterances of which n were drawn is
N · (mean of f over all + mean of Y - f over those drawn) (Angelopoulos et al. 2023, "Prediction-powered inference",
Science 382). A share or ratio divides two such totals; its interval resamples the side's utterances and
those drawn.
"""

from dataclasses import dataclass, replace

import numpy as np

from coder.codebook import load_codebook
from coder.measures.catalogue import definition_of
from coder.measures.coded_call import CodedCall
from coder.measures.definitions import Measure
from coder.measures.tallies import tallies
from coder.review import CodedUtterance, Review
from coder.transcript import Role

# Fewer utterances drawn on this side say too little of the others.
LEAST_DRAWN = 20
DRAWS = 1000
# Neighbours are seldom drawn together, so what hangs on two utterances cannot be corrected by single ones.
UNCORRECTABLE = {"stacked_questions", "self_answered_questions"}


@dataclass(frozen=True)
class _Sides:
    """Counts above and below the line, by machine over all and by a person over those drawn."""

    machine: tuple[np.ndarray, np.ndarray]
    person: tuple[np.ndarray, np.ndarray]
    drawn: np.ndarray
    own: np.ndarray


def correct_by_sample(measure: Measure, name: str, review: Review, role: Role) -> Measure:
    """The measure with the value and interval that the part reviewed at random supports; else as it was.

    As it was where nothing was drawn at random, fewer than ``LEAST_DRAWN`` were, or everything is reviewed.
    """
    if not review.reviewed_at_random or measure.value is None or name not in tallies().keys() - UNCORRECTABLE:
        return measure
    sides = _sides_of(name, review, role)
    if not LEAST_DRAWN <= int(sides.drawn.sum()) < int(sides.own.sum()):
        return measure
    value = _estimate(sides, np.flatnonzero(sides.own), np.flatnonzero(sides.drawn), name)
    if value is None:
        reason = "nothing to divide by once the part reviewed at random corrects the rest"
        return replace(measure, value=None, low=None, high=None, reason=reason)
    chance = np.random.default_rng(len(review.utterances))
    own, drawn = np.flatnonzero(sides.own), np.flatnonzero(sides.drawn)
    values = [
        _estimate(sides, chance.choice(own, len(own)), chance.choice(drawn, len(drawn)), name) for _ in range(DRAWS)
    ]
    low, high = np.percentile([each for each in values if each is not None] or [0.0], (2.5, 97.5))
    return replace(measure, value=value, low=float(low), high=float(high), corrected=True)


def _sides_of(name: str, review: Review, role: Role) -> _Sides:
    machine = replace(review, utterances=tuple(_as_machine_coded(each) for each in review.utterances))
    tallied = [tallies()[name](CodedCall.as_given(each, role)) for each in (machine, review)]
    own = np.array([utterance.role == role for utterance in review.utterances])
    drawn = own & np.array([utterance.decided_by == "person" for utterance in review.utterances])
    by_machine, by_person = ((above[0].astype(float), below[0].astype(float)) for above, below in tallied)
    return _Sides(by_machine, by_person, drawn, own)


def _as_machine_coded(utterance: CodedUtterance) -> CodedUtterance:
    code = max(utterance.probabilities, key=lambda each: utterance.probabilities[each])
    return replace(utterance, code=code, mode=load_codebook().mode_of[code], decided_by="model")


def _estimate(sides: _Sides, all_: np.ndarray, drawn: np.ndarray, name: str) -> float | None:
    above, below = (
        float(machine[all_].mean() + (person[drawn] - machine[drawn]).mean())
        for machine, person in zip(sides.machine, sides.person, strict=True)
    )
    if below <= 0:
        return None
    value = max(0.0, above / below)
    return value if definition_of(name).kind == "ratio" else min(1.0, value)
