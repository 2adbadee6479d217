"""How often intervals hold what people's codes give, and by how much they must be stretched to."""

import numpy as np
import pytest

from coder import interval_coverage
from coder.codebook import load_codebook
from coder.examples import LabelledCall, LabelledUtterance
from coder.interval_coverage import FACTORS, STYLES, score_intervals
from coder.labelled_review import labelled_review, review_of
from coder.measures import DEFINITION_OF
from coder.measures.tallies import tallies

BOOK = load_codebook()
TELLING = ("inform",) * 30 + ("reflect",) * 10
LISTENING = ("inform",) * 20 + ("reflect",) * 20


def labelled(*codes: str, role: str = "manager") -> LabelledCall:
    utterances = [
        utterance
        for at, code in enumerate(codes)
        for utterance in (
            LabelledUtterance(2 * at, "Ana", role, "one two", code, lenses=("learn",)),
            LabelledUtterance(2 * at + 1, "Ben", "rep", "three", "inform", signals=("idea",)),
        )
    ]
    return LabelledCall("monday", "author", tuple(utterances))


def table(call: LabelledCall, *, sees: str | None = None, confidence: float = 1.0) -> np.ndarray:
    """Probabilities with ``confidence`` on each true code, or all on one that a blind machine always sees."""
    found = np.full((len(call.utterances), len(BOOK.code_ids)), (1 - confidence) / (len(BOOK.code_ids) - 1))
    for row, utterance in zip(found, call.utterances, strict=True):
        row[BOOK.code_ids.index(sees or utterance.code)] = confidence
    return found


@pytest.fixture(autouse=True)
def two_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interval_coverage, "FACTORS", (1.0, 3.0))


def test_what_is_scored_is_a_measure_of_codes() -> None:
    assert all(DEFINITION_OF[name].kind in ("share", "ratio") for name in score_intervals([], [], BOOK))
    assert list(FACTORS) == sorted(FACTORS) and FACTORS[0] == 1.0


def test_a_perfect_machine_needs_no_stretching() -> None:
    calls = [labelled(*TELLING), labelled(*LISTENING)]
    scores = score_intervals(calls, [table(call) for call in calls], BOOK)
    assert set(scores) == set(tallies())
    listening = scores["listen_share"]
    assert listening["widening"] == 1.0
    assert [listening[style]["n"] for style in STYLES] == [2, 2, 1]
    for style in STYLES:
        assert (listening[style]["coverage"], listening[style]["coverage_unwidened"]) == (1.0, 1.0)
        assert listening[style]["bias"] == 0.0
        assert 0 < listening[style]["width"] < 0.5


def test_a_blind_machine_is_stretched_as_far_as_may_be_and_shows_its_bias() -> None:
    call = labelled(*TELLING)
    scores = score_intervals([call], [table(call, sees="inform")], BOOK)["listen_share"]
    assert scores["widening"] == 3.0
    assert scores["all"]["coverage_unwidened"] == scores["all"]["coverage"] == 0.0
    assert scores["all"]["bias"] == -0.25
    assert scores["tell_heavy"]["n"] == 1
    assert scores["listening"] == {"n": 0, "coverage_unwidened": None, "coverage": None, "width": None, "bias": None}


def test_the_least_factor_that_holds_is_chosen() -> None:
    call = labelled(*TELLING)
    # Six reflections in ten are missed: just outside the plain interval, well inside the stretched one.
    off = table(call)
    reflect, inform = BOOK.code_ids.index("reflect"), BOOK.code_ids.index("inform")
    missed = [at for at, utterance in enumerate(call.utterances) if utterance.code == "reflect"][:6]
    off[missed, reflect], off[missed, inform] = 0.0, 1.0
    scores = score_intervals([call], [off], BOOK)["listen_share"]
    assert (scores["widening"], scores["all"]["coverage_unwidened"], scores["all"]["coverage"]) == (3.0, 0.0, 1.0)


def test_calls_without_a_manager_or_without_the_measure_are_left_out() -> None:
    calls = [labelled(*TELLING, role="rep"), labelled(*TELLING[:5]), labelled(*TELLING)]
    scores = score_intervals(calls, [table(call) for call in calls], BOOK)
    assert scores["listen_share"]["all"]["n"] == 1
    assert scores["open_share_of_questions"]["all"]["n"] == 0
    assert scores["open_share_of_questions"]["widening"] == 1.0


def test_the_machines_review_has_its_codes_and_no_tags() -> None:
    call = labelled("reflect", "inform")
    review = review_of(call, table(call, sees="direct", confidence=0.7), BOOK)
    assert {(u.code, u.mode, round(u.confidence, 9), u.lenses, u.signals) for u in review.utterances} == {
        ("direct", "tell", 0.7, (), ())
    }
    assert [(s.name, s.role, s.words, len(s.stretches)) for s in review.speakers] == [
        ("Ana", "manager", 4, 2),
        ("Ben", "rep", 2, 2),
    ]


def test_the_coders_review_has_their_codes_and_tags() -> None:
    review = labelled_review(labelled("reflect", "inform"), BOOK)
    assert [u.code for u in review.spoken_by("manager")] == ["reflect", "inform"]
    assert {u.lenses for u in review.spoken_by("manager")} == {("learn",)}
    assert {u.signals for u in review.spoken_by("rep")} == {("idea",)}
    assert {u.confidence for u in review.utterances} == {1.0}
