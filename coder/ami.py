"""The AMI Meeting Corpus with this project's codes, joined when the user has the corpus.

The repository ships the codes by meeting and index, never the sentences. AMI
(CC BY 4.0) is by the University of Edinburgh and the AMI consortium.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.examples import Dataset, LabelledCall, LabelledUtterance

NAME = "AMI meetings"
LICENCE = "CC BY 4.0"
_PROJECT_MANAGER = "PM"


@dataclass(frozen=True, slots=True)
class _Act:
    speaker: str
    role: str
    text: str


def load_ami(codes: Path, corpus: Path, codebook: Codebook | None = None) -> Dataset:
    """Coded stretches of AMI meetings; the project manager is the manager, the team are reps.

    Args:
        codes: a folder with ``codes/MEETING.jsonl`` and, for those coded twice, ``first`` and ``second``.
        corpus: the corpus's dialogue acts as JSON Lines, gzip allowed.

    Raises:
        ExamplesError: a file is missing or broken, or the corpus lacks a coded act.
    """
    codebook = codebook or load_codebook()
    acts = _read_acts(corpus)
    calls = tuple(_join(file, acts, codebook) for file in sorted((codes / "codes").glob("*.jsonl")))
    if not calls:
        raise ExamplesError(str(codes), expected="codes/MEETING.jsonl", found="none", next_step="Check the path.")
    return Dataset(calls, NAME, LICENCE)


def _read_acts(corpus: Path) -> dict[tuple[str, int], _Act]:
    opener = gzip.open if corpus.suffix == ".gz" else open
    try:
        with opener(corpus, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return {(r["call"], r["index"]): _Act(r["speaker"], r["role"], r["text"]) for r in rows}
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise ExamplesError(
            str(corpus),
            expected="AMI's dialogue acts as JSON Lines",
            found=f"{type(error).__name__}",
            next_step="Check the path; see labeled_examples/ami/README.md.",
        ) from error


def _join(file: Path, acts: dict[tuple[str, int], _Act], codebook: Codebook) -> LabelledCall:
    meeting = file.stem
    rows = _read_codes(file)
    missing = [row["index"] for row in rows if (meeting, row["index"]) not in acts]
    if missing or any(row["code"] not in codebook.code_ids for row in rows):
        found = f"none for index {missing[0]}" if missing else "another code"
        raise ExamplesError(
            str(file), expected="codes of the codebook for acts of the corpus", found=found, next_step="Use AMI 1.6.2."
        )
    found_acts = [acts[meeting, row["index"]] for row in rows]
    turns = [number for number, (_, run) in enumerate(groupby(act.speaker for act in found_acts)) for _ in run]
    utterances = tuple(
        LabelledUtterance(
            turn,
            act.speaker,
            "manager" if act.role == _PROJECT_MANAGER else "rep",
            act.text,
            row["code"],
            tuple(row["lenses"]),
            tuple(row["signals"]),
        )
        for turn, act, row in zip(turns, found_acts, rows, strict=True)
    )
    codings = {which: _codes_of(file.parents[1] / which / file.name, rows) for which in ("first", "second")}
    return LabelledCall(meeting, meeting, utterances, **codings)


def _read_codes(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _codes_of(file: Path, rows: Sequence[dict[str, Any]]) -> tuple[str, ...] | None:
    """One coder's codes in the order of ``rows``; ``None`` where that coder did not code the meeting."""
    if not file.exists():
        return None
    by_index = {row["index"]: row["code"] for row in _read_codes(file)}
    return tuple(by_index[row["index"]] for row in rows)
