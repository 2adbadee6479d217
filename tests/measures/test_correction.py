"""A part reviewed at random corrects the figure for the rest: right on average, whatever the machine's bias."""

from dataclasses import replace

import numpy as np
import pytest

from coder.corrections import correct_codes
from coder.measures import Measure, correction, measure_call
from coder.measures.correction import LEAST_DRAWN, correct_by_sample
from coder.review import Review
from tests.builders import build_review, one_word_each
from tests.measures.helpers import by_a_person, manager, rep, turns_of_one

# 60 open questions, 40 directs, 20 reflects, 80 informs. The machine takes a third of the open questions for informs
# and every reflect for a direct: it hears 40 of the 80 that listen.
TEN = "open_question direct inform reflect inform open_question direct inform open_question inform"
TRUTH = (*TEN.split(),) * 20
MACHINE = (*TEN.replace("reflect", "direct").replace("open_question", "inform", 1).split(),) * 20
TRUE_VALUES = {"listen_share": 80 / 200, "tell_share": 120 / 200, "questions_to_directives": 60 / 40}


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correction, "DRAWS", 20)


def places(review: Review) -> list[int]:
    return [u.index for u in review.spoken_by("manager")]


@pytest.fixture(scope="module")
def machine() -> Review:
    return build_review(*one_word_each("Ana", "manager", *MACHINE), *[rep()] * 100)


def reviewed(review: Review, chosen: np.ndarray, truth: tuple[str, ...] = TRUTH) -> Review:
    at = places(review)
    return correct_codes(review, {at[i]: truth[i] for i in chosen}, drawn_at_random=True)


def corrected(review: Review, name: str) -> Measure:
    return correct_by_sample(measure_call(review, intervals=False)[name], name, review, "manager")


def mean_corrected(review: Review, name: str, *, drawn: int, truth: tuple[str, ...] = TRUTH) -> float:
    """The corrected value, averaged over many random samples."""
    chance = np.random.default_rng(5)
    samples = (chance.choice(len(truth), drawn, replace=False) for _ in range(60))
    return float(np.mean([corrected(reviewed(review, each, truth), name).value for each in samples]))


@pytest.mark.parametrize(
    ("name", "drawn", "within"),
    [("listen_share", 50, 0.02), ("tell_share", 50, 0.02), ("questions_to_directives", 100, 0.1)],
)
def test_a_biased_machine_is_put_right_on_average(machine: Review, name: str, drawn: int, within: float) -> None:
    true = TRUE_VALUES[name]
    assert abs((measure_call(machine, intervals=False)[name].value or 0) - true) > 8 * within
    assert mean_corrected(machine, name, drawn=drawn) == pytest.approx(true, abs=within)


def test_its_interval_holds_the_truth_about_as_often_as_it_says(
    machine: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correction, "DRAWS", 200)
    chance = np.random.default_rng(7)
    found = [corrected(reviewed(machine, chance.choice(200, 60, replace=False)), "listen_share") for _ in range(40)]
    held = sum((each.low or 0) <= 0.4 <= (each.high or 0) for each in found)
    assert held >= 0.88 * 40
    assert all((each.low or 0) <= (each.value or 0) <= (each.high or 0) for each in found)


def test_the_estimate_is_the_machines_mean_moved_by_what_the_sample_shows() -> None:
    # 40 utterances; the machine hears 10 reflects. A person hears 5 more in the 20 reviewed.
    review = build_review(*turns_of_one(*["reflect"] * 10, *["inform"] * 30))
    at = places(review)
    codes = {at[i]: "reflect" if i < 15 else "inform" for i in range(20)}
    measure = measure_call(correct_codes(review, codes, drawn_at_random=True))["listen_share"]
    assert measure.value == pytest.approx(10 / 40 + 5 / 20)
    assert (measure.numerator, measure.denominator, measure.reviewed, measure.corrected) == (15, 40, 20, True)


def test_the_whole_call_passes_through_it(machine: Review) -> None:
    review = reviewed(machine, np.arange(0, 200, 3))
    first, again = measure_call(review), measure_call(review)
    assert first == again
    assert {name for name, each in first.items() if each.corrected} >= set(TRUE_VALUES)
    assert not first["talk_share"].corrected
    assert not any(each.corrected for each in measure_call(review, "rep").values())


def untouched(review: Review, name: str = "listen_share") -> None:
    measure = measure_call(review)[name]
    assert not measure.corrected
    given = measure_call(replace(review, reviewed_at_random=False))[name]
    assert measure == given
    assert measure.value == measure.numerator / (measure.denominator or 1)


def test_what_was_not_drawn_at_random_corrects_nothing(machine: Review) -> None:
    untouched(replace(reviewed(machine, np.arange(50)), reviewed_at_random=False))


def test_what_is_wholly_reviewed_needs_no_correction(machine: Review) -> None:
    whole = reviewed(machine, np.arange(200))
    untouched(whole)
    assert measure_call(whole)["listen_share"].value == TRUE_VALUES["listen_share"]


def test_fewer_than_the_least_drawn_correct_nothing(machine: Review) -> None:
    untouched(reviewed(machine, np.arange(LEAST_DRAWN - 1)))
    assert measure_call(reviewed(machine, np.arange(LEAST_DRAWN)))["listen_share"].corrected


def test_the_reps_reviewed_words_say_nothing_of_the_managers(machine: Review) -> None:
    reps = [u.index for u in machine.spoken_by("rep")]
    untouched(replace(by_a_person(machine, reps[:100]), reviewed_at_random=True))


def test_what_is_undefined_stays_so() -> None:
    review = build_review(*turns_of_one(*["inform"] * 60))
    measure = measure_call(reviewed(review, np.arange(30), ("inform",) * 60))["open_share_of_questions"]
    assert (measure.value, measure.corrected) == (None, False)
    assert measure.reason


def test_a_figure_without_value_says_why() -> None:
    review = build_review(*one_word_each("Ana", "manager", *["inspect"] * 30, *["inform"] * 10))
    corrected_ = correct_codes(review, dict.fromkeys(range(20), "inform"), drawn_at_random=True)
    measure = measure_call(corrected_)["open_share_of_questions"]
    assert (measure.value is None) == (measure.reason is not None)


@pytest.mark.parametrize("name", ["stacked_questions", "self_answered_questions"])
def test_what_hangs_on_two_utterances_is_not_corrected_by_single_ones(name: str) -> None:
    codes = ["open_question", "clarify", "inform"] * 40
    rows = [row for at, code in enumerate(codes) for row in ([rep()] if at % 3 == 0 else []) + [manager(code)]]
    review = reviewed(build_review(*rows), np.arange(0, 120, 4), ("inform",) * 160)
    assert not measure_call(review)[name].corrected
    assert measure_call(review)["ask_and_listen_index"].corrected
