"""Scores of a recipe on calls held out by author."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coder.breakdown import commonest_confusions, score_groups
from coder.classifier import fit_temperature, softmax
from coder.codebook import Codebook
from coder.evaluation import (
    calibration,
    commonest_code,
    compare_codings,
    human_agreement,
    question_mark_rule,
    spoken_of,
    true_columns,
)
from coder.examples import Dataset, LabelledCall
from coder.interval_coverage import score_intervals
from coder.recipes import Fitted, Progress, Recipe, as_captions, swap_roles
from coder.tag_evaluation import score_tags

_CHANGES = {"model": lambda call: call, "model_on_captions": as_captions, "model_on_swapped_roles": swap_roles}
_RULES = {"commonest_code": commonest_code, "question_mark_rule": question_mark_rule}


def cross_validate(
    dataset: Dataset,
    codebook: Codebook,
    recipe: Recipe,
    *,
    folds: int,
    scored_folds: int | None = None,
    seed: int,
    progress: Progress,
) -> tuple[dict[str, Any], float, Fitted]:
    """Scores over calls, each coded by a classifier that saw no call of its author; the temperature; the last fit.

    Calls of codes only are learnt from and not scored.

    Args:
        scored_folds: fit and score only so many of the folds, for recipes that take long; ``None`` is all.

    Returns:
        Scores as ``compare_codings`` gives them, for the calls as written, as captions and with roles swapped,
        for two baseline rules and the second coder; ``tags`` by id where the recipe gives tags.
    """
    fold = call_folds(dataset.calls, folds)
    results: list[_HeldOut] = []
    for number in range(scored_folds or folds):
        progress(f"Held-out scores: fold {number + 1}")
        train, test = split_fold(dataset.calls, fold, number)
        fitted = recipe.fit(train, codebook, seed, progress)
        results += [_code_held_out(call, fitted, train) for call in test]
    results.sort(key=lambda result: result.call.name)
    calls = [result.call for result in results]
    logits = {name: [result.logits[name] for result in results] for name in _CHANGES}
    tags = [1 / (1 + np.exp(-result.tags)) for result in results]
    calibrated = _calibrated(calls, logits["model"], codebook)
    predicted = [[codebook.code_ids[i] for i in table.argmax(axis=1)] for table in logits["model"]]
    scores = {
        "folds": folds,
        "scored_folds": scored_folds or folds,
        **{name: _score(calls, tables, codebook) for name, tables in logits.items()},
        "same_code_after_swap": _share_alike(logits["model"], logits["model_on_swapped_roles"]),
        "second_coder": human_agreement(dataset, codebook),
        **{name: compare_codings(calls, [result.rules[name] for result in results], codebook) for name in _RULES},
        "tags": score_tags(calls, tags, codebook) if tags[0].shape[1] else {},
        "intervals": score_intervals(calls, calibrated, codebook),
        "groups": score_groups(calls, predicted, codebook),
        "confusions": commonest_confusions(calls, predicted),
    }
    return scores, fit_temperature(np.vstack(logits["model"]), true_columns(calls, codebook.code_ids)), fitted


def split_fold(
    calls: Sequence[LabelledCall], fold: Sequence[int], number: int
) -> tuple[list[LabelledCall], list[LabelledCall]]:
    """The calls outside a fold, and those in it that can be scored."""
    pairs = list(zip(calls, fold, strict=True))
    inside = [call for call, f in pairs if f == number and not call.codes_only]
    return [call for call, f in pairs if f != number], inside


@dataclass(frozen=True)
class _HeldOut:
    """What a held-out call was given: logits by change, tag logits, codes by rule."""

    call: LabelledCall
    logits: dict[str, np.ndarray]
    tags: np.ndarray
    rules: dict[str, list[str]]


def _code_held_out(call: LabelledCall, fitted: Fitted, train: Sequence[LabelledCall]) -> _HeldOut:
    found = {name: fitted.logits(change(spoken_of(call))) for name, change in _CHANGES.items()}
    rules = {name: rule(train, [call])[0] for name, rule in _RULES.items()}
    return _HeldOut(call, {name: codes for name, (codes, _) in found.items()}, found["model"][1], rules)


def call_folds(calls: Sequence[LabelledCall], folds: int) -> list[int]:
    """A fold for each call by author; a call of codes only tests nothing: it shares its author's fold, else has none.

    Returns:
        0 to ``folds`` - 1 in the order of the calls, -1 for a call that every part may learn from.
    """
    scored = [call.author for call in calls if not call.codes_only]
    fold_of = dict(zip(scored, fold_numbers(scored, folds), strict=True))
    return [fold_of.get(call.author, -1) for call in calls]


def fold_numbers(groups: Sequence[str], folds: int) -> list[int]:
    """A fold for each item, 0 to ``folds`` - 1; items of one group share it, sizes are kept even."""
    sizes = {group: groups.count(group) for group in sorted(set(groups))}
    loads = [0] * folds
    fold_of: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += sizes[group]
    return [fold_of[group] for group in groups]


def _share_alike(first: Sequence[np.ndarray], second: Sequence[np.ndarray]) -> float:
    """Share of utterances whose likeliest code is the same in both."""
    alike = [a.argmax(axis=1) == b.argmax(axis=1) for a, b in zip(first, second, strict=True)]
    return float(np.concatenate(alike).mean())


def _score(calls: Sequence[LabelledCall], logits: Sequence[np.ndarray], codebook: Codebook) -> dict[str, Any]:
    """Agreement and calibration of held-out logits; each author's calls are calibrated on the other authors'."""
    codes = codebook.code_ids
    predicted = [[codes[i] for i in table.argmax(axis=1)] for table in logits]
    tables = _calibrated(calls, logits, codebook)
    return {
        **compare_codings(calls, predicted, codebook),
        "calibration": calibration(np.vstack(tables), true_columns(calls, codes)),
    }


def _calibrated(calls: Sequence[LabelledCall], logits: Sequence[np.ndarray], codebook: Codebook) -> list[np.ndarray]:
    """Probabilities, each author's at the temperature that suits the other authors best."""
    temperatures = {}
    for author in {call.author for call in calls}:
        others = [(call, table) for call, table in zip(calls, logits, strict=True) if call.author != author]
        truth = true_columns([call for call, _ in others], codebook.code_ids)
        temperatures[author] = fit_temperature(np.vstack([table for _, table in others]), truth)
    return [softmax(table / temperatures[call.author]) for call, table in zip(calls, logits, strict=True)]
