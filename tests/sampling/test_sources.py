"""Frames from an audit's tables and from the store, with the words that coders are given."""

from pathlib import Path

import numpy as np
import pytest

from coder.audit.rows import calls_schema, utterance_schema
from coder.codebook import load_codebook
from coder.errors import SampleError
from coder.sampling.frame import CODES, MODES, FrameCall, chances_from_confidence, frame_of_reviews
from coder.sampling.sources import _CALLS, _UTTERANCES, Line, read_audit, read_audit_words, read_store, read_store_words
from coder.store import CallDetails, add_call, open_store, set_codes
from tests.builders import build_review
from tests.sampling.audits import write_audit

LINES = (
    ("Ana", "manager", "open_question", "What changed?"),
    ("Ben", "rep", "inform", "They went quiet."),
    ("Ana", "manager", "direct", "Call them today."),
)


def test_an_audit_gives_the_managers_utterances_of_each_call_once(tmp_path: Path) -> None:
    frame = read_audit(write_audit(tmp_path, n_calls=6, length=40))
    assert len(frame.calls) == 6
    assert frame.left_out == {"there twice": 1, "nobody leads": 1}
    assert {call.manager for call in frame.calls} == {"Ana", "Ben"}
    assert [call.quarter for call in frame.calls[:3]] == ["2026-Q2", "2026-Q3", "no date"]
    assert np.bincount(frame.call_numbers).tolist() == [20] * 6
    assert frame.indices[:3].tolist() == [0, 2, 4]
    assert CODES[frame.codes[0]] == "direct"
    assert (frame.model, frame.model_version, frame.whole_chances) == ("default", "31ba00cb6f31", False)


def test_an_audit_has_the_columns_that_a_frame_needs() -> None:
    assert {*_CALLS} <= {*calls_schema().names}
    assert {*_UTTERANCES, "text"} <= {*utterance_schema(keep_text=True).names}


def test_words_come_with_two_utterances_before_them(tmp_path: Path) -> None:
    words = read_audit_words(write_audit(tmp_path), [("000001", 0), ("000001", 4)])
    assert words["000001", 0] == (Line("manager", "=words 0 of 000001"),)
    assert [line.text for line in words["000001", 4]] == [f"=words {n} of 000001" for n in (2, 3, 4)]
    assert [line.role for line in words["000001", 4]] == ["manager", "rep", "manager"]


def test_an_audit_without_words_gives_empty_ones(tmp_path: Path) -> None:
    words = read_audit_words(write_audit(tmp_path, text=False), [("000001", 4)])
    assert [line.text for line in words["000001", 4]] == ["", "", ""]


def test_what_is_no_audit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match="nothing there"):
        read_audit(tmp_path)
    (tmp_path / "calls.parquet").write_bytes(b"no table")
    with pytest.raises(SampleError) as caught:
        read_audit(tmp_path)
    assert "no table" not in str(caught.value)
    write_audit(tmp_path)
    (tmp_path / "calls.parquet").write_bytes((tmp_path / "utterances.parquet").read_bytes())
    with pytest.raises(SampleError, match="no manager and no date"):
        read_audit(tmp_path)


def test_the_store_gives_the_machines_codes_whatever_people_changed(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        details = CallDetails(call_date="2026-05-04", manager="Ana")
        call = add_call(store, build_review(*LINES), details, person="Eva").id
        add_call(store, build_review(*LINES[:2], call="b"), CallDetails(manager=""), person="Eva")
        add_call(store, build_review(*LINES[1:], call="c"), person="Eva", is_sample=True)
        set_codes(store, call, {0: "inspect"}, person="Eva")
        frame = read_store(store)
        words = read_store_words(store, [(call, 2)])
    assert frame.calls == (FrameCall(call, "Ana", "2026-Q2"),)
    assert [CODES[code] for code in frame.codes] == ["open_question", "direct"]
    assert frame.left_out == {"nobody leads": 1}
    assert frame.chances.sum(axis=1) == pytest.approx([1, 1])
    assert words[call, 2] == tuple(Line(role, text) for _, role, _, text in LINES)


def test_chances_of_a_mode_are_those_of_its_codes_together() -> None:
    frame = frame_of_reviews([(FrameCall("a", "Ana", "2026-Q2"), build_review(*LINES, confidence=0.81))], "here")
    others = 0.19 / (len(CODES) - 1)
    listen = len(load_codebook().codes_in("listen"))
    assert frame.chances[0, MODES.index("listen")] == pytest.approx(0.81 + (listen - 1) * others)


def test_chances_from_confidence_are_chances() -> None:
    codes, confidence = np.array([0, 0, 5, 17]), np.array([1.0, 0.5, 0.3, 0.9])
    chances = chances_from_confidence(codes, confidence)
    assert chances.sum(axis=1) == pytest.approx(np.ones(4))
    assert chances[0].max() == 1.0
    assert (chances.max(axis=1) >= confidence).all()
