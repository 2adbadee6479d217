"""The coders' page: code a call blind, compare codings and settle differences, learn to code."""

from collections.abc import Callable

import streamlit as st

from coder import CoderError, Store
from ui.coders_session import LONGEST_NAME, coder_name, rename_coder
from ui.coding_tab import do_coding_acts, draw_coding_tab
from ui.comparing_tab import do_comparing_acts, draw_comparing_tab
from ui.keys import Key
from ui.learning_tab import do_learning_acts, draw_learning_tab
from ui.library import open_library
from ui.widgets import draw_problem

TABS: dict[str, tuple[str, Callable[[Store], None]]] = {
    "code": ("Code a call", draw_coding_tab),
    "compare": ("Compare codings", draw_comparing_tab),
    "learn": ("Learn to code", draw_learning_tab),
}
FIRST = "code"
IN_ADDRESS = "do"


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    st.title("Coders", anchor=False)
    try:
        store = open_library()
        for do in (do_coding_acts, do_comparing_acts, do_learning_acts):
            do()
        tab = _draw_choice()
        if problem := st.session_state.get(Key.CODERS_PROBLEM):
            draw_problem(problem, kept=False)
        TABS[tab][1](store)
    except CoderError as error:
        draw_problem([str(error)], kept=False)


def _draw_choice() -> str:
    if Key.CODERS_TAB not in st.session_state:
        asked = st.query_params.get(IN_ADDRESS)
        st.session_state[Key.CODERS_TAB] = asked if asked in TABS else FIRST
    with st.container(key="coders", horizontal=True, gap="medium", vertical_alignment="bottom"):
        tab = st.segmented_control(
            "What to do",
            list(TABS),
            format_func=lambda name: TABS[name][0],
            key=Key.CODERS_TAB,
            required=True,
            label_visibility="collapsed",
        )
        st.session_state[Key.CODER_BOX] = coder_name()
        st.text_input("Your name", key=Key.CODER_BOX, max_chars=LONGEST_NAME, on_change=rename_coder, width=240)
    st.query_params[IN_ADDRESS] = tab or FIRST
    return tab or FIRST
