"""How well predicted codes agree with a person's, by code, by mode and in calibration."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from coder.agreement import accuracy, cohen_kappa, confusion, f1_intervals, label_scores, macro_f1, resampled_interval
from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.example_sets import coded_part
from coder.examples import Dataset, LabelledCall, call_fingerprint, load_examples
from coder.features import Spoken
from coder.model_folder import Model

CALIBRATION_BINS = 15


def spoken_of(call: LabelledCall) -> list[Spoken]:
    """What the classifier may see of a labelled call."""
    return [Spoken(u.turn, u.speaker, u.role, u.text) for u in call.utterances]


def codes_of(call: LabelledCall) -> list[str]:
    """The codes of a call's utterances; "" where nobody coded."""
    return [u.code for u in call.utterances]


def evaluate_model(examples: Path, model: Model) -> dict[str, Any]:
    """A model's scores on labelled calls; see ``compare_codings`` for the form.

    Adds ``examples``, ``model``, ``calibration``, ``seen_in_training``: names of the calls
    that the model was trained on, whose scores flatter it, and ``codes_only``: names of those
    whose codes people gave on seeing a model's, which flatters that model.
    """
    dataset = load_examples(examples, model.codebook)
    return {
        "format": 1,
        "examples": {"name": dataset.name, "fingerprint": dataset.fingerprint},
        "model": {"name": model.name, "version": model.version},
        "seen_in_training": seen_in_training(dataset, model),
        "codes_only": [call.name for call in dataset.calls if call.codes_only],
        **score_dataset(dataset, model.classifier, model.codebook),
    }


def seen_in_training(dataset: Dataset, model: Model) -> list[str]:
    """Names of the calls that the model was trained on, whatever they were called or coded then."""
    seen = set(model.config.get("training", {}).get("call_fingerprints", ()))
    return [call.name for call in dataset.calls if call_fingerprint(call.utterances) in seen]


def score_dataset(dataset: Dataset, classifier: Any, codebook: Codebook) -> dict[str, Any]:
    """A classifier's agreement with labelled calls, its calibration, and the second coder's agreement."""
    calls, tables = code_dataset(dataset, classifier)
    predicted = [[classifier.codes[i] for i in table.argmax(axis=1)] for table in tables]
    return {
        **compare_codings(calls, predicted, codebook),
        "calibration": calibration(np.vstack(tables), true_columns(calls, classifier.codes)),
        "second_coder": human_agreement(dataset, codebook),
    }


def code_dataset(dataset: Dataset, classifier: Any) -> tuple[list[LabelledCall], list[np.ndarray]]:
    """The coded part of each call, and its calibrated probabilities; the whole call is read as context.

    Raises:
        ExamplesError: nobody coded any utterance.
    """
    calls, tables = [], []
    for whole in dataset.calls:
        call, places = coded_part(whole)
        if places:
            calls.append(call)
            tables.append(classifier.predict_proba(spoken_of(whole))[places])
    if not calls:
        raise ExamplesError(
            dataset.name, expected="utterances that people coded", found="none", next_step="Name other examples."
        )
    return calls, tables


def human_agreement(dataset: Dataset, codebook: Codebook | None = None) -> dict[str, Any] | None:
    """The second coder's agreement with the first on calls coded twice; ``None`` if there are none."""
    calls = [as_first_coded(call) for call in dataset.calls if call.second is not None]
    if not calls:
        return None
    return compare_codings(calls, [list(call.second or ()) for call in calls], codebook or load_codebook())


def as_first_coded(call: LabelledCall) -> LabelledCall:
    """The call with the first coder's codes instead of the adjudicated ones."""
    if call.first is None:
        return call
    coded = zip(call.utterances, call.first, strict=True)
    return replace(call, utterances=tuple(replace(utterance, code=code) for utterance, code in coded))


def compare_codings(
    calls: Sequence[LabelledCall], predicted: Sequence[Sequence[str]], codebook: Codebook
) -> dict[str, Any]:
    """Agreement of predicted codes with those of the calls.

    Returns:
        ``n_calls``, ``n_utterances``; ``codes`` (all roles), ``modes`` (all roles) and
        ``manager_modes`` (manager's utterances), each with ``macro_f1``, ``kappa``, ``accuracy``,
        95 % intervals from resampled calls (``macro_f1_interval``, ``kappa_interval``, ``f1_intervals`` by label),
        ``labels`` (precision, recall, f1, support) and ``confusion``, rows the calls' labels, columns the
        predicted ones. Undefined is ``None``.
    """
    labels = labels_of(codebook)
    return {
        "n_calls": len(calls),
        "n_utterances": sum(len(call.utterances) for call in calls),
        **{
            name: _summarise(tables, labels[name]) for name, tables in count_by_call(calls, predicted, codebook).items()
        },
    }


