"""A review as rows of the store, and back exactly as it was."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coder.examples import call_fingerprint
from coder.review import CodedUtterance, Review
from coder.store.plain import as_plain, from_plain
from coder.transcript import Utterance

# What can be asked for in SQL; the other fields of an utterance are kept as JSON beside it.
COLUMNS = ("speaker", "role", "text", "start_ms", "code", "mode", "confidence", "decided_by")
_NO_COLUMN = object()


def storable(text: str) -> str:
    """The text without what no database takes: half characters and zero bytes become "?"."""
    return text.encode(errors="replace").decode().replace("\0", "?")


def fingerprint(utterances: Iterable[CodedUtterance | Utterance]) -> str:
    """What tells that two reviews are of one call: a hash of its words and speakers."""
    return call_fingerprint([_Spoken(storable(each.speaker), storable(each.text)) for each in utterances])


def split_review(review: Review) -> tuple[str, list[dict[str, Any]]]:
    """What the review holds besides utterances, as JSON, and a row for each utterance."""
    plain = as_plain(review)
    rows = [_row(utterance) for utterance in plain.pop("utterances")]
    return json.dumps(plain), rows


def join_review(data: str, rows: Iterable[Any]) -> Review:
    """The review again; rows in call order, with the columns of the utterances' table."""
    utterances = []
    for row in rows:
        fields = {name: getattr(row, name) for name in COLUMNS}
        utterances.append({"index": row.position, **fields, **json.loads(row.data)})
    return from_plain(Review, {**json.loads(data), "utterances": utterances})


def _row(utterance: dict[str, Any]) -> dict[str, Any]:
    columns = {name: utterance[name] for name in COLUMNS}
    safe = {name: storable(value) if isinstance(value, str) else value for name, value in columns.items()}
    # Where a column cannot hold the very words, JSON does.
    rest = {name: each for name, each in utterance.items() if name != "index" and each != safe.get(name, _NO_COLUMN)}
    return {"position": utterance["index"], **safe, "data": json.dumps(rest)}


@dataclass(frozen=True, slots=True)
class _Spoken:
    speaker: str
    text: str
