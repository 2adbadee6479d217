"""Labelled calls: read, check, split by author.

A dataset is a folder with ``dataset.json`` (its ``format``, licence, codebook and
each call's author), ``calls/NAME.jsonl`` (one utterance a line, the codebook's
form) and, for calls coded twice, ``first/NAME.jsonl`` and ``second/NAME.jsonl`` with each coder's codes; where
they differ, the code in ``calls`` is the adjudicated one. A bare folder or file of
such JSON Lines is read too; each call is then its own author. In calls marked ``codes_only``, ``code`` may be null.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.example_rows import (
    LabelledUtterance,
    broken_example,
    check_ids,
    parse_lines,
    parse_row,
    read_rows,
)

# Format 1 had no calls marked codes_only.
DATASET_FORMAT, OLDEST_FORMAT = 2, 1


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
        raise broken_example(path, "every call once", f"{', '.join(twice[:3])} more than once", "Rename or remove one.")
    calls = sorted(calls, key=lambda call: call.name)
    about_texts = (about.get("name", path.name), about.get("licence", ""), about.get("description", ""))
    return Dataset(tuple(calls), *map(str, about_texts), data_fingerprint(calls))


def read_examples(data: bytes, name: str, codebook: Codebook | None = None) -> tuple[LabelledCall, ...]:
    """The labelled calls in one file's bytes, in its order; an utterance that nobody coded has the code "".

    Raises:
        ExamplesError: a broken line, an unknown code, role or tag, a call twice, or none.
    """
    codebook = codebook or load_codebook()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise broken_example(name, "UTF-8", type(error).__name__, "Save the file as UTF-8.") from error
    rows = [(str(row.get("call") or name), where, row) for where, row in parse_lines(name, text)]
    calls = tuple(
        LabelledCall(call, call, tuple(parse_row(where, row, codebook, uncoded=True) for _, where, row in group))
        for call, group in groupby(rows, key=lambda row: row[0])
    )
    if not calls or len({call.name for call in calls}) < len(calls):
        found = "a call in two pieces" if calls else "none"
        raise broken_example(name, "labelled calls, one utterance a line", found, "See labeled_examples/README.md.")
    return calls


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
        raise broken_example(path, "JSON", str(error), "Mend that file.") from error
    calls = about.get("calls", {}) if isinstance(about, dict) else None
    if not isinstance(calls, dict) or not all(isinstance(call, dict) for call in calls.values()):
        raise broken_example(path, 'a JSON object with "calls" by name', "another shape", "Mend that file.")
    if about.get("format") not in range(OLDEST_FORMAT, DATASET_FORMAT + 1):
        found = f"format {about.get('format')!r}"
        raise broken_example(path, f"a format up to {DATASET_FORMAT}", found, "Update this package, or the dataset.")
    return about


def _call_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    folder = path / "calls" if (path / "calls").is_dir() else path
    return sorted(folder.glob("*.jsonl"))


def _read_calls(file: Path, codebook: Codebook, about: dict[str, Any]) -> list[LabelledCall]:
    rows = [(str(row.get("call") or file.stem), where, row) for where, row in read_rows(file)]
    calls = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        codes_only = about.get(name, {}).get("codes_only") is True
        utterances = tuple(parse_row(where, row, codebook, uncoded=codes_only) for _, where, row in group)
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
    for where, row in read_rows(file):
        index, code = row.get("index"), row.get("code")
        lenses, signals = (tuple(row.get(kind) or ()) for kind in ("lenses", "signals"))
        check_ids(where, codebook, code=(code,), lens=lenses, signal=signals)
        if not isinstance(index, int) or index in codes:
            raise broken_example(where, "each index once, as a number", repr(index), "Correct that line.")
        codes[index], tags[index] = code, (*lenses, *signals)
    if sorted(codes) != list(range(n_utterances)):
        expected, found = f"one code for each of {n_utterances} utterances", f"{len(codes)} other indexes"
        raise broken_example(file, expected, found, "Code the same utterances again.")
    order = range(n_utterances)
    return tuple(codes[index] for index in order), tuple(tags[index] for index in order)
