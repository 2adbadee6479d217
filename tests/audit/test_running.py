"""What an audit's tables hold, and what its parts refuse."""

import csv
from pathlib import Path
from typing import Any

import pytest

import coder.audit.shard
from coder.audit import run_audit
from coder.errors import AuditError, CoderError, OutputError
from coder.measures import DEFINITIONS
from tests.audit.auditing import audit, contents, rows_of
from tests.audit.conftest import OPENING, write_call


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
