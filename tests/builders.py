"""Small calls, models and datasets that tests write out in a line or two."""

import json
import shutil
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from sklearn.exceptions import ConvergenceWarning

import coder.classifier
import coder.segmenter_training
from coder.codebook import codebook_path, is_codebook_chosen, load_codebook, use_codebook
from coder.review import CodedUtterance, Review, RoleProposal, RolesFrom, Speaker, Stretch
from coder.transcript import Role, Transcript, Unit, count_words

REPOSITORY = Path(__file__).parent.parent
LABELED_EXAMPLES = REPOSITORY / "labeled_examples"
# Codebooks that do not ship, and sessions labelled by the first.
CODEBOOKS = REPOSITORY / "tests" / "data" / "codebooks"
MOTIVATIONAL, GERMAN = CODEBOOKS / "motivational.toml", CODEBOOKS / "gespraech.toml"
SESSIONS = CODEBOOKS / "sessions"
LONG_SESSION = SESSIONS / "calls" / "nights-on-the-phone.jsonl"

# One call each of six authors; the first is coded twice.
SMALL_CALLS = ("t01a", "t02a", "t03a", "t04b", "t05a", "t06a")
SMALL_CALL_LENGTH = 30

Row = tuple[str, Role, str, str]


def build_review(
    *rows: Row,
    ms_per_word: int | None = None,
    call: str = "monday",
    source: str = "monday.txt",
    roles_from: RolesFrom = "named",
    proposal: RoleProposal | None = None,
    confidence: float = 0.8,
) -> Review:
    """A coded call from rows of (speaker, role, code, text); with ``ms_per_word`` it has times, without gaps."""
    utterances = tuple(_coded(rows, ms_per_word, confidence))
    return Review(
        call=call,
        source=source,
        format="name_text",
        model_name="tiny",
        model_version="0123456789ab",
        roles_from=roles_from,
        proposal=proposal,
        speakers=tuple(_speakers(utterances, ms_per_word)),
        utterances=utterances,
    )


def one_word_each(speaker: str, role: Role, *codes: str) -> list[Row]:
    """A row of one word for each code."""
    return [(speaker, role, code, "word") for code in codes]


def spread_over(code: str, confidence: float) -> dict[str, float]:
    """Probabilities that sum to 1 with ``confidence`` on one code."""
    codes = load_codebook().code_ids
    rest = (1 - confidence) / (len(codes) - 1)
    return {each: confidence if each == code else rest for each in codes}


def talk(*lines: tuple[str, str], **fields: Any) -> Transcript:
    """A transcript without times from pairs of (speaker, text)."""
    return Transcript("call", "call.txt", "name_text", tuple(Unit(*line) for line in lines), **fields)


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    """JSON Lines as dicts."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def labelled_row(**fields: Any) -> dict[str, Any]:
    """One good line of labelled examples, with some fields changed."""
    row = {"call": "c1", "index": 0, "turn": 0, "speaker": "Ana", "role": "manager", "text": "Hi.", "code": "social"}
    return {**row, **fields}


def build_small_dataset(folder: Path) -> Path:
    """The beginnings of six real calls of six authors, one of them coded twice."""
    for name in SMALL_CALLS:
        write_lines(
            folder / "calls" / f"{name}.jsonl",
            read_lines(LABELED_EXAMPLES / "calls" / f"{name}.jsonl")[:SMALL_CALL_LENGTH],
        )
    second = read_lines(LABELED_EXAMPLES / "second" / f"{SMALL_CALLS[0]}.jsonl")[:SMALL_CALL_LENGTH]
    write_lines(folder / "second" / f"{SMALL_CALLS[0]}.jsonl", second)
    about = {
        "format": 1,
        "name": "small",
        "licence": "CC0-1.0",
        "calls": {name: {"author": name[:3]} for name in SMALL_CALLS},
    }
    (folder / "dataset.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


@contextmanager
def quick_training() -> Iterator[None]:
    """Training that stops early: tests ask what is written, not how well it codes."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        patch.setattr(coder.classifier, "MAX_ITERATIONS", 15)
        quick = partial(coder.segmenter_training.fit_segmenter, epochs=1)
        patch.setattr(coder.segmenter_training, "fit_segmenter", quick)
        yield


@contextmanager
def no_codebook_chosen() -> Iterator[None]:
    """As in a new process; afterwards the codebook is the one that it was."""
    before = codebook_path() if is_codebook_chosen() else None
    use_codebook(None)
    try:
        yield
    finally:
        use_codebook(before)


def copy_model(folder: Path, to: Path, **changes: Any) -> Path:
    """A copy of a model folder with some fields of its config changed; ``None`` takes a field out."""
    shutil.copytree(folder, to)
    config = json.loads((to / "config.json").read_text(encoding="utf-8")) | changes
    config = {key: value for key, value in config.items() if value is not None}
    (to / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return to


def _coded(rows: Sequence[Row], ms_per_word: int | None, confidence: float) -> Iterator[CodedUtterance]:
    mode_of = load_codebook().mode_of
    clock, turn, before = 0, -1, None
    for index, (speaker, role, code, text) in enumerate(rows):
        turn += speaker != before
        before = speaker
        start = clock
        clock += count_words(text) * (ms_per_word or 0)
        times = (start, clock) if ms_per_word else (None, None)
        chances = spread_over(code, confidence)
        yield CodedUtterance(index, turn, speaker, role, text, *times, code, mode_of[code], confidence, chances)


def _speakers(utterances: Sequence[CodedUtterance], ms_per_word: int | None) -> Iterator[Speaker]:
    for name in dict.fromkeys(u.speaker for u in utterances):
        own = [u for u in utterances if u.speaker == name]
        stretches = []
        for turn, part in groupby(own, key=lambda u: u.turn):
            words = sum(count_words(u.text) for u in part)
            stretches.append(Stretch(turn, words, words * ms_per_word if ms_per_word else None))
        words = sum(stretch.words for stretch in stretches)
        speech = words * ms_per_word if ms_per_word else None
        yield Speaker(name, own[0].role, words, speech, tuple(stretches))
