"""Guesses against figures by hand, and whether they come closer."""

import math
from dataclasses import replace

import pytest

from coder.analysis import analyse
from coder.call_figures import CallFigures, Figure, figures_of
from coder.errors import CoderError
from coder.guess import Guess, GuessGap, compare_guess, follow_ratio_gaps, follow_talk_gaps
from tests.builders import build_review

RATIO = Figure(0.5, 0.25, 1.0, 10, 20, "utterances")
TALK = Figure(0.6, None, None, 60, 100, "words")
DAYS = tuple(f"2026-05-0{day}" for day in range(1, 7))


def figures(*, talk: Figure = TALK, ratio: Figure = RATIO) -> CallFigures:
    empty = figures_of(analyse(build_review()))
    manager = {**empty.measures["manager"], "talk_share": talk, "questions_to_directives": ratio}
    return replace(empty, measures={**empty.measures, "manager": manager}, talk_range=(0.55, 0.62))


def test_gaps_by_hand() -> None:
    gap = compare_guess(Guess(0.45, 1.0), figures())
    assert gap == GuessGap(pytest.approx(-15), False, 2.0, True)
    assert compare_guess(Guess(0.62, 0.2), figures()) == GuessGap(pytest.approx(2), True, 0.4, False)


def test_what_was_not_guessed_has_no_gap() -> None:
    assert compare_guess(Guess(None, None), figures()) == GuessGap(None, None, None, None)
    assert compare_guess(Guess(0.5, None), figures()).ratio_inside is None


def test_what_is_undefined_has_no_gap() -> None:
    undefined = figures_of(analyse(build_review()))
    assert compare_guess(Guess(0.5, 1.0), undefined) == GuessGap(None, None, None, None)


def test_of_nothing_there_is_no_factor() -> None:
    none_asked = replace(RATIO, value=0.0, low=0.0, high=0.1, numerator=0)
    gap = compare_guess(Guess(None, 1.0), figures(ratio=none_asked))
    assert (gap.ratio_factor, gap.ratio_inside) == (None, False)
    assert compare_guess(Guess(None, 0.0), figures()).ratio_factor == 0.0


def test_without_an_interval_nothing_is_inside() -> None:
    unsure = replace(figures(ratio=replace(RATIO, low=None, high=None)), talk_range=None)
    gap = compare_guess(Guess(0.6, 0.5), unsure)
    assert (gap.talk_points, gap.talk_inside, gap.ratio_factor, gap.ratio_inside) == (0, None, 1, None)


@pytest.mark.parametrize(
    ("share", "ratio"), [(1.01, None), (-0.1, None), (math.nan, None), (None, -1), (None, math.inf)]
)
def test_what_cannot_be_is_refused(share: float | None, ratio: float | None) -> None:
    with pytest.raises(CoderError, match="Guess again"):
        Guess(share, ratio)


def test_guesses_that_come_closer() -> None:
    # Off by 30, 25, 20, 15, 10 and 5 points, to either side: five points less each day.
    gaps = [30, -25, 20, -15, 10, -5]
    course = follow_talk_gaps([*zip(DAYS, gaps, strict=True), ("", 90)])
    assert (course.guesses, course.middle) == (6, 17.5)
    assert course.direction is not None and course.direction.a_month == pytest.approx(-150)
    assert course.says == "Over 6 calls the guesses came closer to what was counted."


def test_half_and_twice_are_equally_far_off() -> None:
    course = follow_ratio_gaps(list(zip(DAYS, [0.5, 2, 2, 0.5, 2, 0.5], strict=True)))
    assert course.middle == pytest.approx(2)
    assert course.says == "No clear change over 6 guesses."


def test_guesses_that_drift_off() -> None:
    course = follow_ratio_gaps(list(zip(DAYS, [1.1, 1.2, 0.7, 2, 3, 4], strict=True)))
    assert course.says == "Over 6 calls the guesses moved further from what was counted."


def test_from_few_guesses_nothing_is_told() -> None:
    assert follow_talk_gaps([]).says == "No guesses yet."
    few = follow_ratio_gaps([("2026-05-01", 2.0), ("2026-05-02", 0.0)])
    assert (few.guesses, few.direction) == (1, None)
    assert few.says == "No trend from fewer than 5 calls: 1 with a guess is here, 4 more needed."
