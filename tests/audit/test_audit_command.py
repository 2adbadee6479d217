"""``coder audit``: what it prints where, and what it says when something is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coder.audit import ENGINES, Progress
from coder.command_line import main
from coder.commands import audit as command
from coder.commands.audit import describe_progress

Output = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main(["audit", *map(str, arguments)])


def test_the_summary_goes_to_stdout_and_progress_to_stderr(calls: Path, tmp_path: Path, capsys: Output) -> None:
    assert run(calls, "--out", tmp_path / "out", "--model", "fast", "--jobs", 1) == 0
    out, err = capsys.readouterr()
    assert out.startswith("4 calls, ") and "Not read: 2" in out and "Counted once: 1 call" in out
    assert err.splitlines() == [
        "0 of 7 files",
        "7 of 7 files",
        f"5 calls coded, 2 not read; tables are in {tmp_path}/out",
    ]
    assert run("--summary", tmp_path / "out", "--format", "json") == 0
    shown, err = capsys.readouterr()
    assert json.loads(shown)["n_calls"] == 4 and err == ""


def test_the_summary_has_other_forms_and_teams(calls: Path, tmp_path: Path, capsys: Output) -> None:
    teams = tmp_path / "teams.csv"
    teams.write_text("Ana,North\n", encoding="utf-8")
    assert run(calls, "--out", tmp_path / "out", "--model", "fast", "--jobs", 1, "--teams", teams) == 0
    assert "By team\n\nNorth: 4 calls, 1 manager" in capsys.readouterr().out
    summary = ("--summary", tmp_path / "out", "--teams", teams, "--format")
    assert run(*summary, "csv") == 0
    assert "\nteam,North,4,1,ask_and_listen_index,Ask-and-listen index,0," in capsys.readouterr().out
    assert run(*summary, "html") == 0
    statement = capsys.readouterr().out
    assert "<th scope='row'>North</th>" in statement and "Training calls, authors held out" in statement
    teams.unlink()
    assert run(*summary, "text") == 1
    assert "expected a list of teams" in capsys.readouterr().err


def test_a_list_and_no_text(calls: Path, tmp_path: Path, capsys: Output) -> None:
    listing = tmp_path / "list.txt"
    listing.write_text(f"{calls / 'a.txt'}\tcadence\t2026-05-04\tBen\n", encoding="utf-8")
    assert run("--list", listing, "--no-text", "--out", tmp_path / "out", "--model", "fast", "--jobs", 1) == 0
    assert "cadence: 1 call, 1 manager" in capsys.readouterr().out
    header, row = (tmp_path / "out" / "calls.csv").read_text("utf-8-sig").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=False))
    assert (cells["manager"], cells["roles_from"], cells["type"]) == ("Ben", "named", "cadence")
    assert "text" not in (tmp_path / "out" / "utterances.csv").read_text("utf-8-sig").partition("\n")[0]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--out", "out"], 1),
        (["gone", "--out", "out"], 1),
        (["--summary", "gone"], 1),
        (["x", "--out", "out", "--model", "gone"], 1),
        (["x"], 2),
        (["x", "--out", "a", "--summary", "b"], 2),
        (["x", "--out", "a", "--jobs", "0"], 2),
    ],
)
def test_what_goes_wrong_is_one_line(
    arguments: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        found = run(*arguments)
    except SystemExit as stopped:
        found = stopped.code
    assert found == status
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (Progress(0, 9, 0, 0.1), "0 of 9 files"),
        (Progress(3, 9, 0, 30.0), "3 of 9 files, about 60 s left"),
        (Progress(5, 9, 4, 60.0), "5 of 9 files, 4 of them before, about 4 min left"),
        (Progress(1_000, 9_000, 0, 3600.0), "1,000 of 9,000 files, about 8 hours left"),
        (Progress(9, 9, 0, 60.0), "9 of 9 files"),
    ],
)
def test_progress_in_words(progress: Progress, says: str) -> None:
    assert describe_progress(progress) == says


def test_the_command_knows_the_words_of_the_library() -> None:
    assert command._ENGINES == ENGINES


def test_other_commands_do_not_load_the_table_library() -> None:
    code = "import sys; from coder.command_line import main; main(['codebook', 'steer']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert not {"pyarrow", "joblib", "coder.audit"} & set(done.stdout.split())
