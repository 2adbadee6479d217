"""The AMI Meeting Corpus with this project's codes, joined when the user has the corpus.

The repository ships the codes by meeting and index, never the sentences. AMI
(CC BY 4.0) is by the University of Edinburgh and the AMI consortium.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.examples import Dataset, LabelledCall, LabelledUtterance
from coder.meetings import CORPUS_LICENCE, Act, read_acts

NAME = "AMI meetings"


def load_ami(codes: Path, corpus: Path, codebook: Codebook | None = None) -> Dataset:
    """Coded stretches of AMI meetings; the project manager is the manager, the team are reps.

    Args:
        codes: a folder with ``codes/MEETING.jsonl`` and, for those coded twice, ``first`` and ``second``.
        corpus: the corpus's dialogue acts as JSON Lines, gzip allowed.

    Raises:
        ExamplesError: a file is missing or broken, or the corpus lacks a coded act.
    """
    codebook = codebook or load_codebook()
    acts = {(act.meeting, act.index): act for act in read_acts(corpus)}
    calls = tuple(_join(file, acts, codebook) for file in sorted((codes / "codes").glob("*.jsonl")))
    if not calls:
        raise ExamplesError(str(codes), expected="codes/MEETING.jsonl", found="none", next_step="Check the path.")
    return Dataset(calls, NAME, CORPUS_LICENCE)


def _join(file: Path, acts: dict[tuple[str, int], Act], codebook: Codebook) -> LabelledCall:
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
            act.role,
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
