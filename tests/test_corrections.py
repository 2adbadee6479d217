"""A person's codes in place of the machine's."""

import pytest

from coder.codebook import load_codebook
from coder.corrections import correct_codes
from coder.errors import CoderError, ReviewError
from coder.measures import measure_call
from coder.review import Review
from tests.builders import build_review, one_word_each

ROWS = (
    ("Ana", "manager", "inform", "a secret plan"),
    ("Ben", "rep", "inform", "his answer"),
    ("Ana", "manager", "direct", "do this"),
)


@pytest.fixture
def review() -> Review:
    return build_review(*ROWS)


def test_only_the_named_utterances_change(review: Review) -> None:
    corrected = correct_codes(review, {2: "open_question"})
    assert [(u.code, u.mode, u.decided_by) for u in corrected.utterances] == [
        ("inform", "tell", "model"),
        ("inform", "tell", "model"),
        ("open_question", "listen", "person"),
    ]
    assert corrected.utterances[:2] == review.utterances[:2]
    assert corrected.utterances[2].probabilities == review.utterances[2].probabilities


def test_the_review_given_stays_as_it_was(review: Review) -> None:
    correct_codes(review, {0: "reflect", 2: "open_question"}, drawn_at_random=True)
    assert review == build_review(*ROWS)


@pytest.mark.parametrize("code", load_codebook().code_ids)
def test_mode_follows_from_every_code(review: Review, code: str) -> None:
    assert correct_codes(review, {0: code}).utterances[0].mode == load_codebook().mode_of[code]


def test_the_machines_own_code_confirms_it(review: Review) -> None:
    confirmed = correct_codes(review, {0: "inform"}).utterances[0]
    assert (confirmed.code, confirmed.decided_by) == ("inform", "person")


def test_corrections_add_up_and_the_last_one_holds(review: Review) -> None:
    twice = correct_codes(correct_codes(review, {0: "reflect", 1: "judge"}), {0: "affirm"})
    assert [u.code for u in twice.utterances] == ["affirm", "judge", "direct"]


def test_how_they_were_chosen_is_kept(review: Review) -> None:
    assert correct_codes(review, {0: "reflect"}, drawn_at_random=True).reviewed_at_random
    assert not correct_codes(review, {0: "reflect"}).reviewed_at_random


def test_a_corrected_code_enters_the_figures() -> None:
    review = build_review(*one_word_each("Ana", "manager", *["inform"] * 40))
    before = measure_call(review, intervals=False)["ask_and_listen_index"]
    after = measure_call(correct_codes(review, dict.fromkeys(range(10), "reflect")), intervals=False)
    assert (before.numerator, before.reviewed) == (0, 0)
    assert (after["ask_and_listen_index"].value, after["ask_and_listen_index"].reviewed) == (0.25, 10)


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ({3: "inform"}, "utterance 3"),
        ({-1: "inform"}, "utterance -1"),
        ({0: "ask"}, "code 'ask'"),
        ({0: ""}, "code ''"),
        ({0: "tell"}, "code 'tell'"),
        ({0: "inform", 1: "nonsense"}, "code 'nonsense'"),
        ({0: "nonsense", 9: "inform"}, "utterance 9"),
    ],
)
def test_what_does_not_fit_says_where_expected_found_and_next_step(
    review: Review, codes: dict[int, str], found: str
) -> None:
    with pytest.raises(ReviewError) as caught:
        correct_codes(review, codes)
    error = caught.value
    assert isinstance(error, CoderError)
    assert error.where == "monday.txt"
    assert error.expected == "utterances of this call and codes of the codebook"
    assert error.found == found
    assert "coder codebook" in error.next_step
    assert str(error).startswith("monday.txt: expected ")
    assert "secret" not in str(error)
    assert review == build_review(*ROWS)


def test_hand_picked_ones_do_not_pass_for_drawn_ones(review: Review) -> None:
    picked = correct_codes(review, {0: "reflect"})
    assert not correct_codes(picked, {1: "judge"}, drawn_at_random=True).reviewed_at_random
