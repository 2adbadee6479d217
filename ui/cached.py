"""Everything that is cached across sessions: the model, the open store, counts; and nothing that was said.

Streamlit's caches are shared by all users of a server, so transcripts and
reviews stay in the session.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from coder import ExampleSummary, Store, load_model, model_in_use, open_store, summarise_examples


def default_model() -> Any:
    """The model in use: the one named at the start, the one promoted in the lab, or the one that ships.

    Raises:
        ModelError: it is missing or damaged.
    """
    folder = model_in_use()
    try:
        changed = (folder / "config.json").stat().st_mtime_ns
    except OSError:
        # Another is being put in its place just now: loading says so, or finds it there.
        changed = 0
    return _model_at(str(folder), changed)


def examples_at(folder: Path) -> ExampleSummary:
    """The counts of a folder of labelled calls, taken anew when a file of it changed; no words are kept.

    Raises:
        ExamplesError: it holds none, or broken ones.
    """
    # A named folder may be the top of a whole disk: only where labelled calls may lie is looked.
    kinds = ("dataset.json", "*.jsonl", *(f"{part}/*.jsonl" for part in ("calls", "first", "second")))
    files = [folder] if folder.is_file() else sorted(file for kind in kinds for file in folder.glob(kind))
    marks = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return _examples_at(str(folder), tuple(marks))


@st.cache_resource(show_spinner=False, max_entries=1)
def _model_at(folder: str, changed: int) -> Any:
    return load_model(Path(folder))


@st.cache_data(show_spinner=False, max_entries=50)
def _examples_at(folder: str, changed: tuple[Any, ...]) -> ExampleSummary:
    return summarise_examples(Path(folder))


@st.cache_resource(show_spinner=False)
def store_at(url: str) -> Store:
    """The store at that URL, opened once for all sessions."""
    return open_store(url)
