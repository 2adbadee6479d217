"""An audit in distributions: over all calls, by manager, call type and month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
from pyarrow import parquet

from coder.audit.plan import Audit, find_audit
from coder.audit.resampling import MIN_CALLS, Spread, measure_spreads
from coder.errors import AuditError
from coder.people import is_voice_label, speaker_kind
from coder.review import HARDLY_SURE_BELOW
from coder.trend import followed

FEW_CALLS = "managers with fewer than five calls"
NO_NAME = "managers without a name"
_COLUMNS = (
    "manager",
    "type",
    "type_from",
    "date",
    "n_utterances",
    "manager_probability",
    "duplicate_of",
    "talk_share_unit",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Some calls.

    Attributes:
        name: the manager, call type or month (YYYY-MM).
        n_managers: different ones; each call of a manager without a name counts as one more.
        spreads: by measure id.
    """

    name: str
    n_calls: int
    n_managers: int
    spreads: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """What an audit found, each call counted once.

    Attributes:
        n_calls, n_utterances: without duplicates.
        n_duplicates, n_not_read: calls left out because they are there twice, files that could not be read.
        n_unled: calls in which nobody leads; they have no figures.
        n_proposed: calls whose manager is the tool's own proposal; ``n_unsure``: of those, how many not clearly.
        n_types_proposed: calls whose type is the tool's own proposal.
        n_talk_by_words: calls whose talk share is of words, because the file has no times.
        by_manager: those with five calls or more, by name; then the others together.
        by_type, by_month: of the calls whose type or date is known.
    """

    model: str
    model_version: str
    n_calls: int
    n_utterances: int
    n_duplicates: int
    n_not_read: int
    n_unled: int
    n_proposed: int
    n_unsure: int
    n_talk_by_words: int
    n_types_proposed: int
    overall: Group
    by_manager: tuple[Group, ...]
    by_type: tuple[Group, ...]
    by_month: tuple[Group, ...]


@dataclass(frozen=True)
class _Calls:
    """Calls as columns; ``clusters`` numbers their managers."""

    managers: np.ndarray
    clusters: np.ndarray
    values: np.ndarray


def summarise_audit(folder: str | Path) -> AuditSummary:
    """The summary of a finished audit.

    Raises:
        AuditError: there is none in the folder, or it is not finished.
    """
    audit = _finished(Path(folder))
    table = _read_calls(audit.folder / "calls.parquet")
    once = table.filter(pa.compute.is_null(table.column("duplicate_of")))
    column = {name: np.array(once.column(name).to_pylist(), dtype=object) for name in _COLUMNS}
    led = np.array([name is not None for name in column["manager"]], dtype=bool)
    names = followed()
    values = np.array([once.column(name).to_pylist() for name in names], dtype=float).T.reshape(-1, len(names))
    calls = _Calls(column["manager"], _number_managers(column["manager"]), values)
    chances = [chance for chance in column["manager_probability"] if chance is not None]
    return AuditSummary(
        model=audit.settings.model,
        model_version=audit.settings.model_version,
        n_calls=len(led),
        n_utterances=sum(column["n_utterances"]),
        n_duplicates=table.num_rows - len(led),
        n_not_read=audit.counts.not_read if audit.counts else 0,
        n_unled=int((~led).sum()),
        n_proposed=len(chances),
        n_unsure=sum(chance < HARDLY_SURE_BELOW for chance in chances),
        n_talk_by_words=int((column["talk_share_unit"] == "words").sum()),
        n_types_proposed=int((column["type_from"] == "proposed").sum()),
        overall=_group("all calls", calls, led),
        by_manager=_by_manager(calls, led),
        by_type=_by_name(calls, led, [text or "" for text in column["type"]]),
        by_month=_by_name(calls, led, [(day or "")[: len("2026-05")] for day in column["date"]]),
    )


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
    try:
        return parquet.read_table(path, columns=[*_COLUMNS, *followed()])
    except (OSError, pa.ArrowInvalid) as error:
        raise AuditError(
            str(path), expected="the table of calls", found=type(error).__name__, next_step="Run the audit again."
        ) from error


def _number_managers(names: Sequence[str | None]) -> np.ndarray:
    """A number for each call's manager; one who has no name is somebody else in each call."""
    numbers: dict[object, int] = {}
    keys = [at if name is None or _is_nobodys(name) else _same(name) for at, name in enumerate(names)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _is_nobodys(name: str) -> bool:
    return speaker_kind(name) != "person" or is_voice_label(name)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_manager(calls: _Calls, led: np.ndarray) -> tuple[Group, ...]:
    places: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    few, nameless = np.zeros_like(led), np.zeros_like(led)
    for at in np.flatnonzero(led):
        name = calls.managers[at]
        if _is_nobodys(name):
            nameless[at] = True
        else:
            places.setdefault(shown.setdefault(_same(name), name), []).append(at)
    groups = []
    for name in sorted(places, key=_same):
        if len(places[name]) < MIN_CALLS:
            few[places[name]] = True
        else:
            own = np.zeros_like(led)
            own[places[name]] = True
            groups.append(_group(name, calls, own))
    pooled = [_group(name, calls, those) for name, those in ((FEW_CALLS, few), (NO_NAME, nameless)) if those.any()]
    return (*groups, *pooled)


def _by_name(calls: _Calls, led: np.ndarray, names: Sequence[str]) -> tuple[Group, ...]:
    column = np.array(names, dtype=object)
    return tuple(_group(name, calls, led & (column == name)) for name in sorted({*column[led]} - {""}))


def _group(name: str, calls: _Calls, those: np.ndarray) -> Group:
    clusters = calls.clusters[those]
    spreads = measure_spreads(calls.values[those], clusters.tolist())
    return Group(name, int(those.sum()), len(set(clusters.tolist())), dict(zip(followed(), spreads, strict=True)))
