"""How much of the rep's words the manager takes up, with weights computed by hand."""

from dataclasses import replace
from math import log

import pytest

from coder.measures import measure_call, words
from coder.measures.exchanges import exchanges_of
from coder.review import Review
from tests.builders import Row, build_review
from tests.measures.helpers import manager, rep, with_signals

# In units of ln 2: forecast 1, deck 2, legal 3, budget 4, and every other word 4.
SAID = "the forecast deck is legal budget zebra"
WHOLE = 1 + 2 + 3 + 4 + 4


@pytest.fixture(autouse=True)
def small_table(monkeypatch: pytest.MonkeyPatch) -> None:
    table = words._Table(16, frozenset({"the", "is", "a"}), {"forecast": 8, "deck": 4, "legal": 2, "budget": 1})
    monkeypatch.setattr(words, "_table", lambda: table)


def uptakes(*rows: Row) -> list[float | None]:
    return [each.uptake for each in exchanges_of(build_review(*rows))]


def test_weights_follow_the_small_table() -> None:
    assert words.weight_of("legal") == pytest.approx(3 * log(2))


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        ("the deck is legal", 2 + 3),
        ("Forecast! Forecast?", 1),
        ("the the is", 0),
        ("giraffe", 0),
        (SAID, WHOLE),
    ],
)
def test_uptake_is_the_weighted_share_of_words_used_again(answer: str, again: int) -> None:
    assert uptakes(rep(SAID), manager("inform", answer)) == [pytest.approx(again / WHOLE)]


def test_an_exchange_runs_until_more_than_a_backchannel_comes_back() -> None:
    said = [rep("forecast deck"), manager("acknowledge", "deck"), rep("legal budget zebra")]
    answer = [manager("acknowledge", "word"), manager("reflect", "the budget")]
    assert uptakes(*said, *answer) == [pytest.approx(4 / WHOLE)]


def test_only_the_next_turn_is_an_answer_and_guests_are_passed_over() -> None:
    rows = [
        rep(SAID),
        ("Gus", "guest", "inform", "zebra"),
        manager("inform", "deck"),
        rep("a"),
        manager("inform", SAID),
    ]
    assert uptakes(*rows) == [pytest.approx(2 / WHOLE), None]


def test_the_words_of_several_reps_are_raised_together() -> None:
    rows = [rep("forecast deck legal"), ("Cyd", "rep", "inform", "budget zebra"), manager("inform", "deck zebra")]
    assert uptakes(*rows) == [pytest.approx((2 + 4) / WHOLE)]


def test_four_words_raised_are_too_few_however_often_said() -> None:
    assert uptakes(rep("forecast deck legal budget budget deck"), manager("inform", "deck")) == [None]


def test_without_an_answer_there_is_no_exchange() -> None:
    assert uptakes(manager("inform", SAID), rep(SAID), manager("acknowledge", SAID)) == []


def six_exchanges(*answers: str) -> Review:
    return build_review(*[row for answer in answers for row in (rep(SAID), manager("inform", answer))])


def test_the_mean_is_over_exchanges() -> None:
    review = six_exchanges("deck", "legal", "giraffe", "forecast", "zebra", "budget")
    measure = measure_call(review)["uptake"]
    assert measure.value == pytest.approx((2 + 3 + 0 + 1 + 4 + 4) / WHOLE / 6)
    assert (measure.numerator, measure.denominator, measure.unit) == (5, 6, "exchanges")
    assert measure.utterances == (1, 3, 7, 9, 11)
    assert measure.low is not None and measure.high is not None
    assert 0 < measure.low < (measure.value or 0) < measure.high < 4 / WHOLE


def test_four_exchanges_are_too_few_and_those_with_few_words_do_not_count() -> None:
    review = build_review(*[rep(SAID), manager("inform", "deck")] * 4, *[rep("deck"), manager("inform", "deck")] * 3)
    measure = measure_call(review)["uptake"]
    assert (measure.value, measure.denominator, measure.low) == (None, 4, None)


def with_concerns() -> Review:
    review = six_exchanges(*["deck"] * 5, *["zebra"] * 6)
    return with_signals(review, dict.fromkeys(range(0, 10, 2), ("concern",)) | {12: ("idea",)})


def test_uptake_after_a_concern_stands_apart_from_the_rest() -> None:
    measures = measure_call(with_concerns())
    assert measures["uptake_after_concern"].value == pytest.approx(2 / WHOLE)
    assert measures["uptake_after_concern"].denominator == 5
    assert measures["uptake_otherwise"].value == pytest.approx(4 / WHOLE)
    assert measures["uptake_otherwise"].denominator == 6
    assert measures["uptake"].value == pytest.approx((5 * 2 + 6 * 4) / WHOLE / 11)


def test_uptake_after_a_concern_needs_concerns_that_can_be_counted() -> None:
    unsure = replace(with_concerns(), uncounted_tags=("concern",))
    measures = measure_call(unsure)
    assert measures["uptake"].value is not None
    for name in ("uptake_after_concern", "uptake_otherwise"):
        assert measures[name].value is None
        assert "too unsurely" in (measures[name].reason or "")
        assert "concern" in (measures[name].reason or "")
    assert measure_call(with_concerns())["uptake_after_concern"].value == pytest.approx(2 / WHOLE)


def test_without_intervals_uptake_has_none() -> None:
    assert measure_call(with_concerns(), intervals=False)["uptake"].low is None
