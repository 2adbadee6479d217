"""People's codes: set, confirm, reset, undo; all of it stays in the history."""

import pytest

from coder.corrections import correct_codes
from coder.errors import StoreError
from coder.review import Review
from coder.store import (
    Store,
    add_call,
    code_history,
    confirm_rest,
    get_call,
    get_review,
    reset_codes,
    set_codes,
    undo_last,
)
from tests.builders import build_review, one_word_each


def codes(store: Store, call: str) -> list[str]:
    return [each.code for each in get_review(store, call).utterances]


def test_codes_are_applied_as_correct_codes_does(store: Store, call: str, review: Review) -> None:
    set_codes(store, call, {0: "steer", 2: "direct"}, person="Ana")
    set_codes(store, call, {0: "inspect"}, person="Ben")
    assert get_review(store, call) == correct_codes(review, {0: "inspect", 2: "direct"})
    assert get_review(store, call, corrected=False) == review
    assert (get_call(store, call).n_reviewed, get_call(store, call).state) == (2, "started")


def test_history_says_who_and_when(store: Store, call: str) -> None:
    set_codes(store, call, {0: "steer", 2: "direct"}, person="Ana", drawn_at_random=True)
    set_codes(store, call, {2: "advise"}, person="Ben")
    first, second = code_history(store, call)
    assert (first.kind, first.person, first.drawn_at_random, dict(first.codes)) == (
        "set",
        "Ana",
        True,
        {0: "steer", 2: "direct"},
    )
    assert (second.person, second.codes) == ("Ben", ((2, "advise"),))
    assert first.at < second.at
    assert code_history(store, call, 0) == (first,)


def test_how_they_were_chosen_is_kept(store: Store, call: str) -> None:
    set_codes(store, call, {0: "steer"}, person="Ana", drawn_at_random=True)
    assert get_review(store, call).reviewed_at_random
    set_codes(store, call, {1: "inform"}, person="Ana")
    assert not get_review(store, call).reviewed_at_random
    undo_last(store, call, person="Ana")
    assert get_review(store, call).reviewed_at_random


def test_undo_goes_back_step_by_step(store: Store, call: str, review: Review) -> None:
    machine = codes(store, call)
    set_codes(store, call, {0: "steer"}, person="Ana")
    set_codes(store, call, {0: "inspect", 1: "social"}, person="Ana")
    undone = undo_last(store, call, person="Ana")
    assert undone is not None and dict(undone.codes) == {0: "inspect", 1: "social"}
    assert codes(store, call) == ["steer", *machine[1:]]
    undo_last(store, call, person="Ana")
    assert get_review(store, call) == review
    assert get_call(store, call).n_reviewed == 0
    assert undo_last(store, call, person="Ana") is None
    history = code_history(store, call)
    assert [each.undone_by for each in history] == ["Ana", "Ana"]


def test_undo_takes_back_ones_own_and_leaves_what_others_did_later(store: Store, call: str) -> None:
    machine = codes(store, call)
    set_codes(store, call, {0: "steer", 1: "social"}, person="Ana")
    set_codes(store, call, {0: "inspect"}, person="Ben")
    undo_last(store, call, person="Ana")
    assert codes(store, call) == ["inspect", *machine[1:]]
    undo_last(store, call, person="Ben")
    assert codes(store, call) == machine


def test_confirm_the_rest(store: Store, call: str, review: Review) -> None:
    set_codes(store, call, {0: "steer"}, person="Ana")
    assert confirm_rest(store, call, person="Ana") == 3
    confirmed = get_review(store, call)
    assert [each.code for each in confirmed.utterances] == ["steer", *(u.code for u in review.utterances[1:])]
    assert {each.decided_by for each in confirmed.utterances} == {"person"}
    assert confirm_rest(store, call, person="Ana") == 0
    undo_last(store, call, person="Ana")
    assert get_call(store, call).n_reviewed == 1


def test_reset_gives_back_to_the_machine_and_can_be_undone(store: Store, call: str, review: Review) -> None:
    set_codes(store, call, {0: "steer", 1: "social", 2: "advise"}, person="Ana")
    assert reset_codes(store, call, [1, 3], person="Ana") == 1
    assert get_review(store, call) == correct_codes(review, {0: "steer", 2: "advise"})
    assert reset_codes(store, call, person="Ben") == 2
    assert get_review(store, call) == review
    undo_last(store, call, person="Ben")
    assert get_review(store, call) == correct_codes(review, {0: "steer", 2: "advise"})
    assert [each.kind for each in code_history(store, call)] == ["set", "reset", "reset"]


@pytest.mark.parametrize("wrong", [{4: "inform"}, {-1: "inform"}, {0: "ask"}, {0: "inform", 1: "nope"}])
def test_what_does_not_fit_changes_nothing(store: Store, call: str, review: Review, wrong: dict[int, str]) -> None:
    with pytest.raises(StoreError, match="utterances of this call and codes of the codebook"):
        set_codes(store, call, wrong, person="Ana")
    assert get_review(store, call) == review
    assert code_history(store, call) == ()


def test_a_long_call_is_confirmed_at_once(store: Store) -> None:
    review = build_review(*one_word_each("Ana", "manager", *["inform"] * 3000))
    call = add_call(store, review, person="Ana").id
    assert confirm_rest(store, call, person="Ana") == 3000
    assert reset_codes(store, call, person="Ana") == 3000
    undo_last(store, call, person="Ana")
    assert get_call(store, call).n_reviewed == 3000
