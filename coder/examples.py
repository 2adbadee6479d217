"""Labelled calls: read, check, split by author.

A dataset is a folder with ``dataset.json`` (its ``format``, licence, codebook and
each call's author), ``calls/NAME.jsonl`` (one utterance a line, the codebook's
form) and, for calls coded twice, ``first/NAME.jsonl`` and ``second/NAME.jsonl`` with each coder's codes; where
they differ, the code in ``calls`` is the adjudicated one. A bare folder or file of
such JSON Lines is read too; each call is then its own author. In calls marked ``codes_only``, ``code`` may be null.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.transcript import ROLES, Role

# Format 1 had no calls marked codes_only.
DATASET_FORMAT, OLDEST_FORMAT = 2, 1
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


@dataclass(frozen=True, slots=True)
class LabelledCall:
    """One labelled call.

    Attributes:
        author: the hand that wrote it; test splits keep an author's calls together.
        utterances: in call order.
        first, second: each coder's own codes in the same order, or ``None``; ``first`` is ``None`` too
            where nothing was adjudicated, so that the utterances hold the first coder's codes.
        second_tags: the second coder's lenses and signals for each utterance, or ``None``; the utterances hold the
            first coder's.
        codes_only: whether people gave codes alone, and those on seeing a model's: boundaries are then the machine's,
            speakers have pseudonyms, lenses and signals are unknown. Such a call teaches codes and tests nothing.
    """

    name: str
    author: str
    utterances: tuple[LabelledUtterance, ...]
    second: tuple[str, ...] | None = None
    first: tuple[str, ...] | None = None
    second_tags: tuple[tuple[str, ...], ...] | None = None
    codes_only: bool = False


@dataclass(frozen=True)
class Dataset:
    """Labelled calls, sorted by name, with what is known of them."""

    calls: tuple[LabelledCall, ...]
    name: str = ""
    licence: str = ""
    description: str = ""
    fingerprint: str = ""

    @property
    def n_utterances(self) -> int:
        """Utterances in all calls."""
        return sum(len(call.utterances) for call in self.calls)

    @property
    def authors(self) -> tuple[str, ...]:
        """Each call's author, in the order of ``calls``."""
        return tuple(call.author for call in self.calls)


def load_examples(path: Path, codebook: Codebook | None = None) -> Dataset:
    """The labelled calls in a dataset folder, a folder of JSON Lines, or one such file.

    Raises:
        ExamplesError: nothing there, a broken line, an unknown code, role or tag,
            or a second coding that does not match its call.
    """
    codebook = codebook or load_codebook()
    about = _read_about(path / "dataset.json") if path.is_dir() else {}
    files = _call_files(path)
    calls = [call for file in files for call in _read_calls(file, codebook, about.get("calls", {}))]
    if not calls:
        raise ExamplesError(
            str(path),
            expected="labelled calls as .jsonl files, one utterance a line",
            found="none",
            next_step="Point to a dataset folder such as labeled_examples/.",
        )
    names = [call.name for call in calls]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise _broken(path, "every call once", f"{', '.join(twice[:3])} more than once", "Rename or remove one.")
    calls = sorted(calls, key=lambda call: call.name)
    about_texts = (about.get("name", path.name), about.get("licence", ""), about.get("description", ""))
    return Dataset(tuple(calls), *map(str, about_texts), data_fingerprint(calls))


def call_fingerprint(utterances: Sequence[Any]) -> str:
    """A hash of a call's words and speakers, whatever its name or codes: tells the same call again."""
    digest = hashlib.sha256()
    for utterance in utterances:
        digest.update(f"{utterance.speaker}\t{utterance.text}\n".encode(errors="replace"))
    return digest.hexdigest()[:16]


def data_fingerprint(calls: Sequence[LabelledCall]) -> str:
    """A hash of calls, authors, words and codes: tells whether two models learnt from the same examples."""
    digest = hashlib.sha256()
    for call in calls:
        marks = ["codes_only"] if call.codes_only else []
        for u in call.utterances:
            digest.update(json.dumps([call.name, call.author, u.speaker, u.role, u.text, u.code, *marks]).encode())
    return digest.hexdigest()


