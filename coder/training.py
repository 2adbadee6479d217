"""From labelled calls to a fitted, evaluated model folder."""

import importlib.metadata
import platform
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from coder.captions import as_machine_caption
from coder.classifier import REGULARISATION_C, Classifier, fit_classifier, fit_temperature, softmax
from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError, OutputError
from coder.evaluation import (
    calibration,
    codes_of,
    commonest_code,
    compare_codings,
    human_agreement,
    question_mark_rule,
    spoken_of,
    true_columns,
)
from coder.examples import Dataset, LabelledCall, call_fingerprint, load_examples
from coder.features import Spoken
from coder.model_card import write_card
from coder.model_folder import CONFIG, SEGMENTER, seal_model
from coder.role_training import fit_role_weights, labelled_parts, score_proposals, vouched_ceiling
from coder.transcript import Role

FOLDS = 5
# Of every six authors one chooses the segmenter's threshold and one tests it.
SEGMENTER_FOLDS = 6
MIN_AUTHORS = 3

Progress = Callable[[str], None]


def train_model(
    examples: Path, out: Path, *, folds: int = FOLDS, seed: int = 0, progress: Progress = lambda _: None
) -> dict[str, Any]:
    """Train on labelled calls, cross-validate by author, and write a model folder with its card.

    An author's calls are always on one side of a split. The same examples, seed
    and package versions give the same model.

    Returns:
        The folder's config, scores included.

    Raises:
        ExamplesError: broken examples, or fewer authors than folds.
        OutputError: the folder cannot be written.
    """
    from coder.segmenter_training import fit_segmenter

    codebook = load_codebook()
    dataset = load_examples(examples, codebook)
    _check_trainable(dataset, folds)
    _make_folder(out)
    progress(f"{len(dataset.calls)} calls, {dataset.n_utterances} utterances, {len(set(dataset.authors))} authors")
    scores, temperature = _cross_validate(dataset, codebook, folds, progress)
    progress("Utterance boundaries: training and testing the segmenter")
    scores["segmenter"] = _evaluate_segmenter(dataset, seed)
    progress("Roles: testing who leads the call")
    parts = [labelled_parts(call) for call in dataset.calls]
    scores["roles"] = score_proposals(parts, fold_numbers(dataset.authors, folds))
    progress("Fitting the final model on all calls")
    classifier = fit_varied(dataset.calls, codebook)
    classifier.save(out)
    turns = [turn for call in dataset.calls for turn in split_turns(call)]
    fit_segmenter(turns, seed=seed).save(out / SEGMENTER)
    config = seal_model(
        out,
        {
            "name": out.name,
            "codebook": {"name": codebook.name, "version": codebook.version},
            "codes": list(codebook.code_ids),
            "temperature": temperature,
            "segmenter": {"threshold": scores["segmenter"]["threshold"]},
            "roles": {"weights": fit_role_weights(parts), "ceiling": vouched_ceiling(scores["roles"])},
            "training": _describe_training(dataset, folds, seed),
            "evaluation": scores,
        },
    )
    write_card(out, config, codebook)
    return config


def fold_numbers(groups: Sequence[str], folds: int) -> list[int]:
    """A fold for each item, 0 to ``folds`` - 1; items of one group share it, sizes are kept even."""
    sizes = {group: groups.count(group) for group in sorted(set(groups))}
    loads = [0] * folds
    fold_of: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += sizes[group]
    return [fold_of[group] for group in groups]


def fit_varied(calls: Sequence[LabelledCall], codebook: Codebook) -> Classifier:
    """A classifier fitted to three copies of the calls: as written, as captions, and with roles swapped.

    The third copy, half of it as captions, keeps the classifier from reading the code off the role: the
    same codes serve both.
    """
    spoken, codes = [spoken_of(call) for call in calls], [codes_of(call) for call in calls]
    captions = [as_captions(call) for call in spoken]
    swapped = [swap_roles(call) for pair in zip(spoken[::2], captions[1::2], strict=False) for call in pair]
    swapped_codes = [code for pair in zip(codes[::2], codes[1::2], strict=False) for code in pair]
    return fit_classifier([*spoken, *captions, *swapped], [*codes, *codes, *swapped_codes], codebook.code_ids)


def swap_roles(call: Sequence[Spoken]) -> list[Spoken]:
    """The call with manager and reps in each other's role."""
    other: dict[Role, Role] = {"manager": "rep", "rep": "manager", "guest": "guest"}
    return [spoken._replace(role=other[spoken.role]) for spoken in call]


def as_captions(call: Sequence[Spoken]) -> list[Spoken]:
    """The call with each utterance as a machine caption would give it."""
    return [spoken._replace(text=as_machine_caption(spoken.text)) for spoken in call]


def split_turns(call: LabelledCall) -> list[list[str]]:
    """Each turn as its utterances' texts."""
    return [[u.text for u in group] for _, group in groupby(call.utterances, key=lambda u: u.turn)]


