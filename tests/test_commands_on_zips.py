"""``coder code`` and ``coder read`` on a zip of calls."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from coder.command_line import main

ANA = "Ana: How did it go?\nBen: They went quiet.\nAna: Get me the plan by Friday.\n"
CYD = "Cyd: What is next?\nDan: I will send the plan.\nCyd: Good.\n"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Two calls of one name in two folders, a picture, and what a Mac adds."""
    path = tmp_path / "calls.zip"
    members = {
        "June/monday.txt": ANA,
        "July/monday.txt": CYD,
        "July/board.png": b"\x89PNG\r\n\x1a\n\0",
        "__MACOSX/._monday.txt": "x",
    }
    with ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def written_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_each_call_is_written_under_its_path_and_the_rest_is_told(calls: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("code", calls, "--out", tmp_path / "out", "--format", "json") == 1
    assert written_in(tmp_path / "out") == ["July/monday.json", "June/monday.json"]
    review = json.loads((tmp_path / "out" / "July" / "monday.json").read_text(encoding="utf-8"))
    assert (review["call"], review["source"]) == ("July/monday", "July/monday.txt")
    out, err = capsys.readouterr()
    assert out == ""
    assert "calls.zip: __MACOSX: hidden, passed over" in err
    assert "coder: calls.zip: July/board.png: expected" in err and "an image (PNG)" in err
    assert "June/monday.txt: manager: " in err


def test_a_zip_of_good_calls_leaves_with_zero(calls: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("code", calls, "--call", "June/monday", "--manager", "Ana", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["call"] == "June/monday"


def test_a_manager_who_is_in_one_call_only_is_told_for_the_others(calls: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("code", calls, "--manager", "Ana", "--out", tmp_path / "out") == 1
    assert written_in(tmp_path / "out") == ["June/monday.txt"]
    assert 'one of "Cyd", "Dan"' in capsys.readouterr().err


def test_calls_are_printed_one_after_the_other(calls: Path, capsys: Output) -> None:
    run("code", calls, "--format", "json")
    assert [json.loads(line)["call"] for line in capsys.readouterr().out.splitlines()] == ["June/monday", "July/monday"]
    run("code", calls, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(dict.fromkeys(row["call"] for row in rows)) == ["June/monday", "July/monday"]
    run("code", calls)
    assert "\n\nJuly/monday.txt: " in capsys.readouterr().out


def test_calls_are_coded_one_at_a_time(calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coder.pipeline import code_call

    seen = []

    def code(transcript, *others, **options):
        seen.append(written_in(tmp_path / "out"))
        return code_call(transcript, *others, **options)

    monkeypatch.setattr("coder.pipeline.code_call", code)
    run("code", calls, "--out", tmp_path / "out")
    assert seen == [[], ["June/monday.txt"]]


def test_a_file_name_for_a_zip_is_refused(calls: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("code", calls, "--out", tmp_path / "both.html") == 1
    assert "Name a folder" in capsys.readouterr().err
    assert not (tmp_path / "both.html").exists()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../up.txt", "up.txt"),
        ("/etc/x.txt", "etc/x.txt"),
        ('C:\\a\\b:c*?"<>|d.txt', "a/b-c-d.txt"),
        ("aux/con.txt", "aux-/con-.txt"),
        ("a. /b.txt", "a/b.txt"),
        ("Ünï/会議.txt", "Ünï/会議.txt"),
    ],
)
def test_reports_stay_in_their_folder_under_names_for_every_system(name: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr(name, ANA)
    assert run("code", path, "--out", tmp_path / "deep" / "out") == 0
    assert written_in(tmp_path / "deep") == [f"out/{written}"]


def test_names_that_one_file_system_takes_for_one_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "calls.zip"
    with ZipFile(path, "w") as packed:
        for name in ("a.txt", "A.txt", "a.md"):
            packed.writestr(name, ANA)
    run("code", path, "--out", tmp_path / "out")
    assert written_in(tmp_path / "out") == ["A-2.txt", "a-3.txt", "a.txt"]


def test_another_file_beside_a_zip_is_refused(calls: Path, capsys: Output) -> None:
    assert run("code", calls, "--with", calls) == 1
    assert "Unpack the zip" in capsys.readouterr().err


def test_read_explains_every_call_and_what_was_not_read(calls: Path, capsys: Output) -> None:
    assert run("read", calls, "--explain") == 0
    out = capsys.readouterr().out
    assert out.index("June/monday.txt: its content fits") < out.index("July/monday.txt: its content fits")
    assert "Read: 2 of 3 files\n  not read: July/board.png: expected" in out
    assert out.endswith("  __MACOSX: hidden, passed over\n")


def test_read_prints_units_under_the_names_of_their_files(calls: Path, capsys: Output) -> None:
    assert run("read", calls) == 0
    assert capsys.readouterr().out.startswith("June/monday.txt\n       –  Ana: How did it go?\n")


def test_read_gives_data(calls: Path, capsys: Output) -> None:
    assert run("read", calls, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [(call["name"], call["speakers"]) for call in data["calls"]] == [
        ("June/monday.txt", ["Ana", "Ben"]),
        ("July/monday.txt", ["Cyd", "Dan"]),
    ]
    assert [part["where"] for part in data["not_read"]] == ["July/board.png"]
    assert data["not_read"][0]["reason"].startswith("expected the transcript of a call")
    assert data["skipped"] == [{"where": "__MACOSX", "reason": "hidden, passed over"}]


def test_read_leaves_with_one_where_nothing_was_read(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "calls.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("a.png", b"\x89PNG\r\n\x1a\n\0")
    assert run("read", path, "--explain") == 1
    assert "Read: 0 of 1 files" in capsys.readouterr().out


def test_the_zip_itself_is_never_overwritten(calls: Path, capsys: Output) -> None:
    before = calls.read_bytes()
    assert run("code", calls, "--call", "June/monday", "--manager", "Ana", "--out", calls) == 1
    assert calls.read_bytes() == before
