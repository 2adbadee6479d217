"""Corrected figures by group, the reasons where there are none, and the measurement card."""

import json

import numpy as np
import pytest

from coder.codings import Coding
from coder.sampling import correct_figures, measurement_card, render_card, render_figures, render_plan
from coder.sampling.coded import Key, key_of
from coder.sampling.corrected import CorrectedFigures
from coder.sampling.estimation import LEAST_CODED
from coder.sampling.files import key_data
from coder.sampling.frame import narrow_frame
from coder.sampling.planning import plan_sample
from coder.sampling.wanted import COACHING_MODES, Wanted
from tests.sampling.worlds import code_carelessly, code_truly, invent_frame, some_of, true_share

FRAME, TRUTH = invent_frame(("Ana", "2026-Q1", 6), ("Ana", "2026-Q2", 7), ("Ben", "2026-Q1", 3), length=80)
PLAN = plan_sample(FRAME, Wanted(points=8))


@pytest.fixture(scope="module")
def key() -> Key:
    return key_of(json.loads(json.dumps(key_data(PLAN, FRAME))))


@pytest.fixture(scope="module")
def ana(key: Key) -> Coding:
    return code_truly(key, FRAME, TRUTH)


@pytest.fixture(scope="module")
def figures(key: Key, ana: Coding) -> CorrectedFigures:
    return correct_figures(key, [ana])


def test_figures_are_for_all_each_manager_each_quarter_and_both(figures: CorrectedFigures) -> None:
    names = [(group.manager, group.quarter) for group in figures.groups]
    assert names == [
        (None, None),
        ("Ana", None),
        ("Ben", None),
        (None, "2026-Q1"),
        (None, "2026-Q2"),
        ("Ana", "2026-Q1"),
        ("Ana", "2026-Q2"),
        ("Ben", "2026-Q1"),
    ]
    assert [group.n_calls for group in figures.groups] == [16, 13, 3, 9, 7, 6, 7, 3]
    assert len(figures.planned) == 3


def test_every_mode_stands_beside_what_the_machine_says(figures: CorrectedFigures) -> None:
    shares = figures.overall.shares
    assert tuple(shares) == COACHING_MODES
    assert shares["tell"].machine == pytest.approx(true_share(FRAME, FRAME.modes, "tell"))
    assert sum(share.value or 0 for share in shares.values()) == pytest.approx(1)
    for mode, share in shares.items():
        assert share.low is not None and share.high is not None
        assert share.low - 0.03 <= true_share(FRAME, TRUTH, mode) <= share.high + 0.03
        assert share.low_like is not None and share.low_like <= share.low


def test_a_groups_figure_hangs_on_its_own_calls_alone(figures: CorrectedFigures) -> None:
    alone = narrow_frame(FRAME, managers=["Ben"])
    own = key_of(key_data(plan_sample(alone, PLAN.wanted), alone))
    truth = TRUTH[np.array([FRAME.calls[call].manager == "Ben" for call in FRAME.call_numbers])]
    found = correct_figures(own, [code_truly(own, alone, truth)]).overall.shares["tell"]
    ben = next(group for group in figures.groups if (group.manager, group.quarter) == ("Ben", None)).shares["tell"]
    assert (found.value, found.low, found.high) == pytest.approx((ben.value, ben.low, ben.high))


def test_groups_of_few_calls_say_nothing_of_calls_like_these(figures: CorrectedFigures) -> None:
    ben = next(group for group in figures.groups if (group.manager, group.quarter) == ("Ben", None))
    assert ben.shares["tell"].value is not None and ben.shares["tell"].low_like is None


def test_too_few_codes_give_no_figure_but_a_reason(key: Key, ana: Coding) -> None:
    few = correct_figures(key, [some_of(ana, key.places[: LEAST_CODED - 1])]).overall.shares["tell"]
    assert (few.value, few.reason) == (None, "too few coded: 30 needed, 29 found")
    assert few.machine is not None


def test_a_stratum_with_one_code_gives_no_figure_but_a_reason(key: Key, ana: Coding) -> None:
    first = int(key.place_strata[0])
    own = [place for place, stratum in zip(key.places, key.place_strata.tolist(), strict=True) if stratum == first]
    rest = [place for place in key.places if place not in own[1:]]
    found = correct_figures(key, [some_of(ana, rest)])
    reason = found.overall.shares["tell"].reason
    assert reason == f"too few coded of machine-coded {key.strata[first][1]}, Ana 2026-Q1: 2 needed, 1 found"
    # Others are not touched by it.
    ben = next(group for group in found.groups if (group.manager, group.quarter) == ("Ben", "2026-Q1"))
    assert ben.shares["tell"].value is not None


