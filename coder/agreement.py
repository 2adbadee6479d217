"""How far two codings of the same utterances agree, from one table of counts; undefined is ``None``.

A confusion table has shape (n_labels, n_labels): rows are the first coding's
labels, columns the second's, both in the order of the labels given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Agreement on one label, from counts.

    Attributes:
        support: utterances the first coding gives the label.
        predicted: utterances the second coding gives it.
        both: utterances where they meet.
    """

    support: int
    predicted: int
    both: int

    @property
    def precision(self) -> float | None:
        """``both`` ÷ ``predicted``; ``None`` if the second never gives the label."""
        return self.both / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """``both`` ÷ ``support``; ``None`` if the first never gives it."""
        return self.both / self.support if self.support else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; ``None`` if neither coding gives the label."""
        total = self.support + self.predicted
        return 2 * self.both / total if total else None


def confusion(first: Sequence[str], second: Sequence[str], labels: Sequence[str]) -> np.ndarray:
    """The confusion table of two codings of equal length."""
    column = {label: index for index, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)), dtype=np.int64)
    for a, b in zip(first, second, strict=True):
        table[column[a], column[b]] += 1
    return table


def label_scores(table: np.ndarray) -> list[LabelScore]:
    """Each label's score, in the order of the table."""
    counts = zip(table.sum(axis=1), table.sum(axis=0), np.diag(table), strict=True)
    return [LabelScore(int(support), int(predicted), int(both)) for support, predicted, both in counts]


def macro_f1(table: np.ndarray) -> float | None:
    """Mean F1 over the labels that the first coding gives at least once; ``None`` if it gives none."""
    scores = [score.f1 for score in label_scores(table) if score.support]
    return float(np.mean([score for score in scores if score is not None])) if scores else None


def accuracy(table: np.ndarray) -> float | None:
    """Share of utterances coded alike; ``None`` for no utterances."""
    total = table.sum()
    return float(np.trace(table) / total) if total else None


def cohen_kappa(table: np.ndarray) -> float | None:
    """Cohen's kappa (1960), nominal; ``None`` for no utterances or when chance agreement is 1.

    >>> cohen_kappa(confusion(["a", "a", "b", "b"], ["a", "a", "b", "a"], ["a", "b"]))
    0.5
    """
    total = table.sum()
    if not total:
        return None
    observed = np.trace(table) / total
    expected = float(table.sum(axis=0) @ table.sum(axis=1)) / float(total) ** 2
    return float((observed - expected) / (1 - expected)) if expected < 1 else None


def resampled_interval(
    tables: Sequence[np.ndarray],
    statistic: Callable[[np.ndarray], float | None],
    *,
    draws: int = 1000,
    seed: int = 0,
) -> tuple[float, float] | None:
    """A 95 % percentile interval of a statistic, resampling calls with replacement.

    Args:
        tables: one confusion table a call.

    Returns:
        ``None`` for fewer than two calls, or where the statistic is undefined in a draw.
    """
    return interval_over(resampled_sums(tables, draws=draws, seed=seed), statistic) if len(tables) > 1 else None


def resampled_sums(tables: Sequence[np.ndarray], *, draws: int = 1000, seed: int = 0) -> list[np.ndarray]:
    """The tables of calls resampled with replacement, summed; one sum a draw."""
    stacked, n = np.stack(tables), len(tables)
    generator = np.random.default_rng(seed)
    return [stacked[generator.integers(n, size=n)].sum(axis=0) for _ in range(draws)]


def interval_over(
    sums: Sequence[np.ndarray], statistic: Callable[[np.ndarray], float | None]
) -> tuple[float, float] | None:
    """The middle 95 % of a statistic over draws; ``None`` where it is undefined in one of them."""
    values = []
    for drawn in sums:
        value = statistic(drawn)
        if value is None:
            return None
        values.append(value)
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def f1_intervals(tables: Sequence[np.ndarray]) -> list[tuple[float, float] | None]:
    """Each label's 95 % interval of F1, calls resampled as in ``resampled_interval``, in the order of the tables.

    ``None`` also where every draw gives the same, as for a label that is never found: that is no certainty.
    """
    if len(tables) < 2:
        return [None] * len(tables[0])
    sums = np.stack(resampled_sums(tables))
    both, given = np.diagonal(sums, axis1=1, axis2=2), sums.sum(axis=1) + sums.sum(axis=2)
    found: list[tuple[float, float] | None] = []
    for label in range(sums.shape[1]):
        if not given[:, label].all():
            found.append(None)
            continue
        drawn = 2 * both[:, label] / given[:, label]
        low, high = np.percentile(drawn, [2.5, 97.5])
        found.append((float(low), float(high)) if drawn.min() < drawn.max() else None)
    return found
