"""The store that the app works with, and who works with it."""

import streamlit as st

from coder import Store, add_samples, needs_samples, store_url, this_person
from ui.cached import default_model, store_at


def open_library() -> Store:
    """The store, with the sample calls in it where nobody ever used it.

    Raises:
        StoreError: it cannot be opened.
    """
    store = store_at(store_url().render_as_string(hide_password=False))
    if needs_samples(store):
        with st.spinner("Getting the sample calls ready…", show_time=False):
            add_samples(store, default_model(), person=this_user())
    return store


def this_user() -> str:
    """Whose codes, notes and guesses those of this session are."""
    return this_person()
