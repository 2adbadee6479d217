"""What a manager who comes back wants first: the latest call, and what moved since the one before."""

import streamlit as st

from coder import CallQuery, Store, StoredCall, list_calls
from ui.call_words import TYPE_NAMES, shown_day
from ui.library import this_user
from ui.trend_data import read_course

# The change is one between the last two that have figures; the whole course stands on the page of trends.
CALLS_READ = 6


def latest_call(store: Store) -> StoredCall | None:
    """The latest call of one's own that has a day."""
    found = list_calls(store, CallQuery(is_sample=False, limit=1)).calls
    return next((call for call in found if call.call_date), None)


def latest_words(store: Store, call: StoredCall) -> tuple[str, str]:
    """Which call it is, and the one change since the call before of its manager and type; "" where there is none."""
    kind = "" if call.type == "other" else f" · {TYPE_NAMES[call.type]}"
    head = f"Latest: {call.title} · {shown_day(call.call_date)}{kind}"
    if not call.manager:
        return head, ""
    change = read_course(store, call.manager, call.type, person=this_user(), most=CALLS_READ).trend.change
    return head, change.says if change else ""


def draw_latest(store: Store) -> str | None:
    """The latest call with what moved; its id where it is to be opened."""
    call = latest_call(store)
    if call is None:
        return None
    head, moved = latest_words(store, call)
    with st.container(key="latest"):
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            st.text(head, width="content")
            opened = st.button("Open it", key="open_latest")
        if moved:
            st.text(moved)
    return call.id if opened else None