def _cross_validate(
    dataset: Dataset, codebook: Codebook, folds: int, progress: Progress
) -> tuple[dict[str, Any], float]:
    calls, fold = dataset.calls, fold_numbers(dataset.authors, folds)
    written: list[np.ndarray] = [np.empty(0)] * len(calls)
    captioned: list[np.ndarray] = [np.empty(0)] * len(calls)
    swapped: list[np.ndarray] = [np.empty(0)] * len(calls)
    baselines: dict[str, list[list[str]]] = {
        "commonest_code": [[]] * len(calls),
        "question_mark_rule": [[]] * len(calls),
    }
    for number in range(folds):
        progress(f"Cross-validation: fold {number + 1} of {folds}")
        train = [call for call, f in zip(calls, fold, strict=True) if f != number]
        held_out = [index for index, f in enumerate(fold) if f == number]
        classifier = fit_varied(train, codebook)
        for index in held_out:
            written[index] = classifier.decision_values(spoken_of(calls[index]))
            captioned[index] = classifier.decision_values(as_captions(spoken_of(calls[index])))
            swapped[index] = classifier.decision_values(swap_roles(spoken_of(calls[index])))
        test = [calls[index] for index in held_out]
        for name, rule in (("commonest_code", commonest_code), ("question_mark_rule", question_mark_rule)):
            for index, codes in zip(held_out, rule(train, test), strict=True):
                baselines[name][index] = codes
    scores = {
        "folds": folds,
        "model": _score(calls, written, fold, codebook),
        "model_on_captions": _score(calls, captioned, fold, codebook),
        "model_on_swapped_roles": _score(calls, swapped, fold, codebook),
        "same_code_after_swap": _share_alike(written, swapped),
        "second_coder": human_agreement(dataset, codebook),
        **{name: compare_codings(calls, codes, codebook) for name, codes in baselines.items()},
    }
    temperature = fit_temperature(np.vstack(written), true_columns(calls, codebook.code_ids))
    return scores, temperature


def _share_alike(first: Sequence[np.ndarray], second: Sequence[np.ndarray]) -> float:
    """Share of utterances whose likeliest code is the same in both."""
    alike = [a.argmax(axis=1) == b.argmax(axis=1) for a, b in zip(first, second, strict=True)]
    return float(np.concatenate(alike).mean())


def _score(
    calls: Sequence[LabelledCall], logits: Sequence[np.ndarray], fold: Sequence[int], codebook: Codebook
) -> dict[str, Any]:
    """Agreement and calibration of held-out logits; each fold is calibrated on the others."""
    codes = codebook.code_ids
    predicted = [[codes[i] for i in table.argmax(axis=1)] for table in logits]
    probabilities: list[np.ndarray] = [np.empty(0)] * len(calls)
    for number in sorted(set(fold)):
        others = [index for index, f in enumerate(fold) if f != number]
        truth = true_columns([calls[index] for index in others], codes)
        temperature = fit_temperature(np.vstack([logits[index] for index in others]), truth)
        for index in (index for index, f in enumerate(fold) if f == number):
            probabilities[index] = softmax(logits[index] / temperature)
    return {
        **compare_codings(calls, predicted, codebook),
        "calibration": calibration(np.vstack(probabilities), true_columns(calls, codes)),
    }


def _evaluate_segmenter(dataset: Dataset, seed: int) -> dict[str, Any]:
    """Boundary scores on authors that neither trained the segmenter nor chose its threshold."""
    from coder.segmenter_training import caption_turns, choose_threshold, fit_segmenter, score_starts

    fold = fold_numbers(dataset.authors, min(SEGMENTER_FOLDS, len(set(dataset.authors))))
    parts: dict[str, list[list[str]]] = {"train": [], "choose": [], "test": []}
    for call, number in zip(dataset.calls, fold, strict=True):
        parts[{0: "test", 1: "choose"}.get(number, "train")] += split_turns(call)
    segmenter = fit_segmenter(parts["train"], seed=seed)
    threshold = choose_threshold(segmenter, parts["choose"])
    scored = {
        "as_written": score_starts(segmenter, parts["test"]),
        "as_captions": score_starts(segmenter, caption_turns(parts["test"]), threshold),
    }
    return {
        "threshold": threshold,
        "n_turns": len(parts["test"]),
        **{
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "n_boundaries": s.support}
            for name, s in scored.items()
        },
    }


def _describe_training(dataset: Dataset, folds: int, seed: int) -> dict[str, Any]:
    packages = ("call-review-coder", "numpy", "scikit-learn", "spacy")
    return {
        "examples": {
            "name": dataset.name,
            "licence": dataset.licence,
            "description": dataset.description,
            "fingerprint": dataset.fingerprint,
        },
        "n_calls": len(dataset.calls),
        "n_utterances": dataset.n_utterances,
        "n_authors": len(set(dataset.authors)),
        "seed": seed,
        "folds": folds,
        "regularisation_c": REGULARISATION_C,
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in packages},
        "call_fingerprints": [call_fingerprint(call.utterances) for call in dataset.calls],
    }


def _check_trainable(dataset: Dataset, folds: int) -> None:
    authors = len(set(dataset.authors))
    if folds < 2 or authors < max(folds, MIN_AUTHORS):
        raise ExamplesError(
            dataset.name,
            expected=f"two folds or more, and at least {max(folds, MIN_AUTHORS)} authors",
            found=f"{folds} folds and {authors} authors",
            next_step="Add calls by other authors, or lower --folds.",
        )
    fold = fold_numbers(dataset.authors, folds)
    for number in range(folds):
        train = [call for call, f in zip(dataset.calls, fold, strict=True) if f != number]
        codes = {code for call in train for code in codes_of(call)}
        roles = {utterance.role for call in train for utterance in call.utterances}
        if len(codes) < 2 or not {"manager"} < roles:
            raise ExamplesError(
                dataset.name,
                expected="two codes or more, and a manager who speaks with others, in every training part",
                found=f"only {', '.join(sorted(codes))} by {', '.join(sorted(roles))} without fold {number + 1}",
                next_step="Add calls that have what is missing.",
            )


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        is_foreign = any(out.iterdir()) and not (out / CONFIG).is_file()
    except OSError as error:
        raise OutputError(
            str(out), expected="a folder that can be written", found=str(error), next_step="Choose another --out."
        ) from error
    if is_foreign:
        raise OutputError(
            str(out),
            expected="a new folder, an empty one or a model's",
            found="a folder with other files",
            next_step="Choose another --out.",
        )
