"""Guess first: the figures stay covered until the manager has guessed or passed; the gap is said."""

import pytest
from streamlit.testing.v1 import AppTest

from coder import Guess, Store, add_guess, analyse, get_setting, list_calls, list_guesses, set_setting, this_person
from ui.call_words import shown_moment
from ui.guessing import EVEN, ON, RATIOS, SETTING, gap_in_words
from ui.keys import Key

PAGE = "from ui.app_pages.review import draw_page; draw_page()"


@pytest.fixture
def guessing(library: Store) -> AppTest:
    """The page of a user who guesses first."""
    set_setting(library, SETTING, ON, person=this_person())
    return opened()


def opened() -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=60).run()
    assert not page.exception
    return page


def is_covered(page: AppTest) -> bool:
    return not page.get("download_button") and bool(page.slider)


def test_figures_are_covered_until_the_guess(guessing: AppTest, library: Store) -> None:
    assert is_covered(guessing)
    guessing.slider(key=Key.GUESSED_TALK).set_value(30)
    guessing.select_slider(key=Key.GUESSED_RATIO).set_value("2 to 1")
    guessing.button[0].click().run()
    assert not guessing.exception
    assert not is_covered(guessing)
    (guess,) = list_guesses(library)
    assert (guess.talk_share, guess.questions_to_directives, guess.person) == (0.3, 2.0, this_person())
    assert guessing.text[0].value.startswith("You guessed that 30\u202f% of the talk was yours: it was ")
    assert not is_covered(opened())


def test_it_can_be_passed_for_now(guessing: AppTest, library: Store) -> None:
    guessing.button[1].click().run()
    assert not is_covered(guessing)
    assert list_guesses(library) == ()
    assert is_covered(opened())


def test_nobody_is_asked_who_did_not_choose_it(library: Store) -> None:
    page = opened()
    assert not is_covered(page)
    page.toggle(key=Key.GUESS_FIRST).set_value(True).run()
    assert get_setting(library, SETTING, person=this_person()) == ON
    assert not is_covered(page), "these figures were shown already"
    other = next(call.id for call in list_calls(library).calls if call.id != page.session_state[Key.CALL_ID])
    page.selectbox(key=Key.CALL).set_value(other).run()
    assert is_covered(page)


def test_anothers_guess_is_not_ones_own(library: Store) -> None:
    set_setting(library, SETTING, ON, person=this_person())
    for call in list_calls(library).calls:
        add_guess(library, call.id, person="somebody else", talk_share=0.5)
    assert is_covered(opened())


def test_the_gap_is_said_in_words(one_to_one) -> None:
    said = gap_in_words(Guess(0.7, 3.0), analyse(one_to_one))
    assert said.startswith("You guessed that 70\u202f% of the talk was yours: it was 50\u202f%, 20 points less.")
    assert "you guessed 3.00: 1.50 was counted" in said
    assert "as you thought" in gap_in_words(Guess(0.5, None), analyse(one_to_one))


def test_nothing_is_said_of_what_is_undefined(make_review) -> None:
    short = make_review([("Ana", "inform", "Hello."), ("Ben", "inform", "Hi.")], {"Ana": "manager", "Ben": "rep"})
    said = gap_in_words(Guess(None, 2.0), analyse(short))
    assert said == "You guessed, but this call has too little to compare it with."


def test_the_ratios_offered_rise_and_one_is_even() -> None:
    assert list(RATIOS.values()) == sorted(RATIOS.values())
    assert RATIOS[EVEN] == 1.0


def test_a_moment_is_shown_in_this_machines_time() -> None:
    assert shown_moment("2026-05-04T12:00:00.000000+00:00").startswith("4 May 2026, ")
