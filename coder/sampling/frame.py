"""The frame: every utterance of a manager that a model coded, from which a sample for people is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from coder.codebook import load_codebook
from coder.errors import SampleError
from coder.people import is_voice_label, speaker_kind
from coder.review import Review

NO_DATE, NO_NAME = "no date", "no name"


@dataclass(frozen=True, slots=True)
class FrameCall:
    """A call of the frame.

    Attributes:
        id: its name in the source and in every file of codes.
        quarter: as ``quarter_of`` gives it.
    """

    id: str
    manager: str
    quarter: str


@dataclass(frozen=True)
class Frame:
    """Utterances as columns, in one order; modes are numbered in the codebook's order, ``MODES``.

    Attributes:
        source: where it was read.
        call_numbers: each utterance's place in ``calls``. Shape (n_utterances,).
        indices: its index in the call.
        codes: its code by machine, numbered in the codebook's order.
        chances: calibrated probability of each mode. Shape (n_utterances, n_modes).
        whole_chances: whether the source had them; else they are made from the code's confidence alone.
        left_out: how many calls are not in it, by reason.
    """

    source: str
    model: str
    model_version: str
    calls: tuple[FrameCall, ...]
    call_numbers: np.ndarray
    indices: np.ndarray
    codes: np.ndarray
    chances: np.ndarray
    whole_chances: bool
    left_out: Mapping[str, int]

    @cached_property
    def modes(self) -> np.ndarray:
        """Each utterance's mode by machine, which follows from its code."""
        return MODE_NUMBER[self.codes]


MODES = tuple(mode.id for mode in load_codebook().modes)
COACHING = np.array([mode.coaching for mode in load_codebook().modes])
CODES = load_codebook().code_ids
CODE_NUMBER = {code: number for number, code in enumerate(CODES)}
MODE_NUMBER = np.array([MODES.index(load_codebook().mode_of[code]) for code in CODES])


def quarter_of(day: str) -> str:
    """The quarter of a day (YYYY-MM-DD).

    >>> quarter_of("2026-05-04"), quarter_of("")
    ('2026-Q2', 'no date')
    """
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" if day else NO_DATE


def frame_of_reviews(
    reviews: Iterable[tuple[FrameCall, Review]], source: str, left_out: Mapping[str, int] | None = None
) -> Frame:
    """The frame of coded calls, each with its name, manager and quarter; the codes must be the machine's own."""
    calls, numbers, indices, codes, chances = [], [], [], [], []
    models: dict[str, None] = {}
    versions: dict[str, None] = {}
    for number, (call, review) in enumerate(reviews):
        calls.append(call)
        models[review.model_name] = versions[review.model_version] = None
        for utterance in review.spoken_by("manager"):
            numbers.append(number)
            indices.append(utterance.index)
            codes.append(CODE_NUMBER[utterance.code])
            chances.append([utterance.probabilities[code] for code in CODE_NUMBER])
    by_code = np.array(chances, dtype=float).reshape(-1, len(CODE_NUMBER))
    by_mode = np.stack([by_code[:, mode == MODE_NUMBER].sum(axis=1) for mode in range(len(MODES))], axis=1)
    return Frame(
        source,
        ", ".join(models),
        ", ".join(versions),
        tuple(calls),
        np.array(numbers, dtype=np.int64),
        np.array(indices, dtype=np.int64),
        np.array(codes, dtype=np.int64),
        by_mode,
        True,
        left_out or {},
    )


def narrow_frame(frame: Frame, *, managers: Sequence[str] = (), quarters: Sequence[str] = ()) -> Frame:
    """The part of a frame that belongs to some managers and quarters; without names, to any.

    Raises:
        SampleError: a manager or quarter that is not in it.
    """
    names = {same_name(name) for name in managers}
    _check_known("manager", names, {same_name(call.manager) for call in frame.calls})
    _check_known("quarter", set(quarters), {call.quarter for call in frame.calls})
    kept = [
        number
        for number, call in enumerate(frame.calls)
        if (not names or same_name(call.manager) in names) and (not quarters or call.quarter in quarters)
    ]
    rows = np.isin(frame.call_numbers, kept)
    columns = {name: getattr(frame, name)[rows] for name in ("indices", "codes", "chances")}
    numbers = np.searchsorted(kept, frame.call_numbers[rows])
    return replace(frame, calls=tuple(frame.calls[number] for number in kept), call_numbers=numbers, **columns)


def _check_known(what: str, asked: set[str], known: set[str]) -> None:
    if unknown := sorted(asked - known):
        expected = f"one of {', '.join(sorted(known))}"
        raise SampleError(what, expected=expected, found=unknown[0], next_step=f"Name a {what} of these calls.")


def chances_from_confidence(codes: np.ndarray, confidence: np.ndarray) -> np.ndarray:
    """Chances of each mode where only that of the best code is known.

    What is left goes to the modes by how often the machine gives them, its own among them: a guess that makes the
    sample smaller or larger, never the corrected figure wrong. Shape (n_utterances, n_modes).
    """
    own = MODE_NUMBER[codes]
    usual = np.bincount(own, minlength=len(MODES)) / max(len(own), 1)
    chances = (1 - confidence)[:, None] * usual
    chances[np.arange(len(own)), own] += confidence
    return chances


def same_name(name: str) -> str:
    """A manager's name as names are compared: case and white space even."""
    return " ".join(name.casefold().split())


def shown_names(names: Sequence[str]) -> list[str]:
    """The names, each in the spelling in which it came first; ``NO_NAME`` for what names nobody, such as "Speaker 1".

    >>> shown_names(["Marta", "marta ", "Speaker 1"])
    ['Marta', 'Marta', 'no name']
    """
    first: dict[str, str] = {}
    known = (NO_NAME if speaker_kind(name) != "person" or is_voice_label(name) else name for name in names)
    return [first.setdefault(same_name(name), name) for name in known]
