"""From labelled calls to a fitted, evaluated model folder."""

import importlib.metadata
import platform
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from coder.code_version import code_fingerprint
from coder.codebook import DEFAULT_CODEBOOK, Codebook, codebook_path, load_codebook
from coder.cross_validation import call_folds, cross_validate, fold_numbers, split_fold
from coder.errors import OutputError
from coder.evaluation import score_dataset
from coder.example_sets import load_example_sets
from coder.examples import Dataset, LabelledCall, call_fingerprint, load_examples
from coder.model_card import write_card
from coder.model_codebook import CODEBOOK
from coder.model_folder import CONFIG, SEGMENTER, load_classifier, seal_model
from coder.recipes import Progress, Recipe, find_recipe
from coder.role_training import fit_role_weights, labelled_parts, score_proposals, vouched_ceiling
from coder.trainable import check_apart, check_trainable

FOLDS = 5
# Of every six authors one chooses the segmenter's threshold and one tests it.
SEGMENTER_FOLDS = 6


def train_model(
    examples: Path,
    out: Path,
    *,
    more: Sequence[Path] = (),
    kind: str = "linear",
    encoder: Path | None = None,
    final_encoder: Path | None = None,
    folds: int = FOLDS,
    scored_folds: int | None = None,
    refit: bool = True,
    held_out: Path | None = None,
    seed: int = 0,
    test: Path | None = None,
    ami: Dataset | None = None,
    meetings: Sequence[LabelledCall] = (),
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """Train on labelled calls, cross-validate by author, and write a model folder with its card.

    An author's calls are always on one side of a split. The same examples, seed
    and package versions give the same model.

    Args:
        more: further folders of labelled calls, such as corrections that were exported.
        kind: "linear", "encoder", or "blend" of the two.
        encoder: for a blend, the folder of a trained encoder that saw no call of the scored folds.
        final_encoder: for a blend, the folder of one that saw all calls, for the classifier that is kept.
        scored_folds: score only so many of the folds; ``None`` is all.
        refit: whether the classifier that is kept is fitted again, on all calls; else it is the last one scored.
        held_out: a second folder, for the last classifier that was scored, where another is kept in ``out``.
        test: labelled calls that nothing is chosen by; the finished model is scored on them once.
        ami: coded meetings, another such test.
        meetings: for an encoder, other meetings with their own dialogue acts, learnt from first.

    Returns:
        The folder's config, scores included.

    Raises:
        ExamplesError: broken examples, fewer authors than folds, a call in two folders, or a test call that is among
            them or by one of their authors.
        ModelError: no such kind, or what it needs is not installed.
        OutputError: the folder cannot be written.
    """
    from coder.segmenter_training import fit_segmenter

    codebook, recipe = load_codebook(), find_recipe(kind, encoder, final_encoder, meetings)
    dataset = load_example_sets([examples, *more], codebook)
    tests = {"test": load_examples(test, codebook) if test else None, "ami": ami}
    check_trainable(dataset, folds)
    check_apart(dataset, tests["test"])
    for folder in filter(None, (out, held_out)):
        _make_folder(folder)
    progress(f"{len(dataset.calls)} calls, {dataset.n_utterances} utterances, {len(set(dataset.authors))} authors")
    scores, temperature, fitted = cross_validate(
        dataset, codebook, recipe, folds=folds, scored_folds=scored_folds, seed=seed, progress=progress
    )
    progress("Utterance boundaries: training and testing the segmenter")
    whole = [call for call in dataset.calls if not call.codes_only]
    scores["segmenter"] = _evaluate_segmenter(whole, seed)
    progress("Roles: testing who leads the call")
    parts = [labelled_parts(call) for call in whole]
    scores["roles"] = score_proposals(parts, call_folds(whole, folds))
    seen, _ = split_fold(dataset.calls, call_folds(dataset.calls, folds), scores["scored_folds"] - 1)
    kept = {held_out or out: (fitted, seen)} if held_out or not refit else {}
    if refit:
        progress("Fitting the final model on all calls")
        kept[out] = ((recipe.refit or recipe.fit)(dataset.calls, codebook, seed, progress), dataset.calls)
    turns = [turn for call in whole for turn in split_turns(call)]
    segmenter = fit_segmenter(turns, seed=seed)
    own = {} if codebook == load_codebook(DEFAULT_CODEBOOK) else {"own": True}
    config = {
        "codebook": {"name": codebook.name, "version": codebook.version, **own},
        "codes": list(codebook.code_ids),
        "classifier": {**recipe.config, "tags": list(fitted.tags)},
        "tags": {tag: score["threshold"] for tag, score in scores["tags"].items()},
        "possible_tags": {tag: score["possible"]["threshold"] for tag, score in scores["tags"].items()},
        "widening": {name: found["widening"] for name, found in scores["intervals"].items()},
        "temperature": temperature,
        "segmenter": {"threshold": scores["segmenter"]["threshold"]},
        "roles": {"weights": fit_role_weights(parts), "ceiling": vouched_ceiling(scores["roles"])},
    }
    for folder, (classifier, used) in kept.items():
        classifier.save(folder)
        segmenter.save(folder / SEGMENTER)
        if own:
            (folder / CODEBOOK).write_bytes(codebook_path().read_bytes())
        about = _describe_training(dataset, used, recipe, folds, seed)
        tested = _test(folder, {**config, "name": folder.name}, tests, codebook)
        final = seal_model(
            folder, {"name": folder.name, **config, "training": about, "evaluation": {**scores, **tested}}
        )
        write_card(folder, final, codebook)
    return final


def _test(
    folder: Path, config: dict[str, Any], tests: Mapping[str, Dataset | None], codebook: Codebook
) -> dict[str, Any]:
    """The saved classifier's scores on calls that nothing was chosen by; ``None`` for a test that is not given."""
    classifier = load_classifier(folder, config)
    return {name: score_dataset(calls, classifier, codebook) if calls else None for name, calls in tests.items()}


def split_turns(call: LabelledCall) -> list[list[str]]:
    """Each turn as its utterances' texts."""
    return [[u.text for u in group] for _, group in groupby(call.utterances, key=lambda u: u.turn)]


def _evaluate_segmenter(calls: Sequence[LabelledCall], seed: int) -> dict[str, Any]:
    """Boundary scores on authors that neither trained the segmenter nor chose its threshold."""
    from coder.segmenter_training import (
        caption_turns,
        choose_threshold,
        fit_segmenter,
        score_fixed_length,
        score_punctuation,
        score_starts,
    )

    authors = [call.author for call in calls]
    fold = fold_numbers(authors, min(SEGMENTER_FOLDS, len(set(authors))))
    parts: dict[str, list[list[str]]] = {"train": [], "choose": [], "test": []}
    for call, number in zip(calls, fold, strict=True):
        parts[{0: "test", 1: "choose"}.get(number, "train")] += split_turns(call)
    segmenter = fit_segmenter(parts["train"], seed=seed)
    threshold = choose_threshold(segmenter, parts["choose"])
    captioned = caption_turns(parts["test"])
    scored = {
        "as_written": score_starts(segmenter, parts["test"]),
        "as_captions": score_starts(segmenter, captioned, threshold),
        "by_punctuation": score_punctuation(parts["test"]),
        "by_punctuation_as_captions": score_punctuation(captioned),
        "by_fixed_length": score_fixed_length(parts["test"]),
    }
    return {
        "threshold": threshold,
        "n_turns": len(parts["test"]),
        **{
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "n_boundaries": s.support}
            for name, s in scored.items()
        },
    }


def _describe_training(
    dataset: Dataset, used: Sequence[LabelledCall], recipe: Recipe, folds: int, seed: int
) -> dict[str, Any]:
    corrections = [call for call in used if call.codes_only]
    return {
        "examples": {
            "name": dataset.name,
            "licence": dataset.licence,
            "description": dataset.description,
            "fingerprint": dataset.fingerprint,
        },
        "n_calls": len(used),
        "n_utterances": _count_coded(used),
        "n_authors": len({call.author for call in used}),
        **(
            {"codes_only": {"n_calls": len(corrections), "n_utterances": _count_coded(corrections)}}
            if corrections
            else {}
        ),
        "seed": seed,
        "folds": folds,
        "settings": recipe.settings,
        "attributions": list(recipe.attributions),
        "python": platform.python_version(),
        "code": code_fingerprint(),
        "packages": {name: importlib.metadata.version(name) for name in recipe.packages},
        "call_fingerprints": [call_fingerprint(call.utterances) for call in used],
    }


def _count_coded(calls: Sequence[LabelledCall]) -> int:
    return sum(bool(utterance.code) for call in calls for utterance in call.utterances)


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
