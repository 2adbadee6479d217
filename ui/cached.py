"""Everything that is cached across sessions: the model and the open store, and nothing that was said.

Streamlit's caches are shared by all users of a server, so transcripts and
reviews stay in the session.
"""

from typing import Any

import streamlit as st

from coder import Store, load_model, open_store

DEFAULT_MODEL = "default"


@st.cache_resource(show_spinner=False)
def default_model() -> Any:
    """The model that ships with the package."""
    return load_model(DEFAULT_MODEL)


@st.cache_resource(show_spinner=False)
def store_at(url: str) -> Store:
    """The store at that URL, opened once for all sessions."""
    return open_store(url)
