"""Distributions and their intervals: by hand, by simulation, and where there is too little."""

import numpy as np
import pytest

from coder.audit.resampling import MIN_CALLS, Spread, measure_spreads


def spread(values: list[float | None], managers: list[int] | None = None) -> Spread:
    column = np.array([[np.nan if value is None else value] for value in values], dtype=float).reshape(-1, 1)
    return measure_spreads(column, managers or [0] * len(values))[0]


def test_quartiles_are_of_the_calls_in_which_the_figure_is_defined() -> None:
    found = spread([1, 2, None, 3, 4, 5])
    assert (found.n_calls, found.median, found.lower_quartile, found.upper_quartile) == (5, 3, 2, 4)
    assert found.mean == 3
    assert found.resampled == "calls"


def test_equal_calls_have_an_interval_without_width() -> None:
    found = spread([0.5] * 8)
    assert (found.low, found.high) == (0.5, 0.5)


def test_nothing_defined_is_none_with_its_reason() -> None:
    for values in ([], [None, None]):
        found = spread(values)
        assert (found.n_calls, found.mean, found.low, found.reason) == (0, None, None, "undefined in every call")


def test_too_few_calls_or_managers_have_no_interval() -> None:
    few = spread([1.0, 2.0, 3.0, None, None])
    assert few.mean == 2 and few.low is None
    assert few.reason == f"too few to resample: {MIN_CALLS} calls needed, 3 found"
    of_two = spread([1.0, 2.0] * 5, [0, 1] * 5)
    assert of_two.low is None and of_two.reason == "too few to resample: 5 managers needed, 2 found"
    # A manager without a defined call is nobody to draw.
    assert spread([1.0, 2.0, 3.0, 4.0, None], [0, 1, 2, 3, 4]).low is None


def test_the_same_calls_give_the_same_interval() -> None:
    values = [0.1, 0.4, 0.2, 0.9, 0.3, 0.3]
    assert spread(values) == spread(values)


def test_calls_of_one_manager_are_drawn_together() -> None:
    chance = np.random.default_rng(3)
    level = chance.normal(size=12)
    managers = [manager for manager in range(12) for _ in range(30)]
    values = [float(level[manager] + 0.05 * chance.normal()) for manager in managers]
    clustered, apart = spread(values, managers), spread(values)
    assert clustered.resampled == "managers"
    wide, narrow = ((found.high or 0) - (found.low or 0) for found in (clustered, apart))
    # Thirty calls of one manager tell hardly more than one: the interval is about sqrt(30) times as wide.
    assert wide == pytest.approx(narrow * 30**0.5, rel=0.25)
    assert wide == pytest.approx(2 * 1.96 * level.std() / 12**0.5, rel=0.25)


@pytest.mark.parametrize(("n_managers", "least"), [(5, 0.86), (10, 0.9), (25, 0.9)])
def test_the_interval_holds_the_mean_about_as_often_as_it_says(n_managers: int, least: float) -> None:
    chance = np.random.default_rng(11)
    managers = [manager for manager in range(n_managers) for _ in range(4)]
    hits = 0
    for _ in range(200):
        level = chance.normal(size=n_managers)
        found = spread([float(level[manager] + chance.normal()) for manager in managers], managers)
        hits += (found.low or 0) <= 0 <= (found.high or 0)
    assert least <= hits / 200 <= 0.99


def test_large_groups_are_drawn_in_pieces_to_the_same_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [float(at % 7) for at in range(50)]
    whole = spread(values)
    monkeypatch.setattr("coder.audit.resampling._MOST_CELLS", 500)
    assert spread(values) == whole
