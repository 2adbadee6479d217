"""Own calls over time, against figures worked out by hand."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.call_figures import Figure
from coder.measures import DEFINITION_OF
from coder.trend import LATEST, Change, Direction, Point, TrendCall, followed, measure_trend
from coder.trend.baselines import _students_t, pool_calls
from coder.trend.differences import clear_from, differ
from coder.trend.directions import find_direction
from coder.trend.records import compared
from coder.trend.wording import day_in_words, say_direction, subject_of
from tests.trend_calls import figures_with, make_call, ratio, share, talk

DAYS = [f"2026-05-{day:02}" for day in (1, 8, 15, 22, 29)]


def point(value: float, low: float | None, high: float | None, *, above: float = 0, below: int = 1) -> Point:
    return Point("c", "c", "2026-05-01", "other", value, low, high, above, below, "utterances")


def counted(above: int, below: int, unit: str = "utterances") -> Point:
    return Point("c", "c", "2026-05-01", "other", above / below, None, None, above, below, unit)


# Differences.


def test_difference_of_shares_by_hand() -> None:
    # 0.3 less 0.6; downwards 0.1 and 0.05 are unsure, upwards 0.05 and 0.1.
    found = differ(point(0.6, 0.5, 0.65), point(0.3, 0.2, 0.35), ratio=False)
    assert found is not None
    assert found.value == pytest.approx(-0.3)
    assert found.low == pytest.approx(-0.3 - math.hypot(0.1, 0.05))
    assert found.high == pytest.approx(-0.3 + math.hypot(0.05, 0.1))
    assert found.clearness == pytest.approx(0.3 / math.hypot(0.05, 0.1))


def test_difference_of_ratios_by_hand() -> None:
    # With half a count added 10.5 to 20.5 and 40.5 to 20.5: 3.857 times as much.
    before, after = point(0.5, 0.25, 1.0, above=10, below=20), point(2.0, 1.0, 4.0, above=40, below=20)
    found = differ(before, after, ratio=True)
    assert found is not None
    assert found.value == pytest.approx(40.5 / 10.5)
    down = math.hypot(math.log(40.5 / 20.5) - math.log(1), math.log(1) - math.log(10.5 / 20.5))
    assert found.low == pytest.approx(40.5 / 10.5 / math.exp(down))
    assert found.clearness == pytest.approx(math.log(40.5 / 10.5) / down)


def test_a_ratio_of_nothing_can_be_compared() -> None:
    found = differ(point(0.0, 0.0, 0.2, above=0, below=12), point(1.0, 0.5, 2.0, above=12, below=12), ratio=True)
    assert found is not None and found.value == pytest.approx(25) and found.low > 1


def test_the_same_figure_differs_by_nothing() -> None:
    same = point(0.4, 0.4, 0.4)
    found = differ(same, same, ratio=False)
    assert found is not None and (found.value, found.clearness) == (0, 0)


def test_without_an_interval_there_is_no_difference() -> None:
    assert differ(point(0.4, None, None), point(0.6, 0.5, 0.7), ratio=False) is None


def test_six_figures_ask_for_more_than_one() -> None:
    # The 99.58th percentile of the normal distribution is 2.638, the 97.5th 1.960.
    assert pytest.approx(2.638 / 1.960, abs=1e-3) == clear_from(len(compared()))


# The usual figure.


def test_baseline_sums_before_it_divides() -> None:
    found = pool_calls([counted(10, 20), counted(10, 80), counted(30, 100)], ratio=False)
    assert (found.value, found.calls) == (0.25, 3)
    assert found.low == pytest.approx(10 / 80, abs=0.01) and found.high == pytest.approx(0.5, abs=0.01)


def test_calls_that_agree_leave_nothing_open() -> None:
    found = pool_calls([counted(20, 40)] * 6, ratio=False)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_baseline_interval_is_that_of_the_mean_where_calls_are_alike_in_size() -> None:
    # Forty shares of 40 % and 60 % in equal parts: mean 50 %, standard error 0.1 / sqrt(39).
    found = pool_calls([counted(40, 100), counted(60, 100)] * 20, ratio=False)
    half = 0.1 / math.sqrt(39) * _students_t(39)
    assert (found.low, found.high) == (pytest.approx(0.5 - half, abs=0.006), pytest.approx(0.5 + half, abs=0.006))


def test_the_same_calls_give_the_same_interval() -> None:
    points = [counted(above, 20) for above in (3, 9, 4, 12, 7)]
    assert pool_calls(points, ratio=True) == pool_calls(points, ratio=True)


def test_words_and_times_are_not_summed() -> None:
    found = pool_calls([counted(30_000, 60_000, "ms of speech"), counted(20, 100, "words")], ratio=False)
    assert found.value == pytest.approx(0.35)


@pytest.mark.parametrize(("freedom", "expected"), [(3, 3.182), (4, 2.776), (9, 2.262), (59, 2.001)])
def test_students_t_against_its_table(freedom: int, expected: float) -> None:
    assert _students_t(freedom) == pytest.approx(expected, rel=0.01)


# Directions.


def test_direction_by_hand() -> None:
    # Slopes of all ten pairs are 0.07 in seven days but for the last call, which lies 0.21 higher still.
    found = find_direction(DAYS, [0.1, 0.17, 0.24, 0.31, 0.59])
    assert found is not None
    assert found.a_month == pytest.approx(0.30)
    assert (found.low, found.high) == (pytest.approx(0.30), pytest.approx(1.20))
    assert (found.moved, found.calls) == ("up", 5)


def test_one_call_out_of_order_among_five_is_no_direction() -> None:
    found = find_direction(DAYS, [0.1, 0.2, 0.15, 0.3, 0.4])
    assert found is not None and found.moved is None and found.low < 0 < found.high


def test_one_strange_call_among_many_does_not_turn_a_direction() -> None:
    days = [f"2026-{month:02}-01" for month in range(1, 11)]
    found = find_direction(days, [0.9, 0.85, 0.8, 0.75, 0.7, 5.0, 0.6, 0.55, 0.5, 0.45])
    assert found is not None and found.moved == "down"
    assert found.a_month == pytest.approx(-0.05, abs=0.003)


def test_ratios_go_by_factors() -> None:
    found = find_direction(
        ["2026-01-01", "2026-01-31", "2026-03-02", "2026-04-01", "2026-05-01"],
        [math.log(2) * n for n in range(5)],
        log=True,
    )
    assert found is not None and found.a_month == pytest.approx(2) and found.low == pytest.approx(2)


def test_too_few_calls_or_days_have_no_direction() -> None:
    assert find_direction(DAYS[:4], [1, 2, 3, 4]) is None
    assert find_direction([DAYS[0]] * 5, [1, 2, 3, 4, 5]) is None
    assert find_direction([DAYS[0]] * 4 + DAYS[1:2], [1, 2, 3, 4, 5]) is None


def test_only_the_latest_calls_tell_the_direction() -> None:
    days = [f"{1900 + year}-01-01" for year in range(LATEST + 20)]
    found = find_direction(days, [*range(20, 0, -1), *range(LATEST)])
    assert found is not None and (found.calls, found.moved) == (LATEST, "up")
    assert found.low == pytest.approx(30 / 365, rel=0.01)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=30, unique=True))
def test_a_direction_turns_with_its_figures(values: list[float]) -> None:
    days = [f"2026-06-{day:02}" for day in range(1, len(values) + 1)]
    up, down = find_direction(days, values), find_direction(days, [-value for value in values])
    assert up is not None and down is not None
    assert up.low <= up.a_month <= up.high
    assert (up.low, up.high) == (pytest.approx(-down.high), pytest.approx(-down.low))
    assert {up.moved, down.moved} in ({"up", "down"}, {None})


@pytest.mark.parametrize("calls", [5, 10, 20])
def test_of_figures_that_go_nowhere_hardly_any_seem_to_move(calls: int) -> None:
    chance = np.random.default_rng(calls)
    days = [date.fromordinal(740_000 + 7 * week).isoformat() for week in range(calls)]
    told = [find_direction(days, chance.normal(size=calls).tolist()) for _ in range(400)]
    assert sum(each is not None and each.moved is not None for each in told) <= 0.075 * len(told)


@pytest.mark.parametrize("calls", [5, 15])
def test_the_usual_figure_lies_mostly_in_its_interval(calls: int) -> None:
    # Calls of forty to two hundred utterances, a third of which are counted, call by call more or less.
    chance = np.random.default_rng(calls)
    held = 0
    for _ in range(300):
        sizes = chance.integers(40, 200, calls)
        found = pool_calls(
            [
                counted(int(n), int(of))
                for n, of in zip(chance.binomial(sizes, chance.beta(4, 8, calls)), sizes, strict=True)
            ],
            ratio=False,
        )
        held += found.low <= 1 / 3 <= found.high
    assert held >= 0.86 * 300


# The whole.


def weekly(*indices: int, **fields: str) -> list[TrendCall]:
    return [make_call(1 + 7 * at, ask_and_listen_index=share(n, 100, 0.05), **fields) for at, n in enumerate(indices)]


def test_five_calls_make_a_trend() -> None:
    trend = measure_trend(weekly(20, 30, 40, 50, 60), manager="ana")
    index = trend.series["ask_and_listen_index"]
    assert (trend.missing, trend.n_calls) == (0, 5)
    assert [point.value for point in index.points] == [0.2, 0.3, 0.4, 0.5, 0.6]
    assert index.baseline is not None and (index.baseline.value, index.baseline.calls) == (0.35, 4)
    assert index.direction is not None and index.direction.moved == "up"
    assert index.says == "Moved up over 5 calls, about +43 points in thirty days (95 % interval +43 to +43 points)."


def test_four_calls_make_none() -> None:
    trend = measure_trend(weekly(20, 30, 40, 50), manager="Ana")
    index = trend.series["ask_and_listen_index"]
    assert (trend.missing, index.baseline, index.direction, index.latest) == (1, None, None, None)
    assert len(index.points) == 4
    assert index.says == "No trend from fewer than 5 calls: 4 with a day are here, 1 more needed."


def test_nothing_moves_where_figures_go_to_and_fro() -> None:
    index = measure_trend(weekly(30, 42, 28, 41, 33, 36), manager="Ana").series["ask_and_listen_index"]
    assert index.says == "No clear change over 6 calls."


def test_a_call_unlike_the_earlier_ones_is_told() -> None:
    index = measure_trend(weekly(30, 42, 28, 41, 33, 80), manager="Ana").series["ask_and_listen_index"]
    assert index.baseline is not None and index.baseline.value == pytest.approx(0.348)
    assert index.says == "No clear change over 6 calls. The latest call lies above the earlier ones taken together."


def test_every_followed_measure_has_a_series() -> None:
    trend = measure_trend([], manager="Ana")
    assert tuple(trend.series) == followed()
    assert (trend.change, trend.missing, trend.n_calls, trend.notes) == (None, 5, 0, ())
    assert {*followed()} <= {*DEFINITION_OF}
    assert subject_of("listen_share") == "the share of open questions and listening"


def test_calls_without_a_day_or_a_figure_are_counted() -> None:
    calls = [*weekly(20, 30), make_call("", ask_and_listen_index=share(1, 2)), make_call(29), make_call(30)]
    trend = measure_trend(calls, manager="Ana")
    assert (trend.n_calls, trend.n_without_day) == (4, 1)
    assert trend.series["ask_and_listen_index"].left_out == (("nobody in this call has the role manager", 2),)
    assert len(trend.series["ask_and_listen_index"].points) == 2
    assert trend.series["talk_share"].points == ()


def test_reasons_are_told_without_their_numbers() -> None:
    short = [
        replace(share(1, 2), value=None, low=None, high=None, reason=f"too short: 30 needed, {n} found") for n in (3, 9)
    ]
    trend = measure_trend([make_call(1, tell_share=short[0]), make_call(2, tell_share=short[1])], manager="Ana")
    assert trend.series["tell_share"].left_out == (("too short", 2),)


def test_only_ones_own_calls_of_one_type() -> None:
    calls = [*weekly(20, 30, 40), *weekly(90, 95, manager="Ben"), *weekly(70, 75, kind="cadence")]
    trend = measure_trend(calls, manager=" ANA ", call_type="one_to_one")
    assert [point.value for point in trend.series["ask_and_listen_index"].points] == [0.2, 0.3, 0.4]
    assert trend.notes == ("All these calls are machine-coded, not reviewed by a person.",)


def test_calls_stand_by_day_whatever_their_order() -> None:
    trend = measure_trend(list(reversed(weekly(20, 30, 40))), manager="Ana")
    assert [point.day for point in trend.series["ask_and_listen_index"].points] == DAYS[:3]


def test_a_reviewed_part_counts_as_it_corrects_the_whole() -> None:
    corrected = replace(share(20, 100), value=0.3, corrected=True)
    trend = measure_trend([make_call(1, tell_share=corrected)], manager="Ana")
    assert trend.series["tell_share"].points[0].numerator == 30


def test_what_to_know_before_reading() -> None:
    calls = [
        make_call(1, model="a", talk_share=talk(50)),
        make_call(2, kind="cadence", model="b", talk_share=talk(50, unit="ms of speech")),
    ]
    reviewed = replace(calls[0], figures=figures_with(n_reviewed=3, talk_share=talk(50)))
    notes = measure_trend([reviewed, calls[1]], manager="Ana").notes
    assert [note.split()[0] for note in notes] == ["Calls", "These", "In", "Talk"]
    assert "In 1 of these 2 calls a person reviewed codes" in notes[2]


# The one change.


def change_between(before: dict[str, Figure], after: dict[str, Figure]) -> Change:
    calls = [make_call(4, **before), make_call(11, **after)]
    change = measure_trend(calls, manager="Ana").change
    assert change is not None
    return change


def test_the_clearest_change_is_told() -> None:
    # Telling fell by 30 points, to within 10 of them either way: 2.1 times its joint uncertainty.
    change = change_between(
        {"tell_share": share(60, 100), "pitch_share": share(10, 100)},
        {"tell_share": share(30, 100), "pitch_share": share(20, 100)},
    )
    assert (change.measure, change.is_clear) == ("tell_share", True)
    assert (change.before_id, change.after_id) == ("call of 4", "call of 11")
    assert change.says == (
        "Since 4 May 2026, the share of telling fell from 60 % to 30 % (by 16 to 44 points, 95 % interval). "
        "That is more than unsure codes alone would explain; two calls make no trend yet."
    )


def test_a_ratio_is_told_as_a_factor() -> None:
    change = change_between(
        {"questions_to_directives": ratio(10, 40, 1.5)}, {"questions_to_directives": ratio(40, 20, 1.5)}
    )
    # Each is unsure by a factor of 1.5.
    assert change.is_clear and change.difference is not None
    assert change.difference.value == pytest.approx((40.5 / 20.5) / (10.5 / 40.5))
    assert change.says.startswith("Since 4 May 2026, questions to directives rose from 0.25 to 2.00 (4.")


def test_what_one_figure_would_show_six_looked_at_do_not() -> None:
    # 16 points with an uncertainty of 14.1: beyond what one figure needs, within what six need.
    change = change_between({"tell_share": share(60, 100)}, {"tell_share": share(44, 100)})
    assert change.difference is not None and 1 < change.difference.clearness < clear_from(6)
    assert not change.is_clear
    assert change.says == (
        "Nothing moved clearly since 4 May 2026. The largest difference, in the share of telling (60 %, then 44 %), "
        "may come from unsure codes alone."
    )


def test_talk_share_is_held_against_wrong_names() -> None:
    change = change_between({"talk_share": talk(70)}, {"talk_share": talk(50)})
    assert change.measure == "talk_share" and change.is_clear
    assert change.says.endswith(
        "(by 13 to 27 points, allowing for turns under a wrong name). "
        "That is more than 5 % of turns under a wrong name would explain; two calls make no trend yet."
    )


def test_only_calls_of_one_type_are_compared() -> None:
    calls = [
        make_call(4, tell_share=share(60, 100)),
        make_call(8, kind="cadence", tell_share=share(10, 100)),
        make_call(11, tell_share=share(60, 100)),
    ]
    change = measure_trend(calls, manager="Ana").change
    assert change is not None and change.before_id == "call of 4" and not change.is_clear
    assert measure_trend(calls[1:], manager="Ana").change is None


def test_calls_without_a_figure_in_common_cannot_be_compared() -> None:
    change = change_between({"tell_share": share(60, 100)}, {"pitch_share": share(60, 100)})
    assert (change.measure, change.difference, change.is_clear) == (None, None, False)
    assert change.says == "Nothing can be compared since 4 May 2026: one of the two calls is too short to say."


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), min_size=2, max_size=12))
def test_nobody_is_graded(counts: list[tuple[int, int]]) -> None:
    calls = [
        make_call(1 + at, questions_to_directives=ratio(a, b), tell_share=share(min(a, b), b))
        for at, (a, b) in enumerate(counts)
    ]
    trend = measure_trend(calls, manager="Ana")
    assert trend.change is not None
    said = " ".join([trend.change.says, *(series.says for series in trend.series.values())]).lower()
    assert not {"good", "bad", "better", "worse", "score", "improved", "should"} & {*said.replace(".", " ").split()}


def test_sentences() -> None:
    assert day_in_words("2026-12-09") == "9 December 2026"
    down = Direction(0.8, 0.7, 0.95, "down", 9)
    assert say_direction("questions_to_directives", down) == (
        "Moved down over 9 calls, about ×0.80 in thirty days (95 % interval ×0.70 to ×0.95)."
    )
    assert "about \u22122.5 points in thirty days (95 % interval \u221212 to \u22120.4 points)" in say_direction(
        "tell_share", Direction(-0.025, -0.12, -0.004, "down", 9)
    )
    assert say_direction("talk_share", None).startswith("No clear change")
