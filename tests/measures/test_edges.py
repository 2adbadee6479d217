"""Calls that leave nothing to measure: undefined is never 0, and always says why."""

from dataclasses import replace

import pytest

from coder.measures import DEFINITIONS, measure_call
from coder.measures.tallies import tallies
from coder.review import Review
from tests.builders import build_review, one_word_each
from tests.measures.helpers import ENOUGH, manager, rep

BOTH = [definition.id for definition in DEFINITIONS if definition.both_sides]
NO_COUNTS_NEEDED = {"longest_stretch", "median_turn", "affirmations", "tell_runs"}


def check_reasons(review: Review, role: str) -> None:
    for measure in measure_call(review, role).values():
        assert (measure.value is None) == bool(measure.reason)
        assert measure.value is not None or (measure.low, measure.high) == (None, None)


@pytest.mark.parametrize("timed", [None, 100])
def test_a_call_of_one_utterance(timed: int | None) -> None:
    review = build_review(manager("inform", "one two three"), ms_per_word=timed)
    measures = measure_call(review)
    check_reasons(review, "manager")
    defined = {name for name, measure in measures.items() if measure.value is not None}
    assert defined == NO_COUNTS_NEEDED | ({"switches_a_minute"} if timed else set())
    assert measures["tell_share"].numerator == measures["tell_share"].denominator == 1
    assert measures["words_before_advice"].numerator == 0


@pytest.mark.parametrize("role", ["manager", "rep", "guest"])
def test_nobody_on_a_side(role: str) -> None:
    others = [row for row in (manager("inform"), rep(), ("Gus", "guest", "inform", "word")) if row[1] != role]
    measures = measure_call(build_review(*others * 30), role)
    assert {measure.value for measure in measures.values()} == {None}
    assert {measure.reason for measure in measures.values()} == {f"nobody in this call has the role {role}"}
    assert measures["talk_share"].denominator == 60


def test_a_manager_alone_has_no_exchanges() -> None:
    review = build_review(*one_word_each("Ana", "manager", *["direct", "open_question"] * 20))
    measures = measure_call(review)
    check_reasons(review, "manager")
    assert measures["uptake"].denominator == measures["let_drop"].denominator == 0
    assert measures["let_drop"].reason == "too few to say: 5 concerns and ideas needed, 0 found"
    assert measures["next_steps_by_rep"].value == 0


def test_the_rep_has_only_what_both_sides_have() -> None:
    review = build_review(*ENOUGH, *one_word_each("Ben", "rep", *["inform", "open_question"] * 15))
    assert list(measure_call(review, "rep")) == BOTH
    assert measure_call(review, "rep")["tell_share"].value == 0.5
    check_reasons(review, "rep")


@pytest.mark.parametrize("name", sorted(tallies()))
def test_small_talk_alone_divides_by_nothing(name: str) -> None:
    measure = measure_call(build_review(*ENOUGH, rep()))[name]
    assert (measure.value, measure.numerator, measure.denominator) == (None, 0, 0)
    assert measure.reason


def test_a_file_that_numbers_its_turns_badly_is_still_measured() -> None:
    review = build_review(*[manager("open_question"), rep()] * 30)
    worse = replace(review, utterances=tuple(replace(u, turn=7) for u in review.utterances))
    assert measure_call(worse)["stacked_questions"].value == 0
    assert measure_call(worse)["open_share_of_questions"].value == 1
