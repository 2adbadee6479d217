"""Stacked and self-answered questions, and what open questions yield, against calls counted by hand."""

import pytest

from coder.measures import measure_call
from tests.builders import build_review, one_word_each
from tests.measures.helpers import ENOUGH, by_a_person, manager, rep

# Ten questions: 0, 1, 2, 4, 7, 8, 11, 14, 17, 19.
TEN_QUESTIONS = (
    *one_word_each("Ana", "manager", "open_question", "clarify", "inspect"),
    rep(),
    *one_word_each("Ana", "manager", "open_question", "direct"),
    rep(),
    *one_word_each("Ana", "manager", "inspect", "steer", "inform"),
    rep(),
    *one_word_each("Ana", "manager", "clarify", "reflect"),
    rep(),
    manager("open_question"),
    rep(),
    *one_word_each("Ana", "manager", "argue", "clarify", "promote", "inspect", "argue"),
    rep(),
    *ENOUGH,
)
STACKED = (1, 2, 8, 19)
SELF_ANSWERED = (4, 8, 17, 19)


@pytest.mark.parametrize(
    ("name", "counted"), [("stacked_questions", STACKED), ("self_answered_questions", SELF_ANSWERED)]
)
def test_questions_counted_by_hand(name: str, counted: tuple[int, ...]) -> None:
    measure = measure_call(build_review(*TEN_QUESTIONS))[name]
    assert measure.utterances == counted
    assert (measure.numerator, measure.denominator, measure.unit) == (len(counted), 10, "utterances")
    assert measure.value == len(counted) / 10


def test_questions_of_two_managers_are_not_stacked_on_each_other() -> None:
    rows = [("Ana", "manager", "open_question", "one"), ("Cyd", "manager", "open_question", "two")] * 5
    measure = measure_call(build_review(*rows, *ENOUGH))["stacked_questions"]
    assert (measure.numerator, measure.denominator, measure.value) == (0, 10, 0.0)


def test_another_managers_telling_answers_no_question() -> None:
    rows = [("Ana", "manager", "open_question", "one"), ("Cyd", "manager", "inform", "two")] * 10
    assert measure_call(build_review(*rows, *ENOUGH))["self_answered_questions"].numerator == 0


@pytest.mark.parametrize("name", ["stacked_questions", "self_answered_questions"])
def test_nine_questions_are_too_few(name: str) -> None:
    nine = build_review(*one_word_each("Ana", "manager", *["open_question"] * 9), *ENOUGH)
    measure = measure_call(nine)[name]
    assert (measure.value, measure.denominator) == (None, 9)
    assert measure.reason == "too few to say: 10 questions needed, 9 found"


def test_reviewed_counts_only_utterances_that_enter_the_figure() -> None:
    review = by_a_person(build_review(*TEN_QUESTIONS), [0, 1, 3, 5, 30])
    assert measure_call(review)["stacked_questions"].reviewed == 2
    assert measure_call(review)["questions_to_directives"].reviewed == 2
    assert measure_call(review)["tell_share"].reviewed == 3


def asked_and_answered(code: str, *words: int) -> list:
    return [row for count in words for row in (manager(code), rep("word " * count))]


def test_yield_divides_mean_words_after_open_questions_by_those_after_inspects() -> None:
    rows = asked_and_answered("open_question", 10, 20, 30, 40, 50) + asked_and_answered("inspect", 2, 4, 6, 8, 20)
    measure = measure_call(build_review(*rows))["question_yield"]
    assert measure.value == 30 / 8
    assert (measure.numerator, measure.denominator, measure.unit) == (30, 8, "words")
    assert measure.utterances == (0, 2, 4, 6, 8)


def test_yield_takes_the_whole_turn_after_the_last_utterance_of_the_asking_turn() -> None:
    split = [manager("inform"), manager("open_question"), rep("one two"), rep("three four")] * 5
    lost = [manager("open_question"), manager("inform"), rep("word " * 90)]
    to_a_guest = [manager("open_question"), ("Gus", "guest", "inform", "word " * 90)]
    rows = [*split, *lost, *to_a_guest, *asked_and_answered("inspect", 1, 1, 1, 1, 1)]
    assert measure_call(build_review(*rows))["question_yield"].value == 4


@pytest.mark.parametrize(("opened", "inspected", "found"), [(4, 9, 4), (9, 3, 3), (0, 0, 0)])
def test_yield_needs_answers_to_both(opened: int, inspected: int, found: int) -> None:
    rows = asked_and_answered("open_question", *[3] * opened) + asked_and_answered("inspect", *[3] * inspected)
    measure = measure_call(build_review(rep(), *rows, manager("inform")))["question_yield"]
    assert measure.value is None
    assert f", {found} found" in (measure.reason or "")


def test_yield_is_undefined_where_nothing_was_said_after_an_inspect() -> None:
    rows = asked_and_answered("open_question", *[3] * 5) + asked_and_answered("inspect", *[0] * 5)
    measure = measure_call(build_review(*rows))["question_yield"]
    assert (measure.value, measure.denominator) == (None, 0)
    assert "nothing to divide by" in (measure.reason or "")


def test_the_yields_interval_holds_the_yield() -> None:
    rows = []
    for words in (10, 20, 30, 40, 50):
        rows += [manager("open_question"), rep("word " * words), manager("inspect"), rep("word " * (words // 10))]
    measure = measure_call(build_review(*rows))["question_yield"]
    assert measure.value == 10
    assert measure.low is not None and measure.high is not None
    assert measure.low < 6 and measure.high > 15
