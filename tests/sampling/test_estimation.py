"""The corrected share: exact where all is coded, unbiased, and covered by its interval as often as it says."""

from dataclasses import replace

import numpy as np
import pytest

from coder.sampling.coded import Key, coded_sample, key_of
from coder.sampling.estimation import LEAST_CALLS, CodedSample, Estimate, estimate_share
from coder.sampling.files import key_data
from coder.sampling.frame import COACHING, MODES, Frame
from coder.sampling.planning import plan_sample
from coder.sampling.wanted import Wanted
from tests.sampling.worlds import code_truly, invent_frame, true_share

TELL = MODES.index("tell")
DRAWS = 300


def draw_key(frame: Frame, **wish: object) -> Key:
    return key_of(key_data(plan_sample(frame, Wanted(**wish)), frame))


def estimates(frame: Frame, truth: np.ndarray, mode: str, manager: str | None = None, **wish: object) -> list[Estimate]:
    found = []
    those = np.array([manager in (None, call.manager) for call in frame.calls])
    for seed in range(DRAWS):
        key = draw_key(frame, seed=seed, mode=mode, **wish)
        estimate = estimate_share(coded_sample(key, [code_truly(key, frame, truth)]), those, MODES.index(mode))
        assert estimate is not None
        found.append(estimate)
    return found


def coverage(found: list[Estimate], truth: float) -> float:
    return float(np.mean([estimate.low <= truth <= estimate.high for estimate in found]))


@pytest.mark.parametrize(
    ("mode", "wish"),
    [
        ("tell", {"points": 6}),
        ("listen", {"points": 5}),
        ("pitch", {"points": 4}),
        ("tell", {"points": 8, "most_calls": 9}),
        ("tell", {"points": 5, "by": "all"}),
    ],
)
def test_the_interval_covers_the_truth_as_often_as_it_says(mode: str, wish: dict[str, object]) -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 14), seed=3, length=60)
    real = true_share(frame, truth, mode)
    found = estimates(frame, truth, mode, **wish)
    assert 0.92 <= coverage(found, real) <= 0.98
    values = np.array([estimate.value for estimate in found])
    assert abs(values.mean() - real) < 3 * values.std() / DRAWS**0.5
    half = np.mean([(estimate.high - estimate.low) / 2 for estimate in found])
    assert half == pytest.approx(1.96 * values.std(), rel=0.15)


def test_the_interval_of_one_manager_in_strata_of_all_covers_the_truth() -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 8), ("Ben", "2026-Q1", 8), seed=4, length=60)
    found = estimates(frame, truth, "tell", "Ben", points=4, by="all")
    assert 0.92 <= coverage(found, true_share(frame, truth, "tell", "Ben")) <= 0.98


def test_the_machine_alone_is_wrong_where_the_corrected_share_is_right() -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 14), seed=3, length=60, lean=1.5)
    real = true_share(frame, truth, "tell")
    machine = true_share(frame, frame.modes, "tell")
    found = estimates(frame, truth, "tell", points=6)
    assert coverage(found, machine) < 0.1 and coverage(found, real) > 0.92


def test_calls_drawn_at_random_from_many_are_covered_by_the_wider_interval() -> None:
    many, truth = invent_frame(("Ana", "2026-Q1", 300), seed=5, length=60)
    real = true_share(many, truth, "tell")
    chance = np.random.default_rng(0)
    hits, narrow = 0, 0
    for _ in range(DRAWS):
        calls = chance.choice(300, 20, replace=False)
        rows = np.isin(many.call_numbers, calls)
        frame = replace(
            many,
            calls=tuple(many.calls[call] for call in np.sort(calls)),
            call_numbers=np.searchsorted(np.sort(calls), many.call_numbers[rows]),
            indices=many.indices[rows],
            codes=many.codes[rows],
            chances=many.chances[rows],
        )
        key = draw_key(frame, points=8)
        coded = coded_sample(key, [code_truly(key, frame, truth[rows])])
        estimate = estimate_share(coded, np.ones(20, dtype=bool), TELL)
        assert estimate is not None and estimate.low_like is not None and estimate.high_like is not None
        hits += estimate.low_like <= real <= estimate.high_like
        narrow += estimate.low <= real <= estimate.high
    assert 0.92 <= hits / DRAWS <= 0.98
    assert narrow < hits


