"""Codes of labelled examples that may be wrong: what a model that never saw the call would rather give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coder.classifier import fit_temperature, softmax
from coder.codebook import Codebook, load_codebook
from coder.cross_validation import fold_numbers
from coder.errors import ExamplesError
from coder.evaluation import spoken_of
from coder.example_sets import coded_part
from coder.examples import Dataset, LabelledCall
from coder.recipes import Progress, find_recipe

FOLDS = 3


@dataclass(frozen=True, slots=True)
class LabelDoubt:
    """One utterance whose code is worth a second look.

    Attributes:
        index: its place in the call, from 0.
        given: the code it has.
        likelier: the code that held-out calls speak for.
        given_probability, likelier_probability: calibrated, 0–1.
    """

    call: str
    index: int
    given: str
    likelier: str
    given_probability: float
    likelier_probability: float


@dataclass(frozen=True)
class LabelDoubts:
    """The doubts of one dataset, the likeliest error first; ``n_utterances`` were looked at."""

    n_calls: int
    n_utterances: int
    folds: int
    doubts: tuple[LabelDoubt, ...]


def find_label_doubts(
    dataset: Dataset,
    *,
    folds: int = FOLDS,
    seed: int = 0,
    codebook: Codebook | None = None,
    progress: Progress = lambda _: None,
) -> LabelDoubts:
    """Utterances whose code is unlikely on calls held out by author, and another's is likely (``pick_doubtful``).

    Raises:
        ExamplesError: fewer authors than folds, or fewer than two folds.
    """
    codebook = codebook or load_codebook()
    _check_folds(dataset, folds)
    calls, places, logits = [], [], []
    for call, at, table in _held_out(dataset, codebook, folds=folds, seed=seed, progress=progress):
        calls.append(call)
        places += [(call.name, place) for place in at]
        logits.append(table)
    column = {code: number for number, code in enumerate(codebook.code_ids)}
    given = np.array([column[utterance.code] for call in calls for utterance in call.utterances])
    stacked = np.vstack(logits)
    probabilities = softmax(stacked / fit_temperature(stacked, given))
    rows, likelier = pick_doubtful(probabilities, given)
    doubts = tuple(
        LabelDoubt(
            *places[row],
            codebook.code_ids[given[row]],
            codebook.code_ids[other],
            float(probabilities[row, given[row]]),
            float(probabilities[row, other]),
        )
        for row, other in zip(rows, likelier, strict=True)
    )
    return LabelDoubts(len(calls), len(given), folds, doubts)


def pick_doubtful(probabilities: np.ndarray, given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows whose label is doubtful, the widest margin first, and the likelier label of each.

    A label's threshold is its mean probability where it was given. A row is doubtful where its own label stays under
    that label's threshold, and another, the likeliest of those that reach theirs, is likelier.

    Source: C. G. Northcutt, L. Jiang and I. L. Chuang, "Confident Learning", Journal of Artificial Intelligence
    Research 70 (2021), https://arxiv.org/abs/1911.00068: off the diagonal of the confident joint (equation 1), here
    with the own label under its threshold besides; ranked by margin, "prune by noise rate"'s order.

    Args:
        probabilities: held out, shape (n, n_labels).
        given: column of each row's label, shape (n,).
    """
    rows = np.arange(len(given))
    own = probabilities[rows, given]
    # A label that nobody gave has no threshold, and nothing reaches it.
    thresholds = np.array(
        [own[given == k].mean() if (given == k).any() else np.inf for k in range(probabilities.shape[1])]
    )
    reached = np.where(probabilities >= thresholds, probabilities, -1.0)
    best = reached.argmax(axis=1)
    margin = reached[rows, best] - own
    doubtful = np.flatnonzero((best != given) & (own < thresholds[given]) & (margin > 0))
    ranked = doubtful[np.argsort(-margin[doubtful], kind="stable")]
    return ranked, best[ranked]


def _held_out(
    dataset: Dataset, codebook: Codebook, *, folds: int, seed: int, progress: Progress
) -> Sequence[tuple[LabelledCall, list[int], np.ndarray]]:
    """The coded part of each call with its places and logits, from a linear model of the other authors' calls."""
    recipe = find_recipe("linear")
    fold = fold_numbers(dataset.authors, folds)
    _check_parts(dataset, fold, folds)
    found = []
    for number in range(folds):
        progress(f"Fold {number + 1} of {folds}")
        pairs = list(zip(dataset.calls, fold, strict=True))
        fitted = recipe.fit([call for call, f in pairs if f != number], codebook, seed, progress)
        for whole in (call for call, f in pairs if f == number):
            call, places = coded_part(whole)
            if places:
                found.append((call, places, fitted.logits(spoken_of(whole))[0][places]))
    return sorted(found, key=lambda part: part[0].name)


def _check_parts(dataset: Dataset, fold: Sequence[int], folds: int) -> None:
    """Refuse examples of which a part, left out, leaves nothing to learn from."""
    for number in range(folds):
        pairs = zip(dataset.calls, fold, strict=True)
        codes = {u.code for call, f in pairs if f != number for u in call.utterances if u.code}
        if len(codes) < 2:
            raise ExamplesError(
                dataset.name,
                expected="two codes or more in the calls of every part's other authors",
                found=", ".join(sorted(codes)) or "none",
                next_step="Add calls, such as labeled_examples/, or change --folds.",
            )


def _check_folds(dataset: Dataset, folds: int) -> None:
    authors = len(set(dataset.authors))
    if folds < 2 or authors < folds:
        raise ExamplesError(
            dataset.name,
            expected="two folds or more, and as many authors",
            found=f"{folds} folds and {authors} authors",
            next_step="Add calls by other authors, or lower --folds.",
        )
