"""One utterance as a flat row: what forms of one line an utterance keep of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from coder.examples import LabelledCall
from coder.exchange.assembling import Entry, broken
from coder.exchange.coders import AGREED, FIRST, SECOND

FIELDS = ("call", "author", "codes_only", "index", "turn", "speaker", "role", "text", "start_ms", "end_ms")
LABELS = ("code", "lenses", "signals", "first_code", "second_code", "second_tags")

Row = dict[str, Any]


def list_rows(call: LabelledCall) -> Iterator[Row]:
    """The call's utterances in order, without labels; keys as in ``FIELDS``."""
    for index, u in enumerate(call.utterances):
        about = (call.name, call.author, call.codes_only)
        values = (*about, index, u.turn, u.speaker, u.role, u.text, u.start_ms, u.end_ms)
        yield dict(zip(FIELDS, values, strict=True))


def list_labels(call: LabelledCall) -> Iterator[Row]:
    """Every utterance's labels by all coders in one row; keys as in ``LABELS``, ``None`` for no code."""
    for at, u in enumerate(call.utterances):
        tags = list(call.second_tags[at]) if call.second_tags else []
        first, second = (codes[at] if codes else None for codes in (call.first, call.second))
        values = (u.code or None, list(u.lenses), list(u.signals), first, second, tags)
        yield dict(zip(LABELS, values, strict=True))


def pick_fields(row: Row) -> Row:
    """Those of a row that say something of the utterance."""
    return {name: row.get(name) for name in FIELDS}


def number_rows(rows: Sequence[tuple[str, Row]]) -> list[tuple[str, Row]]:
    """The rows with an index each, in their order in the call where they have none."""
    counted: dict[Any, int] = {}
    numbered = []
    for where, row in rows:
        call = str(row.get("call"))
        index = counted[call] = counted.get(call, -1) + 1
        numbered.append((where, row if row.get("index") is not None else {**row, "index": index}))
    return numbered


def list_entries(rows: Sequence[tuple[str, Row]]) -> Iterator[Entry]:
    """Entries out of rows that hold all coders' labels.

    Raises:
        ExamplesError: tags that are no list.
    """
    settled = {str(row.get("call")) for _, row in rows if row.get("first_code")}
    for where, row in number_rows(rows):
        lists = [row.get(name) or [] for name in ("lenses", "signals", "second_tags")]
        if not all(isinstance(tags, list) for tags in lists):
            raise broken(where, "lenses, signals and second_tags as lists", "something else", "Correct that entry.")
        lenses, signals, tags = lists
        labels = {AGREED if str(row.get("call")) in settled else FIRST: [*_one(row.get("code")), *lenses, *signals]}
        labels |= {FIRST: [row["first_code"]]} if row.get("first_code") else {}
        labels |= {SECOND: [row["second_code"], *tags]} if row.get("second_code") else {}
        yield Entry(where, pick_fields(row), labels)


def _one(code: Any) -> list[Any]:
    return [] if code in (None, "") else [code]
