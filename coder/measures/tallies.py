"""Shares and ratios of codes: which utterances stand above the line, and which below it.

Each tally holds for the codes as given and for drawn ones alike, so a figure and its interval have one definition.
"""

from collections.abc import Callable

import numpy as np

from coder.codebook import load_codebook
from coder.codebook_parts import Parts
from coder.measures.catalogue import definition_of, is_measured
from coder.measures.coded_call import CodedCall
from coder.measures.definitions import Measure, too_few, too_short

# Which utterances are counted above the line and which below it, each of shape (n_draws, n_utterances).
Counted = tuple[np.ndarray, np.ndarray]
Tally = Callable[[CodedCall], Counted]


def _mode(mode: str) -> Tally:
    return lambda call: (call.in_modes([mode]), call.in_coaching_modes)


def _stacked(call: CodedCall, parts: Parts) -> Counted:
    questions = call.are(parts.questions)
    asked_before = np.cumsum(questions, axis=1) - questions
    starts = np.maximum.accumulate(np.where(call.begins_turn, np.arange(questions.shape[1]), 0))
    return questions & (asked_before > asked_before[:, starts]), questions


def _self_answered(call: CodedCall, parts: Parts) -> Counted:
    questions = call.are(parts.questions)
    goes_on = call.in_modes(parts.telling) & ~questions
    answered = np.zeros_like(questions)
    answered[:, :-1] = questions[:, :-1] & goes_on[:, 1:] & call.same_turn_as_next[:-1]
    return answered, questions


_OF_PARTS: dict[str, Callable[[CodedCall, Parts], Counted]] = {
    "questions_to_directives": lambda call, parts: (call.are(parts.open_questions), call.are(parts.directives)),
    "ask_and_listen_index": lambda call, parts: (call.in_modes(parts.listening), call.in_coaching_modes),
    "open_share_of_questions": lambda call, parts: (call.are(parts.open_questions), call.are(parts.questions)),
    "stacked_questions": _stacked,
    "self_answered_questions": _self_answered,
    "reflections_to_questions": lambda call, parts: (call.are(parts.reflections), call.are(parts.questions)),
}
# What the rule of least counts asks for, where it asks for more than a long enough side.
_COUNTED = {
    "questions_to_directives": "open questions and directives",
    "open_share_of_questions": "questions",
    "stacked_questions": "questions",
    "self_answered_questions": "questions",
    "reflections_to_questions": "reflections and questions",
}


def tallies() -> dict[str, Tally]:
    """How each share and ratio of codes is counted that the codebook has, by measure id."""
    book = load_codebook()
    shares = {f"{mode}_share": _mode(mode) for mode in book.coaching_modes}
    return shares | {name: _of_parts(count, book.parts) for name, count in _OF_PARTS.items() if is_measured(name)}


def _of_parts(count: Callable[[CodedCall, Parts], Counted], parts: Parts) -> Tally:
    return lambda call: count(call, parts)


def measure_tally(name: str, call: CodedCall) -> Measure:
    """The share or ratio of that name for the codes as given."""
    above, below = (part[0] for part in tallies()[name](call))
    upper, lower = int(above.sum()), int(below.sum())
    reason = _why_undefined(name, call, upper, lower)
    counted = np.flatnonzero(above | below)
    return Measure(
        value=None if reason else upper / lower,
        numerator=upper,
        denominator=lower,
        unit="utterances",
        reason=reason,
        utterances=tuple(call.review.utterances[at].index for at in np.flatnonzero(above)),
        reviewed=sum(call.review.utterances[at].decided_by == "person" for at in counted),
    )


def _why_undefined(name: str, call: CodedCall, upper: int, lower: int) -> str | None:
    if short := too_short(int(call.side.sum())):
        return short
    is_ratio = definition_of(name).kind == "ratio"
    if what := _COUNTED.get(name):
        few = too_few(upper + lower if is_ratio else lower, what)
        return few or (None if lower else f"nothing to divide by: {upper} to 0")
    return None if lower else "no coded utterances on this side to divide by"
