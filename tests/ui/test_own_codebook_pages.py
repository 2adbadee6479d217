"""The pages as Streamlit runs them, with a model and codebook that do not ship."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    add_call,
    code_call,
    code_history,
    get_review,
    load_codebook,
    load_model,
    needs_samples,
    open_store,
    read_transcript,
)
from coder.errors import ModelError
from coder.store import CallDetails
from tests.builders import GERMAN, LONG_SESSION
from ui.codebook_view import codebook_view
from ui.keys import Key
from ui.launch import open_app

pytestmark = pytest.mark.usefixtures("any_codebook")


@pytest.fixture
def call(therapist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session in a store that the app opens, as coded by the model that the app is started with."""
    place = str(tmp_path / "store.sqlite3")
    monkeypatch.setenv("CALL_REVIEW_STORE", place)
    monkeypatch.setenv("CALL_REVIEW_MODEL", str(therapist))
    transcript = read_transcript(LONG_SESSION)
    with open_store(place) as store:
        review = code_call(transcript, load_model(therapist))
        details = CallDetails(call_date="2026-05-04")
        assert not needs_samples(store)
        yield add_call(store, review, details, person="Ana", transcript=transcript).id


def open_page(name: str, call: str | None = None) -> AppTest:
    page = AppTest.from_string(f"from ui.app_pages.{name} import draw_page; draw_page()", default_timeout=60)
    if call is not None:
        page.query_params["call"] = call
    page.run()
    assert not page.exception
    return page


def test_a_call_is_reviewed_and_corrected_by_that_codebook(call: str, tmp_path: Path) -> None:
    page = open_page("review", call)
    review = page.session_state[Key.REVIEW]
    assert review.model_name == "therapist"
    assert {utterance.mode for utterance in review.utterances} <= {mode.id for mode in load_codebook().modes}
    sent = {"n": 1, "call": call, "kind": "set", "codes": {"3": "complex_reflection"}}
    page.session_state[Key.TRANSCRIPT] = {"sent": {"browser": "a browser", "acts": [sent]}}
    page.run()
    assert not page.exception
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        assert code_history(store, call)[-1].codes == ((3, "complex_reflection"),)
        assert get_review(store, call).utterances[3].mode == "evoke"


def test_the_other_pages_open(call: str) -> None:
    assert open_page("codebook", call)
    assert codebook_view()["title"] == "Motivational interviewing, short form"
    assert codebook_view()["version"] == "Version 0.3 · 13 codes in 6 modes and “rest”"
    for name in ("trend", "practice", "library"):
        assert not open_page(name, call).error


def test_the_app_is_not_opened_with_a_model_of_another_codebook(
    therapist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALL_REVIEW_CODEBOOK", str(GERMAN))
    monkeypatch.setenv("CALL_REVIEW_MODEL", str(therapist))
    with pytest.raises(ModelError, match="which is in use"):
        open_app()
