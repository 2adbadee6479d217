"""How much is to be coded: enough, not more than needed, the same again, and told where it cannot be had."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from coder.errors import SampleError
from coder.sampling.allocation import Strata, alike_in_calls, allocate, expected_spread
from coder.sampling.estimation import LEAST_CODED
from coder.sampling.frame import MODES, frame_of_reviews, narrow_frame
from coder.sampling.planning import plan_sample
from coder.sampling.wanted import Wanted
from tests.sampling.worlds import invent_frame


def strata(sizes: list[float], spreads: list[float]) -> Strata:
    return Strata(np.array(sizes), np.array(spreads), 1.0, 0.0, sum(sizes))


def test_no_smaller_sample_would_do() -> None:
    whole = strata([60.0, 30.0], [0.04, 0.25])
    most = whole.variance(np.array([9, 11]))
    found = allocate(whole, most, least=2, least_in_all=4)
    enough = [pair for pair in product(range(2, 61), range(2, 31)) if whole.variance(np.array(pair)) <= most]
    assert whole.variance(found) <= most
    # Whole utterances cost each stratum one at most.
    assert int(found.sum()) <= min(sum(pair) for pair in enough) + 1


def test_utterances_go_where_size_times_spread_is_largest() -> None:
    found = allocate(strata([1000.0, 1000.0], [0.01, 0.25]), 1e-4, least=2, least_in_all=4)
    # Neyman: in proportion to the standard deviations, 1 to 5.
    assert found[1] / found[0] == pytest.approx(5, rel=0.05)


def test_the_floor_holds_and_no_stratum_gives_more_than_it_has() -> None:
    found = allocate(strata([1000.0, 4.0, 40.0], [0.25, 0.25, 0.0]), 1e-3, least=10, least_in_all=30)
    assert found.tolist()[1:] == [4, 10]
    assert allocate(strata([20.0], [0.25]), 0.0, least=2, least_in_all=30).tolist() == [20]


def test_the_spread_is_that_of_a_coin_where_everything_counts() -> None:
    chances = np.array([[0.3, 0.0, 0.0, 0.7, 0.0], [1.0, 0, 0, 0, 0]])
    assert expected_spread(chances, 0.42, MODES.index("tell")) == pytest.approx([0.3 * 0.7, 0.0])


def test_the_spread_is_that_of_drawn_residuals() -> None:
    chances = np.array([[0.3, 0.1, 0.1, 0.3, 0.2]])
    drawn = np.random.default_rng(0).choice(5, 200_000, p=chances[0])
    residuals = np.where(drawn == 0, 1 - 0.4, np.where(drawn == 4, 0.0, -0.4))
    assert expected_spread(chances, 0.4, 0)[0] == pytest.approx(residuals.var(), rel=0.02)


@pytest.mark.parametrize(("of_each", "alike"), [([10, 0], 1.0), ([5, 5], 0.0)])
def test_how_alike_calls_are(of_each: list[int], alike: float) -> None:
    counts = np.array(of_each * 10)
    found = alike_in_calls(counts, np.full(20, 10), np.zeros(20, dtype=int))
    assert found == pytest.approx(alike)
    assert alike_in_calls(np.array([3]), np.array([10]), np.zeros(1, dtype=int)) == 0.0


def test_the_expected_half_width_is_what_right_probabilities_give() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 12))
    plan = plan_sample(frame, Wanted(points=5, caution=1))
    (cell,) = plan.cells
    assert cell.half_width is not None and cell.half_width <= 0.05
    chance = np.random.default_rng(0)
    truth = (frame.chances.cumsum(axis=1) > chance.random((400, len(frame.chances), 1))).argmax(axis=2)
    share = frame.chances[:, 0].sum() / frame.chances[:, :4].sum()
    residuals = ((truth == 0) - frame.chances[:, 0]) - share * ((truth < 4) - frame.chances[:, :4].sum(axis=1))
    weights = np.array([stratum.there / stratum.to_code for stratum in cell.strata])[plan.row_strata]
    errors = (residuals[:, plan.rows] @ weights - residuals.sum(axis=1)) / frame.chances[:, :4].sum()
    assert stats.norm.ppf(0.975) * errors.std() == pytest.approx(cell.half_width, rel=0.12)


def test_the_same_wish_gives_the_same_sample_and_a_surer_one_holds_it() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 10), ("Ben", "2026-Q1", 6))
    first, again = (plan_sample(frame, Wanted(points=8, seed=7)) for _ in range(2))
    assert first.rows.tolist() == again.rows.tolist()
    assert set(first.rows.tolist()) < set(plan_sample(frame, Wanted(points=4, seed=7)).rows.tolist())
    assert set(first.rows.tolist()) != set(plan_sample(frame, Wanted(points=8, seed=8)).rows.tolist())


def test_every_utterance_of_a_stratum_is_drawn_as_often() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 2), length=60)
    plans = [plan_sample(frame, Wanted(points=15, seed=seed)) for seed in range(400)]
    drawn = np.sum([np.bincount(plan.rows, minlength=len(frame.indices)) for plan in plans], axis=0) / 400
    for stratum in plans[0].cells[0].strata:
        those = frame.modes == MODES.index(stratum.mode)
        rate = stratum.to_code / stratum.there
        # Under chance alone the squares sum to about their number.
        if rate < 1:
            scaled = (drawn[those] - rate) ** 2 * 400 / (rate * (1 - rate))
            assert scaled.mean() == pytest.approx(1, abs=6 * (2 / those.sum()) ** 0.5)


def test_rare_codes_are_drawn_more_often_than_they_come() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 30))
    (cell,) = plan_sample(frame, Wanted(points=10, by="all")).cells
    rate = {stratum.mode: stratum.to_code / stratum.there for stratum in cell.strata}
    assert rate["pitch"] > cell.to_code / cell.there
    assert min(stratum.to_code for stratum in cell.strata) >= 10


def test_cells_are_for_whom_a_figure_is_wanted() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 3), ("Ana", "2026-Q2", 3), ("Ben", "2026-Q2", 3))
    names = {by: [(c.manager, c.quarter) for c in plan_sample(frame, Wanted(by=by)).cells] for by in ("all", "manager")}
    assert names == {"all": [(None, None)], "manager": [("Ana", None), ("Ben", None)]}
    assert [c.quarter for c in plan_sample(frame, Wanted(by="quarter")).cells] == ["2026-Q1", "2026-Q2"]
    assert len(plan_sample(frame).cells) == 3


def test_calls_are_drawn_at_random_where_not_all_shall_be_opened() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 20))
    plans = [plan_sample(frame, Wanted(points=15, most_calls=6, seed=seed)) for seed in range(2)]
    assert all(len(plan.cells[0].calls) == 6 for plan in plans)
    assert plans[0].cells[0].calls != plans[1].cells[0].calls
    drawn = {frame.calls[number].id for number in frame.call_numbers[plans[0].rows]}
    assert drawn <= set(plans[0].cells[0].calls)


def test_what_cannot_be_had_is_told() -> None:
    few_calls, _ = invent_frame(("Ana", "2026-Q1", 40))
    (cell,) = plan_sample(few_calls, Wanted(points=2, most_calls=3)).cells
    assert cell.note == "out of reach with 3 of 40 calls: open more"
    assert cell.half_width is not None and cell.half_width > 0.02
    assert cell.to_code < cell.there
    tiny, _ = invent_frame(("Ana", "2026-Q1", 1), length=20)
    (cell,) = plan_sample(tiny).cells
    assert (
        cell.there < LEAST_CODED and cell.note is not None and cell.note.startswith("no figure: 30 utterances needed")
    )
    whole, _ = invent_frame(("Ana", "2026-Q1", 2), length=60)
    (cell,) = plan_sample(whole, Wanted(points=0.01)).cells
    assert cell.note == "only by coding all" and cell.to_code == cell.there


def test_alike_calls_make_a_design_effect() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 12))
    plan = plan_sample(frame)
    assert plan.design_effect == pytest.approx(1 + (plan.to_code / 12 - 1) * plan.alike)
    assert plan.alike > 0 and plan.cells[0].half_width_like > plan.cells[0].half_width  # type: ignore[operator]


def test_a_frame_can_be_narrowed() -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 3), ("Ben", "2026-Q2", 3))
    own = narrow_frame(frame, managers=["  ben "], quarters=["2026-Q2"])
    assert {call.manager for call in own.calls} == {"Ben"}
    assert own.indices.tolist() == frame.indices[frame.call_numbers >= 3].tolist()
    assert set(own.call_numbers.tolist()) == {0, 1, 2}
    with pytest.raises(SampleError) as caught:
        narrow_frame(frame, managers=["Zed"])
    assert caught.value.where == "manager" and "ana, ben" in caught.value.expected


@pytest.mark.parametrize(
    "wish",
    [
        {"points": 0},
        {"points": float("nan")},
        {"mode": "other"},
        {"by": "team"},
        {"level": 1.0},
        {"least": 1},
        {"most_calls": 1},
        {"caution": 0.5},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(wish: dict[str, object]) -> None:
    frame, _ = invent_frame(("Ana", "2026-Q1", 2))
    with pytest.raises(SampleError) as caught:
        plan_sample(frame, Wanted(**wish))
    assert caught.value.where == next(iter(wish))


def test_a_frame_without_utterances_is_refused() -> None:
    with pytest.raises(SampleError, match="utterances of a manager"):
        plan_sample(frame_of_reviews([], "nothing"))
