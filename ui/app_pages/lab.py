"""The page where models are made: labelled calls, training, figures, comparison, and which one is used."""

import streamlit as st

from coder import CoderError
from ui.keys import Lab
from ui.lab_comparing import draw_comparing
from ui.lab_examples import draw_examples
from ui.lab_job import draw_job
from ui.lab_models import draw_models
from ui.lab_training import draw_training
from ui.widgets import draw_lines, draw_problem

FIRST = "Data"
SECTIONS = {FIRST: draw_examples, "Train": draw_training, "Models": draw_models, "Compare": draw_comparing}
INTRO = "From corrections to a better model, on this machine. The codes measure words, never a person."


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    st.title("Model lab", anchor=False)
    st.caption(INTRO)
    section = st.segmented_control(
        "Section",
        list(SECTIONS),
        default=FIRST,
        required=True,
        key=Lab.SECTION,
        bind="query-params",
        label_visibility="collapsed",
    )
    _draw_told()
    with st.container(key="lab"):
        try:
            draw_job()
            SECTIONS[section or FIRST]()
        except CoderError as error:
            draw_problem([str(error)], kept=False)


def _draw_told() -> None:
    """What was done or went wrong a moment ago, until something else is done."""
    if problem := st.session_state.pop(Lab.PROBLEM, None):
        draw_problem([problem], kept=False)
    if notice := st.session_state.pop(Lab.NOTICE, None):
        with st.container(key="notice"):
            draw_lines([notice])
