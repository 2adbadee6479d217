"""The page that shows one coded call: its figures, its course, its words."""

import re

import streamlit as st

from coder import CallSet, Review, render_report
from ui.call_session import (
    analysis_of,
    open_chosen_call,
    open_chosen_sample,
    open_first_sample,
    open_upload,
    recode,
    samples,
    upload_key,
)
from ui.call_view import call_view
from ui.keys import Key
from ui.lead import manager_of, named_speakers
from ui.upload_view import left_out_head, left_out_lines, short_names
from ui.view import summary_view
from ui.widgets import draw_call, draw_left_out, draw_problem, draw_summary, draw_ways

EXPORTS = {"CSV": ("csv", "text/csv"), "JSON": ("json", "application/json"), "HTML": ("html", "text/html")}
UPLOAD_HELP = (
    "What your meeting tool exports: VTT, SRT, docx, plain text with names, JSON, CSV or Excel, and some sixty forms "
    "more; several at once, or a zip of them. The files stay on this machine."
)
NOT_FOR = (
    "These codes come from a machine that is often wrong about a single sentence. Use them to look again at your "
    "own calls, not to rank, pay, promote, discipline or dismiss anyone, and not to judge a person from one call."
)


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    with st.spinner("Reading…", show_time=False):
        open_upload()
        open_first_sample()
    review = st.session_state.get(Key.REVIEW)
    if review is not None:
        draw_ways()
    _draw_choices(review)
    if problem := st.session_state.get(Key.PROBLEM):
        draw_problem(problem, kept=review is not None)
    if review is None:
        st.write("Drop a transcript above, or open a sample call, to see how it was coached.")
        return
    draw_summary(summary_view(analysis_of(review)))
    draw_call(call_view(review))
    _draw_export(review)


def _draw_choices(review: Review | None) -> None:
    crowded = review is not None and len(review.speakers) > 2
    widths = [4, 3, 3, 3] if crowded else [5, 4, 4]
    with st.container(key="choices"):
        columns = st.columns(widths, gap="medium", vertical_alignment="top")
        with columns[0]:
            st.file_uploader("Open transcripts", key=upload_key(), accept_multiple_files=True, help=UPLOAD_HELP)
        with columns[1]:
            _draw_samples()
        if review is not None and named_speakers(review):
            with columns[2]:
                _draw_manager(review)
        if crowded:
            with columns[3]:
                _draw_guests(review)
        if Key.CALLS in st.session_state:
            _draw_upload(st.session_state[Key.CALLS], [widths[0], sum(widths[1:])])
        if review is not None and review.same_people:
            _draw_same_people(review)


def _draw_samples() -> None:
    # The boxes follow the open call, also after a failed change or a visit to another page.
    opened = st.session_state.get(Key.OPENED_SAMPLE)
    st.session_state[Key.SAMPLE] = opened
    st.selectbox(
        "or a sample call",
        list(samples()),
        index=0 if opened else None,
        placeholder="Pick a sample",
        key=Key.SAMPLE,
        on_change=open_chosen_sample,
    )


def _draw_upload(calls: CallSet, widths: list[int]) -> None:
    """Which call of the upload is shown, and what of it was not read."""
    opened, unread = st.session_state.get(Key.OPENED_CALL), st.session_state[Key.UNREAD]
    has_choice, head = len(calls.calls) > 1 or not opened, left_out_head(calls, unread)
    columns = iter(st.columns(widths, gap="medium", vertical_alignment="top") if has_choice or head else [])
    if has_choice:
        st.session_state[Key.CALL] = opened
        shown = short_names(list(calls.calls))
        next(columns).selectbox(
            "Call in this upload",
            list(calls.calls),
            format_func=lambda name: shown[name],
            index=0 if opened else None,
            placeholder="Pick a call of the upload",
            key=Key.CALL,
            on_change=open_chosen_call,
        )
    if head:
        with next(columns):
            draw_left_out(head, left_out_lines(calls, unread))


def _draw_manager(review: Review) -> None:
    st.session_state[Key.MANAGER] = manager_of(review) or None
    st.selectbox(
        "Who is the manager?",
        [speaker.name for speaker in review.speakers],
        key=Key.MANAGER,
        on_change=recode,
    )


def _draw_guests(review: Review) -> None:
    st.session_state[Key.GUESTS] = [speaker.name for speaker in review.speakers_in("guest")]
    st.multiselect(
        "Guests",
        [speaker.name for speaker in review.speakers if speaker.role != "manager"],
        key=Key.GUESTS,
        on_change=recode,
        placeholder="Nobody",
        help="Neither manager nor rep: left out of both sides.",
    )


def _draw_same_people(review: Review) -> None:
    st.session_state[Key.SAME_PEOPLE] = list(review.joined.items())
    st.multiselect(
        "Names of one person",
        [(same.other, same.name) for same in review.same_people],
        format_func=lambda pair: f"{pair[0]} is {pair[1]}",
        key=Key.SAME_PEOPLE,
        on_change=recode,
        placeholder="All names are different people",
        help="Names that look like one person. Those chosen are counted as one.",
    )


def _draw_export(review: Review) -> None:
    with st.container(key="export"):
        st.header("Take it with you", anchor=False)
        with st.container(horizontal=True, gap="small"):
            for label, (kind, mime) in EXPORTS.items():
                st.download_button(
                    label,
                    data=lambda kind=kind: _file_bytes(review, kind),
                    file_name=f"{_file_stem(review.call)}-review.{kind}",
                    mime=mime,
                    key=f"{Key.EXPORT}-{kind}",
                    on_click="ignore",
                )
        st.caption(NOT_FOR)


def _file_bytes(review: Review, kind: str) -> bytes:
    """The report as a file; Excel needs the mark to read a CSV file as UTF-8."""
    return render_report(review, kind).encode("utf-8-sig" if kind == "csv" else "utf-8")


def _file_stem(call: str) -> str:
    """The call's name with only what every file system takes.

    >>> _file_stem("../Q3: 1:1 <Marta>")
    'Q3-1-1-Marta'
    """
    return re.sub(r"[^\w]+", "-", call).strip("-")[:80] or "call"
