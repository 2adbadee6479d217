"""What a run of each page costs the server: a stored one-hour call opened and corrected, and thousands of calls.

Processor time of one run of the page, without the browser; beside it a page that says one word, in the same run.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.readers import least_seconds
from benchmarks.speed import one_hour_call
from coder.analysis import analyse
from coder.call_figures import figures_of
from coder.model_folder import load_model
from coder.pipeline import code_call
from coder.readers import read_bytes
from coder.store import CallDetails, Store, add_call, keep_figures, open_store
from coder.store.location import VARIABLE

CALLS = 5_000
MANAGERS = 40
RUNS = 3
PAGE = "from ui.app_pages.{name} import draw_page; draw_page()"
BARE = "import streamlit as st; st.text('Hello')"


def main() -> None:
    """Print one row a page."""
    with tempfile.TemporaryDirectory() as folder:
        with _store(Path(folder) / "one.sqlite3") as store:
            call = _keep_one_hour(store)
            bare = _run(BARE)
            print(f"{'server time of one run':<44}{'ms':>7}{'× a bare page':>15}")
            _show("a page that says one word", bare, bare)
            _show("a stored one-hour call is opened", least_seconds(lambda: _open(call), RUNS), bare)
            _show("one correction on it", _correct(call), bare)
        with _store(Path(folder) / "many.sqlite3") as store:
            _fill(store)
            for name in ("library", "trend"):
                _show(f"{name}, {CALLS:,} calls of {MANAGERS} managers", _run(PAGE.format(name=name)), bare)


@contextmanager
def _store(place: Path) -> Iterator[Store]:
    """An empty store that the pages open."""
    os.environ[VARIABLE] = str(place)
    try:
        with open_store() as store:
            yield store
    finally:
        del os.environ[VARIABLE]


def _keep_one_hour(store: Store) -> str:
    transcript = read_bytes(one_hour_call().encode(), "one-hour.vtt")
    review = code_call(transcript, load_model("default"), manager="Marta")
    print(f"one hour: {len(review.utterances):,} utterances")
    return add_call(store, review, person="benchmark", transcript=transcript).id


def _run(script: str) -> float:
    page = AppTest.from_string(script, default_timeout=120)
    found = least_seconds(page.run, RUNS)
    assert not page.exception
    return found


def _open(call: str) -> AppTest:
    page = AppTest.from_string(PAGE.format(name="review"), default_timeout=120)
    page.query_params["call"] = call
    page.run()
    assert not page.exception
    return page


def _correct(call: str) -> float:
    """A correction in an open session: each run does another act."""
    page, codes = _open(call), ("direct", "advise")
    count = 0

    def correct() -> None:
        nonlocal count
        count += 1
        act = {"n": count, "call": call, "kind": "set", "codes": {"7": codes[count % 2]}}
        page.session_state["call"] = {"sent": {"browser": "benchmark", "acts": [act]}}
        page.run()

    return least_seconds(correct, RUNS)


def _fill(store: Store) -> None:
    """Short calls with the figures of a whole one: pages of lists read no words."""
    from coder.samples import sample_calls

    chance, model = random.Random(7), load_model("fast")
    figures = [
        figures_of(analyse(code_call(read_bytes(path.read_bytes(), path.name), model))) for path in sample_calls()
    ]
    for number in range(CALLS):
        words = f"Ana: What is next on deal {number}?\nBen: I sent plan {number}.\n"
        review = code_call(read_bytes(words.encode(), f"{number}.txt"), model, manager="Ana")
        day = f"20{chance.randrange(20, 26)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 28):02d}"
        details = CallDetails(day, "one_to_one", f"Call {number}", f"Manager {number % MANAGERS}", "Ben")
        call = add_call(store, review, details, person="benchmark").id
        keep_figures(store, call, chance.choice(figures), review=review)


def _show(name: str, seconds: float, bare: float) -> None:
    print(f"{name:<44}{1000 * seconds:>7.0f}{seconds / bare:>15.0f}")
