"""The first page: calls are dropped here, kept, found again, described and deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from coder import (
    CallQuery,
    CoderError,
    Store,
    backup_store,
    delete_calls,
    export_store,
    list_calls,
    list_names,
    measured_calls,
)
from ui.app_pages import review
from ui.call_adding import draw_adding, draw_result
from ui.call_dialogs import ask_to_delete, edit_details
from ui.call_words import STATE_NAMES, TYPE_NAMES
from ui.figures import counted
from ui.keys import Filter, Key
from ui.latest import draw_latest
from ui.library import open_library, this_user
from ui.library_view import (
    FIRST_DAY,
    MOST_EXPORTED,
    calls_view,
    known_sort,
    on_page,
    query_of,
)
from ui.widgets import draw_calls, draw_lines, draw_problem

EMPTY = (
    "No calls are kept yet. Drop the transcripts of your 1:1s, deal reviews or forecast calls above: one, many, a zip "
    "or a whole folder. Each is coded in a second or two and stays here, on this machine."
)
COPIES = (
    "The export is one file that another store can take in (coder store import). A backup is a whole copy beside the "
    "store. Both hold what was said, in plain text."
)
TOO_MANY = f"More than {MOST_EXPORTED} calls are too many for a browser: coder store export FILE"
IN_ADDRESS = "query-params"
BOXES = (Filter.MANAGER, Filter.REP, Filter.TYPE, Filter.STATE, Filter.DATED_FROM, Filter.DATED_TO)


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    st.title("Calls", anchor=False)
    try:
        store = open_library()
        draw_adding(store)
        if call_id := draw_result(on_show=_show_last_added):
            open_review(call_id)
        _draw_notice()
        if call_id := draw_latest(store):
            open_review(call_id)
        _draw_samples(store)
        _draw_calls(store)
    except CoderError as error:
        draw_problem([str(error)], kept=False)


def open_review(call_id: str) -> None:
    """Go to the page of one call."""
    st.switch_page(st.Page(review.draw_page, url_path="review"), query_params={"call": call_id})


def _draw_notice() -> None:
    """What was done a moment ago, until something else is done."""
    if notice := st.session_state.pop(Key.NOTICE, None):
        with st.container(key="notice"):
            draw_lines([notice])


def _draw_samples(store: Store) -> None:
    samples = list_calls(store, CallQuery(is_sample=True, limit=None)).calls
    if not samples:
        return
    with st.container(key="samples", horizontal=True, gap="medium", vertical_alignment="center"):
        are = "sample call is" if len(samples) == 1 else "sample calls are"
        st.caption(f"{len(samples)} {are} here to look around in.", width="content")
        if st.button("Remove the sample calls", type="tertiary", key="remove_samples"):
            n_deleted = delete_calls(store, [call.id for call in samples], person=this_user())
            st.session_state[Key.NOTICE] = f"{counted(n_deleted, 'sample call')} removed."
            st.rerun()


def _draw_calls(store: Store) -> None:
    n_kept = list_calls(store, CallQuery(limit=0)).total
    if not n_kept:
        st.write(EMPTY)
        return
    _draw_filters(store)
    query = query_of(_chosen())
    total = list_calls(store, replace(query, limit=0)).total
    if total:
        _draw_table(store, on_page(query, st.query_params.get(Filter.PAGE, ""), total), total)
    else:
        _draw_nothing_found()
    _draw_copies(store, n_kept)


def _chosen() -> dict[str, Any]:
    """What the widgets and the address ask for."""
    # The address is another after a visit to another page, the order is not.
    sort = known_sort(st.query_params.get(Filter.SORT) or st.session_state.get(Filter.SORT, ""))
    return {**{each: st.session_state.get(each) for each in (Filter.SEARCH, *BOXES)}, Filter.SORT: sort}


def _draw_filters(store: Store) -> None:
    with st.container(key="filters"):
        search, more = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
        search.text_input(
            "Search",
            key=Filter.SEARCH,
            placeholder="Words of the title, a name, a file name",
            bind=IN_ADDRESS,
            on_change=_go_to_first_page,
        )
        n_filters = sum(bool(st.session_state.get(each)) for each in BOXES)
        # Closed, a choice that narrows the list still shows.
        head = f"Filters ({n_filters} on)" if n_filters else "Filters"
        with more.popover(head, width="stretch"):
            _draw_boxes(store)


def _draw_boxes(store: Store) -> None:
    boxes: dict[Filter, tuple[str, Sequence[str], Mapping[str, str]]] = {
        Filter.MANAGER: ("Manager", list_names(store, "manager"), {}),
        Filter.REP: ("Rep", list_names(store, "rep"), {}),
        Filter.TYPE: ("Type", tuple(TYPE_NAMES), TYPE_NAMES),
        Filter.STATE: ("Review", tuple(STATE_NAMES), STATE_NAMES),
    }
    for key, (label, options, names) in boxes.items():
        st.selectbox(
            label,
            options,
            index=None,
            format_func=lambda each, names=names: names.get(each, each),
            key=key,
            placeholder="All",
            bind=IN_ADDRESS,
            on_change=_go_to_first_page,
        )
    for key, label in ((Filter.DATED_FROM, "From"), (Filter.DATED_TO, "To")):
        st.date_input(
            label,
            None,
            min_value=FIRST_DAY,
            key=key,
            format="YYYY-MM-DD",
            bind=IN_ADDRESS,
            on_change=_go_to_first_page,
        )
    st.button("Clear all", key="clear_boxes", on_click=_clear)


def _go_to_first_page() -> None:
    st.query_params.pop(Filter.PAGE, None)


def _clear() -> None:
    """No search and no filter; as a callback, for a widget's value is fixed once it is drawn."""
    for key in BOXES:
        st.session_state[key] = None
    st.session_state[Filter.SEARCH] = ""
    _go_to_first_page()


def _show_last_added() -> None:
    _clear()
    _turn(1, "-added_at")


def _draw_table(store: Store, query: CallQuery, total: int) -> None:
    pressed = draw_calls(calls_view(measured_calls(store, query), query, total))
    if pressed.page or pressed.sort:
        _turn(pressed.page, pressed.sort)
        st.rerun()
    if pressed.open:
        open_review(pressed.open)
    if pressed.edit:
        edit_details(store, pressed.edit)
    if pressed.remove:
        ask_to_delete(store, tuple(pressed.remove))


def _turn(page: int | None, sort: str | None) -> None:
    """Put another page, or another order from its first page on, into the address."""
    st.query_params[Filter.PAGE] = str(page or 1)
    if sort and known_sort(sort):
        st.query_params[Filter.SORT] = st.session_state[Filter.SORT] = sort


def _draw_nothing_found() -> None:
    st.write("No call matches.")
    st.button("Clear search and filters", key="clear_all", on_click=_clear)


def _draw_copies(store: Store, n_kept: int) -> None:
    with st.container(key="export"):
        st.header("Keep a copy", anchor=False)
        with st.container(horizontal=True, gap="small"):
            if n_kept <= MOST_EXPORTED:
                st.download_button(
                    "Export all calls",
                    data=lambda: _export(store),
                    file_name="calls.jsonl",
                    mime="application/jsonl",
                    key="export_calls",
                    on_click="ignore",
                )
            if st.button("Make a backup", key="make_backup"):
                st.session_state[Key.NOTICE] = f"Backup made: {backup_store(store.url)}"
                st.rerun()
        st.caption(COPIES if n_kept <= MOST_EXPORTED else f"{COPIES} {TOO_MANY}")


def _export(store: Store) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "calls.jsonl"
        export_store(store, path)
        return path.read_bytes()
