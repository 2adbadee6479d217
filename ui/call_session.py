"""The call that is open in this session: opening another, naming its manager, saying what went wrong.

A call replaces the one before only once it has been read and coded, so a bad file loses nothing.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from coder import CoderError, Review, Transcript, code_call, read_bytes, read_transcript, sample_calls
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
    """Opens the file just dropped, then empties the drop zone: the session keeps no second copy of it."""
    upload = st.session_state[upload_key()]
    if upload is None:
        return
    _open(lambda: read_bytes(upload.getvalue(), upload.name), sample=None)
    st.session_state[Key.UPLOADS] = st.session_state.get(Key.UPLOADS, 0) + 1


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
        st.session_state[Key.PROBLEM] = str(error)
    else:
        _keep(transcript, review)


def _open_sample(name: str) -> None:
    path = samples()[name]
    _open(lambda: read_transcript(path), sample=name)


def _open(read: Callable[[], Transcript], *, sample: str | None) -> None:
    try:
        transcript = read()
        review = code_call(transcript, default_model())
    except CoderError as error:
        st.session_state[Key.PROBLEM] = str(error)
    else:
        _keep(transcript, review)
        st.session_state[Key.OPENED_SAMPLE] = sample


def _keep(transcript: Transcript, review: Review) -> None:
    st.session_state[Key.TRANSCRIPT] = transcript
    st.session_state[Key.REVIEW] = review
    st.session_state[Key.PROBLEM] = None
