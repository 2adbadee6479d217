"""The summary: who is shown by name, what is counted once, what is left out."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from coder.audit import render_summary, summarise_audit
from coder.audit.grouping import FEW_CALLS, NO_NAME
from coder.audit.plan import Audit, Counts, Settings, _save
from coder.audit.rows import calls_schema
from coder.errors import AuditError
from coder.trend import followed

SETTINGS = Settings("0.1.0", "tiny", "0123456789ab", "tiny", ("/calls",), None, True)


def row(manager: str | None, talk: float | None = 0.5, **fields: Any) -> dict[str, Any]:
    figures = dict.fromkeys(followed(), talk) if manager else {}
    return {"manager": manager, "n_utterances": 10, "talk_share_unit": "ms of speech", **figures, **fields}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit of calls by managers with many and few calls, some twice, some by nobody."""
    rows = [
        *(row("Ana Ray", 0.1 * at, type="cadence", date="2026-05-04") for at in range(1, 6)),
        row(" ana  RAY", 0.6, date="2026-06-30"),
        row("Ana Ray", 0.9, duplicate_of="000000"),
        row("Cyd", None, type="one_to_one", talk_share_unit="words"),
        *(row("Dee", roles_from="proposed", manager_probability=chance) for chance in (0.99, 0.5)),
        *(row("Speaker 1", 0.2) for _ in range(6)),
        row(None),
    ]
    numbered = [{"call_id": f"{at:06d}", **each} for at, each in enumerate(rows)]
    parquet.write_table(pa.Table.from_pylist(numbered, calls_schema()), tmp_path / "calls.parquet")
    _save(Audit(tmp_path, SETTINGS, 20, Counts(20, len(rows), 170, 3, 1)))
    return tmp_path


def test_each_call_counts_once(folder: Path) -> None:
    found = summarise_audit(folder)
    assert (found.n_calls, found.n_duplicates, found.n_not_read, found.n_unled) == (16, 1, 3, 1)
    assert found.n_utterances == 160
    assert (found.n_proposed, found.n_unsure, found.n_talk_by_words) == (2, 1, 1)
    assert found.overall.n_calls == 15
    # Ana, Cyd, Dee, and somebody else in each call of a "Speaker 1".
    assert found.overall.n_managers == 9
    assert found.overall.spreads["talk_share"].n_calls == 14


def test_managers_with_few_calls_or_no_name_are_not_shown_by_name(folder: Path) -> None:
    found = summarise_audit(folder)
    assert [(group.name, group.n_calls, group.n_managers) for group in found.by_manager] == [
        ("Ana Ray", 6, 1),
        (FEW_CALLS, 3, 2),
        (NO_NAME, 6, 6),
    ]
    assert found.by_manager[0].spreads["talk_share"].median == pytest.approx(0.35)
    for kind in ("text", "json"):
        assert "Dee" not in render_summary(found, kind) and "Cyd" not in render_summary(found, kind)


def test_types_and_months_hold_the_calls_that_have_them(folder: Path) -> None:
    found = summarise_audit(folder)
    assert [(group.name, group.n_calls) for group in found.by_type] == [("cadence", 5), ("one_to_one", 1)]
    assert [(group.name, group.n_calls) for group in found.by_month] == [("2026-05", 5), ("2026-06", 1)]


def test_no_figure_is_shown_that_few_calls_have(folder: Path) -> None:
    found = summarise_audit(folder)
    few = found.by_manager[1].spreads["talk_share"]
    assert (few.n_calls, few.median, few.mean, few.low) == (2, None, None, None)
    assert few.reason == "not shown: 5 calls needed, 2 found"
    assert found.by_type[0].spreads["talk_share"].median == pytest.approx(0.3)
    # Of an audit as a whole even a single call is shown.
    assert found.overall.spreads["talk_share"].median is not None


def test_the_text_says_what_was_left_out(folder: Path) -> None:
    text = render_summary(summarise_audit(folder), "text")
    assert "Reviewed by a person" not in text
    for line in (
        "16 calls, 160 utterances, machine-coded",
        "Counted once: 1 call that an earlier one repeats word for word",
        "Not read: 3; the table not_read says why",
        "Who leads is the tool's own proposal in 2 calls, of 1 not clearly",
        "By month (known for 6 of 15 calls)",
        "one_to_one: 1 call, 1 manager",
        "– undefined in every call",
    ):
        assert line in text
    assert all(len(line) <= 120 for line in text.splitlines())
    assert not [line for line in text.splitlines() if line.endswith(" ")]


def test_the_json_form_is_whole(folder: Path) -> None:
    data = json.loads(render_summary(summarise_audit(folder), "json"))
    assert data["format"] == 1
    assert list(data["overall"]["spreads"]) == list(followed())
    assert data["by_type"][1]["spreads"]["talk_share"]["mean"] is None


def test_what_is_no_finished_audit_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="a finished audit, found none"):
        summarise_audit(tmp_path / "none")
    (folder / "calls.parquet").write_bytes(b"no table")
    with pytest.raises(AuditError, match="the table of calls"):
        summarise_audit(folder)
    _save(Audit(folder, SETTINGS, 20))
    with pytest.raises(AuditError, match="not finished"):
        summarise_audit(folder)
    (folder / "audit.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AuditError, match=r"a readable audit\.json"):
        summarise_audit(folder)
