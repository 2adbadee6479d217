"""Where frames come from: the tables of an audit (docs/audit.md) or the store."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coder.codings import Place
from coder.errors import SampleError
from coder.sampling.frame import (
    CODE_NUMBER,
    Frame,
    FrameCall,
    chances_from_confidence,
    frame_of_reviews,
    quarter_of,
    shown_names,
)
from coder.store import CallQuery, Store, get_review, list_calls

if TYPE_CHECKING:
    import pyarrow

BEFORE = 2
DUPLICATE, UNLED = "there twice", "nobody leads"
_CALLS = ("call_id", "manager", "date", "model", "model_version", "duplicate_of")
_UTTERANCES = ("call_id", "index", "role", "code", "confidence")


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker said; ``text`` is "" where the words were not kept."""

    role: str
    text: str


# The words at some places, each with up to ``BEFORE`` utterances before it.
Words = Mapping[Place, tuple[Line, ...]]
ReadWords = Callable[[Sequence[Place]], Words]


def read_audit(folder: Path) -> Frame:
    """The managers' utterances in the tables of a finished audit, each call once.

    Raises:
        SampleError: there are none, or they cannot be read.
    """
    table = _read_table(folder, "calls", _CALLS).to_pylist()
    left_out = Counter(DUPLICATE if row["duplicate_of"] else UNLED for row in table if not _is_led(row))
    led = [row for row in table if _is_led(row)]
    names = shown_names([row["manager"] for row in led])
    number = {row["call_id"]: place for place, row in enumerate(led)}
    utterances = _read_table(folder, "utterances", _UTTERANCES, [("role", "==", "manager")])
    numbers = np.array([number.get(call, -1) for call in utterances.column("call_id").to_pylist()], dtype=np.int64)
    kept = numbers >= 0
    codes = np.array([_code_number(folder, code) for code in utterances.column("code").to_pylist()], dtype=np.int64)
    confidence = utterances.column("confidence").to_numpy()[kept]
    return Frame(
        str(folder),
        _joined(led, "model"),
        _joined(led, "model_version"),
        tuple(
            FrameCall(row["call_id"], name, quarter_of(row["date"] or "")) for row, name in zip(led, names, strict=True)
        ),
        numbers[kept],
        utterances.column("index").to_numpy()[kept],
        codes[kept],
        chances_from_confidence(codes[kept], confidence),
        False,
        dict(left_out),
    )


def read_audit_words(folder: Path, places: Sequence[Place]) -> Words:
    """The words at some places of an audit.

    Raises:
        SampleError: its tables cannot be read.
    """
    calls = sorted({call for call, _ in places})
    table = _read_table(folder, "utterances", ("call_id", "index", "role", "text"), [("call_id", "in", calls)])
    texts = table.column("text").to_pylist() if "text" in table.column_names else [""] * table.num_rows
    columns = (table.column(name).to_pylist() for name in ("call_id", "index", "role"))
    lines = {(call, index): Line(role, text) for call, index, role, text in zip(*columns, texts, strict=True)}
    return _with_lines_before(places, lines)


def read_store(store: Store, query: CallQuery | None = None) -> Frame:
    """The managers' utterances of the calls in a store, by their machine's codes; samples of the program are left out.

    Args:
        query: which calls; by default all.

    Raises:
        StoreError: the store cannot be read.
    """
    listed = list_calls(store, query or CallQuery(is_sample=False, limit=None)).calls
    led = [call for call in listed if call.manager]
    names = shown_names([call.manager for call in led])
    calls = [FrameCall(call.id, name, quarter_of(call.call_date)) for call, name in zip(led, names, strict=True)]
    reviews = ((call, get_review(store, call.id, corrected=False)) for call in calls)
    left_out = {UNLED: len(listed) - len(led)} if len(listed) > len(led) else {}
    return frame_of_reviews(reviews, store.place, left_out)


def read_store_words(store: Store, places: Sequence[Place]) -> Words:
    """The words at some places of a store's calls.

    Raises:
        StoreError: a call is no longer there.
    """
    lines = {
        (call, utterance.index): Line(utterance.role, utterance.text)
        for call in sorted({call for call, _ in places})
        for utterance in get_review(store, call).utterances
    }
    return _with_lines_before(places, lines)


def _with_lines_before(places: Sequence[Place], lines: Mapping[Place, Line]) -> Words:
    wanted = {(call, index): [(call, index - back) for back in range(BEFORE, -1, -1)] for call, index in places}
    return {place: tuple(lines[each] for each in near if each in lines) for place, near in wanted.items()}


def _is_led(row: Mapping[str, Any]) -> bool:
    return bool(row["manager"]) and not row["duplicate_of"]


def _joined(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    return ", ".join(dict.fromkeys(row[name] for row in rows))


def _code_number(folder: Path, code: str) -> int:
    try:
        return CODE_NUMBER[code]
    except KeyError:
        raise _broken(folder, "codes of this codebook", "another") from None


def _read_table(
    folder: Path, name: str, columns: Sequence[str], filters: list[tuple[str, str, Any]] | None = None
) -> "pyarrow.Table":
    import pyarrow
    from pyarrow import parquet

    path = folder / f"{name}.parquet"
    try:
        known = parquet.read_schema(path).names
        if missing := [column for column in columns if column not in known and column != "text"]:
            raise _broken(path, f"the columns {', '.join(columns)}", f"no {' and no '.join(missing)}")
        return parquet.read_table(path, columns=[c for c in columns if c in known], filters=filters)
    except (OSError, pyarrow.ArrowInvalid) as error:
        raise _broken(path, "a table of a finished audit", _found(error)) from error


def _found(error: Exception) -> str:
    return "nothing there" if isinstance(error, FileNotFoundError) else type(error).__name__


def _broken(where: Path, expected: str, found: str) -> SampleError:
    return SampleError(
        str(where), expected=expected, found=found, next_step="Name the folder of a finished audit (coder audit --out)."
    )
