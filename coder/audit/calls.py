"""Calls to sum up, as columns: from a finished audit's table, or from the library."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
from pyarrow import parquet

from coder.audit.plan import Audit, find_audit
from coder.audit.rows import calls_schema
from coder.call_figures import Figure
from coder.errors import AuditError
from coder.library import measure_missing
from coder.review import HARDLY_SURE_BELOW
from coder.store import CallQuery, Store, StoredCall, list_values
from coder.trend import followed

# Measuring one call takes some tenths of a second.
MEASURED_AT_ONCE = 100
_COLUMNS = (
    "call_id",
    "path",
    "manager",
    "type",
    "type_from",
    "date",
    "n_utterances",
    "manager_probability",
    "duplicate_of",
    "talk_share_unit",
)
_LIBRARY = CallQuery(is_sample=False, sort="call_date", descending=False, limit=None)


@dataclass(frozen=True)
class AuditCalls:
    """Calls, each once; the columns are as long as there are calls.

    Attributes:
        model, model_version: what coded them, or most of them; ``model_from`` is how it is found again.
        n_other_model: calls that something else coded.
        ids, names: of a call of the library its id and title, of an audit's its ``call_id`` and path.
        managers: "" where somebody leads who has no name, ``None`` where nobody leads.
        types, days: "" where it is unknown; days as YYYY-MM-DD.
        n_utterances, n_reviewed: in each call, and how many of them a person coded.
        values: a column for each of ``followed``, NaN where it is undefined. Shape (n_calls, n_measures).
        n_duplicates, n_not_read: calls left out because they are there twice, files that could not be read.
        n_unmeasured: calls left out because nobody measured them yet.
        n_proposed, n_unsure, n_types_proposed: see ``AuditSummary``; ``None`` where it is not known.
    """

    model: str
    model_version: str
    model_from: str
    n_other_model: int
    ids: Sequence[str]
    names: Sequence[str]
    managers: Sequence[str | None]
    types: Sequence[str]
    days: Sequence[str]
    n_utterances: Sequence[int]
    n_reviewed: Sequence[int]
    values: np.ndarray
    n_talk_by_words: int
    n_duplicates: int = 0
    n_not_read: int = 0
    n_unmeasured: int = 0
    n_proposed: int | None = None
    n_unsure: int | None = None
    n_types_proposed: int | None = None


def calls_of_audit(folder: str | Path) -> AuditCalls:
    """The calls of a finished audit, duplicates left out.

    Raises:
        AuditError: there is none in the folder, or it is not finished, or its table is damaged.
    """
    audit = _finished(Path(folder))
    table = _read_calls(audit.folder / "calls.parquet")
    once = table.filter(pa.compute.is_null(table.column("duplicate_of")))
    column = {name: once.column(name).to_pylist() for name in _COLUMNS}
    values = np.array([once.column(name).to_pylist() for name in followed()], dtype=float).T
    chances = [chance for chance in column["manager_probability"] if chance is not None]
    return AuditCalls(
        model=audit.settings.model,
        model_version=audit.settings.model_version,
        model_from=audit.settings.model_from,
        n_other_model=0,
        ids=column["call_id"],
        names=column["path"],
        managers=column["manager"],
        types=[text or "" for text in column["type"]],
        days=[day or "" for day in column["date"]],
        n_utterances=column["n_utterances"],
        n_reviewed=[0] * once.num_rows,
        values=values.reshape(-1, len(followed())),
        n_talk_by_words=column["talk_share_unit"].count("words"),
        n_duplicates=table.num_rows - once.num_rows,
        n_not_read=audit.counts.not_read if audit.counts else 0,
        n_proposed=len(chances),
        n_unsure=sum(chance < HARDLY_SURE_BELOW for chance in chances),
        n_types_proposed=column["type_from"].count("proposed"),
    )


def calls_of_library(store: Store) -> AuditCalls:
    """The calls that the store keeps, samples left out.

    Calls that have no figures are measured now and kept, but no more than ``MEASURED_AT_ONCE``.

    Raises:
        StoreError: the database fails.
    """
    rows = list_values(store, _LIBRARY, followed())
    if missing := [call.id for call, figures in rows if figures is None]:
        measure_missing(store, missing[:MEASURED_AT_ONCE])
        rows = list_values(store, _LIBRARY, followed())
    known = [(call, figures) for call, figures in rows if figures is not None]
    calls, figures = [call for call, _ in known], [each for _, each in known]
    models = Counter((call.model_name, call.model_version) for call in calls)
    (model, version), most = models.most_common(1)[0] if models else (("", ""), 0)
    return AuditCalls(
        model=model,
        model_version=version,
        model_from=model,
        n_other_model=len(calls) - most,
        ids=[call.id for call in calls],
        names=[call.title or call.source for call in calls],
        managers=[_leader(call, each) for call, each in known],
        # "other" is no kind of call.
        types=["" if call.type == "other" else call.type for call in calls],
        days=[call.call_date for call in calls],
        n_utterances=[call.n_utterances for call in calls],
        n_reviewed=[call.n_reviewed for call in calls],
        values=np.array([_row(each) for each in figures], dtype=float).reshape(-1, len(followed())),
        n_talk_by_words=sum(each["talk_share"].unit == "words" for each in figures),
        n_unmeasured=len(rows) - len(known),
    )


def _row(figures: Mapping[str, Figure]) -> list[float | None]:
    return [figures[name].value for name in followed()]


def _leader(call: StoredCall, figures: Mapping[str, Figure]) -> str | None:
    """The name; who leads without one has talked all the same."""
    return call.manager if call.manager or figures["talk_share"].numerator else None


def _finished(folder: Path) -> Audit:
    audit = find_audit(folder)
    if audit is None or audit.counts is None:
        raise AuditError(
            str(folder),
            expected="a finished audit",
            found="none" if audit is None else "one that is not finished",
            next_step="Run coder audit with this folder as --out.",
        )
    return audit


def _read_calls(path: Path) -> pa.Table:
    wanted = [*_COLUMNS, *followed()]
    try:
        table = parquet.read_table(path, columns=wanted)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise _damaged(path, type(error).__name__) from error
    known = dict(zip(table.schema.names, table.schema.types, strict=True))
    schema = calls_schema()
    for name in wanted:
        if known.get(name) != schema.field(name).type:
            raise _damaged(path, f"one without a right column {name}")
    return table


def _damaged(path: Path, found: str) -> AuditError:
    return AuditError(str(path), expected="the table of calls", found=found, next_step="Run the audit again.")
