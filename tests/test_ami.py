"""Codes of AMI meetings, joined with the corpus where the user has it."""

import gzip
import json
from pathlib import Path

import pytest

from coder.ami import load_ami
from coder.errors import ExamplesError
from tests.builders import LABELED_EXAMPLES, REPOSITORY

CODES = LABELED_EXAMPLES / "ami"
SHARED = REPOSITORY.parent / "shared" / "corpora" / "ami_dialogue_acts.jsonl.gz"


def lines(rows: list[dict]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    acts = [
        {"call": "ES1a", "index": 4, "speaker": "B", "role": "PM", "act": "inf", "text": "Shall we?"},
        {"call": "ES1a", "index": 5, "speaker": "B", "role": "PM", "act": "inf", "text": "Okay."},
        {"call": "ES1a", "index": 6, "speaker": "C", "role": "ME", "act": "bck", "text": "Yeah."},
    ]
    file = tmp_path / "acts.jsonl.gz"
    file.write_bytes(gzip.compress(lines(acts).encode()))
    return file


def code_meeting(folder: Path, *indexes: int, which: str = "codes", code: str = "inform") -> Path:
    rows = [{"call": "ES1a", "index": index, "code": code, "lenses": [], "signals": []} for index in indexes]
    (folder / which).mkdir(parents=True, exist_ok=True)
    (folder / which / "ES1a.jsonl").write_text(lines(rows))
    return folder


def test_codes_and_words_are_joined_by_meeting_and_index(tmp_path: Path, corpus: Path) -> None:
    folder = code_meeting(tmp_path / "ami", 4, 5, 6)
    code_meeting(folder, 4, 5, 6, which="second", code="social")
    (call,) = load_ami(folder, corpus).calls
    assert [(u.turn, u.speaker, u.role, u.text) for u in call.utterances] == [
        (0, "B", "manager", "Shall we?"),
        (0, "B", "manager", "Okay."),
        (1, "C", "rep", "Yeah."),
    ]
    assert (call.second, call.first) == (("social",) * 3, None)


def test_a_coded_act_that_the_corpus_lacks_is_told(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(ExamplesError, match="none for index 9"):
        load_ami(code_meeting(tmp_path / "ami", 4, 9), corpus)


@pytest.mark.parametrize("content", [b"", b"not gzip", gzip.compress(b"[1]\n"), gzip.compress(b"{}\n")])
def test_a_file_that_is_not_the_corpus_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.gz"
    file.write_bytes(content)
    with pytest.raises(ExamplesError):
        load_ami(code_meeting(tmp_path / "ami", 4), file)


def test_the_codes_that_ship_hold_no_sentences() -> None:
    files = sorted(CODES.glob("*/*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert len(rows) > 3_000
    assert {frozenset(row) for row in rows} == {frozenset({"call", "index", "code", "lenses", "signals"})}


@pytest.mark.skipif(not SHARED.exists(), reason="the AMI corpus is not beside the repository")
def test_the_codes_that_ship_fit_the_corpus() -> None:
    dataset = load_ami(CODES, SHARED)
    assert (len(dataset.calls), dataset.n_utterances) == (12, 3_120)
    twice = [call for call in dataset.calls if call.second and call.first]
    assert sum(len(call.utterances) for call in twice) == 1_040