def _read_about(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise _broken(path, "JSON", str(error), "Mend that file.") from error
    calls = about.get("calls", {}) if isinstance(about, dict) else None
    if not isinstance(calls, dict) or not all(isinstance(call, dict) for call in calls.values()):
        raise _broken(path, 'a JSON object with "calls" by name', "another shape", "Mend that file.")
    if about.get("format") not in range(OLDEST_FORMAT, DATASET_FORMAT + 1):
        found = f"format {about.get('format')!r}"
        raise _broken(path, f"a format up to {DATASET_FORMAT}", found, "Update this package, or the dataset.")
    return about


def _call_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    folder = path / "calls" if (path / "calls").is_dir() else path
    return sorted(folder.glob("*.jsonl"))


def _read_calls(file: Path, codebook: Codebook, about: dict[str, Any]) -> list[LabelledCall]:
    rows = [(str(row.get("call") or file.stem), where, row) for where, row in _read_rows(file)]
    calls = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        codes_only = about.get(name, {}).get("codes_only") is True
        utterances = tuple(_parse_row(where, row, codebook, uncoded=codes_only) for _, where, row in group)
        first, second = (_read_coding(file, which, name, len(utterances), codebook) for which in ("first", "second"))
        author = about.get(name, {}).get("author", name)
        codes = {"first": first and first[0], "second": second and second[0]}
        tags = second and second[1]
        calls.append(LabelledCall(name, author, utterances, **codes, second_tags=tags, codes_only=codes_only))
    return calls


def _read_coding(
    call_file: Path, which: str, name: str, n_utterances: int, codebook: Codebook
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]] | None:
    """One coder's codes and tags, a line ``{"index": …, "code": …}`` for each utterance; ``None`` if there are none."""
    file = call_file.parent.parent / which / f"{name}.jsonl"
    if call_file.parent.name != "calls" or not file.exists():
        return None
    codes: dict[int, str] = {}
    tags: dict[int, tuple[str, ...]] = {}
    for where, row in _read_rows(file):
        index, code = row.get("index"), row.get("code")
        lenses, signals = (tuple(row.get(kind) or ()) for kind in ("lenses", "signals"))
        _check_ids(where, codebook, code=(code,), lens=lenses, signal=signals)
        if not isinstance(index, int) or index in codes:
            raise _broken(where, "each index once, as a number", repr(index), "Correct that line.")
        codes[index], tags[index] = code, (*lenses, *signals)
    if sorted(codes) != list(range(n_utterances)):
        expected, found = f"one code for each of {n_utterances} utterances", f"{len(codes)} other indexes"
        raise _broken(file, expected, found, "Code the same utterances again.")
    order = range(n_utterances)
    return tuple(codes[index] for index in order), tuple(tags[index] for index in order)


def _read_rows(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """JSON objects of a file, each with its place in words."""
    try:
        # Only a line feed ends a line of JSON Lines; other separators may stand inside a text.
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(file, "a readable UTF-8 file", type(error).__name__, "Check the path.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{file} line {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _broken(where, "a JSON object", "something else", "Mend that line.") from error
        if not isinstance(row, dict):
            raise _broken(where, "a JSON object", type(row).__name__, "Mend that line.")
        yield where, row


def _parse_row(where: str, row: dict[str, Any], codebook: Codebook, *, uncoded: bool) -> LabelledUtterance:
    """One utterance; with ``uncoded`` it may be one that nobody coded."""
    row = {**row, "code": ""} if uncoded and row.get("code", "") is None else row
    missing = [key for key in ("turn", "speaker", "role", "text", "code") if row.get(key) is None]
    if missing:
        raise _broken(where, "turn, speaker, role, text and code", f"no {', '.join(missing)}", "Add what is missing.")
    tags = {key: row.get(key) or [] for key in ("lenses", "signals")}
    for key, wrong in (
        ("turn", not isinstance(row["turn"], int)),
        ("speaker", not _is_text(row["speaker"])),
        ("text", not _is_text(row["text"])),
        *((key, not isinstance(tags[key], list)) for key in tags),
    ):
        if wrong:
            expected = "turn as a number, speaker and text as texts, lenses and signals as lists"
            raise _broken(where, expected, f"something else in {key}", "Correct that line.")
    lenses, signals = tuple(tags["lenses"]), tuple(tags["signals"])
    codes = (row["code"],) if row["code"] or not uncoded else ()
    _check_ids(where, codebook, code=codes, role=(row["role"],), lens=lenses, signal=signals)
    words = (row["turn"], row["speaker"], row["role"], row["text"], row["code"])
    return LabelledUtterance(*words, lenses, signals, *(_parse_time(where, row, key) for key in ("start_ms", "end_ms")))


def _parse_time(where: str, row: dict[str, Any], key: str) -> int | None:
    ms = row.get(key)
    if ms is None:
        return None
    if not isinstance(ms, int | float) or isinstance(ms, bool) or not 0 <= ms < _BEYOND_MS:
        raise _broken(where, f"{key} in milliseconds, or null", "something else", "Correct that line.")
    return round(ms)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_ids(where: str, codebook: Codebook, **given: tuple[Any, ...]) -> None:
    known = {
        "code": codebook.code_ids,
        "role": ROLES,
        "lens": tuple(lens.id for lens in codebook.lenses),
        "signal": tuple(signal.id for signal in codebook.signals),
    }
    for kind, ids in given.items():
        for one in ids:
            if one not in known[kind]:
                raise _broken(where, f"a {kind} of {', '.join(known[kind])}", repr(one)[:80], "Correct that line.")


def _broken(where: object, expected: str, found: str, next_step: str) -> ExamplesError:
    return ExamplesError(str(where), expected=expected, found=found, next_step=next_step)
