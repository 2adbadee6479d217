"""The call that is open in this session: opening another, naming its manager, saying what went wrong.

A call replaces the one before only once it has been read and coded, so a bad file loses nothing. The calls of
one upload stay together until the next; each is coded when it is first looked at.
"""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from coder import (
    Analysis,
    CallSet,
    CoderError,
    Review,
    Transcript,
    analyse,
    code_call,
    join_sets,
    read_calls,
    read_transcript,
    sample_calls,
)
from ui.cached import default_model
from ui.keys import Key
from ui.lead import manager_of


def samples() -> dict[str, Path]:
    """The sample calls by the name that people see."""
    return {path.stem.replace("-", " ").capitalize(): path for path in sample_calls()}


def open_first_sample() -> None:
    """Opens a sample where nothing is open yet, so that the page is never empty."""
    names = list(samples())
    if Key.REVIEW not in st.session_state and Key.PROBLEM not in st.session_state and names:
        _open_sample(names[0])


def open_chosen_sample() -> None:
    """Opens the sample chosen in the sample box."""
    if name := st.session_state[Key.SAMPLE]:
        _open_sample(name)


def open_upload() -> None:
    """Opens the files just dropped, then empties the drop zone: the session keeps no second copy of them."""
    files = st.session_state.get(upload_key())
    if not files:
        return
    st.session_state[Key.UPLOADS] = st.session_state.get(Key.UPLOADS, 0) + 1
    _open_first(join_sets(read_calls(file.getvalue(), file.name) for file in files))


def open_chosen_call() -> None:
    """Opens the call chosen among those of the upload; one that was open before comes back as it was left."""
    name = st.session_state[Key.CALL]
    if name is None:
        return
    try:
        _open_call(name, st.session_state[Key.CALLS].calls[name])
    except CoderError as error:
        _refuse([error])


def analysis_of(review: Review) -> Analysis:
    """What follows from the open review, computed once."""
    kept = st.session_state.get(Key.ANALYSIS)
    if kept is None or kept.review is not review:
        kept = st.session_state[Key.ANALYSIS] = analyse(review)
    return kept


def upload_key() -> str:
    """The drop zone's key, a new one after each file."""
    return f"{Key.UPLOAD}-{st.session_state.get(Key.UPLOADS, 0)}"


def recode() -> None:
    """Codes the open call again with the roles chosen on the page."""
    review, transcript = st.session_state[Key.REVIEW], st.session_state[Key.TRANSCRIPT]
    manager = st.session_state[Key.MANAGER]
    guests = set(st.session_state.get(Key.GUESTS, ())) - {manager}
    joins = dict(st.session_state.get(Key.SAME_PEOPLE, review.joined.items()))
    # Marking guests is no word on who leads: a proposal stays one until the manager is chosen.
    still_proposed = review.roles_from == "proposed" and manager == manager_of(review)
    named = None if still_proposed else manager
    try:
        review = code_call(transcript, default_model(), manager=named, guests=sorted(guests), joins=joins)
    except CoderError as error:
        _refuse([error])
    else:
        _keep(transcript, review)
        if name := st.session_state.get(Key.OPENED_CALL):
            st.session_state[Key.REVIEWS][name] = review


def _open_sample(name: str) -> None:
    try:
        transcript = read_transcript(samples()[name])
        _keep(transcript, code_call(transcript, default_model()))
    except CoderError as error:
        _refuse([error])
    else:
        st.session_state[Key.OPENED_SAMPLE] = name
        st.session_state[Key.OPENED_CALL] = None


def _open_first(calls: CallSet) -> None:
    """Opens the first call that can be coded, and keeps the others of the upload with it."""
    unread: dict[str, CoderError] = dict(calls.refused)
    for name, transcript in calls.calls.items():
        try:
            review = code_call(transcript, default_model())
        except CoderError as error:
            unread[name] = error
        else:
            st.session_state[Key.CALLS] = calls
            st.session_state[Key.REVIEWS] = {name: review}
            st.session_state[Key.UNREAD] = unread
            _open_call(name, transcript)
            return
    _refuse(unread.values())


def _open_call(name: str, transcript: Transcript) -> None:
    reviews = st.session_state[Key.REVIEWS]
    if name not in reviews:
        reviews[name] = code_call(transcript, default_model())
    _keep(transcript, reviews[name])
    st.session_state[Key.OPENED_CALL] = name
    st.session_state[Key.OPENED_SAMPLE] = None


def _keep(transcript: Transcript, review: Review) -> None:
    st.session_state[Key.TRANSCRIPT] = transcript
    st.session_state[Key.REVIEW] = review
    st.session_state[Key.PROBLEM] = None


def _refuse(errors: Iterable[CoderError]) -> None:
    st.session_state[Key.PROBLEM] = [str(error) for error in errors]
