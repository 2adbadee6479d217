"""Three to five moments of a call worth going back to, and one thing to try next time.

Each moment is found by a rule that stands beside it, and points at its words. The thing to try belongs to the measure
in which the call lies furthest below the middle of the labelled calls, in units of their spread; it is about the
call, never a grade of a person.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from coder.codebook import is_shipped, load_codebook
from coder.measures import Measure, definition_of
from coder.measures.exchanges import has_any, let_drops_of, tell_runs_of, turns_of
from coder.measures.words import content_words
from coder.review import CodedUtterance, Review
from coder.transcript import count_words

# Median and standard deviation of each measure over the labelled calls; written by tools/measure_yardstick.py.
YARDSTICK = Path(__file__).with_name("yardstick.json")
MOST_MOMENTS = 5
# A question opened somebody up when at least this many words came back.
LEAST_ANSWER_WORDS = 15
LEAST_CONFIDENCE = 0.4


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim with its words.

    Attributes:
        claim: one sentence, without words of the call.
        rule: how it was found, one sentence.
        utterances: indices of what to read, in call order; the first is the place to jump to.
    """

    id: str
    claim: str
    rule: str
    utterances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to try next time.

    Attributes:
        measure: id of the measure it belongs to; ``None`` where the call is too short to say.
        because: what the call shows, in words and numbers.
    """

    measure: str | None
    because: str
    to_try: str


def find_moments(review: Review) -> tuple[Moment, ...]:
    """At most ``MOST_MOMENTS``, in call order; fewer where a call has fewer."""
    found = [moment for rule in _RULES if (moment := rule(review)) is not None]
    return tuple(sorted(found[:MOST_MOMENTS], key=lambda moment: moment.utterances[0]))


def suggest(measures: Mapping[str, Measure]) -> Suggestion | None:
    """What to try, for the manager's measures of one call; ``None`` by a codebook that no labelled call here is in."""
    if not is_shipped(load_codebook()):
        return None
    behind = {name: gap for name in _TO_TRY if (gap := _gap(name, measures[name])) is not None}
    if not behind:
        return Suggestion(None, "Too little was said to single one thing out.", "Read the moments above once more.")
    weakest = min(behind, key=lambda name: behind[name])
    if behind[weakest] >= 0:
        best = max(behind, key=lambda name: behind[name])
        because = (
            f"No measure of this call lies below the middle of the labelled calls; furthest above: {_named(best)}."
        )
        return Suggestion(best, because, "Keep it up, and notice what you did to get there.")
    middle, _ = _yardstick()[weakest]
    because = f"{definition_of(weakest).name} is {_figure(weakest, measures[weakest].value)} in this call; the middle "
    return Suggestion(weakest, f"{because}of the labelled calls is {_figure(weakest, middle)}.", _TO_TRY[weakest])


def _longest_run(review: Review) -> Moment | None:
    run = max(tell_runs_of(review), key=lambda found: len(found.utterances), default=None)
    if run is None:
        return None
    before = (run.before.index,) if run.before else ()
    return Moment(
        "longest_tell_run",
        f"The longest run of telling: {len(run.utterances)} in a row"
        + (", set off by what stands first here." if run.before else "."),
        "the longest run of the manager's utterances without one of listening; before it, the rep's last words",
        (*before, *(utterance.index for utterance in run.utterances)),
    )


def _best_question(review: Review) -> Moment | None:
    open_questions = load_codebook().parts.open_questions
    answered = [
        (sum(count_words(u.text) for u in answer), asked[-1], answer)
        for asked, answer in pairwise(turns_of(review))
        if asked[-1].role == "manager" and asked[-1].code in open_questions and answer[0].role == "rep"
    ]
    words, asked, answer = max(answered, key=lambda found: found[0], default=(0, None, []))
    if asked is None or words < LEAST_ANSWER_WORDS:
        return None
    return Moment(
        "best_question",
        f"The question that opened the rep up most: {words} words came back.",
        "the open question at the end of a turn with most rep words in the turn after it",
        (asked.index, *(utterance.index for utterance in answer)),
    )


