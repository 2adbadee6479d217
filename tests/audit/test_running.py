"""An audit from beginning to end: what its tables hold, and that it goes on where it stopped."""

import csv
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
from pyarrow import parquet

import coder.audit.running
import coder.audit.shard
from coder.audit import Audit, Progress, find_audit, run_audit
from coder.errors import AuditError, CoderError, OutputError
from coder.measures import DEFINITIONS
from tests.audit.conftest import OPENING, write_call

TABLES = ("calls", "utterances", "not_read")


def audit(calls: Path, out: Path, **options: Any) -> Audit:
    return run_audit([calls], out, **{"model": "fast", "jobs": 1, **options})


def rows_of(out: Path, name: str) -> list[dict[str, Any]]:
    return parquet.read_table(out / f"{name}.parquet").to_pylist()


def contents(out: Path) -> dict[str, bytes]:
    return {f"{name}.{kind}": (out / f"{name}.{kind}").read_bytes() for name in TABLES for kind in ("parquet", "csv")}


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


def test_the_tables_hold_every_call_utterance_and_failure(calls: Path, tmp_path: Path) -> None:
    done = audit(calls, tmp_path / "out")
    assert done.counts is not None
    assert (done.counts.files, done.counts.calls, done.counts.not_read, done.counts.duplicates) == (7, 5, 2, 1)
    found = rows_of(tmp_path / "out", "calls")
    assert [Path(row["path"]).name for row in found] == ["a.txt", "c.txt", "3.txt", "4.txt", "b.txt"]
    assert [row["title"] for row in found] == ["a", "c", "June/3", "June/4", "b"]
    assert {row["manager"] for row in found} == {"Ana"} and {row["rep"] for row in found} == {"Ben"}
    assert found[1]["duplicate_of"] == found[0]["call_id"]
    assert [row["duplicate_of"] for row in found].count(None) == 4
    assert [row["date"] for row in found] == [None, None, None, None, "2026-05-04"]
    said = rows_of(tmp_path / "out", "utterances")
    assert sum(row["n_utterances"] for row in found) == len(said) == done.counts.utterances
    assert [row["index"] for row in said if row["call_id"] == found[0]["call_id"]] == list(range(len(said) // 5))
    refused = rows_of(tmp_path / "out", "not_read")
    assert [row["name"] for row in refused] == ["empty.vtt", "June/picture.txt"]
    assert "image (PNG)" in refused[1]["reason"]


def test_a_calls_row_has_every_measure_as_the_library_gives_it(calls: Path, tmp_path: Path) -> None:
    from coder import code_call, load_model, measure_call, read_transcript

    audit(calls, tmp_path / "out")
    row = rows_of(tmp_path / "out", "calls")[0]
    review = code_call(read_transcript(calls / "a.txt"), load_model("fast"))
    for role, before in (("manager", ""), ("rep", "rep_")):
        for name, measure in measure_call(review, role).items():
            for part in ("low", "high", "numerator", "denominator", "unit", "reason"):
                assert row[f"{before}{name}_{part}"] == getattr(measure, part)
            assert row[f"{before}{name}"] == measure.value
    assert len([name for name in row if name.startswith("rep_")]) == 7 * sum(d.both_sides for d in DEFINITIONS)


def test_a_type_is_proposed_where_nobody_says_it(tmp_path: Path) -> None:
    plain, named = (write_call(tmp_path / name, 1) for name in ("a.txt", "deal review Lakeland.txt"))
    said = write_call(tmp_path / "deal review Ohio.txt", 2)
    listing = tmp_path / "list"
    listing.write_text(f"{said}\tours\n", encoding="utf-8")
    run_audit([plain, named], tmp_path / "out", listing=listing, model="fast", jobs=1)
    types = [(row["type"], row["type_from"]) for row in rows_of(tmp_path / "out", "calls")]
    assert types == [(None, None), ("deal_review", "proposed"), ("ours", "list")]


def test_without_text_no_word_is_kept(calls: Path, tmp_path: Path) -> None:
    audit(calls, tmp_path / "out", keep_text=False)
    assert all(OPENING.encode() not in data for data in contents(tmp_path / "out").values())
    assert "text" not in rows_of(tmp_path / "out", "utterances")[0]


def test_cells_that_a_spreadsheet_would_run_are_guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_call(tmp_path / "calls" / "@risk.txt", 1, manager="+Ana")
    monkeypatch.chdir(tmp_path / "calls")
    run_audit(["@risk.txt"], tmp_path / "out", model="fast", jobs=1)
    for name in ("calls", "utterances"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "=SUM" in (tmp_path / "out" / "utterances.csv").read_text("utf-8-sig")


def test_many_processes_give_what_one_gives(calls: Path, tmp_path: Path) -> None:
    audit(calls, tmp_path / "one")
    audit(calls, tmp_path / "two", jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


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


class StoppedError(Exception):
    """In place of a kill."""


def stop_after(count: int, calls: Path, out: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= count:
            raise StoppedError

    with pytest.raises(StoppedError):
        audit(calls, out, tell=stop)


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


def test_a_folder_with_something_else_in_it_is_refused(calls: Path, tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="other files"):
        audit(calls, calls)
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(CoderError):
        audit(calls, tmp_path / "out")


def test_nothing_to_code_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    with pytest.raises(AuditError, match="expected files, found none"):
        audit(tmp_path / "calls", tmp_path / "out")


def test_a_zip_that_changed_since_is_told(calls: Path, tmp_path: Path) -> None:
    stop_after(3, calls, tmp_path / "out")
    (calls / "june.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    audit(calls, tmp_path / "out")
    changed = [row["path"] for row in rows_of(tmp_path / "out", "not_read") if "zip as it was" in row["reason"]]
    assert [path.rpartition("/")[2] for path in changed] == ["3.txt", "4.txt", "picture.txt"]


def test_a_fault_of_the_program_on_one_file_stops_nothing_and_tells_no_words(
    calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = coder.audit.shard.code_call

    def fail_on_one(transcript: Any, *rest: Any, **options: Any) -> Any:
        if transcript.source == "c.txt":
            raise KeyError(OPENING)
        return whole(transcript, *rest, **options)

    monkeypatch.setattr(coder.audit.shard, "code_call", fail_on_one)
    audit(calls, tmp_path / "out")
    (row,) = [row for row in rows_of(tmp_path / "out", "not_read") if row["name"] == "c.txt"]
    assert "KeyError" in row["reason"] and OPENING not in row["reason"]


def test_a_shard_is_done_once_and_only_into_a_folder_that_is_there(calls: Path, tmp_path: Path) -> None:
    from coder.audit.places import find_places
    from coder.audit.shard import ModelName, code_shard
    from coder.model_folder import load_model

    places = list(find_places([calls], leave_out=tmp_path))
    model = ModelName("fast", load_model("fast").version)
    code_shard(places[:2], tmp_path / "000000", model, first=0, keep_text=True)
    before = (tmp_path / "000000" / "calls.parquet").stat().st_mtime_ns
    code_shard(places[:2], tmp_path / "000000", model, first=0, keep_text=True)
    assert (tmp_path / "000000" / "calls.parquet").stat().st_mtime_ns == before
    with pytest.raises(OutputError, match="every process can write"):
        code_shard(places[:2], tmp_path / "gone" / "000000", model, first=0, keep_text=True)
    with pytest.raises(AuditError, match="the audit began"):
        code_shard(places[:2], tmp_path / "000001", ModelName("fast", "0" * 12), first=0, keep_text=True)


def test_a_shard_that_another_process_did_first_is_left_as_it_is(
    calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coder.audit.places import find_places
    from coder.audit.shard import ModelName, code_shard
    from coder.model_folder import load_model

    def write(path: Path, table: Any) -> None:
        (tmp_path / "shards" / "000000").mkdir(exist_ok=True)
        (tmp_path / "shards" / "000000" / "theirs").touch()
        path.touch()

    (tmp_path / "shards").mkdir()
    monkeypatch.setattr(coder.audit.shard, "write_parquet", write)
    places = list(find_places([calls / "a.txt"], leave_out=tmp_path))
    model = ModelName("fast", load_model("fast").version)
    code_shard(places, tmp_path / "shards" / "000000", model, first=0, keep_text=True)
    assert [path.name for path in (tmp_path / "shards").rglob("*")] == ["000000", "theirs"]
