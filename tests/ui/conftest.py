"""Calls to draw, made by hand: what a test needs and no more; and libraries to open the app on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coder import Store, add_samples, load_codebook, load_model, open_store
from coder.review import CodedUtterance, Review, RoleProposal, Speaker, Stretch

Line = tuple[str, str, str]
MS_A_LINE = 4_000
SPEECH_MS_A_LINE = 3_000


def _coded(index: int, line: Line, *, roles: dict[str, str], timed: bool) -> CodedUtterance:
    speaker, code, text = line
    start = index * MS_A_LINE if timed else None
    return CodedUtterance(
        index=index,
        turn=index,
        speaker=speaker,
        role=roles[speaker],
        text=text,
        start_ms=start,
        end_ms=start + SPEECH_MS_A_LINE if start is not None else None,
        code=code,
        mode=load_codebook().mode_of[code],
        confidence=0.4 if text.endswith("…") else 0.8,
        probabilities={code: 0.8, "social" if code != "social" else "inform": 0.2},
    )


def _speaker(name: str, role: str, spoken: list[CodedUtterance], *, timed: bool) -> Speaker:
    words = sum(len(each.text.split()) for each in spoken)
    speech_ms = SPEECH_MS_A_LINE * len(spoken) if timed else None
    stretch = Stretch(spoken[0].turn, len(spoken[0].text.split()), SPEECH_MS_A_LINE if timed else None)
    return Speaker(name, role, words, speech_ms, (stretch,))


@pytest.fixture
def make_review() -> Callable[..., Review]:
    """Builds a review from (speaker, code, text) lines; a text that ends in "…" is coded unsurely."""

    def build(lines: list[Line], roles: dict[str, str], *, timed: bool = True, **changes: Any) -> Review:
        utterances = tuple(_coded(i, line, roles=roles, timed=timed) for i, line in enumerate(lines))
        speakers = tuple(
            _speaker(name, role, [each for each in utterances if each.speaker == name], timed=timed)
            for name, role in roles.items()
        )
        leader = next((name for name, role in roles.items() if role == "manager"), "")
        proposal = RoleProposal(leader, 0.87, ("opens the call", "asks for status"), ((leader, 0.87),))
        fields = {
            "call": "call",
            "source": "call.vtt",
            "format": "webvtt",
            "model_name": "default",
            "model_version": "1",
            "roles_from": "proposed",
            "proposal": proposal,
            "speakers": speakers,
            "utterances": utterances,
        }
        return Review(**{**fields, **changes})

    return build


@pytest.fixture
def one_to_one(make_review: Callable[..., Review]) -> Review:
    """Forty utterances each side: 12 open questions, 8 directives, one rep who informs."""
    counts = {"open_question": 12, "direct": 5, "advise": 3, "reflect": 4, "inform": 14, "social": 2}
    codes = [code for code, n in counts.items() for _ in range(n)]
    answer = ("Jonas", "inform", "The demo went well.")
    lines = [line for code in codes for line in (("Marta", code, "What is next?"), answer)]
    return make_review(lines, {"Marta": "manager", "Jonas": "rep"})


@pytest.fixture(scope="session")
def store_with_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it is after the first run. Copy it."""
    place = tmp_path_factory.mktemp("library") / "store.sqlite3"
    with open_store(str(place)) as store:
        add_samples(store, load_model("default"), person="Ana")
    return place


@pytest.fixture
def library(store_with_samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the app opens, the sample calls in it."""
    place = shutil.copy(store_with_samples, tmp_path / "store.sqlite3")
    monkeypatch.setenv("CALL_REVIEW_STORE", str(place))
    with open_store(str(place)) as store:
        yield store


@pytest.fixture(scope="module")
def browser_context() -> Iterator[Any]:
    """A browser; one context a module, so that Streamlit's own scripts are loaded once."""
    from tests.ui.browsing import CHROMIUM, FLAGS, playwright_api

    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_context()
        browser.close()


@pytest.fixture
def visit(browser_context: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address; at the end no page may have complained or spoken to another machine."""
    from tests.ui.browsing import watched_pages

    with watched_pages(browser_context) as open_:
        yield open_
