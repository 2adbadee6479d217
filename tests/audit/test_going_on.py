"""An audit that stopped goes on where it was, whatever stopped it, and with nothing but its own settings."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import coder.audit.running
import coder.audit.shard
from coder.audit import Progress, find_audit
from coder.errors import AuditError
from tests.audit.auditing import StoppedError, audit, contents, rows_of, stop_after
from tests.audit.conftest import write_call


def many_calls(folder: Path, count: int) -> Path:
    for number in range(count):
        write_call(folder / f"{number:03}.txt", number)
    return folder


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The shards that are coded in this process."""
    done: list[Path] = []

    def code_shard(places: Any, out: Path, *rest: Any, **options: Any) -> None:
        done.append(out)
        coder.audit.shard.code_shard(places, out, *rest, **options)

    monkeypatch.setattr(coder.audit.running, "code_shard", code_shard)
    return done


def test_a_finished_audit_does_nothing(calls: Path, tmp_path: Path, counted: list[Path]) -> None:
    first = audit(calls, tmp_path / "out")
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    counted.clear()
    assert audit(calls, tmp_path / "out") == first
    assert counted == []
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == files
    assert "shards" not in {path.name for path in files}


def test_progress_is_told_with_what_was_done_before(calls: Path, tmp_path: Path) -> None:
    stop_after(3, calls, tmp_path / "out")
    told: list[Progress] = []
    audit(calls, tmp_path / "out", tell=told.append)
    assert [(each.done, each.before, each.files) for each in told] == [(done, 3, 7) for done in (3, 4, 5, 6, 7)]
    assert told[0].seconds_left is None
    assert told[-1].seconds_left == 0


def test_one_that_stopped_codes_only_the_rest(calls: Path, tmp_path: Path, counted: list[Path]) -> None:
    audit(calls, tmp_path / "whole")
    counted.clear()
    stop_after(3, calls, tmp_path / "out")
    assert len(counted) == 3
    audit(calls, tmp_path / "out")
    assert len(counted) == len(set(counted)) == 7
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.skipif(os.name == "nt", reason="no kill -9 on this system")
def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    calls = many_calls(tmp_path / "calls", 70)
    audit(calls, tmp_path / "whole", jobs=2)
    command = [sys.executable, "-m", "coder.command_line", "audit", str(calls), "--out", str(tmp_path / "out")]
    command += ["--model", "fast", "--jobs", "2"]
    chance = random.Random(7)
    for wanted in (1, 30, 69):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(lambda least=wanted: len(shards_in(tmp_path / "out")) >= least, process)
        time.sleep(chance.random() * 0.1)
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL or wanted == 69, "it was finished before it was killed"
        begun = find_audit(tmp_path / "out")
        assert begun is not None and begun.n_shards == 70
    audit(calls, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        path.name for path in (tmp_path / "whole").iterdir()
    }


def shards_in(out: Path) -> list[Path]:
    return [path for path in (out / "shards").glob("*") if "." not in path.name]


def wait_for(come: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and not come():
        time.sleep(0.01)


def test_stopped_after_the_tables_were_written_it_writes_them_again(
    calls: Path, tmp_path: Path, counted: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        patch.setattr(coder.audit.running, "finish_audit", stop)
        with pytest.raises(StoppedError):
            audit(calls, tmp_path / "out")
    before = contents(tmp_path / "out")
    counted.clear()
    assert audit(calls, tmp_path / "out").counts is not None
    assert counted == []
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["calls.parquet.part", "utterances.csv.part", "audit.json.part"])
def test_what_a_kill_left_half_written_is_written_again(calls: Path, tmp_path: Path, name: str) -> None:
    stop_after(3, calls, tmp_path / "out")
    (tmp_path / "out" / name).write_text("half", encoding="utf-8")
    (tmp_path / "out" / "shards" / "000005.abc.part").mkdir()
    audit(calls, tmp_path / "out")
    audit(calls, tmp_path / "whole")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert not list((tmp_path / "out").glob("*.part"))


def test_killed_while_it_planned_it_plans_again(calls: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plan.jsonl").write_text("half", encoding="utf-8")
    assert audit(calls, tmp_path / "out").n_files == 7


@pytest.mark.parametrize(
    ("options", "says"),
    [({"model": "default"}, "the model"), ({"keep_text": False}, "whether words"), ({"listing": "x"}, "the list")],
)
def test_other_settings_are_refused(calls: Path, tmp_path: Path, options: dict[str, Any], says: str) -> None:
    audit(calls, tmp_path / "out")
    with pytest.raises(AuditError, match=says):
        audit(calls, tmp_path / "out", **options)
    with pytest.raises(AuditError, match="the folders"):
        audit(calls / "a.txt", tmp_path / "out")


def test_a_model_that_changed_is_refused(calls: Path, tmp_path: Path) -> None:
    stop_after(3, calls, tmp_path / "out")
    settings = tmp_path / "out" / "audit.json"
    begun = find_audit(tmp_path / "out")
    assert begun is not None
    version = begun.settings.model_version
    settings.write_text(settings.read_text("utf-8").replace(version, "0" * 12), "utf-8")
    with pytest.raises(AuditError, match=f"model's version as it began .0000.*{version}"):
        audit(calls, tmp_path / "out")


def test_a_damaged_plan_or_part_is_told(calls: Path, tmp_path: Path) -> None:
    stop_after(3, calls, tmp_path / "out")
    part = tmp_path / "out" / "shards" / "000000" / "calls.parquet"
    part.write_bytes(b"no table")
    with pytest.raises(AuditError, match=r"000000: expected whole tables"):
        audit(calls, tmp_path / "out")
    (tmp_path / "out" / "plan.jsonl").unlink()
    with pytest.raises(AuditError, match=r"a readable plan\.jsonl"):
        audit(calls, tmp_path / "out")


def test_a_zip_that_changed_since_is_told(calls: Path, tmp_path: Path) -> None:
    stop_after(3, calls, tmp_path / "out")
    (calls / "june.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    audit(calls, tmp_path / "out")
    changed = [row["path"] for row in rows_of(tmp_path / "out", "not_read") if "zip as it was" in row["reason"]]
    assert [path.rpartition("/")[2] for path in changed] == ["3.txt", "4.txt", "picture.txt"]
