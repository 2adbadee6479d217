"""How well lenses and signals are found: each tag on its own, at thresholds chosen on other authors' calls."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from coder.codebook import Codebook
from coder.examples import LabelledCall

# A tag that is wrong more often is not given at all.
LEAST_PRECISION = 0.6
LEAST_FOUND = 5
_THRESHOLDS = np.linspace(0.05, 0.95, 91)


def score_tags(
    calls: Sequence[LabelledCall], probabilities: Sequence[np.ndarray], codebook: Codebook
) -> dict[str, dict[str, Any]]:
    """By tag id: ``average_precision``, and at the threshold ``precision``, ``recall``, ``f1``; ``support``.

    An author's threshold is the one with the best F1 on the other authors' calls. ``threshold`` is the best of all;
    ``None`` where precision is under ``LEAST_PRECISION`` or too few are found to tell, so that the tag is not given.

    Args:
        probabilities: held out, a table a call, columns lenses then signals in the codebook's order.
    """
    ids = (*((lens.id, "manager") for lens in codebook.lenses), *((signal.id, "rep") for signal in codebook.signals))
    return {tag: _score(calls, probabilities, tag, role, at) for at, (tag, role) in enumerate(ids)}


def _score(
    calls: Sequence[LabelledCall],
    probabilities: Sequence[np.ndarray],
    tag: str,
    role: str,
    column: int,
) -> dict[str, Any]:
    from sklearn.metrics import average_precision_score

    truth, chance, authors = [], [], []
    for call, table in zip(calls, probabilities, strict=True):
        for utterance, row in zip(call.utterances, table, strict=True):
            if utterance.role == role:
                truth.append(tag in (*utterance.lenses, *utterance.signals))
                chance.append(row[column])
                authors.append(call.author)
    true, value, part = np.array(truth, dtype=bool), np.array(chance), np.array(authors)
    given = np.zeros(len(true), dtype=bool)
    for author in sorted(set(authors)):
        here = part == author
        given[here] = value[here] >= best_threshold(true[~here], value[~here])
    precision, recall, f1 = _rates(true, given)
    sure = precision is not None and precision >= LEAST_PRECISION and int((true & given).sum()) >= LEAST_FOUND
    return {
        "support": int(true.sum()),
        "average_precision": float(average_precision_score(true, value)) if true.any() else None,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "threshold": best_threshold(true, value) if sure else None,
    }


def best_threshold(true: np.ndarray, value: np.ndarray) -> float:
    """The threshold with the highest F1, the lowest of equals; the highest of all where nothing is true."""
    scores = [_rates(true, value >= threshold)[2] or 0.0 for threshold in _THRESHOLDS]
    return float(_THRESHOLDS[int(np.argmax(scores))]) if any(scores) else float(_THRESHOLDS[-1])


def _rates(true: np.ndarray, given: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1; ``None`` where there is nothing to divide by."""
    both, said, there = int((true & given).sum()), int(given.sum()), int(true.sum())
    return (
        both / said if said else None,
        both / there if there else None,
        2 * both / (said + there) if said + there else None,
    )
