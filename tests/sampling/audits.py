"""A small audit's tables, with the columns that a frame is read from."""

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

CODES = ("direct", "open_question", "inform", "acknowledge", "argue", "promote", "social")


def write_audit(folder: Path, *, n_calls: int = 6, length: int = 40, text: bool = True) -> Path:
    """Calls of Ana and Ben in two quarters, manager and rep in turn, then one there twice and one that nobody leads."""
    calls = [_call(number) for number in range(n_calls)]
    calls += [{**_call(n_calls), "duplicate_of": "000000"}, {**_call(n_calls + 1), "manager": None}]
    utterances = [_utterance(call["call_id"], index, text=text) for call in calls for index in range(length)]
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("calls", calls), ("utterances", utterances)):
        parquet.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
    return folder


def _call(number: int) -> dict[str, Any]:
    return {
        "call_id": f"{number:06d}",
        "path": f"calls/{number}.vtt",
        # Ben is written in two ways.
        "manager": ("Ana", "Ben", "Ana", "ben")[number % 4],
        "date": ("2026-05-04", "2026-08-10", None)[number % 3],
        "model": "default",
        "model_version": "31ba00cb6f31",
        "duplicate_of": None,
    }


def _utterance(call: str, index: int, *, text: bool) -> dict[str, Any]:
    row = {
        "call_id": call,
        "index": index,
        "role": ("manager", "rep")[index % 2],
        "code": CODES[(index // 2 + int(call)) % len(CODES)],
        "confidence": 0.5 + index % 5 / 10,
    }
    return {**row, "text": f"=words {index} of {call}"} if text else row
