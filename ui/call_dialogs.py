"""What is asked about calls of the library before anything changes: their details, and whether to delete them."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from coder import (
    CALL_TYPES,
    CallDetails,
    CoderError,
    Store,
    StoredCall,
    delete_calls,
    describe_call,
    get_call,
    list_backups,
)
from ui.call_session import close_call
from ui.call_words import TYPE_NAMES
from ui.figures import counted
from ui.keys import Key
from ui.library import this_user
from ui.library_view import FIRST_DAY, delete_words
from ui.widgets import draw_lines

NAMED = 5


def draw_deleting(store: Store, call_ids: Sequence[str]) -> None:
    """How many calls would go and what that means, with a way out."""
    words = delete_words(len(call_ids), len(list_backups(store.url)))
    named = _found(store, call_ids[:NAMED])
    if not named:
        return
    more = [f"and {len(call_ids) - NAMED:,} more"] if len(call_ids) > NAMED else []
    with st.container(key="sure"):
        draw_lines([*words, *(f"– {call.title}" for call in named), *more])
        with st.container(horizontal=True, gap="small"):
            sure = st.button(f"Delete {counted(len(call_ids), 'call')}", type="primary", key="sure_delete")
            kept = st.button("Keep them" if len(call_ids) > 1 else "Keep it", key="sure_keep")
    if sure and _done(lambda: delete_calls(store, call_ids, person=this_user())):
        if st.session_state.get(Key.CALL_ID) in call_ids:
            close_call()
        st.session_state[Key.NOTICE] = f"{counted(len(call_ids), 'call')} deleted for good."
    if sure or kept:
        st.rerun()


def draw_editing(store: Store, call_id: str) -> None:
    """A form of what is known of a call besides its words."""
    found = _found(store, [call_id])
    if not found:
        return
    with st.form("details", border=False):
        details = _draw_boxes(found[0])
        saved = st.form_submit_button("Save", type="primary")
    if saved and _done(lambda: describe_call(store, call_id, details, person=this_user())):
        st.session_state[Key.NOTICE] = "Details saved."
    if saved:
        st.rerun()


def _draw_boxes(call: StoredCall) -> CallDetails:
    title = st.text_input("Title", call.title, key=f"title-{call.id}")
    day = st.date_input(
        "Day",
        date.fromisoformat(call.call_date) if call.call_date else None,
        min_value=FIRST_DAY,
        format="YYYY-MM-DD",
        key=f"day-{call.id}",
    )
    kind = st.selectbox(
        "Type",
        CALL_TYPES,
        index=CALL_TYPES.index(call.type),
        format_func=TYPE_NAMES.__getitem__,
        key=f"type-{call.id}",
    )
    manager = st.text_input("Manager", call.manager, key=f"manager-{call.id}")
    rep = st.text_input("Rep", call.rep, key=f"rep-{call.id}", help="Several with commas between them.")
    st.caption(
        "Lists and trends go by these names. Who counts as manager in the call’s own figures is set on its page."
    )
    return CallDetails(day.isoformat() if day else "", kind, title.strip(), manager.strip(), rep.strip())


def _found(store: Store, call_ids: Sequence[str]) -> list[StoredCall]:
    """The calls; none, and why, where one of them is gone by now."""
    try:
        return [get_call(store, call_id) for call_id in call_ids]
    except CoderError as error:
        draw_lines([str(error)])
        return []


ask_to_delete = st.dialog("Delete for good?")(draw_deleting)
edit_details = st.dialog("Details of the call")(draw_editing)


def _done(change: Callable[[], object]) -> bool:
    """Whether it worked; if not, the page says why."""
    try:
        change()
    except CoderError as error:
        st.session_state[Key.PROBLEM_IN_LIBRARY] = str(error)
        return False
    return True