def labels_of(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """What is scored, by part: ``codes``, ``modes``, and ``manager_modes`` for the manager's utterances alone."""
    modes = tuple(mode.id for mode in codebook.modes)
    return {"codes": codebook.code_ids, "modes": modes, "manager_modes": modes}


def count_by_call(
    calls: Sequence[LabelledCall], predicted: Sequence[Sequence[str]], codebook: Codebook
) -> dict[str, list[np.ndarray]]:
    """A confusion table for each call, by part; rows are the calls' codes, both orders as ``labels_of``."""
    labels, mode_of = labels_of(codebook), codebook.mode_of
    by_call: dict[str, list[np.ndarray]] = {name: [] for name in labels}
    for call, guesses in zip(calls, predicted, strict=True):
        truth = codes_of(call)
        by_manager = [u.role == "manager" for u in call.utterances]
        true_modes, guessed_modes = [mode_of[c] for c in truth], [mode_of[c] for c in guesses]
        pairs = {
            "codes": (truth, guesses),
            "modes": (true_modes, guessed_modes),
            "manager_modes": (_where(by_manager, true_modes), _where(by_manager, guessed_modes)),
        }
        for name, pair in pairs.items():
            by_call[name].append(confusion(*pair, labels[name]))
    return by_call


def calibration(probabilities: np.ndarray, truth: np.ndarray) -> dict[str, Any]:
    """Expected calibration error of the top code, in fifteen bins of equal width (Naeini et al. 2015).

    Args:
        probabilities: shape (n, n_codes).
        truth: column index of each row's true code.
    """
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == truth
    place = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    bins = []
    for number in range(CALIBRATION_BINS):
        inside = place == number
        if inside.any():
            mean, right = float(confidence[inside].mean()), float(correct[inside].mean())
            bins.append({"n": int(inside.sum()), "confidence": mean, "accuracy": right})
    error = sum(b["n"] * abs(b["confidence"] - b["accuracy"]) for b in bins) / len(truth)
    return {"expected_calibration_error": error, "bins": bins}


def true_columns(calls: Sequence[LabelledCall], codes: Sequence[str]) -> np.ndarray:
    """Column index of each utterance's code, all calls one after the other."""
    column = {code: index for index, code in enumerate(codes)}
    return np.array([column[code] for call in calls for code in codes_of(call)])


def commonest_code(train: Sequence[LabelledCall], test: Sequence[LabelledCall]) -> list[list[str]]:
    """Baseline: always the code that is commonest in training."""
    (code, _), *_ = Counter(code for call in train for code in codes_of(call)).most_common(1)
    return [[code] * len(call.utterances) for call in test]


def question_mark_rule(train: Sequence[LabelledCall], test: Sequence[LabelledCall]) -> list[list[str]]:
    """Baseline: the commonest training code of utterances that end in "?", and that of the others."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for call in train:
        for utterance in call.utterances:
            counts[_asks(utterance.text)][utterance.code] += 1
    commonest = {asks: (codes.most_common(1) or [("", 0)])[0][0] for asks, codes in counts.items()}
    fallback = commonest[False] or commonest[True]
    return [[commonest[_asks(u.text)] or fallback for u in call.utterances] for call in test]


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?")


def _where(chosen: Sequence[bool], values: Sequence[str]) -> list[str]:
    return [value for value, keep in zip(values, chosen, strict=True) if keep]


def _summarise(tables: Sequence[np.ndarray], labels: Sequence[str]) -> dict[str, Any]:
    total = np.sum(tables, axis=0)
    return {
        "macro_f1": macro_f1(total),
        "macro_f1_interval": resampled_interval(tables, macro_f1),
        "kappa": cohen_kappa(total),
        "kappa_interval": resampled_interval(tables, cohen_kappa),
        "accuracy": accuracy(total),
        "labels": {
            label: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "support": s.support}
            for label, s in zip(labels, label_scores(total), strict=True)
        },
        "f1_intervals": dict(zip(labels, f1_intervals(tables), strict=True)),
        "confusion": total.tolist(),
    }