def test_where_all_is_coded_the_share_is_exact() -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 6))
    key = draw_key(frame, points=0.001)
    assert len(key.places) == len(frame.indices)
    found = estimate_share(coded_sample(key, [code_truly(key, frame, truth)]), np.ones(6, dtype=bool), TELL)
    assert found is not None
    assert found.value == found.low == found.high == pytest.approx(true_share(frame, truth, "tell"))


def small(people: list[int], machine: list[float], *, size: int, calls: int = 1) -> CodedSample:
    """One stratum, some of it coded tell (0) or listen (3), with the machine's chances of tell."""
    tell = np.array(machine)
    chances = np.zeros((len(people), len(MODES)))
    chances[:, 0], chances[:, 3] = tell, 1 - tell
    sums = np.zeros((calls, len(MODES)))
    sums[:, 0], sums[:, 3] = size * tell.mean() / calls, size * (1 - tell).mean() / calls
    return CodedSample(
        call_cells=np.zeros(calls, dtype=int),
        call_drawn=np.ones(calls, dtype=bool),
        call_sums=sums,
        stratum_cells=np.zeros(1, dtype=int),
        stratum_sizes=np.array([float(size)]),
        calls=np.arange(len(people)) % calls,
        strata=np.zeros(len(people), dtype=int),
        machine=chances,
        people=np.eye(len(MODES))[people],
    )


def test_one_stratum_gives_the_textbook_share_and_interval() -> None:
    # A constant auxiliary takes nothing away: mean 0.4, (1 - 10/100) s²/n. With half a yes and half a no added, s² is
    # that of 4.5 and 6.5 utterances.
    found = estimate_share(small([0, 0, 0, 0, 3, 3, 3, 3, 3, 3], [0.5] * 10, size=100), np.array([True]), TELL)
    assert found is not None
    deviation = (0.9 * 4.5 * 6.5 / 11 / 10 / 10) ** 0.5
    assert found.value == pytest.approx(0.4)
    # Student's t with 9 degrees of freedom.
    assert found.high - found.value == pytest.approx(2.262157 * deviation, rel=1e-6)


def test_a_machine_that_is_right_makes_the_interval_narrow_not_nil() -> None:
    people = [0, 3] * 15
    right, blind = ([1.0, 0.0] * 15, [0.5] * 30)
    halves = []
    for machine in (right, blind):
        found = estimate_share(small(people, machine, size=300), np.array([True]), TELL)
        assert found is not None and found.value == pytest.approx(0.5)
        halves.append(found.high - found.value)
    assert 0 < halves[0] < 0.4 * halves[1]


def test_a_rare_mode_that_the_sample_misses_is_not_certain() -> None:
    found = estimate_share(small([3] * 40, [0.01] * 40, size=1000), np.array([True]), TELL)
    assert found is not None and found.value == 0.0
    assert 0.01 < found.high < 0.1


def test_without_coaching_utterances_there_is_no_share() -> None:
    other = int(np.flatnonzero(~COACHING)[0])
    sample = small([other] * 4, [0.5] * 4, size=4)
    assert estimate_share(sample, np.array([True]), TELL) is None


@pytest.mark.parametrize("calls", [LEAST_CALLS - 1, LEAST_CALLS])
def test_few_calls_say_nothing_of_calls_like_these(calls: int) -> None:
    sample = small([0, 3] * 10, [0.5] * 20, size=100, calls=calls)
    found = estimate_share(sample, np.ones(calls, dtype=bool), TELL)
    assert found is not None
    assert (found.low_like is not None) == (calls >= LEAST_CALLS)
