"""Two models on the same labelled calls: how much better the second is, and how sure that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np

from coder.agreement import LabelScore, cohen_kappa, interval_over, macro_f1, resampled_sums
from coder.errors import ExamplesError
from coder.evaluation import code_dataset, count_by_call, labels_of, seen_in_training
from coder.examples import Dataset, LabelledCall, data_fingerprint, load_examples
from coder.model_folder import Model

DRAWS = 1000
LEAST_CALLS = 2
# What to do with calls that one of the two was trained on.
Seen = Literal["refuse", "leave out", "keep"]

_Statistic = Callable[[np.ndarray], float | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both models.

    Attributes:
        first, second: ``None`` where undefined.
        difference: second less first.
        low, high: ends of its 95 % interval; ``None`` where the figure is undefined in a resample.
    """

    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None

    @property
    def is_worse(self) -> bool:
        """Whether the second is worse beyond noise: the whole interval lies below 0."""
        return self.high is not None and self.high < 0

    @property
    def is_better(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low is not None and self.low > 0


@dataclass(frozen=True, slots=True)
class PartComparison:
    """Codes or modes; ``labels`` holds F1 by label in the codebook's order, ``support`` how often people gave it."""

    macro_f1: Difference
    kappa: Difference
    labels: Mapping[str, Difference]
    support: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ComparedModel:
    """One of the two.

    Attributes:
        seen: names of the calls compared on that it was trained on; ``None`` where it does not say what it was
            trained on.
    """

    name: str
    version: str
    seen: tuple[str, ...] | None


@dataclass(frozen=True)
class Comparison:
    """Both models on the same utterances.

    Attributes:
        examples, fingerprint: the name of the labelled calls, and the hash of those that were compared on.
        n_left_out: calls left out because a model was trained on them, or because nobody coded them.
        n_codes_only: calls among those compared on whose codes people gave on seeing a model's.
        codes, modes: everybody's utterances; ``manager_modes``: the manager's alone.
    """

    examples: str
    fingerprint: str
    n_calls: int
    n_utterances: int
    n_left_out: int
    n_codes_only: int
    first: ComparedModel
    second: ComparedModel
    codes: PartComparison
    modes: PartComparison
    manager_modes: PartComparison
    draws: int = DRAWS


def compare_models(
    examples: Path,
    first: Model,
    second: Model,
    *,
    seen: Seen = "refuse",
    progress: Callable[[str], None] = lambda _: None,
) -> Comparison:
    """The second model against the first; intervals resample the calls, the same for both (paired bootstrap).

    A call's utterances hang together, so calls are drawn, 1,000 times with replacement and from a fixed seed; both
    models are scored on each draw, and the middle 95 % of the differences are the interval.

    Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), percentile interval; paired as in
    P. Koehn, "Statistical Significance Tests for Machine Translation Evaluation", EMNLP 2004.

    Args:
        seen: what to do with calls that one of the two was trained on, whose scores flatter it.

    Raises:
        ExamplesError: broken examples, calls that were trained on, or fewer than two calls to compare on.
    """
    whole = load_examples(examples, first.codebook)
    dataset = replace(whole, calls=tuple(_pick_calls(whole, (first, second), seen)))
    progress(f"{len(dataset.calls)} calls, first with model {first.name}")
    calls, ones = _count(dataset, first)
    progress(f"Then with model {second.name}")
    _, others = _count(dataset, second)
    progress("How sure the differences are")
    parts = {
        part: _compare_part(ones[part], others[part], labels) for part, labels in labels_of(first.codebook).items()
    }
    return Comparison(
        examples=whole.name,
        fingerprint=data_fingerprint(dataset.calls),
        n_calls=len(calls),
        n_utterances=sum(len(call.utterances) for call in calls),
        n_left_out=len(whole.calls) - len(calls),
        n_codes_only=sum(call.codes_only for call in calls),
        first=_describe(first, dataset),
        second=_describe(second, dataset),
        **parts,
    )


def _describe(model: Model, dataset: Dataset) -> ComparedModel:
    is_known = "call_fingerprints" in model.config.get("training", {})
    return ComparedModel(model.name, model.version, tuple(seen_in_training(dataset, model)) if is_known else None)


def _pick_calls(dataset: Dataset, models: Sequence[Model], seen: Seen) -> list[LabelledCall]:
    known = [set(seen_in_training(dataset, model)) for model in models]
    trained_on = set[str]().union(*known)
    if trained_on and seen == "refuse":
        pairs = zip(models, known, strict=True)
        told = " and ".join(f"{len(names)} that trained {model.name}" for model, names in pairs if names)
        raise ExamplesError(
            dataset.name,
            expected="calls that neither model was trained on",
            found=f"among {len(dataset.calls)} calls {told}",
            next_step="They flatter that model: leave them out (--leave-out-seen), or keep them (--with-seen).",
        )
    kept = [call for call in dataset.calls if seen == "keep" or call.name not in trained_on]
    coded = [call for call in kept if any(utterance.code for utterance in call.utterances)]
    if len(coded) < LEAST_CALLS:
        raise ExamplesError(
            dataset.name,
            expected=f"{LEAST_CALLS} coded calls or more to compare on",
            found=str(len(coded)),
            next_step="Label more calls, and keep them out of training.",
        )
    return coded


def _count(dataset: Dataset, model: Model) -> tuple[list[LabelledCall], dict[str, list[np.ndarray]]]:
    """The coded part of the calls, and by part each call's confusion table with the model's codes."""
    calls, tables = code_dataset(dataset, model.classifier)
    predicted = [[model.classifier.codes[i] for i in table.argmax(axis=1)] for table in tables]
    return calls, count_by_call(calls, predicted, model.codebook)


def _compare_part(first: Sequence[np.ndarray], second: Sequence[np.ndarray], labels: Sequence[str]) -> PartComparison:
    """One part's figures from both models' confusion tables, call by call."""
    pairs = [np.stack(pair) for pair in zip(first, second, strict=True)]
    total, drawn = np.sum(pairs, axis=0), resampled_sums(pairs, draws=DRAWS)
    by_label = {label: _difference(total, drawn, partial(_f1, place)) for place, label in enumerate(labels)}
    support = {label: int(count) for label, count in zip(labels, total[0].sum(axis=1), strict=True)}
    return PartComparison(
        _difference(total, drawn, macro_f1), _difference(total, drawn, cohen_kappa), by_label, support
    )


def _f1(place: int, table: np.ndarray) -> float | None:
    given, predicted = table[place].sum(), table[:, place].sum()
    return LabelScore(int(given), int(predicted), int(table[place, place])).f1


def _difference(total: np.ndarray, drawn: Sequence[np.ndarray], statistic: _Statistic) -> Difference:
    def less(pair: np.ndarray) -> float | None:
        one, two = statistic(pair[0]), statistic(pair[1])
        return None if one is None or two is None else two - one

    low, high = interval_over(drawn, less) or (None, None)
    return Difference(statistic(total[0]), statistic(total[1]), less(total), low, high)
