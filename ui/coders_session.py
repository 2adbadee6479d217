"""Who codes in this session, and what went wrong on the coders' page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from coder import CoderError, get_setting, set_setting
from ui.keys import Key
from ui.library import open_library, this_user

SETTING = "coder_name"
LONGEST_NAME = 80


def coder_name() -> str:
    """The name under which this session codes."""
    if Key.CODER not in st.session_state:
        st.session_state[Key.CODER] = get_setting(open_library(), SETTING, person=this_user()) or this_user()
    name: str = st.session_state[Key.CODER]
    return name


def rename_coder() -> None:
    """Goes on under the name typed on the page; an empty one is this user's own."""
    name = st.session_state[Key.CODER_BOX].strip()[:LONGEST_NAME] or this_user()
    if name != coder_name():
        with doing():
            set_setting(open_library(), SETTING, name, person=this_user())
        st.session_state[Key.CODER] = name


def complain(errors: Iterable[CoderError] | None) -> None:
    """Keeps what went wrong for the page to say; ``None`` leaves what was said before."""
    if errors is not None:
        st.session_state[Key.CODERS_PROBLEM] = [str(error) for error in errors]


@contextmanager
def doing() -> Iterator[None]:
    """What is done in it may fail: the page then says why."""
    try:
        yield
    except CoderError as error:
        complain([error])
    else:
        complain([])
