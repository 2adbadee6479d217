"""What the rep raised and the manager let drop, and who states the next steps."""

from dataclasses import replace

import pytest

from coder.measures import Measure, measure_call
from coder.measures.exchanges import let_drops_of
from tests.builders import Row, build_review
from tests.measures.helpers import by_a_person, manager, rep, with_signals

CONCERN = "legal blocks the renewal"


def dropped(*after: Row, signal: str = "concern") -> bool:
    review = with_signals(build_review(rep(CONCERN), *after), {0: (signal,)})
    return review.utterances[0] in let_drops_of(review)


@pytest.mark.parametrize("signal", ["concern", "idea"])
def test_what_meets_neither_listening_nor_its_words_is_let_drop(signal: str) -> None:
    assert dropped(manager("inform", "the deck is late"), signal=signal)


@pytest.mark.parametrize("signal", ["commit", "ask_help"])
def test_other_signals_cannot_be_let_drop(signal: str) -> None:
    assert not dropped(manager("inform", "the deck is late"), signal=signal)


@pytest.mark.parametrize("code", ["open_question", "clarify", "reflect", "acknowledge", "affirm", "support"])
def test_listening_picks_it_up(code: str) -> None:
    assert not dropped(manager(code, "deck"))


def test_its_own_words_pick_it_up_but_function_words_do_not() -> None:
    assert not dropped(manager("inform", "Renewal it is"))
    assert dropped(manager("inform", "the the the"))


def test_two_turns_of_the_manager_may_answer() -> None:
    second = [manager("inform", "deck"), rep(), manager("reflect", "deck")]
    assert not dropped(*second)
    assert dropped(*second[:2], manager("direct", "deck"), rep(), manager("reflect", "deck"))


def test_guests_and_what_was_said_before_do_not_answer() -> None:
    rows = [manager("reflect", "legal"), rep(CONCERN), ("Gus", "guest", "reflect", "legal"), manager("inform", "deck")]
    review = with_signals(build_review(*rows), {1: ("concern",)})
    assert review.utterances[1] in let_drops_of(review)


def test_without_another_turn_of_the_manager_nothing_is_let_drop() -> None:
    assert not dropped(rep())


def raised(kept: int, lost: int) -> list[Row]:
    pair = [rep(CONCERN), manager("reflect"), rep(), manager("reflect")]
    return pair * kept + [rep(CONCERN), manager("inform"), rep(), manager("inform")] * lost


def test_the_share_let_drop_is_counted_by_hand() -> None:
    review = build_review(*raised(kept=4, lost=2))
    review = with_signals(review, {at: (("concern",) if at % 8 else ("idea", "concern")) for at in range(0, 24, 4)})
    measure = measure_call(by_a_person(review, [0, 1, 20]))["let_drop"]
    assert replace(measure, low=None, high=None) == Measure(2 / 6, 2, 6, "utterances", utterances=(16, 20), reviewed=2)
    assert measure.low is not None and measure.low < 2 / 6 < (measure.high or 0)


def test_four_raised_are_too_few() -> None:
    review = with_signals(build_review(*raised(kept=2, lost=2)), dict.fromkeys(range(0, 16, 4), ("idea",)))
    measure = measure_call(review)["let_drop"]
    assert (measure.value, measure.numerator, measure.denominator) == (None, 2, 4)


@pytest.mark.parametrize("tag", ["concern", "idea"])
def test_let_drop_needs_both_signals_to_be_counted(tag: str) -> None:
    review = with_signals(build_review(*raised(kept=4, lost=2)), dict.fromkeys(range(0, 24, 4), ("idea",)))
    measure = measure_call(replace(review, uncounted_tags=(tag, "commit")))["let_drop"]
    assert measure.value is None
    assert "too unsurely" in (measure.reason or "")
    assert tag in (measure.reason or "")


def next_steps(own: int, given: int) -> Measure:
    rows = [rep()] * own + [manager("direct")] * given + [manager("advise"), rep()]
    return measure_call(with_signals(build_review(*rows), dict.fromkeys(range(own), ("commit",))))["next_steps_by_rep"]


@pytest.mark.parametrize(("own", "given"), [(2, 3), (5, 0), (0, 5), (10, 30)])
def test_next_steps_are_the_reps_commitments_and_the_managers_directs(own: int, given: int) -> None:
    measure = next_steps(own, given)
    assert (measure.value, measure.numerator, measure.denominator) == (own / (own + given), own, own + given)
    assert measure.utterances == tuple(range(own))


def test_four_next_steps_are_too_few() -> None:
    assert next_steps(2, 2).reason == "too few to say: 5 next steps needed, 4 found"


def test_next_steps_need_commitments_that_can_be_counted() -> None:
    review = replace(build_review(*[manager("direct")] * 9, rep()), uncounted_tags=("commit",))
    assert "too unsurely" in (measure_call(review)["next_steps_by_rep"].reason or "")
    assert measure_call(replace(review, uncounted_tags=()))["next_steps_by_rep"].value == 0
