"""Lines of labelled examples: one utterance each, checked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.codebook import Codebook
from coder.errors import ExamplesError
from coder.transcript import ROLES, Role

_BEYOND_MS = 10**12


@dataclass(frozen=True, slots=True)
class LabelledUtterance:
    """One utterance with the code a person gave it; "" where nobody did, in a call of codes only.

    Times are in milliseconds, ``None`` where the call has none.
    """

    turn: int
    speaker: str
    role: Role
    text: str
    code: str
    lenses: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    start_ms: int | None = None
    end_ms: int | None = None


def read_rows(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """JSON objects of a file, each with its place in words."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise broken_example(file, "a readable UTF-8 file", type(error).__name__, "Check the path.") from error
    yield from parse_lines(str(file), text)


def parse_lines(name: str, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same of a text."""
    # Only a line feed ends a line of JSON Lines; other separators may stand inside a text.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise broken_example(where, "a JSON object", "something else", "Mend that line.") from error
        if not isinstance(row, dict):
            raise broken_example(where, "a JSON object", type(row).__name__, "Mend that line.")
        yield where, row


def parse_row(where: str, row: dict[str, Any], codebook: Codebook, *, uncoded: bool) -> LabelledUtterance:
    """One utterance; with ``uncoded`` it may be one that nobody coded."""
    row = {**row, "code": ""} if uncoded and row.get("code", "") is None else row
    missing = [key for key in ("turn", "speaker", "role", "text", "code") if row.get(key) is None]
    if missing:
        raise broken_example(
            where, "turn, speaker, role, text and code", f"no {', '.join(missing)}", "Add what is missing."
        )
    tags = {key: row.get(key) or [] for key in ("lenses", "signals")}
    for key, wrong in (
        ("turn", not isinstance(row["turn"], int)),
        ("speaker", not _is_text(row["speaker"])),
        ("text", not _is_text(row["text"])),
        *((key, not isinstance(tags[key], list)) for key in tags),
    ):
        if wrong:
            expected = "turn as a number, speaker and text as texts, lenses and signals as lists"
            raise broken_example(where, expected, f"something else in {key}", "Correct that line.")
    lenses, signals = tuple(tags["lenses"]), tuple(tags["signals"])
    codes = (row["code"],) if row["code"] or not uncoded else ()
    check_ids(where, codebook, code=codes, role=(row["role"],), lens=lenses, signal=signals)
    words = (row["turn"], row["speaker"], row["role"], row["text"], row["code"])
    return LabelledUtterance(*words, lenses, signals, *(_parse_time(where, row, key) for key in ("start_ms", "end_ms")))


def _parse_time(where: str, row: dict[str, Any], key: str) -> int | None:
    ms = row.get(key)
    if ms is None:
        return None
    if not isinstance(ms, int | float) or isinstance(ms, bool) or not 0 <= ms < _BEYOND_MS:
        raise broken_example(where, f"{key} in milliseconds, or null", "something else", "Correct that line.")
    return round(ms)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def check_ids(where: str, codebook: Codebook, **given: tuple[Any, ...]) -> None:
    """Refuse ids that the codebook does not know.

    Raises:
        ExamplesError: there is one.
    """
    known = {
        "code": codebook.code_ids,
        "role": ROLES,
        "lens": tuple(lens.id for lens in codebook.lenses),
        "signal": tuple(signal.id for signal in codebook.signals),
    }
    for kind, ids in given.items():
        for one in ids:
            if one not in known[kind]:
                next_step = "Correct that line, or name its codebook: --codebook."
                raise broken_example(where, f"a {kind} of {', '.join(known[kind])}", repr(one)[:80], next_step)


def broken_example(where: object, expected: str, found: str, next_step: str) -> ExamplesError:
    """The error for a file or line that is not as it should be."""
    return ExamplesError(str(where), expected=expected, found=found, next_step=next_step)
