"""95 % intervals: they hold the value, repeat, and are as wide as turns and codes are unsure."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.codebook import load_codebook
from coder.measures import Measure, measure_call
from coder.measures.tallies import tallies
from coder.review import Review
from tests.builders import build_review, one_word_each
from tests.measures.helpers import by_a_person, manager, rep, turns_of_one

MIXED = ("open_question", "direct", "inform", "reflect", "inspect", "clarify", "steer", "argue") * 6
HALF = ("reflect", "inform") * 20


def bounds(review: Review, name: str = "listen_share", role: str = "manager") -> tuple[float, float]:
    measure = measure_call(review, role)[name]
    assert measure.low is not None and measure.high is not None
    return measure.low, measure.high


def width(review: Review, name: str = "listen_share") -> float:
    low, high = bounds(review, name)
    return high - low


@pytest.mark.parametrize("name", sorted(tallies()))
def test_the_value_lies_inside(name: str) -> None:
    measure = measure_call(build_review(*one_word_each("Ana", "manager", *MIXED)))[name]
    assert measure.low is not None and measure.high is not None and measure.value is not None
    assert measure.low <= measure.value <= measure.high
    assert measure.low < measure.high


def test_the_same_review_gives_the_same_intervals() -> None:
    first, again = (measure_call(build_review(*turns_of_one(*MIXED))) for _ in range(2))
    assert first == again


def test_who_asks_for_none_gets_none() -> None:
    measures = measure_call(build_review(*turns_of_one(*MIXED)), intervals=False)
    assert {(measures[name].low, measures[name].high) for name in tallies()} == {(None, None)}


def test_what_is_undefined_has_no_interval() -> None:
    measures = measure_call(build_review(*turns_of_one("open_question", *["inform"] * 40)))
    few = measures["open_share_of_questions"]
    assert (few.value, few.low, few.high) == (None, None, None)
    assert measures["tell_share"].low is not None


def test_amounts_of_talk_have_no_interval() -> None:
    measures = measure_call(build_review(*turns_of_one(*MIXED)))
    assert {measures[name].low for name in ("talk_share", "longest_stretch", "tell_runs")} == {None}


def test_a_persons_codes_vary_only_by_turns() -> None:
    alike = [row for _ in range(20) for row in (manager("reflect"), manager("inform"), rep())]
    assert bounds(by_a_person(build_review(*alike))) == (0.5, 0.5)
    assert width(build_review(*alike)) > 0.1


def test_one_turn_by_a_person_leaves_nothing_open() -> None:
    assert bounds(by_a_person(build_review(*one_word_each("Ana", "manager", *HALF)))) == (0.5, 0.5)


def test_turns_of_one_utterance_vary_like_coin_flips() -> None:
    low, high = bounds(by_a_person(build_review(*turns_of_one(*HALF))))
    by_hand = 1.96 * math.sqrt(0.5 * 0.5 / 40)
    assert (low, high) == pytest.approx((0.5 - by_hand, 0.5 + by_hand), abs=0.03)


def test_whole_turns_are_drawn_not_utterances() -> None:
    blocks = [[manager(code)] * 10 + [rep()] for code in ("reflect", "inform", "reflect", "inform")]
    review = by_a_person(build_review(*(row for block in blocks for row in block)))
    # All four turns drawn alike: one chance in sixteen on either side, which is more than 2.5 %.
    assert bounds(review) == (0.0, 1.0)


def test_the_other_sides_turns_change_nothing() -> None:
    few = build_review(*one_word_each("Ana", "manager", *HALF), *one_word_each("Ben", "rep", *HALF))
    assert bounds(by_a_person(few, [u.index for u in few.spoken_by("manager")])) == (0.5, 0.5)
    assert bounds(by_a_person(few), role="rep") == (0.5, 0.5)


@pytest.mark.parametrize("name", ["listen_share", "questions_to_directives", "open_share_of_questions"])
def test_less_confident_codes_have_wider_intervals(name: str) -> None:
    calls = [build_review(*one_word_each("Ana", "manager", *MIXED), confidence=sure) for sure in (0.99, 0.9, 0.6)]
    surest, sure, unsure = (width(call, name) for call in calls)
    assert surest < sure < unsure


def stretched(name: str, factor: float) -> tuple[Measure, Measure]:
    review = build_review(*turns_of_one(*MIXED))
    return measure_call(review)[name], measure_call(replace(review, widening={name: factor}))[name]


def test_a_share_is_stretched_on_its_logit_scale() -> None:
    plain, wide = stretched("listen_share", 2.0)
    for before, after in ((plain.low, wide.low), (plain.high, wide.high)):
        assert before is not None and after is not None and plain.value is not None
        assert logit(after) - logit(plain.value) == pytest.approx(2 * (logit(before) - logit(plain.value)))
    assert (wide.value, wide.numerator) == (plain.value, plain.numerator)


def test_a_ratio_is_stretched_on_its_log_scale() -> None:
    plain, wide = stretched("questions_to_directives", 3.0)
    for before, after in ((plain.low, wide.low), (plain.high, wide.high)):
        assert before is not None and after is not None and plain.value is not None
        assert math.log(after / plain.value) == pytest.approx(3 * math.log(before / plain.value))


def test_only_the_named_measure_is_stretched() -> None:
    review = build_review(*turns_of_one(*MIXED))
    wide = measure_call(replace(review, widening={"tell_share": 2.0}))
    plain = measure_call(review)
    assert {name for name in wide if wide[name] != plain[name]} == {"tell_share"}


def logit(share: float) -> float:
    return math.log(share / (1 - share))


codes = st.lists(st.sampled_from(load_codebook().code_ids), min_size=30, max_size=60)


@settings(max_examples=15, deadline=None)
@given(codes, st.floats(0.1, 1.0), st.booleans(), st.integers(1, 7))
def test_low_value_high_stand_in_order(given_codes: list[str], sure: float, person: bool, turn: int) -> None:
    rows = [row for at, code in enumerate(given_codes) for row in ([rep()] if at % turn == 0 else []) + [manager(code)]]
    review = build_review(*rows, confidence=sure)
    for measure in measure_call(by_a_person(review) if person else review).values():
        if measure.low is not None and measure.high is not None and measure.value is not None:
            assert measure.low <= measure.value <= measure.high


@pytest.mark.parametrize("name", ["listen_share", "tell_share"])
def test_stretching_never_narrows(name: str) -> None:
    review = by_a_person(build_review(*turns_of_one(*["inform"] * 40)))
    low, high = bounds(replace(review, widening={name: 2.0}), name)
    value = measure_call(review)[name].value
    assert value is not None and low <= value <= high


def test_draws_that_leave_nothing_to_divide_by_are_not_zero() -> None:
    rows = [manager("open_question")] * 10 + [rep()] + turns_of_one(*["inform"] * 40)
    assert bounds(by_a_person(build_review(*rows)), "open_share_of_questions") == (1.0, 1.0)