def test_several_coders_count_alike(key: Key, ana: Coding) -> None:
    ben = code_carelessly(ana, 0.3)
    both, first, second = (correct_figures(key, coders) for coders in ([ana, ben], [ana], [ben]))
    values = [found.overall.shares["listen"].value or 0 for found in (both, first, second)]
    assert min(values[1:]) <= values[0] <= max(values[1:])
    assert list(both.by_coder) == ["ana", "ben"]
    assert both.by_coder["ana"].value == pytest.approx(first.overall.shares["tell"].value)
    assert first.by_coder == {}


def test_coders_may_share_out_the_work(key: Key, ana: Coding, figures: CorrectedFigures) -> None:
    half = len(key.places) // 2
    first, second = some_of(ana, key.places[:half]), some_of(ana, key.places[half:])
    found = correct_figures(key, [first, Coding("ben.csv", second.units)])
    assert found.overall.shares["tell"].value == pytest.approx(figures.overall.shares["tell"].value)
    card = measurement_card(found)
    assert card.agreement is None
    assert any(line.startswith("No two coders on one utterance") for line in card.may_not)
    assert "Not known: no two coders" in render_card(card, "md")


def test_the_card_tells_how_it_was_measured(figures: CorrectedFigures) -> None:
    card = measurement_card(figures)
    assert (card.model, card.model_version, card.wanted) == ("tiny", "0123456789ab", PLAN.wanted)
    assert (card.n_calls, card.n_utterances, card.n_drawn) == (16, len(FRAME.indices), PLAN.to_code)
    assert sum(stratum.n_utterances for stratum in card.strata) == card.n_utterances
    assert sum(stratum.n_coded for stratum in card.strata) == card.n_coded == card.n_drawn
    assert card.coders == {"ana": PLAN.to_code}
    page = render_card(card, "md")
    assert f"Drawn: {PLAN.to_code:,} utterances from 16 calls, seed 0" in page
    assert all(f"### {mode}" in page for mode in COACHING_MODES)


def test_the_card_says_what_may_and_may_not_be_concluded(figures: CorrectedFigures) -> None:
    card = measurement_card(figures)
    share = figures.overall.shares["tell"]
    assert card.may[0].startswith(
        f"Tell share over these 16 calls, as these coders would code them: {share.value:.1%}"[:-1]
    )
    told = " ".join(card.may_not)
    assert "No manager may be ranked" in told
    assert "2 of the groups hold fewer than 5 calls" in told
    assert "published norms of selling" in told
    assert "One coder" in told


def test_without_a_figure_nothing_may_be_concluded(key: Key, ana: Coding) -> None:
    card = measurement_card(correct_figures(key, [some_of(ana, key.places[:10])]))
    assert card.may == ()
    assert "Nothing: there is no figure over all calls." in render_card(card, "md")
    assert any("Nobody coded" in line for line in card.may_not)


@pytest.mark.parametrize(("slips", "says"), [(0.0, None), (0.15, "tentative"), (0.6, "mend the codebook")])
def test_the_card_warns_of_coders_who_agree_too_little(key: Key, ana: Coding, slips: float, says: str | None) -> None:
    card = measurement_card(correct_figures(key, [ana, code_carelessly(ana, slips)]))
    assert card.agreement is not None and card.agreement.n_utterances == len(key.places)
    assert [line for line in card.may_not if line.startswith("Coders agree")] == [
        line for line in card.may_not if says and says in line
    ]
    assert list(card.machine_agreement) == ["ana", "ben"]
    assert "| alpha |" in render_card(card, "md")


def test_names_cannot_mark_up_the_card(key: Key, ana: Coding) -> None:
    page = render_card(measurement_card(correct_figures(key, [Coding("<b>|x.csv", ana.units)])), "md")
    assert "\\<b\\>\\|x" in page


def test_every_form_is_whole(figures: CorrectedFigures) -> None:
    card = json.loads(render_card(measurement_card(figures), "json"))
    assert card["format"] == 1 and len(card["groups"]) == 8
    plan = json.loads(render_plan(PLAN, "json"))
    assert plan["to_code"] == PLAN.to_code and "rows" not in plan
    told = json.loads(render_figures(figures, "json"))
    assert told["groups"][0]["shares"]["tell"]["value"] == figures.overall.shares["tell"].value
    assert f"To code: {PLAN.to_code:,} of {len(FRAME.indices):,}" in render_plan(PLAN, "text")
    assert "Ana, 2026-Q1" in render_figures(figures, "text")
