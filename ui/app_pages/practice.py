"""The page to practise on: one of your own tells, said again as the question you wish you had asked."""

from typing import Any

import streamlit as st

from coder import (
    CoderError,
    Explanation,
    Review,
    Rewrite,
    Tell,
    explain_code,
    find_alternatives,
    load_codebook,
    pick_tells,
    score_rewrite,
)
from ui.app_pages.review import NOTHING, draw_call_choice
from ui.cached import default_model
from ui.call_session import open_asked_call
from ui.keys import Key
from ui.practice_view import alternatives_view, attempt_view, choice_note, rewrite_view, tell_label, tell_view
from ui.widgets import draw_practice_part, draw_problem

# As wide as the column under it on a wide screen.
CHOICE_WIDTH = 715
INTRO = (
    "Take one of your own sentences, write the question you wish you had asked, and see what it would be coded as. "
    "Nothing is graded, and nothing you write here is kept after you close this tab."
)
NOTE = (
    "Scored by the same model in the same place of the call. What was said after stays as it was, though a question "
    "would have brought another answer. The machine is often wrong about a single sentence: when you disagree, trust "
    "the codebook."
)
ABOUT_ATTEMPTS = "In this session, newest first."
NO_ATTEMPTS = "What you keep stands here, with what it was coded as."
NO_TELLS = (
    "There is nothing to practise on in this call: no utterance of the manager in tell, pitch or persuade that is long "
    "enough to stand alone and that the machine is sure enough of. Open another call, or say who the manager is."
)


def draw_page() -> None:
    """The page for the call that is open."""
    try:
        with st.spinner("Reading…", show_time=False):
            open_asked_call()
    except CoderError as error:
        draw_problem([str(error)], kept=False)
        return
    review = st.session_state.get(Key.REVIEW)
    if problem := st.session_state.get(Key.PROBLEM):
        draw_problem(problem, kept=review is not None)
    if review is None:
        st.write(NOTHING)
        return
    with st.container(width=CHOICE_WIDTH):
        draw_call_choice()
    draw_practice(review, default_model())


@st.fragment
def draw_practice(review: Review, model: Any) -> None:
    """The drill on one call; typing redraws nothing else of the page."""
    tells = pick_tells(review, load_codebook())
    draw_practice_part("head", {"title": "Practice", "intro": INTRO, "call": choice_note(review, len(tells))})
    if not tells:
        st.write(NO_TELLS)
        return
    left, right = st.columns([8, 4], gap="large")
    with left:
        _draw_drill(review, tells, model)
    with right:
        attempts = list(reversed(_attempts()))
        draw_practice_part("attempts", {"attempts": attempts, "about": ABOUT_ATTEMPTS, "nothing": NO_ATTEMPTS})


def _draw_drill(review: Review, tells: tuple[Tell, ...], model: Any) -> None:
    tell = _draw_choice(tells)
    try:
        draw_practice_part("tell", tell_view(review, tell, _explanation(review, tell, model)))
    except CoderError as error:
        draw_problem([str(error)], kept=False)
        return
    rewrite = _scored(review, tell, _draw_box(tell), model)
    _draw_buttons(tells, tell, rewrite)
    alternatives = alternatives_view(find_alternatives(tell.utterance, load_codebook()))
    shown = rewrite_view(rewrite) if rewrite else None
    draw_practice_part("rewrite", {"rewrite": shown, "alternatives": alternatives, "note": NOTE})


def _scored(review: Review, tell: Tell, text: str, model: Any) -> Rewrite | None:
    """What the words would be coded as; ``None`` without words, or after saying why they cannot be scored."""
    try:
        return score_rewrite(review, tell.utterance.index, text, model) if text.strip() else None
    except CoderError as error:
        draw_problem([f"Your sentence: {error.reason}"], kept=False)
        return None


def _draw_choice(tells: tuple[Tell, ...]) -> Tell:
    """The box of tells; it follows the button and comes back as it was left."""
    of_index = {tell.utterance.index: tell for tell in tells}
    call_id, index = st.session_state.get(Key.TOLD, (None, None))
    if call_id != _call_id() or index not in of_index:
        _tell_next(tells[0])
    st.session_state[Key.TELL] = st.session_state[Key.TOLD][1]
    st.selectbox(
        "One of your sentences",
        list(of_index),
        format_func=lambda index: tell_label(of_index[index]),
        key=Key.TELL,
        on_change=_choose,
        help="First those that a person coded; then those that a rep answered, the surest first; plain facts last.",
    )
    return of_index[st.session_state[Key.TELL]]


def _draw_box(tell: Tell) -> str:
    return st.text_input(
        "The question you wish you had asked",
        key=f"{Key.REWRITE}-{_call_id()}-{tell.utterance.index}",
        live=True,
        autocomplete="off",
        placeholder="Write it as you would say it",
    )


def _draw_buttons(tells: tuple[Tell, ...], tell: Tell, rewrite: Rewrite | None) -> None:
    with st.container(key="practice_buttons", horizontal=True, gap="small"):
        st.button("Keep this attempt", key=Key.KEEP, on_click=_keep, args=(rewrite,), disabled=rewrite is None)
        st.button("Another one", key=Key.ANOTHER, on_click=_go_on, args=(tells, tell))


def _choose() -> None:
    st.session_state[Key.TOLD] = (_call_id(), st.session_state[Key.TELL])


def _go_on(tells: tuple[Tell, ...], tell: Tell) -> None:
    """The next tell; after the last one the first again."""
    _tell_next(tells[(tells.index(tell) + 1) % len(tells)])


def _tell_next(tell: Tell) -> None:
    st.session_state[Key.TOLD] = (_call_id(), tell.utterance.index)


def _call_id() -> str:
    return str(st.session_state.get(Key.CALL_ID, ""))


def _keep(rewrite: Rewrite) -> None:
    if (tried := attempt_view(rewrite)) not in _attempts():
        _attempts().append(tried)


def _attempts() -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = st.session_state.setdefault(Key.ATTEMPTS, [])
    return kept


def _explanation(review: Review, tell: Tell, model: Any) -> Explanation:
    """Why the tell got its code, found once while it is looked at."""
    kept = st.session_state.get(Key.EXPLAINED)
    if kept is None or kept[0] is not review or kept[1] != tell.utterance.index:
        found = explain_code(review, tell.utterance.index, model)
        kept = st.session_state[Key.EXPLAINED] = (review, tell.utterance.index, found)
    explanation: Explanation = kept[2]
    return explanation
