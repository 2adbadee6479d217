"""One thing to try: of the measure furthest below the middle of the labelled calls, in units of their spread."""

import json
from typing import Any

import pytest

from coder import moments
from coder.measures import DEFINITION_OF, Measure, measure_call
from coder.moments import YARDSTICK, Suggestion, measures_compared, suggest
from tests.builders import build_review
from tests.measures.helpers import manager, rep, turns_of_one

LESS_IS_MORE = ("stacked_questions", "self_answered_questions", "longest_tell_run")
COMPARED = tuple(measures_compared())


@pytest.fixture(autouse=True)
def plain_yardstick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every middle is 4 with a spread of 2, so that a value of 4 + 2·k lies k spreads above."""
    monkeypatch.setattr(moments, "_yardstick", lambda: dict.fromkeys(COMPARED, (4.0, 2.0)))


def figures(**values: float | None) -> dict[str, Measure]:
    given: dict[str, Any] = dict.fromkeys(COMPARED, 4.0) | values
    return {name: Measure(value, 1, 1, "utterances") for name, value in given.items()}


def test_everything_compared_is_a_measure_of_the_manager_on_the_yardstick() -> None:
    table = json.loads(YARDSTICK.read_text(encoding="utf-8"))["measures"]
    assert set(COMPARED) == set(table)
    assert set(COMPARED) <= set(DEFINITION_OF)


@pytest.mark.parametrize("name", COMPARED)
def test_the_weakest_measure_gives_the_thing_to_try(name: str) -> None:
    low, lower = (5.0, 6.0) if name in LESS_IS_MORE else (3.0, 2.0)
    other = "uptake" if name != "uptake" else "words_before_advice"
    suggestion = suggest(figures(**{other: 3.5, name: lower}))
    assert suggestion.measure == name
    assert suggestion.because.startswith(DEFINITION_OF[name].name)
    assert suggest(figures(**{other: 2.5, name: low})).measure == other


def test_no_two_measures_say_the_same() -> None:
    tried = [suggest(figures(**{name: 9.0 if name in LESS_IS_MORE else -9.0})).to_try for name in COMPARED]
    assert len(set(tried)) == len(COMPARED)


@pytest.mark.parametrize(("values", "best"), [({"uptake": 6.0, "words_before_advice": 8.0}, "words_before_advice")])
def test_where_nothing_lags_the_best_is_kept_up(values: dict[str, float], best: str) -> None:
    suggestion = suggest(figures(**values, longest_tell_run=3.0))
    assert suggestion.measure == best
    assert "No measure of this call lies below" in suggestion.because
    assert suggestion.to_try.startswith("Keep it up")


def test_fewer_stacked_questions_are_better() -> None:
    assert suggest(figures(stacked_questions=0.0, uptake=5.0)).measure == "stacked_questions"


def test_undefined_measures_are_passed_over() -> None:
    assert suggest(figures(uptake=None, ask_and_listen_index=3.0)).measure == "ask_and_listen_index"


def test_spread_not_distance_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "_yardstick", lambda: dict.fromkeys(COMPARED, (4.0, 2.0)) | {"uptake": (4.0, 0.1)})
    assert suggest(figures(uptake=3.7, ask_and_listen_index=1.0)).measure == "uptake"


def test_the_grounds_give_both_figures_in_their_own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"uptake": (0.25, 0.1), "questions_to_directives": (1.5, 0.5), "words_before_advice": (219.5, 100.0)}
    monkeypatch.setattr(moments, "_yardstick", lambda: table)
    for name, value, found, middle in (
        ("uptake", 0.126, "13 %", "25 %"),
        ("questions_to_directives", 0.456, "0.46", "1.50"),
        ("words_before_advice", 17.0, "17", "220"),
    ):
        because = suggest(figures(**dict.fromkeys(table, 999.0) | {name: value})).because
        assert because == (
            f"{DEFINITION_OF[name].name} is {found} in this call; the middle of the labelled calls is {middle}."
        )


def test_a_short_call_singles_nothing_out() -> None:
    suggestion = suggest(measure_call(build_review(manager("inform"), rep())))
    assert suggestion.measure is None
    assert suggestion == suggest(figures(**dict.fromkeys(COMPARED)))


def test_a_real_call_gets_the_same_suggestion_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    review = build_review(*turns_of_one(*["direct"] * 20, *["inspect"] * 20))
    first = suggest(measure_call(review))
    assert isinstance(first, Suggestion) and first == suggest(measure_call(review))
    # Index 0 (2.3 spreads below the middle of 0.35) lies further off than open share 0 (1.6) or any other.
    assert first.measure == "ask_and_listen_index"
