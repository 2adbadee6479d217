"""How much, how long and when: turns, switches, pauses and interruptions."""

from dataclasses import replace

import pytest

from coder.measures import Measure, measure_call
from coder.review import Review
from tests.builders import Row, build_review
from tests.measures.helpers import at_times, manager, rep


def measured(name: str, rows: list[Row], times: list[tuple[int | None, int | None]]) -> Measure:
    return measure_call(at_times(rows, times))[name]


def test_the_middle_turn_counts_turns_not_utterances() -> None:
    rows = [manager("inform", "a b"), manager("inform", "a b c"), rep(), manager("inform", "a"), rep("a b c d")]
    rows += [manager("inform", "a b c d e f g h i"), rep()]
    assert measure_call(build_review(*rows))["median_turn"] == Measure(5.0, 5, None, "words")
    assert measure_call(build_review(*rows), "rep")["median_turn"] == Measure(1.0, 1, None, "words")
    assert measure_call(build_review(*rows, ms_per_word=200))["median_turn"] == Measure(
        1000.0, 1000, None, "ms of speech"
    )


def test_switches_are_changes_of_speaker_a_minute() -> None:
    rows = [manager("inform"), manager("inform"), rep(), ("Cyd", "rep", "inform", "word"), manager("inform")]
    times = [(5_000, 6_000), (7_000, 8_000), (9_000, 10_000), (60_000, 61_000), (94_000, 95_000)]
    measure = measured("switches_a_minute", rows, times)
    assert (measure.numerator, measure.denominator, measure.value) == (3, 90_000, 2.0)


@pytest.mark.parametrize("name", ["switches_a_minute", "pause_after_question", "interruptions"])
def test_what_needs_times_is_undefined_without_them(name: str) -> None:
    measure = measure_call(build_review(manager("inspect"), rep(), manager("inform")))[name]
    assert (measure.value, measure.reason) == (None, "the file has no times")


def asked_with_pauses(*pauses: int, code: str = "inspect", step: int = 10_007) -> Review:
    rows, times = [], []
    for at, pause in enumerate(pauses):
        rows += [manager(code), rep()]
        end = at * step + 501
        times += [(at * step, end), (end + pause, end + pause + 300)]
    return at_times(rows, times)


def test_the_pause_is_the_middle_one() -> None:
    measure = measure_call(asked_with_pauses(100, 900, 200, 4000, 300))["pause_after_question"]
    assert (measure.value, measure.numerator, measure.unit) == (300.0, 300, "ms")
    assert measure.utterances == (0, 2, 4, 6, 8)


def test_an_answer_that_overlaps_the_question_leaves_no_pause() -> None:
    measure = measure_call(asked_with_pauses(100, 900, -200, 4000, 300, 0))["pause_after_question"]
    assert measure.value == 300.0
    assert 4 not in measure.utterances


@pytest.mark.parametrize("code", ["open_question", "clarify", "inspect", "steer"])
def test_pauses_follow_every_kind_of_question(code: str) -> None:
    assert measure_call(asked_with_pauses(*[250] * 5, code=code))["pause_after_question"].value == 250


@pytest.mark.parametrize("code", ["inform", "direct", "reflect"])
def test_only_questions_have_a_pause(code: str) -> None:
    measure = measure_call(asked_with_pauses(*[250] * 5, code=code))["pause_after_question"]
    assert (measure.value, measure.reason) == (None, "too few to say: 5 timed answers needed, 0 found")


def test_four_pauses_are_too_few() -> None:
    measure = measure_call(asked_with_pauses(*[250] * 4))["pause_after_question"]
    assert (measure.value, measure.numerator) == (None, 250)


def test_whole_seconds_are_too_coarse_for_pauses() -> None:
    coarse = asked_with_pauses(*[499] * 5, step=10_000)
    assert "too coarse" in (measure_call(coarse)["pause_after_question"].reason or "")


# The rep speaks until 2000; the manager begins before, at the end or after.
@pytest.mark.parametrize(
    ("begins", "code", "counted"),
    [
        (1_700, "inform", 1),
        (1_701, "inform", 0),
        (1_000, "open_question", 1),
        (1_000, "acknowledge", 0),
        (1_000, "social", 0),
        (1_000, "affirm", 1),
    ],
)
def test_interruptions_begin_well_before_the_other_ends(begins: int, code: str, counted: int) -> None:
    measure = measured("interruptions", [rep(), manager(code)], [(0, 2_000), (begins, 3_000)])
    assert (measure.value, measure.numerator, measure.unit) == (counted, counted, "turns")
    assert measure.utterances == ((1,) if counted else ())


def test_the_reps_interruptions_are_not_the_managers() -> None:
    assert measured("interruptions", [manager("inform"), rep()], [(0, 2_000), (500, 3_000)]).value == 0


def test_times_that_never_overlap_cannot_show_interruptions() -> None:
    measure = measured("interruptions", [rep(), manager("inform"), rep()], [(0, 2_000), (2_000, 3_000), (3_000, 3_500)])
    assert (measure.value, measure.reason) == (None, "the file's times never overlap")


def test_utterances_without_times_in_a_timed_call_are_passed_over() -> None:
    rows = [rep(), manager("inform"), rep(), manager("inform")]
    measure = measured("interruptions", rows, [(0, None), (None, 900), (1_001, 3_000), (2_000, 4_000)])
    assert measure.utterances == (3,)


def test_affirmations_are_counted_on_each_side() -> None:
    review = build_review(manager("affirm"), rep(code="affirm"), manager("affirm"), manager("acknowledge"))
    first = replace(review.utterances[0], decided_by="person")
    measure = measure_call(replace(review, utterances=(first, *review.utterances[1:])))["affirmations"]
    assert measure == Measure(2.0, 2, None, "utterances", utterances=(0, 2), reviewed=1)
    assert measure_call(review, "rep")["affirmations"].utterances == (1,)
