"""Why an utterance got its code: what changes when a part of what the model reads is left out.

Occlusion (Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016): the model that gave the code scores the utterance
again without one word, one short run of words, one neighbour, the role or the punctuation. It says what moved this
model, not why a person would choose the code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coder.classifier import softmax
from coder.codebook_entries import Code
from coder.errors import ReviewError
from coder.features import MIN_WHOLE_CALL, Spoken
from coder.model_folder import Model
from coder.occlusion import Kind, Trial, leave_out
from coder.review import Review

# Encoded in other company, nineteen of twenty changes of the default model moved by less than this.
LEAST_CHANGE = 0.05
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the model read, and what leaving it out does.

    Attributes:
        start, end: character offsets of the words left out; ``None`` where it is not words of the utterance.
        offset: which neighbour was left out, −1 for the utterance before; ``None`` where it is no neighbour.
        change: leaving this out changes the probability of the code by so much, −1 to 1; below 0 where the part
            spoke for the code.
        code_without: the code that comes first without it.
    """

    kind: Kind
    text: str
    start: int | None
    end: int | None
    offset: int | None
    change: float
    code_without: str

    @property
    def matters(self) -> bool:
        """Whether the change is more than unsteadiness."""
        return abs(self.change) >= LEAST_CHANGE


@dataclass(frozen=True, slots=True)
class Explanation:
    """What weighed for the code that the machine gave.

    Attributes:
        about: the code in the codebook: definition, examples, near misses.
        probability: calibrated, 0–1: the review's own.
        runner_up: the code that came second.
        probabilities: by code id, summing to 1.
        rescored: the probability when only a stretch of the call around the utterance is read again. Changes are
            measured from here, in log-odds, and carried over to ``probability``. The two are equal for a linear model;
            an encoder with whole-number weights makes an utterance depend a little on what is encoded with it.
        words: each word, or piece of a long utterance, in order.
        run: the short run of words that changes clearly more than any single word; ``None`` where there is none.
        context: neighbours, role and punctuation.
    """

    code: str
    about: Code
    probability: float
    runner_up: str
    runner_up_probability: float
    probabilities: Mapping[str, float]
    rescored: float
    words: tuple[LeftOut, ...]
    run: LeftOut | None
    context: tuple[LeftOut, ...]

    @property
    def weightiest(self) -> tuple[LeftOut, ...]:
        """The parts that matter, greatest change first; empty where no single part does."""
        parts = (*self.words, *((self.run,) if self.run else ()), *self.context)
        return tuple(sorted((part for part in parts if part.matters), key=lambda part: -abs(part.change)))


def explain_code(review: Review, index: int, model: Model) -> Explanation:
    """Why the machine gave an utterance its code; a person's code in its place is not looked at.

    Args:
        index: the utterance's index in the review.
        model: the one that coded the call.

    Raises:
        ReviewError: no such utterance, or another model coded the call.
    """
    place = place_of(review, index)
    check_model(review, model)
    given = review.utterances[place].probabilities
    return explain_spoken(spoken_of(review), place, model, own=[given[code] for code in model.classifier.codes])


def explain_spoken(
    call: Sequence[Spoken], place: int, model: Model, *, own: Sequence[float] | None = None
) -> Explanation:
    """Why the model codes the utterance at one place of a call as it does.

    Args:
        own: its probabilities as they were given before; ``None`` takes those that it gets now.
    """
    # So long a stretch tells the ends of a call from its middle, as the whole call does.
    start = max(0, place - MIN_WHOLE_CALL)
    near, at = list(call[start : place + MIN_WHOLE_CALL + 1]), place - start
    left_out = list(leave_out(near, at))
    rescored, *without = model.classifier.predict_one([(near, at), *(each.version for each in left_out)])
    given = rescored if own is None else np.array(own)
    codes, best = model.classifier.codes, int(given.argmax())
    parts = [
        _part(each, _carry_over(given, rescored, row), given, codes)
        for each, row in zip(left_out, without, strict=True)
    ]
    runner_up = int(np.argsort(given)[-2])
    words = tuple(part for part in parts if part.kind == "word")
    return Explanation(
        code=codes[best],
        about=model.codebook.code_of[codes[best]],
        probability=float(given[best]),
        runner_up=codes[runner_up],
        runner_up_probability=float(given[runner_up]),
        probabilities=dict(zip(codes, given.tolist(), strict=True)),
        rescored=float(rescored[best]),
        words=words,
        run=_strongest_run(words, [part for part in parts if part.kind == "words"]),
        context=tuple(part for part in parts if part.kind not in ("word", "words")),
    )


def spoken_of(review: Review) -> list[Spoken]:
    """The call as the classifier saw it."""
    return [Spoken(each.turn, each.speaker, each.role, each.text) for each in review.utterances]


def place_of(review: Review, index: int) -> int:
    """Where the utterance with that index stands.

    Raises:
        ReviewError: there is none.
    """
    for place, utterance in enumerate(review.utterances):
        if utterance.index == index:
            return place
    raise ReviewError(
        review.source,
        expected="an utterance of this call",
        found=f"utterance {index}",
        next_step="Use the index that the review gives each utterance.",
    )


def check_model(review: Review, model: Model) -> None:
    """Raises ReviewError where another model coded the call."""
    if review.model_version != model.version:
        raise ReviewError(
            review.source,
            expected=f"a call coded by model {model.name} {model.version}",
            found=f"one coded by {review.model_name} {review.model_version}",
            next_step="Code the call again, or take the model that coded it.",
        )


def _carry_over(own: np.ndarray, rescored: np.ndarray, without: np.ndarray) -> np.ndarray:
    """The probabilities given before, moved by what leaving something out does to those got now."""
    own, rescored, without = (np.log(table + _LEAST) for table in (own, rescored, without))
    return softmax((own + without - rescored)[None])[0]


def _part(left_out: Trial, moved: np.ndarray, own: np.ndarray, codes: Sequence[str]) -> LeftOut:
    best = int(own.argmax())
    return LeftOut(
        kind=left_out.kind,
        text=left_out.text,
        start=left_out.start,
        end=left_out.end,
        offset=left_out.offset,
        change=float(moved[best] - own[best]),
        code_without=codes[int(moved.argmax())],
    )


def _strongest_run(words: Sequence[LeftOut], runs: Sequence[LeftOut]) -> LeftOut | None:
    strongest = max(runs, key=lambda part: abs(part.change), default=None)
    alone = max((abs(part.change) for part in words), default=0.0)
    return strongest if strongest and abs(strongest.change) >= alone + LEAST_CHANGE else None
