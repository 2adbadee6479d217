"""The lines of the codebook's JSON Lines: one object each, checked for what every utterance needs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coder.errors import TranscriptError
from coder.readers.text.cleaning import clean_name

NEEDED = ("speaker", "text")
_LATEST_MS = 1000 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file as JSON; ``where`` names it in errors."""

    number: int
    where: str
    fields: dict[str, Any]


def parse_lines(text: str, source: str) -> Iterator[Line]:
    """Every line that is not blank.

    Raises:
        TranscriptError: a line that is no utterance.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{source} line {number}"
            yield Line(number, where, _parse_fields(line, where))


def _parse_fields(line: str, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise _bad_line(where, f"broken JSON at character {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise _bad_line(where, "JSON too deep or with too long a number") from error
    if not isinstance(fields, dict):
        raise _bad_line(where, "JSON that is no object")
    for name in NEEDED:
        if not isinstance(fields.get(name), str):
            raise _bad_line(where, f"no {name}" if name not in fields else f"a {name} that is no text")
    if not clean_name(fields["speaker"]):
        raise _bad_line(where, "an empty speaker")
    return fields


def _bad_line(where: str, found: str) -> TranscriptError:
    return TranscriptError(
        where,
        expected='one JSON object with "speaker" and "text", as in the codebook',
        found=found,
        next_step="Mend or delete the line.",
    )


def read_time(line: Line, name: str) -> int | None:
    """Milliseconds in a field; ``None`` if the line does not have it.

    Raises:
        TranscriptError: no number of milliseconds, or none that a call could have.
    """
    value = line.fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST_MS:
        raise _bad_line(line.where, f"a {name} that is no number of milliseconds from 0 to 1,000 hours")
    return round(value)
