"""Guess first: what the manager thinks a call was like, asked before its figures are shown; and how far off."""

from collections.abc import Sequence

import streamlit as st

from coder import (
    Analysis,
    Guess,
    GuessGap,
    StoredGuess,
    add_guess,
    compare_guess,
    figures_of,
    get_setting,
    is_measured,
    list_guesses,
    set_setting,
)
from ui.figures import percent
from ui.keys import Key
from ui.library import open_library, this_user

SETTING = "guess_first"
ON, OFF = "yes", "no"
RATIOS: dict[str, float] = {
    "no questions": 0.0,
    "1 to 5": 1 / 5,
    "1 to 4": 1 / 4,
    "1 to 3": 1 / 3,
    "1 to 2": 1 / 2,
    "1 to 1": 1.0,
    "2 to 1": 2.0,
    "3 to 1": 3.0,
    "4 to 1": 4.0,
    "5 to 1": 5.0,
}
EVEN = "1 to 1"
HELP = (
    "Before a call’s figures are shown you say what you think they are. The gap is shown beside them, and Trend shows "
    "whether it closes."
)


def must_guess(analysis: Analysis) -> bool:
    """Whether the figures stay covered: the user wants to guess and has neither guessed nor passed on this call."""
    call_id = st.session_state[Key.CALL_ID]
    if get_setting(open_library(), SETTING, person=this_user()) != ON or not analysis.review.speakers_in("manager"):
        return False
    return call_id not in st.session_state.get(Key.PASSED, ()) and own_guess(call_id) is None


def own_guess(call_id: str) -> StoredGuess | None:
    """What this user guessed of the call."""
    mine = (guess for guess in list_guesses(open_library(), call_id) if guess.person == this_user())
    return next(mine, None)


def draw_guess_form() -> None:
    """What the manager thinks, in two questions; both can be passed."""
    with st.form("guess_form", border=False), st.container(key="guess"):
        st.header("Before you look", anchor=False)
        st.slider("How much of the talk was yours?", 0, 100, 50, step=5, format="%d %%", key=Key.GUESSED_TALK)
        if is_measured("questions_to_directives"):
            asked = "How many open questions did you ask for each instruction or piece of advice?"
            st.select_slider(asked, list(RATIOS), EVEN, key=Key.GUESSED_RATIO)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button("Show the figures", type="primary", on_click=_keep_guess)
            st.form_submit_button("Pass this time", on_click=_pass)


def draw_guess_line(analysis: Analysis) -> None:
    """The gap between what was guessed and what was counted, where there is a guess."""
    guess = own_guess(st.session_state[Key.CALL_ID])
    if guess is not None:
        with st.container(key="guessed"):
            st.text(gap_in_words(Guess(guess.talk_share, guess.questions_to_directives), analysis))


def draw_guess_switch() -> None:
    """Whether to guess first, from the next call on."""
    chosen = get_setting(open_library(), SETTING, person=this_user()) == ON
    st.session_state[Key.GUESS_FIRST] = chosen
    st.toggle("Guess first, from the next call on", key=Key.GUESS_FIRST, help=HELP, on_change=_choose)


def gap_in_words(guess: Guess, analysis: Analysis) -> str:
    """What was guessed beside what was counted, in one or two sentences."""
    gap, measures = compare_guess(guess, figures_of(analysis)), analysis.measures["manager"]
    sentences = [_talk_gap(guess, gap, measures["talk_share"].value)]
    ratio = measures.get("questions_to_directives")
    sentences.append(_ratio_gap(guess, gap, ratio and ratio.value))
    return " ".join(filter(None, sentences)) or "You guessed, but this call has too little to compare it with."


def _talk_gap(guess: Guess, gap: GuessGap, counted: float | None) -> str:
    if guess.talk_share is None or gap.talk_points is None or counted is None:
        return ""
    off = round(abs(gap.talk_points))
    more = "more" if gap.talk_points < 0 else "less"
    by = f"{off} points {more}" if off > 1 else "as you thought"
    return f"You guessed that {percent(guess.talk_share)} of the talk was yours: it was {percent(counted)}, {by}."


def _ratio_gap(guess: Guess, gap: GuessGap, counted: float | None) -> str:
    if guess.questions_to_directives is None or counted is None:
        return ""
    close = ", which is within what the codes can tell" if gap.ratio_inside else ""
    values = f"{guess.questions_to_directives:.2f}", f"{counted:.2f}"
    return f"Of open questions to directives you guessed {values[0]}: {values[1]} was counted{close}."


def _keep_guess() -> None:
    add_guess(
        open_library(),
        st.session_state[Key.CALL_ID],
        person=this_user(),
        talk_share=st.session_state[Key.GUESSED_TALK] / 100,
        questions_to_directives=RATIOS.get(st.session_state.get(Key.GUESSED_RATIO, "")),
    )


def _pass() -> None:
    passed: Sequence[str] = st.session_state.get(Key.PASSED, ())
    st.session_state[Key.PASSED] = (*passed, st.session_state[Key.CALL_ID])


def _choose() -> None:
    value = ON if st.session_state[Key.GUESS_FIRST] else OFF
    set_setting(open_library(), SETTING, value, person=this_user())
    # The call in sight has shown its figures already.
    _pass()
