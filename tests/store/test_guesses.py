"""Guesses are kept, one a person and call, and only those that can be; settings, one a person and name."""

import math

import pytest

from coder.errors import StoreError
from coder.store import Store, add_guess, delete_calls, get_setting, list_guesses, set_setting


def test_the_last_guess_of_a_person_counts(store: Store, call: str) -> None:
    add_guess(store, call, person="Ana", talk_share=0.3, questions_to_directives=2.0)
    add_guess(store, call, person="Ben", talk_share=0.9)
    add_guess(store, call, person="Ana", talk_share=0.4)
    found = {guess.person: (guess.talk_share, guess.questions_to_directives) for guess in list_guesses(store, call)}
    assert found == {"Ana": (0.4, None), "Ben": (0.9, None)}
    assert list_guesses(store) == list_guesses(store, call)


def test_a_guess_goes_with_its_call(store: Store, call: str) -> None:
    add_guess(store, call, person="Ana", talk_share=0.3)
    delete_calls(store, [call], person="Ana")
    assert list_guesses(store) == ()


@pytest.mark.parametrize(
    ("share", "ratio"), [(1.1, None), (-0.1, None), (math.nan, None), (None, -1), (None, math.inf)]
)
def test_what_cannot_be_is_refused(store: Store, call: str, share: float | None, ratio: float | None) -> None:
    with pytest.raises(StoreError, match="a talk share from 0 to 1"):
        add_guess(store, call, person="Ana", talk_share=share, questions_to_directives=ratio)
    assert list_guesses(store) == ()


def test_settings_are_each_persons_own(store: Store) -> None:
    set_setting(store, "guess_first", "yes", person="Ana")
    set_setting(store, "guess_first", "no", person="Ben")
    set_setting(store, "guess_first", "later", person="Ana")
    found = [get_setting(store, "guess_first", person=name) for name in ("Ana", "Ben", "Cem")]
    assert found == ["later", "no", None]
