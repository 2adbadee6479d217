"""The AMI Meeting Corpus as the user has it: acts of real meetings, with the corpus's own labels."""

import gzip
import json
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coder.errors import ExamplesError
from coder.examples import LabelledCall, LabelledUtterance
from coder.transcript import Role

CORPUS = "AMI Meeting Corpus 1.6.2"
CORPUS_LICENCE = "CC BY 4.0"
CORPUS_AUTHORS = "University of Edinburgh and the AMI consortium"
_PROJECT_MANAGER = "PM"


@dataclass(frozen=True, slots=True)
class Act:
    """One dialogue act; ``label`` is the corpus's own. The project manager is the manager, the team are reps."""

    meeting: str
    index: int
    speaker: str
    role: Role
    text: str
    label: str


def read_acts(corpus: Path) -> list[Act]:
    """All acts of the corpus, in its order.

    Args:
        corpus: dialogue acts as JSON Lines, gzip allowed.

    Raises:
        ExamplesError: the file is missing or broken.
    """
    opener = gzip.open if corpus.suffix == ".gz" else open
    try:
        with opener(corpus, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return [Act(r["call"], r["index"], r["speaker"], _role(r["role"]), r["text"], r["act"]) for r in rows]
    except (OSError, ValueError, KeyError, TypeError, EOFError, zlib.error) as error:
        raise ExamplesError(
            str(corpus),
            expected="AMI's dialogue acts as JSON Lines",
            found=f"{type(error).__name__}",
            next_step="Check the path; see labeled_examples/ami/README.md.",
        ) from error


def meetings_of(acts: Collection[Act], *, without: Collection[str]) -> list[LabelledCall]:
    """Whole meetings labelled with the corpus's own acts, but for those named in ``without``."""
    kept = [act for act in acts if act.meeting not in without]
    return [LabelledCall(name, name, tuple(_utterances(run))) for name, run in groupby(kept, key=lambda a: a.meeting)]


def _utterances(acts: Iterator[Act]) -> Iterator[LabelledUtterance]:
    for turn, (_, run) in enumerate(groupby(acts, key=lambda act: act.speaker)):
        for act in run:
            yield LabelledUtterance(turn, act.speaker, act.role, act.text, act.label)


def _role(role: str) -> Role:
    return "manager" if role == _PROJECT_MANAGER else "rep"
