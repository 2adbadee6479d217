"""Files dropped on the library: read, coded and kept one by one, and what came of them."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from coder import CoderError, Kept, Progress, Store, keep_calls
from ui.cached import default_model
from ui.keys import Key
from ui.library import this_user
from ui.upload_view import kept_head, left_out_head, left_out_lines, proposed_lines, without_hidden
from ui.widgets import draw_left_out, draw_lines, draw_problem

FILES_HELP = (
    "What your meeting tool exports: VTT, SRT, docx, plain text with names, JSON, CSV or Excel, and some sixty forms "
    "more; many at once, or a zip of them. They are kept on this machine."
)
FOLDER_HELP = "Every transcript in it and in the folders below it."


def draw_adding(store: Store) -> None:
    """Two ways to drop calls; what was dropped is kept at once, and the drop zones are empty again."""
    with st.container(key="adding"):
        files, folder = st.columns([3, 2], gap="medium", vertical_alignment="top")
        with files:
            dropped = st.file_uploader(
                "Add transcripts", key=_key(Key.ADD_FILES), accept_multiple_files=True, help=FILES_HELP
            )
        with folder:
            found = st.file_uploader(
                "or a whole folder", key=_key(Key.ADD_FOLDER), accept_multiple_files="directory", help=FOLDER_HELP
            )
    if uploads := [*dropped, *_visible(found)]:
        _keep(store, uploads)
        st.rerun()


def draw_result(*, on_show: Callable[[], None]) -> str | None:
    """What came of the last upload; the id of its call where it was one and is to be opened.

    Args:
        on_show: makes the list show what was added last.
    """
    kept: Kept | None = st.session_state.get(Key.KEPT)
    if problem := st.session_state.pop(Key.PROBLEM_IN_LIBRARY, None):
        draw_problem([problem], kept=False)
    if kept is None:
        return None
    if st.session_state.pop(Key.OPEN_ADDED, False):
        return kept.calls[0].call_id
    opened = False
    with st.container(key="kept"):
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            st.text(kept_head(kept), width="content")
            if len(kept.calls) == 1:
                opened = st.button("Read the review", key="read_added", type="primary")
            elif kept.added:
                st.button("Show them", key="show_added", on_click=on_show)
            if st.button("Close", key="close_kept", type="tertiary"):
                del st.session_state[Key.KEPT]
                st.rerun()
        if head := left_out_head(kept):
            draw_left_out(head, left_out_lines(kept))
        if kept.added:
            with st.expander("Day, type and names were proposed: why"):
                draw_lines(proposed_lines(kept))
    return kept.calls[0].call_id if opened else None


def _key(name: Key) -> str:
    """A drop zone's key, a new one after each upload, so that the session keeps no second copy of the files."""
    return f"{name}-{st.session_state.get(Key.KEPT_UPLOADS, 0)}"


def _visible(files: list[Any]) -> list[Any]:
    return [file for file, shown in zip(files, without_hidden([f.name for f in files]), strict=True) if shown]


def _keep(store: Store, uploads: list[Any]) -> None:
    bar, name = st.progress(0.0, text="Reading"), st.empty()

    def tell(progress: Progress) -> None:
        bar.progress(progress.done / progress.total, text=f"Reading {progress.done + 1:,} of {progress.total:,}")
        # Plain text: a file's name is the user's, or somebody else's.
        name.text(progress.name)

    sources = ((file.getvalue(), file.name) for file in uploads)
    try:
        kept = keep_calls(store, sources, default_model(), person=this_user(), on_progress=tell)
        st.session_state[Key.KEPT] = kept
        # Who drops one transcript wants to see it.
        st.session_state[Key.OPEN_ADDED] = len(kept.calls) == 1 and not kept.refused
    except CoderError as error:
        st.session_state[Key.PROBLEM_IN_LIBRARY] = str(error)
    st.session_state[Key.KEPT_UPLOADS] = st.session_state.get(Key.KEPT_UPLOADS, 0) + 1
