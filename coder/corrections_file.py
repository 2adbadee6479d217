"""A person's codes from a file: the CSV that ``coder code`` writes with codes changed, or JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coder.errors import ReviewError

MOST_CHARACTERS = 16_000_000
_FORM = "a CSV file with the columns index and code, or JSON Lines with those fields"


def read_corrections(path: Path) -> dict[int, str]:
    """Code by index of the utterance.

    Where rows say who decided (``decided_by``), only those that say "person" count; so the CSV of ``coder code`` can be
    changed in a spreadsheet and given back.

    Raises:
        ReviewError: the file cannot be read, has another form, or names an utterance twice.
    """
    found: dict[int, str] = {}
    for place, row in _rows(path):
        if row.get("decided_by", "person") != "person":
            continue
        try:
            index, code = int(row["index"]), str(row["code"]).strip()
        except (KeyError, TypeError, ValueError) as error:
            raise _broken(place, "an index and a code in every row", "something else") from error
        if index in found:
            raise _broken(place, "each utterance once", f"utterance {index} again")
        found[index] = code
    if not found:
        raise _broken(str(path), 'at least one row by a person (decided_by is "person", or left out)', "none")
    return found


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read(MOST_CHARACTERS)
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(str(path), "a readable UTF-8 file", type(error).__name__) from error
    try:
        rows = list(_json_rows(text) if text.lstrip().startswith("{") else csv.DictReader(io.StringIO(text)))
    except (ValueError, csv.Error) as error:
        raise _broken(str(path), _FORM, "something else") from error
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise _broken(f"{path} row {number}", _FORM, type(row).__name__)
        yield f"{path} row {number}", row


def _json_rows(text: str) -> Iterator[Any]:
    return (json.loads(line) for line in text.split("\n") if line.strip())


def _broken(where: str, expected: str, found: str) -> ReviewError:
    next_step = "Write the codes with: coder code CALL --format csv, change them and set decided_by to person."
    return ReviewError(where, expected=expected, found=found, next_step=next_step)
