"""What may have to be said of a file on the command line: which call of several, and which files belong to it."""

import json
from pathlib import Path

import pytest

from coder.command_line import main

Output = pytest.CaptureFixture[str]
STM = "r1 1 ana 0.0 2.0 so yes\nr1 1 ben 2.0 4.0 no\nr2 1 cem 0.0 2.0 and then\n"
RTTM = "SPEAKER r1 1 0.0 2.0 <NA> <NA> ana <NA> <NA>\nSPEAKER r1 1 2.0 2.0 <NA> <NA> ben <NA> <NA>\n"
CTM = "r1 1 0.1 0.4 so\nr1 1 2.1 0.4 no\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("calls.stm", STM), ("a.rttm", RTTM), ("a.ctm", CTM)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_one_call_of_several_is_read(folder: Path, capsys: Output) -> None:
    assert main(["read", str(folder / "calls.stm")]) == 1
    assert 'found 2 calls: "r1", "r2"' in capsys.readouterr().err
    assert main(["read", str(folder / "calls.stm"), "--call", "r2", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["speakers"] == ["cem"]


def test_a_file_beside_says_who_speaks(folder: Path, capsys: Output) -> None:
    assert main(["read", str(folder / "a.rttm"), "--with", str(folder / "a.ctm"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["speakers"] == ["ana", "ben"]


def test_both_options_code_a_call(folder: Path, capsys: Output) -> None:
    assert main(["code", str(folder / "calls.stm"), "--call", "r1", "--manager", "ana", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["call"] == "r1"
    assert main(["code", str(folder / "a.ctm"), "--with", str(folder / "a.rttm"), "--format", "json"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["speakers"]] == ["ana", "ben"]
    assert main(["code", str(folder / "a.ctm"), "--with", str(folder / "none.rttm")]) == 1
    assert "nothing of that name" in capsys.readouterr().err
