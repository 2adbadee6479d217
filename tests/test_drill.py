"""Practice: which tells are picked in which order, what a rewrite is coded as, what is refused."""

import pytest

from coder.codebook import load_codebook
from coder.corrections import correct_codes
from coder.drill import (
    LEAST_CONFIDENCE,
    LEAST_WORDS,
    MOST_ALTERNATIVES,
    MOST_PARTS,
    REWRITE_CHARACTERS,
    find_alternatives,
    pick_tells,
    score_rewrite,
)
from coder.errors import ReviewError, RewriteError
from coder.model_folder import Model, load_model
from coder.pipeline import code_call
from coder.readers import read_transcript
from coder.review import Review
from coder.samples import sample_calls
from tests.builders import Row, build_review

BOOK = load_codebook()
LONG = "so many words stand here"
OPEN, ORDER = "What do you think is holding them back?", "Send it to me by Friday."


@pytest.fixture(scope="module", params=["default", "fast"])
def shipped(request: pytest.FixtureRequest) -> Model:
    return load_model(request.param)


@pytest.fixture(scope="module")
def coded(shipped: Model) -> Review:
    return code_call(read_transcript(sample_calls()[0]), shipped)


@pytest.fixture(scope="module")
def told(coded: Review) -> int:
    return next(tell.utterance.index for tell in pick_tells(coded, BOOK) if tell.utterance.code == "direct")


def picked(*rows: Row, confidence: float = 0.8) -> list[int]:
    return [tell.utterance.index for tell in pick_tells(build_review(*rows, confidence=confidence), BOOK)]


def says(code: str, text: str = LONG) -> Row:
    return ("Ana", "manager", code, text)


def test_only_the_managers_telling_is_picked() -> None:
    told = {code.id for code in BOOK.codes if code.mode in ("tell", "pitch", "persuade")}
    rows = [says(code.id) for code in BOOK.codes]
    assert {rows[at][2] for at in picked(*rows)} == told
    assert picked(("Ben", "rep", "direct", LONG), ("Cleo", "guest", "direct", LONG)) == []


def test_short_and_unsure_ones_are_left_out() -> None:
    assert picked(says("direct", " ".join(["word"] * (LEAST_WORDS - 1)))) == []
    assert picked(says("direct"), confidence=LEAST_CONFIDENCE - 0.01) == []
    assert picked(says("direct"), confidence=LEAST_CONFIDENCE) == [0]


def test_what_a_person_coded_comes_first_however_unsure_the_machine() -> None:
    review = build_review(says("direct"), says("inform"), says("reflect"), confidence=0.6)
    reviewed = correct_codes(review, {2: "judge"})
    assert [(t.utterance.index, t.by_person) for t in pick_tells(reviewed, BOOK)] == [(2, True), (0, False), (1, False)]


def test_answered_before_unanswered_and_plain_information_last() -> None:
    rep = ("Ben", "rep", "inform", LONG)
    assert picked(says("inform"), rep, says("advise"), says("direct"), rep) == [3, 2, 0]


def test_the_surer_comes_first_in_a_real_call(coded: Review) -> None:
    tells = pick_tells(coded, BOOK)
    keys = [(t.utterance.code == "inform", not t.answered, -t.utterance.confidence, t.utterance.index) for t in tells]
    assert len(tells) > 10
    assert keys == sorted(keys)
    assert pick_tells(coded, BOOK) == tells


def test_a_question_in_place_of_an_order_listens(coded: Review, told: int, shipped: Model) -> None:
    rewrite = score_rewrite(coded, told, OPEN, shipped)
    assert [part.code for part in rewrite.parts] == ["open_question"]
    assert rewrite.listens and not rewrite.is_mixed
    assert rewrite.original.code == "direct"
    assert rewrite.parts[0].modes["listen"] > rewrite.original_modes["listen"]
    assert sum(rewrite.original_modes.values()) == pytest.approx(1, abs=1e-6)
    assert sum(rewrite.parts[0].modes.values()) == pytest.approx(1, abs=1e-6)
    assert rewrite.parts[0].explanation.about.id == "open_question"


def test_a_question_with_an_order_behind_it_is_told(coded: Review, told: int, shipped: Model) -> None:
    rewrite = score_rewrite(coded, told, f"{OPEN} {ORDER}", shipped)
    assert [(part.text, part.listens) for part in rewrite.parts] == [(OPEN, True), (ORDER, False)]
    assert rewrite.is_mixed and not rewrite.listens


def test_the_same_words_are_coded_as_they_were(coded: Review, told: int, shipped: Model) -> None:
    original = next(utterance for utterance in coded.utterances if utterance.index == told)
    part = score_rewrite(coded, told, f"  {original.text}\n", shipped).parts[0]
    assert part.code == original.code
    assert part.probability == pytest.approx(original.confidence, abs=1e-9 if shipped.name == "fast" else 0.12)


def test_it_is_scored_in_its_place_in_the_call(coded: Review, shipped: Model) -> None:
    indices = [tell.utterance.index for tell in pick_tells(coded, BOOK)[:12]]
    found = {score_rewrite(coded, index, "Okay, and then?", shipped).parts[0].probability for index in indices}
    assert len(found) > 6


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "none"),
        (" \n\t", "none"),
        ("?!…", "none"),
        ("why " * REWRITE_CHARACTERS, f"{4 * REWRITE_CHARACTERS - 1:,} characters"),
        ("What is it? " * (MOST_PARTS + 1), f"{MOST_PARTS + 1}"),
    ],
)
def test_what_cannot_be_scored_is_refused(coded: Review, told: int, shipped: Model, text: str, found: str) -> None:
    with pytest.raises(RewriteError) as caught:
        score_rewrite(coded, told, text, shipped)
    assert caught.value.found == found
    assert not text.strip() or text.strip() not in str(caught.value)


def test_an_utterance_that_is_not_there_is_refused(coded: Review, shipped: Model) -> None:
    with pytest.raises(ReviewError):
        score_rewrite(coded, 99_999, OPEN, shipped)


def test_alternatives_are_the_codebooks_own_words_and_listen() -> None:
    written = {text for code in BOOK.codes for text in (*code.counts, *(miss.example for miss in code.near_misses))}
    for code in BOOK.code_ids:
        found = find_alternatives(build_review(says(code)).utterances[0], BOOK)
        assert 1 <= len(found) <= MOST_ALTERNATIVES
        assert len(set(found)) == len(found)
        assert all(each.text in written and BOOK.mode_of[each.code] == "listen" for each in found)


def test_alternatives_fit_the_code_and_the_words() -> None:
    order = build_review(says("direct", "Send me the close plan for the demo by Friday.")).utterances[0]
    assert find_alternatives(order, BOOK)[0].text == "Walk me through the plan."
    retort = build_review(says("rebut", "That is really not a reason at all.")).utterances[0]
    assert find_alternatives(retort, BOOK)[0].code == "reflect"
    advice = build_review(says("advise", "I would start somewhere else entirely.")).utterances[0]
    assert find_alternatives(advice, BOOK)[0].code == "open_question"
