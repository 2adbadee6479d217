"""How many utterances of each stratum to code, and how sure the share then is expected to be.

Neyman's allocation (1934, "On the Two Different Aspects of the Representative Method", Journal of the Royal Statistical
Society 97): utterances in proportion to size times spread, here with a floor, and never more than there are. The
spread is that of a person's count around the machine's calibrated probability p: p(1 - p).
"""

from dataclasses import dataclass

import numpy as np

from coder.sampling.frame import COACHING

_STEPS = 60


@dataclass(frozen=True)
class Strata:
    """The strata of one cell, as arrays.

    Attributes:
        sizes: utterances in the calls drawn. Shape (n_strata,).
        spreads: variance of an utterance's residual.
        weight: calls there are for each call drawn.
        between: variance of the cell's total that drawing calls adds.
        total: coaching utterances expected in the cell.
    """

    sizes: np.ndarray
    spreads: np.ndarray
    weight: float
    between: float
    total: float

    def variance(self, coded: np.ndarray) -> float:
        """Expected variance of the share (Cochran 1977, "Sampling Techniques", 5.24 and 10.5)."""
        inside = self.sizes**2 * (1 / np.maximum(coded, 1) - 1 / np.maximum(self.sizes, 1)) * self.spreads
        return float(self.weight**2 * inside.sum() + self.between) / self.total**2


def expected_spread(chances: np.ndarray, share: float, mode: int) -> np.ndarray:
    """Variance of each utterance's residual if the machine's chances are right; p(1 - p) where nothing is ``other``.

    The residual of a share R is 1 - R for the mode, -R for another coaching mode, 0 for the rest.
    """
    counted = chances[:, COACHING].sum(axis=1)
    here = chances[:, mode]
    mean = here - share * counted
    return (1 - share) ** 2 * here + share**2 * (counted - here) - mean**2


def allocate(strata: Strata, most_variance: float, *, least: int, least_in_all: int) -> np.ndarray:
    """Fewest utterances of each stratum with which the variance is expected to be no more; all, where none are enough.

    Args:
        least: of each stratum, or all it has.
        least_in_all: of all strata together, or all they have.
    """
    wish = strata.sizes * np.sqrt(strata.spreads)
    enough = min(least_in_all, int(strata.sizes.sum()))

    def coded(times: float) -> np.ndarray:
        return np.minimum(np.maximum(np.ceil(times * wish), least), strata.sizes).astype(np.int64)

    def suffices(counts: np.ndarray) -> bool:
        return strata.variance(counts) <= most_variance and int(counts.sum()) >= enough

    most = float((strata.sizes / np.maximum(wish, 1e-12)).max(initial=0))
    if suffices(coded(0)) or not suffices(coded(most)):
        return coded(0) if suffices(coded(0)) else strata.sizes.astype(np.int64)
    low, high = 0.0, most
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if suffices(coded(middle)) else (middle, high)
    return coded(high)


def alike_in_calls(counts: np.ndarray, sizes: np.ndarray, groups: np.ndarray) -> float:
    """How alike utterances of one call are: the intraclass correlation, by one-way analysis of variance, 0-1.

    Args:
        counts: of each call, how many of its utterances have the mode.
        sizes: how many it has.
        groups: the cell of each call; only calls of one cell are compared.
    """
    filled = sizes > 0
    counts, sizes, groups = counts[filled], sizes[filled], groups[filled]
    _, groups = np.unique(groups, return_inverse=True)
    n_groups = int(groups.max(initial=-1)) + 1
    there = np.bincount(groups, sizes, n_groups)
    mean = np.bincount(groups, counts, n_groups) / there
    squares_between = (sizes * (counts / sizes - mean[groups]) ** 2).sum()
    squares_inside = (counts * (1 - counts / sizes)).sum()
    free_between, free_inside = len(sizes) - n_groups, sizes.sum() - len(sizes)
    if free_between < 1 or free_inside < 1:
        return 0.0
    inside = squares_inside / free_inside
    usual = (sizes.sum() - (np.bincount(groups, sizes**2, n_groups) / there).sum()) / free_between
    between = (squares_between / free_between - inside) / usual
    return float(np.clip(between / (between + inside), 0, 1)) if between + inside > 0 else 0.0
