"""How well lenses and signals are found: each tag on its own, at thresholds chosen on other authors' calls."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from coder.codebook import Codebook
from coder.examples import LabelledCall

# A tag that is wrong more often counts in no figure.
LEAST_PRECISION = 0.6
# Thresholds of tags that count are chosen for a little more than that on other authors' calls.
SOUGHT_PRECISION = 0.65
# A tag that is wrong more often is not even shown as possible.
LEAST_POSSIBLE = 0.3
LEAST_FOUND = 5
_THRESHOLDS = np.linspace(0.05, 0.95, 91)


def score_tags(
    calls: Sequence[LabelledCall], probabilities: Sequence[np.ndarray], codebook: Codebook
) -> dict[str, dict[str, Any]]:
    """By tag id: ``average_precision``, and at the threshold ``precision``, ``recall``, ``f1``; ``support``.

    An author's threshold is the one with the best F1 on the other authors' calls among those that reach
    ``SOUGHT_PRECISION`` there. ``threshold`` is the one of all authors; ``None`` where precision is under
    ``LEAST_PRECISION`` or too few are found to tell: the tag then counts in no figure. ``possible`` is the same with
    the best F1 and nothing sought: ``precision``, ``recall``, ``f1`` and a ``threshold`` from which on the tag is shown
    as possible, ``None`` where precision is under ``LEAST_POSSIBLE``. ``ceiling`` is the second coder's F1 with the
    first on the calls coded twice.

    Args:
        probabilities: held out, a table a call, columns lenses then signals in the codebook's order.
    """
    lenses = {lens.id for lens in codebook.lenses}
    roles = {tag: "manager" if tag in lenses else "rep" for tag in codebook.tag_ids}
    return {tag: _score(calls, probabilities, tag, role, at) for at, (tag, role) in enumerate(roles.items())}


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
    true, value = np.array(truth, dtype=bool), np.array(chance)
    sure = _score_at(true, value, np.array(authors), SOUGHT_PRECISION, LEAST_PRECISION)
    possible = _score_at(true, value, np.array(authors), 0.0, LEAST_POSSIBLE)
    average = float(average_precision_score(true, value)) if true.any() else None
    return {
        "support": int(true.sum()),
        "average_precision": average,
        **sure,
        "possible": possible,
        "ceiling": _ceiling(calls, tag),
    }


def _ceiling(calls: Sequence[LabelledCall], tag: str) -> float | None:
    """The second coder's F1 with the first on one tag; ``None`` where neither gave it."""
    pairs = [
        (tag in (*utterance.lenses, *utterance.signals), tag in second)
        for call in calls
        for utterance, second in zip(call.utterances, call.second_tags or (), strict=False)
    ]
    first, second = (np.array(column, dtype=bool) for column in zip(*pairs, strict=True)) if pairs else ([], [])
    return _rates(np.array(first, dtype=bool), np.array(second, dtype=bool))[2]


def _score_at(true: np.ndarray, value: np.ndarray, authors: np.ndarray, sought: float, least: float) -> dict[str, Any]:
    given = np.zeros(len(true), dtype=bool)
    for author in np.unique(authors):
        here = authors == author
        given[here] = value[here] >= best_threshold(true[~here], value[~here], sought)
    precision, recall, f1 = _rates(true, given)
    holds = precision is not None and precision >= least and int((true & given).sum()) >= LEAST_FOUND
    threshold = best_threshold(true, value, sought) if holds else None
    return {"precision": precision, "recall": recall, "f1": f1, "threshold": threshold}


def best_threshold(true: np.ndarray, value: np.ndarray, precision: float = 0.0) -> float:
    """The threshold with the highest F1 among those that reach a precision, the lowest of equals; else the highest."""
    rates = [_rates(true, value >= threshold) for threshold in _THRESHOLDS]
    scores = [(f1 or 0.0) if (found or 0.0) >= precision else 0.0 for found, _, f1 in rates]
    return float(_THRESHOLDS[int(np.argmax(scores))]) if any(scores) else float(_THRESHOLDS[-1])


def _rates(true: np.ndarray, given: np.ndarray) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1; ``None`` where there is nothing to divide by."""
    both, said, there = int((true & given).sum()), int(given.sum()), int(true.sum())
    return (
        both / said if said else None,
        both / there if there else None,
        2 * both / (said + there) if said + there else None,
    )
