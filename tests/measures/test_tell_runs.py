"""Runs of telling, and how much the manager hears before advising."""

import pytest

from coder.measures import Measure, measure_call
from coder.measures.exchanges import tell_runs_of
from tests.builders import Row, build_review, one_word_each
from tests.measures.helpers import manager, rep

TELL = one_word_each("Ana", "manager", "inform", "direct")


def runs(*rows: Row) -> list[tuple[int, ...]]:
    return [tuple(u.index for u in run.utterances) for run in tell_runs_of(build_review(*rows))]


def test_a_run_is_four_of_tell_pitch_or_persuade() -> None:
    four = one_word_each("Ana", "manager", "inform", "promote", "argue", "inspect")
    assert runs(*four) == [(0, 1, 2, 3)]
    assert runs(*four[:3]) == []


@pytest.mark.parametrize("code", ["acknowledge", "social"])
def test_a_reps_backchannel_does_not_end_a_run(code: str) -> None:
    assert runs(*TELL, rep(code=code), *TELL) == [(0, 1, 3, 4)]


def test_backchannels_count_towards_no_run() -> None:
    assert runs(*TELL, rep(code="acknowledge"), rep(code="acknowledge"), manager("inform")) == []


@pytest.mark.parametrize(
    "between",
    [rep(), rep(code="open_question"), manager("acknowledge"), manager("reflect"), manager("open_question")],
)
def test_a_reps_answer_or_the_managers_listening_ends_a_run(between: Row) -> None:
    assert runs(*TELL, between, *TELL) == []
    assert runs(*TELL, *TELL, between, *TELL) == [(0, 1, 2, 3)]


@pytest.mark.parametrize("code", ["inform", "acknowledge"])
def test_a_guest_ends_a_run(code: str) -> None:
    assert runs(*TELL, ("Gus", "guest", code, "word"), *TELL) == []


def test_the_managers_small_talk_neither_counts_nor_ends_a_run() -> None:
    assert runs(*TELL, manager("social"), *TELL) == [(0, 1, 3, 4)]
    assert runs(*TELL, manager("social"), manager("inform")) == []


def test_runs_and_the_longest_are_counted_by_hand() -> None:
    review = build_review(rep(), *TELL * 2, rep(), *TELL * 3, rep(), *TELL)
    measures = measure_call(review)
    assert measures["tell_runs"] == Measure(2.0, 2, None, "runs", utterances=(1, 6))
    assert measures["longest_tell_run"] == Measure(6.0, 6, None, "utterances", utterances=(6, 7, 8, 9, 10, 11))


def test_no_run_is_a_count_of_none_and_no_length() -> None:
    measures = measure_call(build_review(*TELL, rep()))
    assert measures["tell_runs"] == Measure(0.0, 0, None, "runs")
    assert (measures["longest_tell_run"].value, measures["longest_tell_run"].reason) == (
        None,
        "no run of 4 utterances",
    )


def test_before_a_run_stands_what_the_rep_said_last() -> None:
    review = build_review(*TELL * 2, rep("first"), rep("second"), *TELL, rep(code="acknowledge"), *TELL)
    assert [run.before.index if run.before else None for run in tell_runs_of(review)] == [None, 5]


def test_words_before_advice_are_the_reps_alone() -> None:
    rows = [rep("one two"), manager("direct", "a b c"), ("Cyd", "rep", "inform", "three four five"), manager("advise")]
    review = build_review(*rows, ("Gus", "guest", "inform", "six"), rep("seven"), manager("advise"))
    assert measure_call(review)["words_before_advice"] == Measure(5.0, 5, None, "words", utterances=(3,))


def test_advice_at_once_is_after_no_words() -> None:
    assert measure_call(build_review(manager("advise"), rep("one two")))["words_before_advice"].value == 0


def test_without_advice_there_is_no_first() -> None:
    measure = measure_call(build_review(rep("one two", code="advise"), manager("direct")))["words_before_advice"]
    assert (measure.value, measure.numerator) == (None, 2)
