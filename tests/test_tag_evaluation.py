"""Tags are scored on authors whose calls did not choose the threshold."""

from dataclasses import replace

import numpy as np
import pytest

from coder.codebook import load_codebook
from coder.examples import LabelledCall, LabelledUtterance
from coder.tag_evaluation import LEAST_POSSIBLE, best_threshold, score_tags

CODEBOOK = load_codebook()
N_TAGS = len(CODEBOOK.lenses) + len(CODEBOOK.signals)
CONCERN = len(CODEBOOK.lenses) + [signal.id for signal in CODEBOOK.signals].index("concern")


def build(author: str, truth: list[bool]) -> LabelledCall:
    plain = LabelledUtterance(0, "Ben", "rep", "They went quiet.", "inform")
    utterances = tuple(replace(plain, signals=("concern",) if yes else ()) for yes in truth)
    return LabelledCall(author, author, utterances)


def table(values: list[float]) -> np.ndarray:
    found = np.full((len(values), N_TAGS), 0.01)
    found[:, CONCERN] = values
    return found


def test_a_tag_that_is_told_apart_scores_one_and_is_given() -> None:
    truth, values = [True] * 4 + [False] * 6, [0.9] * 4 + [0.1] * 6
    calls = [build(author, truth) for author in "abc"]
    scores = score_tags(calls, [table(values)] * 3, CODEBOOK)
    concern = scores["concern"]
    assert (concern["support"], concern["f1"], concern["average_precision"]) == (12, 1.0, pytest.approx(1.0))
    assert 0.1 < concern["threshold"] <= 0.9


def test_a_tag_that_is_mostly_wrong_is_not_given() -> None:
    truth, values = [True, False, False, False] * 5, [0.9] * 20
    calls = [build(author, truth) for author in "abc"]
    concern = score_tags(calls, [table(values)] * 3, CODEBOOK)["concern"]
    assert concern["precision"] is None
    assert concern["possible"]["precision"] == 0.25 < LEAST_POSSIBLE
    assert concern["possible"]["threshold"] is None
    assert concern["threshold"] is None


def test_a_threshold_never_comes_from_the_author_it_is_tested_on() -> None:
    # One author's values lie elsewhere: with the others' threshold all of them are found, right or wrong.
    low = ([True] * 5 + [False] * 5, [0.4] * 5 + [0.1] * 5)
    high = ([True] * 5 + [False] * 5, [0.9] * 5 + [0.8] * 5)
    calls = [build("a", low[0]), build("b", low[0]), build("c", high[0])]
    concern = score_tags(calls, [table(low[1]), table(low[1]), table(high[1])], CODEBOOK)["concern"]
    assert concern["precision"] < 1.0


def test_a_tag_nobody_gave_has_no_scores() -> None:
    calls = [build(author, [False] * 5) for author in "ab"]
    idea = score_tags(calls, [table([0.1] * 5)] * 2, CODEBOOK)["idea"]
    rates = dict.fromkeys(("precision", "recall", "f1", "threshold"))
    assert idea == {"support": 0, "average_precision": None, **rates, "possible": rates, "ceiling": None}


def test_lenses_are_the_managers_only() -> None:
    calls = [build(author, [False] * 5) for author in "ab"]
    assert score_tags(calls, [table([0.1] * 5)] * 2, CODEBOOK)["develop"]["support"] == 0


def test_the_best_threshold_is_the_lowest_of_equals() -> None:
    assert best_threshold(np.array([True, False]), np.array([0.9, 0.1])) == pytest.approx(0.11)
    assert best_threshold(np.array([False]), np.array([0.2])) == pytest.approx(0.95)
