"""``coder store``: list, export, import, backup, purge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coder.command_line import main
from coder.review import Review
from coder.store import CALL_TYPES, REVIEW_STATES, SORT_BY, CallDetails, add_call, list_backups, open_store, store_url
from tests.builders import build_review

Output = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, review: Review, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a store of two calls, named in the environment."""
    path = str(tmp_path / "kept" / "store.sqlite3")
    with open_store(path) as store:
        add_call(store, review, CallDetails("2026-05-04", "one_to_one"), person="Ana")
        other = build_review(("Zoe", "manager", "inform", "other"), call="other")
        add_call(store, other, CallDetails("2026-06-01", "cadence"), person="Ana")
    monkeypatch.setenv("CALL_REVIEW_STORE", path)
    return path


def run(*arguments: object) -> int:
    return main(["store", *map(str, arguments)])


def test_list_prints_calls_and_how_many(place: str, capsys: Output) -> None:
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2026-06-01  cadence" in lines[0] and "2026-05-04  one_to_one" in lines[1]
    assert "Ana – Ben  0 of 4 reviewed" in lines[1]
    assert lines[2] == f"2 of 2 calls in {place}"


def test_list_takes_filters_and_gives_json(place: str, capsys: Output) -> None:
    assert run("list", "--search", "MON", "--type", "one_to_one", "--to", "2026-05-04", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == 1
    assert found["calls"][0]["title"] == "monday"


def test_the_command_knows_the_words_of_the_store() -> None:
    from coder.commands import store

    assert (store._TYPES, store._STATES, store._SORTS) == (CALL_TYPES, REVIEW_STATES, SORT_BY)


def test_export_and_import(place: str, tmp_path: Path, capsys: Output) -> None:
    assert run("export", tmp_path / "all.jsonl") == 0
    assert run("import", tmp_path / "all.jsonl", "--store", f"sqlite:///{tmp_path}/new.sqlite3") == 0
    assert run("import", tmp_path / "all.jsonl") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"2 calls written to {tmp_path}/all.jsonl",
        "2 calls added, 0 there already and left as they were",
        "0 calls added, 2 there already and left as they were",
    ]


def test_backup_tells_where_it_lies(place: str, capsys: Output) -> None:
    assert run("backup") == 0
    backup = Path(capsys.readouterr().out.strip())
    assert backup.parent == Path(place).parent / "backups"
    assert run("list", "--store", backup) == 0
    assert "2 of 2 calls" in capsys.readouterr().out


def test_purge_deletes_only_with_a_yes(place: str, capsys: Output) -> None:
    assert run("purge", "--all") == 1
    assert "say --yes" in capsys.readouterr().err
    run("backup")
    assert run("purge", "--before", "2026-05-05", "--yes") == 0
    out, err = capsys.readouterr()
    assert "1 calls deleted" in out
    assert "1 backups may still hold them" in err
    assert run("purge", "--all", "--yes", "--backups") == 0
    assert list_backups(store_url(place)) == ()
    run("list")
    assert "0 of 0 calls" in capsys.readouterr().out
    assert b"Lakeland" not in Path(place).read_bytes()


def test_what_goes_wrong_is_one_line(place: str, tmp_path: Path, capsys: Output) -> None:
    for arguments in (
        ("purge", "--call", "none", "--yes"),
        ("import", tmp_path / "none.jsonl"),
        ("list", "--from", "May"),
        ("list", "--store", "mysql://x/y"),
    ):
        assert run(*arguments) == 1
        err = capsys.readouterr().err
        assert err.startswith("coder: ") and err.count("\n") == 1


def test_other_commands_do_not_load_the_database_library() -> None:
    code = "import sys; from coder.command_line import main; main(['codebook', 'steer']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert not {"sqlalchemy", "alembic", "coder.store"} & set(done.stdout.split())
