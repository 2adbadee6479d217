"""The page that shows one coded call: its figures, its course, its words; and takes what people say of them."""

import re
from typing import Any

import streamlit as st

from coder import (
    NOT_FOR,
    Analysis,
    CoderError,
    Review,
    StoredCall,
    code_history,
    explain_code,
    list_notes,
    render_report,
)
from ui.acts import acts_done
from ui.cached import default_model
from ui.call_session import (
    analysis_of,
    calls_to_choose,
    open_asked_call,
    open_chosen_call,
    recode,
    stored_call,
)
from ui.call_view import call_view
from ui.call_words import TYPE_NAMES, shown_day
from ui.correcting import do_acts
from ui.guessing import draw_guess_form, draw_guess_line, draw_guess_switch, must_guess
from ui.keys import Key
from ui.lead import manager_of, named_speakers
from ui.library import open_library, this_user
from ui.view import call_facts, summary_view
from ui.why_view import why_view
from ui.widgets import draw_call, draw_problem, draw_summary, draw_ways
from ui.work_view import Work

EXPORTS = {"CSV": ("csv", "text/csv"), "JSON": ("json", "application/json"), "HTML": ("html", "text/html")}
NOTHING = "No call is kept yet. Open Calls and drop a transcript there to see how it was coached."


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    try:
        with st.spinner("Reading…", show_time=False):
            do_acts(st.session_state.get(Key.TRANSCRIPT, {}).get("sent"))
            open_asked_call()
    except CoderError as error:
        draw_problem([str(error)], kept=False)
        return
    review = st.session_state.get(Key.REVIEW)
    if review is not None:
        draw_ways()
        _draw_choices(review)
    if problem := st.session_state.get(Key.PROBLEM):
        draw_problem(problem, kept=review is not None)
    if review is None:
        st.write(NOTHING)
        return
    analysis = analysis_of(review)
    if must_guess(analysis):
        draw_guess_form()
        return
    draw_guess_line(analysis)
    draw_summary(summary_view(analysis) | _kept_as(analysis))
    draw_call(call_view(review, _work(review)))
    _draw_export(review)


def draw_call_choice() -> None:
    """The box of calls, on every page that shows one."""
    # The boxes follow the open call, also after a failed change or a visit to another page.
    calls = calls_to_choose()
    st.session_state[Key.CALL] = st.session_state[Key.CALL_ID]
    st.selectbox(
        "Call",
        list(calls),
        format_func=lambda call_id: _call_name(calls[call_id]),
        key=Key.CALL,
        on_change=open_chosen_call,
    )


def _kept_as(analysis: Analysis) -> dict[str, Any]:
    """Title, day and type as the library has them, which people may have changed."""
    call = stored_call()
    known = [shown_day(call.call_date)] if call.call_date else []
    known += [TYPE_NAMES[call.type]] if call.type != "other" else []
    return {"call": call.title, "facts": [*known, *call_facts(analysis.review)]}


def _work(review: Review) -> Work:
    call_id, store = st.session_state[Key.CALL_ID], open_library()
    return Work(
        call_id=call_id,
        person=this_user(),
        history=code_history(store, call_id),
        notes=list_notes(store, call_id),
        applied=acts_done(),
        why=_why(review),
        explains=review.model_version == default_model().version,
    )


def _why(review: Review) -> dict[str, Any] | None:
    """The answer to the last "why this code?" of this call."""
    call_id, index = st.session_state.get(Key.WHY) or ("", -1)
    if call_id != st.session_state[Key.CALL_ID]:
        return None
    try:
        return why_view(review, index, explain_code(review, index, default_model()))
    except CoderError as error:
        return {"index": index, "head": str(error), "pieces": [], "lines": [], "none": ""}


def _draw_choices(review: Review) -> None:
    crowded, named = len(review.speakers) > 2, bool(named_speakers(review))
    with st.container(key="choices"):
        columns = iter(st.columns([4, *[3] * (crowded + named)], gap="medium", vertical_alignment="top"))
        with next(columns):
            draw_call_choice()
        if named:
            with next(columns):
                _draw_manager(review)
        if crowded:
            with next(columns):
                _draw_guests(review)
        if review.same_people:
            _draw_same_people(review)


def _call_name(call: StoredCall) -> str:
    """Its title, when it was, and whether it is a sample."""
    day = "" if call.call_date in call.title else call.call_date
    return " · ".join(filter(None, [call.title, day, "sample" if call.is_sample else ""]))


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
                    file_name=f"{_file_stem(stored_call().title)}-review.{kind}",
                    mime=mime,
                    key=f"{Key.EXPORT}-{kind}",
                    on_click="ignore",
                )
        st.caption(NOT_FOR)
        draw_guess_switch()


def _file_bytes(review: Review, kind: str) -> bytes:
    """The report as a file; Excel needs the mark to read a CSV file as UTF-8."""
    return render_report(review, kind).encode("utf-8-sig" if kind == "csv" else "utf-8")


def _file_stem(call: str) -> str:
    """The call's name with only what every file system takes.

    >>> _file_stem("../Q3: 1:1 <Marta>")
    'Q3-1-1-Marta'
    """
    return re.sub(r"[^\w]+", "-", call).strip("-")[:80] or "call"
