"""Each measure against calls counted by hand; undefined is never 0."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.codebook import load_codebook
from coder.measures import (
    DEFINITION_OF,
    DEFINITIONS,
    MIN_COUNTED,
    MIN_UTTERANCES,
    Measure,
    measure_call,
    talk_share_if_misnamed,
)
from coder.measures.tallies import tallies
from coder.review import Review
from tests.builders import build_review, one_word_each

# 30 manager utterances, 24 of them in a coaching mode.
COUNTED_BY_HAND = (
    *("open_question",) * 6,
    *("clarify",) * 2,
    *("inspect",) * 3,
    "steer",
    *("direct",) * 4,
    *("advise",) * 1,
    *("reflect",) * 3,
    *("promote",) * 2,
    *("argue",) * 2,
    *("social",) * 6,
)


@pytest.fixture
def counted() -> Review:
    return build_review(
        *one_word_each("Ana", "manager", *COUNTED_BY_HAND),
        ("Ben", "rep", "inform", "ten words " * 5),
        *one_word_each("Ana", "manager", "social"),
        ("Ben", "rep", "inform", "nine more words than that, and not one else"),
    )


def parts(measure: Measure) -> tuple[int, int | None, str]:
    return measure.numerator, measure.denominator, measure.unit


def test_every_definition_is_measured_in_order(counted: Review) -> None:
    assert list(measure_call(counted)) == [definition.id for definition in DEFINITIONS]
    assert set(DEFINITION_OF) == set(measure_call(counted))


@pytest.mark.parametrize(
    ("name", "numerator", "denominator"),
    [
        ("questions_to_directives", 6, 5),
        ("ask_and_listen_index", 11, 24),
        ("tell_share", 8, 24),
        ("pitch_share", 2, 24),
        ("persuade_share", 3, 24),
        ("listen_share", 11, 24),
        ("open_share_of_questions", 6, 12),
        ("reflections_to_questions", 3, 12),
    ],
)
def test_counted_by_hand(counted: Review, name: str, numerator: int, denominator: int) -> None:
    measure = measure_call(counted)[name]
    assert parts(measure) == (numerator, denominator, "utterances")
    assert measure.value == numerator / denominator
    assert measure.reason is None


def test_shares_of_the_four_modes_sum_to_one(counted: Review) -> None:
    shares = [measure_call(counted)[f"{mode}_share"].value for mode in load_codebook().coaching_modes]
    assert sum(share or 0 for share in shares) == pytest.approx(1)


def test_modes_are_the_codebooks_coaching_modes() -> None:
    assert load_codebook().coaching_modes == ("tell", "pitch", "persuade", "listen")


def test_index_and_listen_share_are_one_figure(counted: Review) -> None:
    measures = measure_call(counted)
    assert measures["ask_and_listen_index"] == measures["listen_share"]


def test_talk_share_in_words_without_times(counted: Review) -> None:
    measure = measure_call(counted)["talk_share"]
    assert parts(measure) == (31, 31 + 10 + 9, "words")
    assert measure.value == 31 / 50


def test_talk_share_in_time_where_there_are_times() -> None:
    review = build_review(
        ("Ana", "manager", "inform", "one two three"), ("Ben", "rep", "inform", "four"), ms_per_word=250
    )
    measure = measure_call(review)["talk_share"]
    assert parts(measure) == (750, 1000, "ms of speech")
    assert measure.value == 0.75
    assert measure_call(review, "rep")["talk_share"].value == 0.25


def test_talk_share_with_some_names_wrong_lies_around_its_mean() -> None:
    rows = [(name, role, "inform", "a b c d") for _ in range(50) for name, role in (("Ana", "manager"), ("Ben", "rep"))]
    even = build_review(*rows)
    low, high = talk_share_if_misnamed(even)
    # 100 turns of a hundredth each: 1.96 * sqrt(100 * 0.01**2 * 0.05 * 0.95)
    assert (low, high) == pytest.approx((0.5 - 0.04272, 0.5 + 0.04272), abs=1e-4)
    assert talk_share_if_misnamed(even, wrong=0.0) == (0.5, 0.5)


def test_wrong_names_pull_talk_share_towards_the_middle() -> None:
    rows = [("Ana", "manager", "inform", "a b c d e f g h i"), ("Ben", "rep", "inform", "a")] * 40
    low, high = talk_share_if_misnamed(build_review(*rows))
    assert (low + high) / 2 == pytest.approx(0.9 - 0.05 * 0.8)


def test_talk_share_with_names_wrong_is_undefined_where_talk_share_is() -> None:
    assert talk_share_if_misnamed(build_review(("Ana", "manager", "inform", "One."))) is None


def test_longest_stretch_is_the_longest_turn() -> None:
    rows = [
        ("Ana", "manager", "inform", "one two"),
        ("Ben", "rep", "inform", "three four five six"),
        ("Ana", "manager", "inform", "seven eight"),
        ("Ana", "manager", "inform", "nine"),
    ]
    assert measure_call(build_review(*rows))["longest_stretch"] == Measure(3.0, 3, None, "words", turn=2)
    timed = measure_call(build_review(*rows, ms_per_word=100), "rep")["longest_stretch"]
    assert timed == Measure(400.0, 400, None, "ms of speech", turn=1)


def test_longest_stretch_over_several_reps() -> None:
    review = build_review(
        ("Ana", "manager", "inform", "go"),
        ("Ben", "rep", "inform", "one two"),
        ("Cyd", "rep", "inform", "one two three"),
    )
    assert measure_call(review, "rep")["longest_stretch"] == Measure(3.0, 3, None, "words", turn=2)


def test_a_guest_counts_in_the_talk_but_on_neither_side() -> None:
    review = build_review(
        ("Ana", "manager", "inform", "one"),
        ("Ben", "rep", "inform", "one"),
        ("Cyd", "guest", "inform", "one two"),
    )
    assert [parts(measure_call(review, role)["talk_share"])[:2] for role in ("manager", "rep")] == [(1, 4), (1, 4)]


def undefined(review: Review, name: str, role: str = "manager") -> Measure:
    measure = measure_call(review, role)[name]
    assert measure.value is None
    assert measure.reason
    return measure


UTTERANCE_MEASURES = list(tallies())


@pytest.mark.parametrize("name", UTTERANCE_MEASURES)
def test_too_few_utterances_give_counts_only(name: str) -> None:
    codes = ["open_question", "direct", "reflect"] * 10
    short = build_review(*one_word_each("Ana", "manager", *codes[: MIN_UTTERANCES - 1]))
    enough = build_review(*one_word_each("Ana", "manager", *codes))
    measure = undefined(short, name)
    assert str(MIN_UTTERANCES - 1) in (measure.reason or "")
    assert measure.denominator
    assert measure_call(enough)[name].value is not None


@pytest.mark.parametrize(
    ("name", "counted", "other"),
    [
        ("questions_to_directives", ["open_question", "direct"], "inspect"),
        ("open_share_of_questions", ["open_question", "steer"], "direct"),
        ("reflections_to_questions", ["reflect", "clarify"], "direct"),
    ],
)
def test_too_few_counted_give_counts_only(name: str, counted: list[str], other: str) -> None:
    nine = (counted * MIN_COUNTED)[: MIN_COUNTED - 1]
    measure = undefined(build_review(*one_word_each("Ana", "manager", *nine, *[other] * 30)), name)
    assert f"{MIN_COUNTED - 1} " in (measure.reason or "")
    assert measure.numerator == nine.count(counted[0])
    ten = (counted * MIN_COUNTED)[:MIN_COUNTED]
    assert measure_call(build_review(*one_word_each("Ana", "manager", *ten, *[other] * 30)))[name].value is not None


@pytest.mark.parametrize(("name", "code"), [("questions_to_directives", "open_question")])
def test_nothing_below_the_line_is_not_infinity(name: str, code: str) -> None:
    measure = undefined(build_review(*one_word_each("Ana", "manager", *[code] * 40)), name)
    assert (measure.numerator, measure.denominator) == (40, 0)


def test_no_questions_but_reflections() -> None:
    measure = undefined(build_review(*one_word_each("Ana", "manager", *["reflect"] * 40)), "reflections_to_questions")
    assert (measure.numerator, measure.denominator) == (40, 0)


def test_a_call_of_small_talk_has_no_mode_mix() -> None:
    review = build_review(*one_word_each("Ana", "manager", *["social"] * 40))
    for mode in load_codebook().coaching_modes:
        assert parts(undefined(review, f"{mode}_share")) == (0, 0, "utterances")


def test_one_speaker_shares_with_nobody() -> None:
    measure = undefined(build_review(("Ana", "manager", "inform", "one two")), "talk_share")
    assert (measure.numerator, measure.denominator) == (2, 2)
    assert "one speaker" in (measure.reason or "")


@pytest.mark.parametrize("name", [definition.id for definition in DEFINITIONS])
def test_nobody_in_the_role_leaves_everything_undefined(name: str) -> None:
    review = build_review(("Ana", "rep", "inform", "one"), ("Ben", "rep", "inform", "two"))
    assert undefined(review, name).numerator == 0


def test_the_unit_is_words_when_nobody_is_in_the_role_of_a_call_without_times() -> None:
    review = build_review(("Ana", "rep", "inform", "one"), ("Ben", "rep", "inform", "two"))
    assert measure_call(review)["longest_stretch"].unit == measure_call(review)["talk_share"].unit == "words"


codes = st.lists(st.sampled_from(load_codebook().code_ids), min_size=1, max_size=80)


@settings(max_examples=60)
@given(codes, codes)
def test_counts_always_equal_hand_counts(manager: list[str], rep: list[str]) -> None:
    review = build_review(*one_word_each("Ana", "manager", *manager), *one_word_each("Ben", "rep", *rep))
    count = Counter(manager)
    questions = count["open_question"] + count["clarify"] + count["inspect"] + count["steer"]
    modes = Counter(load_codebook().mode_of[code] for code in manager)
    coaching = len(manager) - count["social"]
    expected = {
        "questions_to_directives": (count["open_question"], count["direct"] + count["advise"]),
        "ask_and_listen_index": (modes["listen"], coaching),
        "open_share_of_questions": (count["open_question"], questions),
        "reflections_to_questions": (count["reflect"], questions),
        "talk_share": (len(manager), len(manager) + len(rep)),
        **{f"{mode}_share": (modes[mode], coaching) for mode in load_codebook().coaching_modes},
    }
    for name, measure in measure_call(review).items():
        assert (measure.value is None) == (measure.reason is not None)
        if name in expected:
            assert (measure.numerator, measure.denominator) == expected[name]
            top, bottom = expected[name]
            assert measure.value is None or measure.value == top / bottom
        if measure.value is not None and DEFINITION_OF[name].kind == "share":
            assert 0 <= measure.value <= 1
