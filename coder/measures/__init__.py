"""What is computed from a coded call: one definition, one unit, one denominator each."""

from collections.abc import Mapping
from dataclasses import replace

from coder.codebook import load_codebook
from coder.measures.amounts import (
    WRONG_TURNS,
    interruptions,
    longest_stretch,
    median_turn,
    pause_after_question,
    switches_a_minute,
    talk_share,
    talk_share_if_misnamed,
    talk_unit,
)
from coder.measures.catalogue import DEFINITION_OF, DEFINITIONS, definition_of, definitions, is_measured
from coder.measures.coded_call import CodedCall
from coder.measures.correction import correct_by_sample
from coder.measures.definitions import (
    GROUPS,
    MIN_COUNTED,
    MIN_UTTERANCES,
    Definition,
    Group,
    Measure,
)
from coder.measures.exchanges import (
    measure_first_advice,
    measure_let_drop,
    measure_next_steps,
    measure_runs,
    measure_uptake,
    measure_yield,
)
from coder.measures.intervals import add_intervals
from coder.measures.lenses import Axis, LensCount, SortedQuestions, count_lenses, sort_questions
from coder.measures.tallies import measure_tally, tallies
from coder.review import Review
from coder.transcript import Role

__all__ = [
    "DEFINITIONS",
    "DEFINITION_OF",
    "GROUPS",
    "MIN_COUNTED",
    "MIN_UTTERANCES",
    "WRONG_TURNS",
    "Axis",
    "Definition",
    "Group",
    "LensCount",
    "Measure",
    "SortedQuestions",
    "count_lenses",
    "definition_of",
    "definitions",
    "is_measured",
    "measure_call",
    "sort_questions",
    "talk_share_if_misnamed",
]


# Lengths that are not talk.
_LENGTHS = {"pause_after_question": "ms"}


def measure_call(review: Review, role: Role = "manager", *, intervals: bool = True) -> dict[str, Measure]:
    """Every measure of one side of the call, by id, in the order of ``definitions()``.

    For the manager that includes what passes between the two sides.

    Args:
        intervals: whether shares and ratios carry their 95 % interval, which costs some tenths of a second.
    """
    wanted = [definition for definition in definitions() if definition.both_sides or role == "manager"]
    if not review.speakers_in(role):
        return {definition.id: _nobody(definition, review, role) for definition in wanted}
    call = CodedCall.as_given(review, role)
    found = {definition.id: measure_tally(definition.id, call) for definition in wanted if definition.id in tallies()}
    found |= {
        "talk_share": talk_share(review, role),
        "longest_stretch": longest_stretch(review, role),
        "median_turn": median_turn(review, role),
        "affirmations": _affirmations(review, role),
    }
    if role == "manager":
        found |= _between(review)
    measures = {definition.id: found[definition.id] for definition in wanted}
    if not intervals:
        return {name: replace(measure, low=None, high=None) for name, measure in measures.items()}
    ranged = add_intervals(measures, review, role, review.widening)
    return {name: correct_by_sample(measure, name, review, role) for name, measure in ranged.items()}


def _between(review: Review) -> Mapping[str, Measure]:
    return {
        "switches_a_minute": switches_a_minute(review),
        "pause_after_question": pause_after_question(review),
        "interruptions": interruptions(review),
        "question_yield": measure_yield(review),
        "let_drop": measure_let_drop(review),
        "words_before_advice": measure_first_advice(review),
        "next_steps_by_rep": measure_next_steps(review),
        **measure_uptake(review),
        **measure_runs(review),
    }


def _affirmations(review: Review, role: Role) -> Measure:
    affirmations = load_codebook().parts.affirmations
    said = [u for u in review.spoken_by(role) if u.code in affirmations]
    reviewed = sum(u.decided_by == "person" for u in said)
    counted = tuple(u.index for u in said)
    return Measure(float(len(said)), len(said), None, "utterances", utterances=counted, reviewed=reviewed)


def _nobody(definition: Definition, review: Review, role: Role) -> Measure:
    reason = f"nobody in this call has the role {role}"
    if definition.id == "talk_share":
        found = talk_share(review, role)
        return Measure(None, found.numerator, found.denominator, found.unit, reason=reason)
    if definition.kind in ("share", "ratio"):
        return Measure(None, 0, 0, "utterances", reason=reason)
    unit = _LENGTHS.get(definition.id, talk_unit(review)) if definition.kind == "length" else "utterances"
    return Measure(None, 0, None, unit, reason=reason)
