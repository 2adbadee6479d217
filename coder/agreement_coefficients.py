"""Agreement of any number of coders on one label a unit, codes missing allowed; undefined is NaN.

``ratings`` has shape (n_units, n_coders) and holds label numbers, ``MISSING`` where a coder gave none. Every
coefficient is a function of sums over units (``Tally``), so a resample of calls needs only their sums again. The
arrays of a tally have a first axis of groups of units (calls, or resamples of calls); coefficients keep it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from types import MappingProxyType

import numpy as np

MISSING = -1
DRAWS = 1000


@dataclass(frozen=True)
class Tally:
    """Sums over the units of each group; r is how many gave a unit a label, m how many gave it any.

    Attributes:
        units: units with two codes or more.
        alike: Σ Σ_k r(r−1) ÷ (m(m−1)): the share of pairs of coders that agree, summed over those units.
        alike_values: Σ Σ_k r(r−1) ÷ (m−1): the same in values, the diagonal of Krippendorff's coincidences.
        values: by label, Σ r over units with two codes or more.
        coded: units with one code or more.
        shares: by label, Σ r ÷ m over units with one code or more.
        pair_units, pair_alike: by pair of coders, units that both coded, and those coded alike.
        pair_first, pair_second: by pair and label, what each of the two gave to those units.
    """

    units: np.ndarray
    alike: np.ndarray
    alike_values: np.ndarray
    values: np.ndarray
    coded: np.ndarray
    shares: np.ndarray
    pair_units: np.ndarray
    pair_alike: np.ndarray
    pair_first: np.ndarray
    pair_second: np.ndarray

    def weighted(self, weights: np.ndarray) -> "Tally":
        """The sums in which group g counts ``weights[i, g]`` times, for each row i."""
        return Tally(*(np.tensordot(weights, getattr(self, field.name), axes=1) for field in fields(self)))

    def total(self) -> "Tally":
        """All groups as one."""
        return self.weighted(np.ones((1, len(self.units))))


def tally(ratings: np.ndarray, n_labels: int, groups: np.ndarray | None = None) -> Tally:
    """The sums of each group.

    Args:
        groups: each unit's group, from 0; without it all units are one group.
    """
    groups = np.zeros(len(ratings), dtype=int) if groups is None else groups
    n_groups = int(groups.max(initial=0)) + 1
    given = (ratings[:, :, None] == np.arange(n_labels)).astype(float)
    counts = given.sum(axis=1)
    m = counts.sum(axis=1)
    several = m > 1
    pairs_alike = (counts * (counts - 1)).sum(axis=1)
    firsts, seconds = np.array(list(combinations(range(ratings.shape[1]), 2)), dtype=int).reshape(-1, 2).T
    first, second = given[:, firsts], given[:, seconds]
    both = (first.sum(axis=2) * second.sum(axis=2))[:, :, None]
    by_unit = (
        several,
        pairs_alike / np.maximum(m * (m - 1), 1),
        pairs_alike / np.maximum(m - 1, 1),
        counts * several[:, None],
        m > 0,
        counts / np.maximum(m, 1)[:, None],
        both[:, :, 0],
        (first * second).sum(axis=2),
        first * both,
        second * both,
    )
    return Tally(*(_sum_groups(np.asarray(each, dtype=float), groups, n_groups) for each in by_unit))


def percent_agreement(sums: Tally) -> np.ndarray:
    """Share of pairs of coders that agree on a unit, mean over the units with two codes or more, as a fraction of 1."""
    return _divide(sums.alike, sums.units)


def mean_kappa(sums: Tally) -> np.ndarray:
    """Cohen's kappa (1960) of each pair of coders on the units that both coded, mean over the pairs that have one.

    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20;
    the mean over pairs is that of R. J. Light (1971).
    """
    kappas = pair_kappas(sums)
    known = ~np.isnan(kappas)
    return _divide(np.where(known, kappas, 0).sum(axis=-1), known.sum(axis=-1))


def pair_kappas(sums: Tally) -> np.ndarray:
    """Cohen's kappa by pair of coders, in the order of ``itertools.combinations``."""
    chance = (sums.pair_first * sums.pair_second).sum(axis=-1)
    # Both sides times the square of the number of units: whole numbers, so that a chance of exactly 1 is seen.
    return _divide(sums.pair_alike * sums.pair_units - chance, sums.pair_units**2 - chance)


def krippendorff_alpha(sums: Tally) -> np.ndarray:
    """Krippendorff's alpha for nominal data: units with one code fall out, missing codes are no disagreement.

    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: with n values in units of
    two codes or more, ((n−1) Σ o_cc − Σ n_c(n_c−1)) ÷ (n(n−1) − Σ n_c(n_c−1)).

    >>> krippendorff_alpha(tally(np.array([[0, 0], [0, 0], [1, 1], [1, 0]]), 2)).round(4)
    array([0.5333])
    """
    n = sums.values.sum(axis=-1)
    chance = (sums.values * (sums.values - 1)).sum(axis=-1)
    return _divide((n - 1) * sums.alike_values - chance, n * (n - 1) - chance)


def gwet_ac1(sums: Tally) -> np.ndarray:
    """Gwet's AC1: agreement beyond what guessing on the hard units alone would give.

    Source: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement",
    British Journal of Mathematical and Statistical Psychology 61 (2008); chance is Σ π(1−π) ÷ (q−1) over all q labels
    that could be given, π a label's mean share. With codes missing as in his Handbook of Inter-Rater Reliability
    (4th ed. 2014): units with one code count in π alone.
    """
    share = _divide(sums.shares, sums.coded[..., None])
    chance = _divide((share * (1 - share)).sum(axis=-1), np.array(share.shape[-1] - 1.0))
    return _divide(percent_agreement(sums) - chance, 1 - chance)


COEFFICIENTS: Mapping[str, Callable[[Tally], np.ndarray]] = MappingProxyType(
    {"agreement": percent_agreement, "kappa": mean_kappa, "alpha": krippendorff_alpha, "ac1": gwet_ac1}
)


def resample(sums: Tally, draws: int = DRAWS, seed: int = 0) -> Tally:
    """Sums of resamples of the groups with replacement, one a draw; the draws of ``agreement.resampled_interval``."""
    n = len(sums.units)
    generator = np.random.default_rng(seed)
    return sums.weighted(np.stack([np.bincount(generator.integers(n, size=n), minlength=n) for _ in range(draws)]))


def percentile_interval(values: Sequence[float] | np.ndarray) -> tuple[float, float] | None:
    """The middle 95 %; ``None`` where a value is undefined."""
    if np.isnan(values).any():
        return None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _sum_groups(by_unit: np.ndarray, groups: np.ndarray, n_groups: int) -> np.ndarray:
    summed = np.zeros((n_groups, *by_unit.shape[1:]))
    np.add.at(summed, groups, by_unit)
    return summed


def _divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Quotient, NaN where nothing stands below."""
    above, below = np.broadcast_arrays(np.asarray(above, dtype=float), np.asarray(below, dtype=float))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
