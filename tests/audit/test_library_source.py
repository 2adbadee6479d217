"""The library's calls summed up as an audit's are."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from coder import CallDetails, Store, add_call, list_figures, open_store, set_codes
from coder.audit import calls as module
from coder.audit import calls_of_audit, calls_of_library, summarise_calls
from coder.audit.grouping import NO_NAME
from coder.errors import AuditError
from coder.trend import followed
from tests.audit.auditing import audit
from tests.audit.conftest import write_call
from tests.builders import build_review, one_word_each

CODES = ("open_question", "direct", "inform", "reflect", "advise", "promote")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def keep(store: Store, at: int, *, manager: str = "Ana", is_sample: bool = False, **details: str) -> str:
    rows = [*one_word_each(manager, "manager", *CODES * 6), *one_word_each("Bo", "rep", *["inform"] * (30 + at))]
    about = CallDetails(**{"call_date": "2026-05-04", "type": "cadence", **details})  # type: ignore[arg-type]
    return add_call(store, build_review(*rows), about, person="me", is_sample=is_sample).id


def test_kept_calls_are_measured_once_and_samples_left_out(store: Store) -> None:
    for at in range(5):
        keep(store, at)
    keep(store, 9, is_sample=True)
    found = summarise_calls(calls_of_library(store))
    assert (found.n_calls, found.n_unled, found.n_unmeasured) == (5, 0, 0)
    assert [(group.name, group.n_calls) for group in found.by_manager] == [("Ana", 5)]
    assert [(group.name, group.n_calls) for group in found.by_month] == [("2026-05", 5)]
    assert (found.model, found.n_other_model, found.n_proposed) == ("tiny", 0, None)
    assert len([figures for _, figures in list_figures(store) if figures]) == 5


def test_values_are_those_of_the_whole_record(store: Store) -> None:
    keep(store, 0)
    calls = calls_of_library(store)
    (_, figures), *_ = list_figures(store)
    assert figures is not None
    assert calls.values[0].tolist() == [figures.measures["manager"][name].value for name in followed()]


def test_what_nobody_measured_is_counted_and_comes_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEASURED_AT_ONCE", 2)
    for at in range(3):
        keep(store, at)
    assert [calls_of_library(store).n_unmeasured for _ in range(2)] == [1, 0]


def test_a_correction_counts_and_is_told(store: Store) -> None:
    call_id = keep(store, 0)
    before = calls_of_library(store).values[0][2]
    set_codes(store, call_id, {1: "reflect"}, person="me")
    calls = calls_of_library(store)
    assert calls.values[0][2] > before
    assert (summarise_calls(calls).n_reviewed, summarise_calls(calls).n_calls_reviewed) == (1, 1)


def test_a_leader_without_a_name_still_leads_and_other_is_no_type(store: Store) -> None:
    for at in range(5):
        keep(store, at, manager="Speaker 1", type="other", call_date="")
    found = summarise_calls(calls_of_library(store))
    assert [group.name for group in found.by_manager] == [NO_NAME]
    assert not found.by_type and not found.by_month and found.first_day == ""


def test_an_empty_library_has_no_calls(store: Store) -> None:
    found = summarise_calls(calls_of_library(store))
    assert (found.n_calls, found.model) == (0, "")


def test_an_audit_of_the_same_calls_gives_the_same_columns(tmp_path: Path) -> None:
    for number in range(2):
        write_call(tmp_path / "calls" / f"{number}.txt", number)
    audit(tmp_path / "calls", tmp_path / "out")
    calls = calls_of_audit(tmp_path / "out")
    assert (calls.names[0][-5:], calls.managers[0], calls.n_reviewed) == ("0.txt", "Ana", [0, 0])
    assert calls.values.shape == (2, len(followed()))


def test_a_table_of_another_shape_is_refused(tmp_path: Path) -> None:
    write_call(tmp_path / "calls" / "a.txt", 1)
    audit(tmp_path / "calls", tmp_path / "out")
    table = parquet.read_table(tmp_path / "out" / "calls.parquet")
    texts = pa.array(["much"] * table.num_rows)
    at = table.schema.get_field_index("talk_share")
    for other in (table.drop(["talk_share"]), table.set_column(at, "talk_share", texts)):
        parquet.write_table(other, tmp_path / "out" / "calls.parquet")
        with pytest.raises(AuditError, match="the table of calls"):
            calls_of_audit(tmp_path / "out")
