"""Meetings read from the corpus as the user has it."""

import gzip
import json
from pathlib import Path

import pytest

from coder.errors import ExamplesError
from coder.meetings import Act, meetings_of, read_acts

ROWS = [
    {"call": "ES1a", "index": 0, "speaker": "B", "role": "PM", "text": "Shall we?", "act": "el.sug"},
    {"call": "ES1a", "index": 1, "speaker": "B", "role": "PM", "text": "Okay.", "act": "fra"},
    {"call": "ES1a", "index": 2, "speaker": "C", "role": "ME", "text": "Yeah.", "act": "bck"},
    {"call": "ES1a", "index": 3, "speaker": "B", "role": "PM", "text": "Good.", "act": "ass"},
    {"call": "TS3a", "index": 0, "speaker": "A", "role": "UI", "text": "Hello.", "act": "off"},
]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS).encode()


def write(folder: Path, content: bytes, name: str = "acts.jsonl") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_plain_and_packed_files_read_alike(tmp_path: Path) -> None:
    plain = read_acts(write(tmp_path, LINES))
    assert plain == read_acts(write(tmp_path, gzip.compress(LINES), "acts.jsonl.gz"))
    assert plain[0] == Act("ES1a", 0, "B", "manager", "Shall we?", "el.sug")
    assert [act.role for act in plain] == ["manager", "manager", "rep", "manager", "rep"]


def test_meetings_are_whole_with_turns_counted_and_labels_kept(tmp_path: Path) -> None:
    meetings = meetings_of(read_acts(write(tmp_path, LINES)), without=())
    assert [(m.name, m.author, len(m.utterances)) for m in meetings] == [("ES1a", "ES1a", 4), ("TS3a", "TS3a", 1)]
    first = meetings[0].utterances
    assert [u.turn for u in first] == [0, 0, 1, 2]
    assert [u.code for u in first] == ["el.sug", "fra", "bck", "ass"]
    assert (first[2].speaker, first[2].role, first[2].text) == ("C", "rep", "Yeah.")


def test_named_meetings_are_left_out(tmp_path: Path) -> None:
    assert [m.name for m in meetings_of(read_acts(write(tmp_path, LINES)), without={"ES1a"})] == ["TS3a"]


BROKEN = {
    "acts.jsonl": b"{not json",
    "field.jsonl": b'{"call": "ES1a"}\n',
    "list.jsonl": b"[1]\n",
    "bytes.jsonl": b"\xff\xfe",
    "no.jsonl.gz": b"not packed",
    "cut.jsonl.gz": gzip.compress(LINES)[:-12],
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_says_so_without_its_text(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExamplesError) as caught:
        read_acts(write(tmp_path, BROKEN[name], name))
    assert caught.value.where == str(tmp_path / name)
    assert caught.value.expected and caught.value.found
    assert "README.md" in caught.value.next_step
    assert "Shall we" not in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExamplesError, match="FileNotFoundError"):
        read_acts(tmp_path / "acts.jsonl")


def test_a_damaged_packed_file_says_so(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(LINES, mtime=0))
    packed[12:60] = b"\xff" * 48
    with pytest.raises(ExamplesError):
        read_acts(write(tmp_path, bytes(packed), "acts.jsonl.gz"))
