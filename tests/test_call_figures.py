"""A call's short record: what it holds, and that it comes back from JSON as it went, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis import analyse
from coder.call_figures import FIGURES_FORMAT, SIDES, CallFigures, figures_from_json, figures_of, values_from_json
from coder.corrections import correct_codes
from coder.measures import DEFINITIONS, talk_share_if_misnamed
from coder.review import Review
from tests.builders import build_review, one_word_each

CODES = ("open_question", "reflect", "direct", "advise", "promote", "argue", "social", "inform")


@pytest.fixture(scope="module")
def review() -> Review:
    rows = [*one_word_each("Ana", "manager", *CODES), ("Bo", "rep", "inform", "two words")] * 5
    return build_review(*rows, ("Cleo", "guest", "inform", "one two three"), ms_per_word=500)


@pytest.fixture(scope="module")
def figures(review: Review) -> CallFigures:
    return figures_of(analyse(correct_codes(review, {0: "open_question"})))


def changed(figures: CallFigures, **fields: Any) -> str:
    return json.dumps(json.loads(figures.as_json()) | fields)


def test_counts_by_hand(figures: CallFigures) -> None:
    # 40 of the manager's and 5 of the rep's utterances, and one of a guest; 40 + 10 + 3 words of half a second.
    assert (figures.words, figures.utterances, figures.turns, figures.n_reviewed) == (53, 46, 11, 1)
    assert figures.talk_minutes == pytest.approx(26.5 / 60)


def test_each_side_has_its_measures(figures: CallFigures) -> None:
    assert list(figures.measures["manager"]) == [definition.id for definition in DEFINITIONS]
    assert list(figures.measures["rep"]) == [definition.id for definition in DEFINITIONS if definition.both_sides]
    assert set(figures.measures) == set(SIDES)


def test_a_figure_keeps_what_it_was_made_from(review: Review, figures: CallFigures) -> None:
    index = figures.measures["manager"]["ask_and_listen_index"]
    assert (index.numerator, index.denominator, index.value, index.reviewed) == (10, 35, pytest.approx(10 / 35), 1)
    assert index.low is not None and index.high is not None and index.low < 10 / 35 < index.high
    measured = analyse(review).measures["rep"]["talk_share"]
    assert figures.measures["rep"]["talk_share"].value == measured.value == pytest.approx(10 / 53)


def test_undefined_stays_undefined(figures: CallFigures) -> None:
    short = figures.measures["rep"]["ask_and_listen_index"]
    assert (short.value, short.low) == (None, None)
    assert short.reason == "too short: 30 utterances on this side needed, 5 found"


def test_talk_share_has_its_range(review: Review, figures: CallFigures) -> None:
    assert figures.talk_range == talk_share_if_misnamed(review)
    assert figures.talk_range is not None and figures.talk_range[0] < 40 / 53 < figures.talk_range[1]
    assert figures_of(analyse(build_review())).talk_range is None


def test_the_range_of_talk_share_holds_what_was_found() -> None:
    # Of two hundred turns half are long and the manager's: wrong names take some of them away, and give hardly any.
    rows = [("Ana", "manager", "inform", "word " * 50), ("Bo", "rep", "inform", "word")] * 100
    review = build_review(*rows)
    misnamed, found = talk_share_if_misnamed(review), figures_of(analyse(review))
    assert misnamed is not None and misnamed[1] < 50 / 51
    assert found.talk_range == (misnamed[0], pytest.approx(50 / 51))


def test_without_times_there_are_no_minutes() -> None:
    untimed = figures_of(analyse(build_review(*one_word_each("Ana", "manager", *CODES))))
    assert untimed.talk_minutes is None
    assert figures_of(analyse(build_review())).talk_minutes is None


def test_json_gives_back_the_same(figures: CallFigures) -> None:
    assert figures_from_json(figures.as_json()) == figures
    assert "\n" not in figures.as_json()


def test_some_figures_are_read_alone(figures: CallFigures) -> None:
    names = ("talk_share", "tell_share")
    assert values_from_json(figures.as_json(), names) == {name: figures.measures["manager"][name] for name in names}
    assert values_from_json(changed(figures, format=FIGURES_FORMAT + 1), names) is None
    assert values_from_json(changed(figures, measures={"manager": {"talk_share": ["much"]}}), names) is None
    assert values_from_json("{", names) is None


def test_no_words_of_the_call_are_in_it(figures: CallFigures) -> None:
    assert not {"Ana", "Bo", "Cleo", "two words"} & {part.strip('"') for part in figures.as_json().split('"')}


def test_another_format_is_computed_again(figures: CallFigures) -> None:
    assert figures_from_json(changed(figures, format=FIGURES_FORMAT + 1)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"counts": [1, 2, 3]},
        {"counts": [1, 2, 3, 4.5]},
        {"talk": None},
        {"talk": ["long", None]},
        {"talk": [10**400, None]},
        {"talk": [1.0, [0.5]]},
        {"talk": [1.0, [0.5, None]]},
        {"measures": {"manager": {}}},
        {"measures": {"manager": {}, "rep": {}}},
        {"measures": []},
        {"measures": {"manager": [definition.id for definition in DEFINITIONS], "rep": {}}},
    ],
)
def test_broken_records_are_computed_again(figures: CallFigures, fields: dict[str, Any]) -> None:
    assert figures_from_json(changed(figures, **fields)) is None


@pytest.mark.parametrize(
    "row", [None, [], ["high"] * 9, "ninechars", [None] * 9, [0.5, float("inf"), 1.0, 1, 2, "", None, 0, False]]
)
def test_broken_rows_are_computed_again(figures: CallFigures, row: Any) -> None:
    record = json.loads(figures.as_json())
    record["measures"]["manager"]["talk_share"] = row
    assert figures_from_json(json.dumps(record)) is None


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused_quietly(text: str) -> None:
    assert figures_from_json(text) is None


def test_a_cut_off_record_is_computed_again(figures: CallFigures) -> None:
    assert figures_from_json(figures.as_json()[:-1]) is None
