"""The part of the coders' page where coding is learnt: part of a settled call coded blind, then told code by code."""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st

from coder import (
    CallQuery,
    CoderError,
    GoldCall,
    Store,
    draw_stretch,
    get_review,
    gold_of_example,
    gold_of_review,
    list_calls,
    load_codebook,
    read_examples,
    score_training,
)
from ui.acts import Act, acts_done, codes_in, do_new_acts
from ui.call_session import CHOICES
from ui.coders_session import complain, doing
from ui.coding_view import coding_view
from ui.keys import Key
from ui.learning_view import learning_view
from ui.library import open_library
from ui.widgets import draw_coding, draw_learning, draw_problem

SIZES = (10, 20, 40, 80)
AROUND = 6
MOST_MB = 20
INTRO = (
    "Code part of a call whose codes are settled, without seeing them; then see, code by code, how far yours meet "
    "them. Nothing of it is kept after you close this tab."
)
NO_GOLD = "No call of yours is reviewed to its end, so there are no settled codes to learn from. Bring a labelled call."


@dataclass
class Lesson:
    """A stretch of a settled call, and what the learner gave so far."""

    gold: GoldCall
    asked: tuple[int, ...]
    given: dict[int, str] = field(default_factory=dict)
    finished: bool = False
    id: str = field(default_factory=lambda: uuid4().hex)


def do_learning_acts() -> None:
    """Keeps the codes just given."""
    sent = st.session_state.get(Key.LEARNING, {}).get("sent")
    complain(do_new_acts(sent, ("code", "finish"), _do))


def draw_learning_tab(store: Store) -> None:
    """Choosing a call, coding a part of it, and how it went."""
    lesson: Lesson | None = st.session_state.get(Key.LESSON)
    if lesson is None:
        st.write(INTRO)
        _draw_choice(store)
        return
    if lesson.finished:
        draw_learning(learning_view(score_training(lesson.gold, lesson.asked, lesson.given), lesson.gold))
    else:
        draw_coding(_view(lesson), key=Key.LEARNING)
    st.button("Another part" if lesson.finished else "Leave it", key=Key.LEAVE, on_click=_leave)


def _do(act: Act) -> None:
    lesson: Lesson | None = st.session_state.get(Key.LESSON)
    if lesson is None or act["call"] != lesson.id or lesson.finished:
        return
    if act["kind"] == "finish":
        lesson.finished = bool(lesson.given)
        return
    known, asked = load_codebook().mode_of, set(lesson.asked)
    lesson.given |= {index: code for index, code in codes_in(act).items() if index in asked and code in known}


def _view(lesson: Lesson) -> dict[str, Any]:
    first, last = lesson.asked[0] - AROUND, lesson.asked[-1] + AROUND
    near = [each for each in lesson.gold.utterances if first <= each.index <= last]
    return coding_view(
        lesson.id,
        near,
        lesson.given,
        asked=lesson.asked,
        finish="See how it went",
        applied=acts_done(),
    )


def _draw_choice(store: Store) -> None:
    uploaded = st.file_uploader("A labelled call (.jsonl)", type=["jsonl"], key=Key.GOLD_FILE, max_upload_size=MOST_MB)
    calls = _uploaded_calls(uploaded) if uploaded is not None else _reviewed_calls(store)
    if not calls:
        if uploaded is None:
            st.write(NO_GOLD)
        return
    with st.container(key="lesson", horizontal=True, gap="small", vertical_alignment="bottom"):
        names = list(calls)
        chosen = st.selectbox("Settled call", range(len(names)), format_func=names.__getitem__, key=Key.GOLD)
        size = st.selectbox("Utterances", SIZES, index=1, key=Key.LESSON_SIZE)
        st.button("Begin", key=Key.BEGIN, on_click=_begin, args=(calls[names[chosen]], size))


def _uploaded_calls(uploaded: Any) -> dict[str, Any]:
    try:
        found = read_examples(uploaded.getvalue(), uploaded.name)
    except CoderError as error:
        draw_problem([str(error)], kept=False)
        return {}
    return {call.name: gold_of_example(call) for call in found}


def _reviewed_calls(store: Store) -> dict[str, Any]:
    """By title, the ids of the calls that were reviewed to their end."""
    calls = list_calls(store, CallQuery(state="done", limit=CHOICES)).calls
    return {" · ".join(filter(None, [call.title, call.call_date, call.id[:4]])): call.id for call in calls}


def _begin(gold: GoldCall | str, size: int) -> None:
    with doing():
        if isinstance(gold, str):
            gold = gold_of_review(get_review(open_library(), gold))
        st.session_state[Key.LESSON] = Lesson(gold, draw_stretch(gold, size, seed=random.randrange(2**32)))


def _leave() -> None:
    st.session_state.pop(Key.LESSON, None)
