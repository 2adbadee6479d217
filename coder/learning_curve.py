"""How well a model would code had it learnt from fewer calls: whether more labelled calls are worth the work."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coder.codebook import Codebook, load_codebook
from coder.cross_validation import call_folds, split_fold
from coder.errors import ExamplesError
from coder.evaluation import codes_of, compare_codings, spoken_of
from coder.examples import Dataset, LabelledCall
from coder.recipes import Progress, find_recipe
from coder.trainable import check_trainable

FOLDS = 3
SHARES = (0.125, 0.25, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Scores of models that learnt from a share of the calls, each on calls by authors it never saw.

    Attributes:
        share: of the calls outside the part that is scored, above 0 to 1.
        n_calls, n_utterances: learnt from, the mean over the parts, rounded.
        scores: as ``compare_codings`` gives them.
    """

    share: float
    n_calls: int
    n_utterances: int
    scores: dict[str, Any]


@dataclass(frozen=True)
class LearningCurve:
    """Points by rising share; every call is scored once at each of them."""

    examples: str
    fingerprint: str
    folds: int
    seed: int
    points: tuple[CurvePoint, ...]


def measure_learning_curve(
    dataset: Dataset,
    *,
    folds: int = FOLDS,
    seed: int = 0,
    codebook: Codebook | None = None,
    progress: Progress = lambda _: None,
) -> LearningCurve:
    """Scores of linear models that learnt from an eighth, a quarter, a half and all of the calls of other authors.

    The calls are drawn at random from the seed, and a larger share holds the smaller ones. The curve is the linear
    kind's: an encoder learns otherwise.

    Raises:
        ExamplesError: fewer authors than folds, or so few calls that an eighth of them teaches less than two codes.
    """
    codebook = codebook or load_codebook()
    check_trainable(dataset, folds)
    fold = call_folds(dataset.calls, folds)
    learnt: dict[float, list[list[LabelledCall]]] = {share: [] for share in SHARES}
    coded: dict[float, list[tuple[LabelledCall, list[str]]]] = {share: [] for share in SHARES}
    for number in range(folds):
        train, test = split_fold(dataset.calls, fold, number)
        for share, part in zip(SHARES, nested_parts(train, seed), strict=True):
            progress(f"{len(part)} calls, part {number + 1} of {folds}")
            learnt[share].append(part)
            coded[share] += _code(part, test, codebook, seed, dataset.name)
    points = (_point(share, learnt[share], coded[share], codebook) for share in SHARES)
    return LearningCurve(dataset.name, dataset.fingerprint, folds, seed, tuple(points))


def nested_parts(calls: Sequence[LabelledCall], seed: int) -> list[list[LabelledCall]]:
    """An eighth, a quarter, a half and all of the calls, at least one, each part holding the one before."""
    drawn = random.Random(seed).sample(list(calls), len(calls))
    return [sorted(drawn[: max(1, round(share * len(drawn)))], key=lambda call: call.name) for share in SHARES]


def _code(
    part: Sequence[LabelledCall], test: Sequence[LabelledCall], codebook: Codebook, seed: int, name: str
) -> list[tuple[LabelledCall, list[str]]]:
    """The calls of the test with the codes that a model of the part gives."""
    if len({code for call in part for code in codes_of(call) if code}) < 2:
        raise ExamplesError(
            name,
            expected="enough calls that an eighth of them holds two codes",
            found=f"{len(part)} calls with fewer",
            next_step="Add labelled calls.",
        )
    fitted = find_recipe("linear").fit(part, codebook, seed, lambda _: None)
    logits = [fitted.logits(spoken_of(call))[0] for call in test]
    codes = [[codebook.code_ids[place] for place in table.argmax(axis=1)] for table in logits]
    return list(zip(test, codes, strict=True))


def _point(
    share: float,
    parts: Sequence[Sequence[LabelledCall]],
    coded: Sequence[tuple[LabelledCall, list[str]]],
    codebook: Codebook,
) -> CurvePoint:
    ordered = sorted(coded, key=lambda pair: pair[0].name)
    n_utterances = sum(bool(code) for part in parts for call in part for code in codes_of(call))
    return CurvePoint(
        share,
        round(sum(map(len, parts)) / len(parts)),
        round(n_utterances / len(parts)),
        compare_codings([call for call, _ in ordered], [codes for _, codes in ordered], codebook),
    )