def _dropped_concern(review: Review) -> Moment | None:
    concerns = load_codebook().parts.concerns
    dropped = [utterance for utterance in let_drops_of(review) if has_any(utterance, concerns)]
    if not dropped:
        return None
    weightiest = max(dropped, key=lambda u: (len(content_words(u.text)), -u.index))
    answers = [u for u in review.utterances if u.index > weightiest.index and u.role == "manager"]
    return Moment(
        "let_drop",
        "A concern that fell on the floor.",
        "the rep's concern with most content words among those that met neither listening nor uptake in the manager's "
        "next two turns",
        (weightiest.index, *(u.index for u in answers[:2])),
    )


def _first_advice(review: Review) -> Moment | None:
    heard, advice = 0, load_codebook().parts.advice
    for utterance in review.utterances:
        if utterance.role == "manager" and utterance.code in advice:
            claim = f"The first advice, after {heard:,} of the rep's words."
            rule = f"the manager's first utterance coded {' or '.join(advice)}"
            return Moment("first_advice", claim, rule, (utterance.index,))
        heard += count_words(utterance.text) if utterance.role == "rep" else 0
    return None


def _built_in_answer(review: Review) -> Moment | None:
    return _surest(
        review, load_codebook().parts.leading_questions, "built_in_answer", "A question with its answer built in."
    )


def _given_back(review: Review) -> Moment | None:
    return _surest(
        review, load_codebook().parts.reflections, "given_back", "A place where you gave back what you had heard."
    )


def _surest(review: Review, codes: Sequence[str], moment: str, claim: str) -> Moment | None:
    said = [u for u in review.spoken_by("manager") if u.code in codes and _is_sure(u)]
    if not said:
        return None
    surest = max(said, key=_sureness)
    after = [u.index for u in review.utterances if u.index > surest.index and u.role != "manager"]
    rule = f"the manager's surest utterance coded {' or '.join(codes)}"
    return Moment(moment, claim, rule, (surest.index, *after[:1]))


def _is_sure(utterance: CodedUtterance) -> bool:
    return utterance.decided_by == "person" or utterance.confidence >= LEAST_CONFIDENCE


def _sureness(utterance: CodedUtterance) -> tuple[bool, float, int]:
    return utterance.decided_by == "person", utterance.confidence, -utterance.index


_RULES: tuple[Callable[[Review], Moment | None], ...] = (
    _longest_run,
    _best_question,
    _dropped_concern,
    _first_advice,
    _built_in_answer,
    _given_back,
)

_TO_TRY = {
    "ask_and_listen_index": "Pick one topic next time and stay with it for three turns using only questions and what "
    "you heard.",
    "questions_to_directives": "Before the next instruction, ask first: “What would you do?” Then decide whether it is "
    "still needed.",
    "open_share_of_questions": "Turn one status question into “Walk me through it”, and let the answer run.",
    "reflections_to_questions": "After the next long answer, say in one sentence what you heard before you ask again.",
    "stacked_questions": "Ask one question, then count to three before you say anything else.",
    "self_answered_questions": "When you have asked, stop there. The answer is theirs, even when you know it.",
    "uptake": "Begin one answer with the rep’s own words, and go on from there.",
    "longest_tell_run": "When you notice that you have made three points in a row, stop and ask which of them helps.",
    "words_before_advice": "Hold the first piece of advice until the rep has told the whole story.",
    "next_steps_by_rep": "End with “What will you do next?” and write down their words, not yours.",
}
# Less of these is better for the rep's part in the talk.
_LESS_IS_MORE = {"stacked_questions", "self_answered_questions", "longest_tell_run"}


def measures_compared() -> Iterator[str]:
    """Ids of the measures that a suggestion may belong to."""
    return iter(_TO_TRY)


@cache
def _yardstick() -> dict[str, tuple[float, float]]:
    found = json.loads(YARDSTICK.read_text(encoding="utf-8"))["measures"]
    return {name: (each["median"], each["standard_deviation"]) for name, each in found.items()}


def _gap(name: str, measure: Measure) -> float | None:
    if measure.value is None or name not in _yardstick():
        return None
    middle, spread = _yardstick()[name]
    gap = (measure.value - middle) / spread if spread else 0.0
    return -gap if name in _LESS_IS_MORE else gap


def _named(name: str) -> str:
    return definition_of(name).name.lower()


def _figure(name: str, value: float | None) -> str:
    kind = definition_of(name).kind
    if value is None:
        return "–"
    if kind == "share":
        return f"{100 * value:.0f} %"
    return f"{value:.2f}" if kind == "ratio" else f"{value:.0f}"
