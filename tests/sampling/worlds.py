"""Invented frames whose truth is known: calls differ, and the machine errs more in some of them than in others."""

from collections.abc import Sequence

import numpy as np

from coder.codings import CodedUnit, Coding, Place
from coder.sampling.coded import Key
from coder.sampling.files import name_in_files
from coder.sampling.frame import COACHING, CODES, MODE_NUMBER, MODES, Frame, FrameCall

FIRST_CODE = {mode: int(np.flatnonzero(mode == MODE_NUMBER)[0]) for mode in range(len(MODES))}
_USUAL = np.log([0.48, 0.05, 0.22, 0.22, 0.05])

CellSize = tuple[str, str, int]


def invent_frame(
    *cells: CellSize, seed: int = 0, length: int = 120, lean: float = 0.5, blunt: float = 0.8
) -> tuple[Frame, np.ndarray]:
    """A frame of calls by (manager, quarter, how many), and each utterance's true mode.

    Args:
        lean: by how much the machine takes tell for too rare, on the log scale, so that its own share is wrong.
        blunt: power of its probabilities in truth; under 1 it is surer than it should be.
    """
    chance = np.random.default_rng(seed)
    owners = [(manager, quarter) for manager, quarter, count in cells for _ in range(count)]
    sizes = chance.integers(length // 2, length * 3 // 2, len(owners))
    numbers = np.repeat(np.arange(len(owners)), sizes)
    of_call = chance.normal(0, 0.5, (len(owners), len(MODES)))
    chances = _softmax(_USUAL + of_call[numbers] + 1.3 * chance.gumbel(size=(len(numbers), len(MODES))))
    wrong = chance.normal(0, 0.4, of_call.shape)[numbers]
    truly = _softmax(blunt * np.log(chances) + wrong + lean * np.array([1, 0, 0, -1, 0]))
    truth = (truly.cumsum(axis=1) > chance.random(len(truly))[:, None]).argmax(axis=1)
    frame = Frame(
        source="invented",
        model="tiny",
        model_version="0123456789ab",
        calls=tuple(FrameCall(f"{n:03d}", *owner) for n, owner in enumerate(owners)),
        call_numbers=numbers,
        indices=np.concatenate([np.arange(size) for size in sizes]),
        codes=np.array([FIRST_CODE[mode] for mode in chances.argmax(axis=1)]),
        chances=chances,
        whole_chances=True,
        left_out={},
    )
    return frame, truth


def true_share(frame: Frame, truth: np.ndarray, mode: str, manager: str | None = None) -> float:
    """The share that people would find if they coded everything."""
    own = np.array([manager in (None, call.manager) for call in frame.calls])[frame.call_numbers]
    return float((truth[own] == MODES.index(mode)).sum() / COACHING[truth[own]].sum())


def code_truly(key: Key, frame: Frame, truth: np.ndarray, name: str = "ana.csv") -> Coding:
    """A coder who gives every utterance drawn its true mode."""
    return Coding(name, some_of(code_all(frame, truth), key.places).units)


def code_all(frame: Frame, truth: np.ndarray) -> Coding:
    """A coder who gives every utterance of the frame its true mode."""
    return Coding("all.csv", {place: CodedUnit(code) for place, code in _true_codes(frame, truth).items()})


def code_carelessly(coding: Coding, share: float, name: str = "ben.csv") -> Coding:
    """Another coder, who takes that share of the utterances for small talk."""
    slips = np.random.default_rng(1).random(len(coding.units)) < share
    pairs = zip(coding.units.items(), slips, strict=True)
    return Coding(name, {place: CodedUnit("social" if slip else unit.code) for (place, unit), slip in pairs})


def some_of(coding: Coding, places: Sequence[Place]) -> Coding:
    """What the coder gave to some places alone."""
    return Coding(coding.name, {place: coding.units[place] for place in places})


def _true_codes(frame: Frame, truth: np.ndarray) -> dict[Place, str]:
    rows = zip(frame.call_numbers.tolist(), frame.indices.tolist(), truth.tolist(), strict=True)
    return {(name_in_files(frame.calls[call].id), index): CODES[FIRST_CODE[mode]] for call, index, mode in rows}


def _softmax(logits: np.ndarray) -> np.ndarray:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)
