"""A drawn sample as files: one for each coder to fill in, blind, and the key, which coders shall not see.

The coders' file holds no code by machine, no stratum, no chance of being drawn and no name: a stratum is one mode by
machine, so that either would give it away.
"""

import csv
import io
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from coder.codings import Place
from coder.errors import OutputError
from coder.reports.comma_separated import guard_cell
from coder.sampling.frame import CODES, MODES, Frame
from coder.sampling.plans import Plan
from coder.sampling.sources import BEFORE, ReadWords, Words
from coder.sampling.wanted import cell_of

KEY_KIND = "call-review-sample"
KEY_FORMAT = 1
FORMS = ("csv", "jsonl")
KEY, TO_CODE = "key.json", "to_code"


def write_sample(
    plan: Plan,
    frame: Frame,
    folder: Path,
    read_words: ReadWords | None,
    *,
    form: str = "csv",
    coded: Collection[Place] = (),
) -> Path:
    """Where the coders' file now lies; the key lies beside it as ``key.json``.

    Args:
        read_words: gives the words at some places; ``None`` leaves them out.
        form: one of ``FORMS``.
        coded: call, as it is named in these files, and index of what people coded before; the coders' file leaves it
            out, the key does not.

    Raises:
        OutputError: the folder cannot be written, or holds a sample already, which people may be coding.
    """
    drawn = sorted((frame.calls[number].id, index) for number, index in _drawn_places(plan, frame))
    places = [(call, index) for call, index in drawn if (name_in_files(call), index) not in coded]
    rows = _rows(places, read_words(places) if read_words else {})
    to_code = folder / f"{TO_CODE}.{form}"
    for path in (to_code, folder / KEY):
        if path.exists():
            raise OutputError(str(path), expected="a new folder", found="a sample", next_step="Choose another --out.")
    text = _as_table(rows) if form == "csv" else "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Excel takes a CSV for UTF-8 only with a byte-order mark.
        to_code.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8", errors="replace")
        (folder / KEY).write_text(json.dumps(key_data(plan, frame), ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        found = error.strerror or type(error).__name__
        next_step = "Choose another --out."
        raise OutputError(str(folder), expected="a place to write to", found=found, next_step=next_step) from error
    return to_code


def key_data(plan: Plan, frame: Frame) -> dict[str, Any]:
    """The key: how the sample was drawn, what the machine says of every call, and of each utterance drawn."""
    return {
        "kind": KEY_KIND,
        "format": KEY_FORMAT,
        "wanted": asdict(plan.wanted),
        "source": plan.source,
        "model": plan.model,
        "model_version": plan.model_version,
        "whole_chances": plan.whole_chances,
        "left_out": dict(plan.left_out),
        "modes": list(MODES),
        "cells": [
            {"manager": cell.manager, "quarter": cell.quarter, "calls": cell.n_calls, "half_width": cell.half_width}
            for cell in plan.cells
        ],
        "strata": [
            {"cell": number, "mode": stratum.mode, "there": stratum.there, "to_code": stratum.to_code}
            for number, cell in enumerate(plan.cells)
            for stratum in cell.strata
        ],
        "calls": list(_calls(plan, frame)),
        "utterances": list(_drawn(plan, frame)),
    }


def _calls(plan: Plan, frame: Frame) -> Iterator[dict[str, Any]]:
    cells = {(cell.manager, cell.quarter): number for number, cell in enumerate(plan.cells)}
    open_calls = {call for cell in plan.cells for call in cell.calls}
    sums = np.zeros((len(frame.calls), len(MODES)))
    np.add.at(sums, frame.call_numbers, frame.chances)
    counts = np.zeros((len(frame.calls), len(MODES)), dtype=np.int64)
    np.add.at(counts, (frame.call_numbers, frame.modes), 1)
    for number, call in enumerate(frame.calls):
        yield {
            "call": name_in_files(call.id),
            "manager": call.manager,
            "quarter": call.quarter,
            "cell": cells[cell_of(call, plan.wanted.by)],
            "drawn": call.id in open_calls,
            "machine": counts[number].tolist(),
            "chances": _rounded(sums[number]),
        }


def _drawn(plan: Plan, frame: Frame) -> Iterator[dict[str, Any]]:
    strata = [(cell, stratum) for cell in plan.cells for stratum in cell.strata]
    places = _drawn_places(plan, frame)
    for row, number, (call, index) in zip(plan.rows.tolist(), plan.row_strata.tolist(), places, strict=True):
        cell, stratum = strata[number]
        yield {
            "call": name_in_files(frame.calls[call].id),
            "index": index,
            "stratum": number,
            "chance_of_being_drawn": len(cell.calls) / cell.n_calls * stratum.to_code / stratum.there,
            "code": CODES[frame.codes[row]],
            "chances": _rounded(frame.chances[row]),
        }


def _rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.10g}") for value in values]


def _drawn_places(plan: Plan, frame: Frame) -> Iterator[tuple[int, int]]:
    """Number of the call and index in it, of each utterance drawn."""
    return zip(frame.call_numbers[plan.rows].tolist(), frame.indices[plan.rows].tolist(), strict=True)


def name_in_files(call: str) -> str:
    """A call's name in the files of a sample: no spreadsheet takes it for a number or a date.

    >>> name_in_files("000012")
    'call-000012'
    """
    return f"call-{call}"


def _rows(places: Sequence[Place], words: Words) -> list[dict[str, Any]]:
    """A row an utterance, by call and index, so that a coder meets each call in one piece."""
    rows = []
    for call, index in places:
        *before, own = words.get((call, index)) or (None,)
        said = ["", "", *(f"{line.role}: {line.text}" for line in before if line)][-BEFORE:]
        text = own.text if own else ""
        rows.append(
            {
                "call": name_in_files(call),
                "index": index,
                "two_before": said[0],
                "one_before": said[1],
                "role": "manager",
                "text": text,
                "code": "",
            }
        )
    return rows


def _as_table(rows: Sequence[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["call", "index", "two_before", "one_before", "role", "text", "code"])
    writer.writerows([guard_cell(cell) if isinstance(cell, str) else cell for cell in row.values()] for row in rows)
    return out.getvalue()
