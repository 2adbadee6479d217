"""The corrected share of a mode: the machine's total, moved by what people's codes of a known sample say of it.

The difference estimator (Särndal, Swensson and Wretman 1992, "Model Assisted Survey Sampling", chapter 6) with the
machine's probabilities as auxiliary; with equal chances it is the prediction-powered mean of Angelopoulos et al. 2023,
Science 382. A total is the sum of f over all utterances and of w(y - f) over those drawn, y what people say, w one over
the chance of being drawn. A share divides two totals; its variance is that of the linearised residual
(y - f_y) - R (x - f_x), where x says whether the utterance counts towards shares at all.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from coder.sampling.frame import COACHING

# Under these a figure is not given.
LEAST_CODED = 30
LEAST_IN_STRATUM = 2
# Under this nothing is said of calls like these.
LEAST_CALLS = 5
_SUPPOSED = 0.5


@dataclass(frozen=True)
class CodedSample:
    """What was drawn and what people said, as arrays; cells, strata and calls are numbered.

    Attributes:
        call_cells: cell of each call. Shape (n_calls,).
        call_drawn: whether the call was open to the draw.
        call_sums: sum of the machine's chances of each mode. Shape (n_calls, n_modes).
        stratum_cells: cell of each stratum. Shape (n_strata,).
        stratum_sizes: utterances of each stratum in the calls drawn.
        calls, strata: of each coded utterance. Shape (n_coded,).
        machine: its chances of each mode. Shape (n_coded, n_modes).
        people: share of its coders that gave it each mode. Shape (n_coded, n_modes).
    """

    call_cells: np.ndarray
    call_drawn: np.ndarray
    call_sums: np.ndarray
    stratum_cells: np.ndarray
    stratum_sizes: np.ndarray
    calls: np.ndarray
    strata: np.ndarray
    machine: np.ndarray
    people: np.ndarray

    @property
    def stratum_coded(self) -> np.ndarray:
        """How many of each stratum people coded."""
        return np.bincount(self.strata, minlength=len(self.stratum_sizes))

    @property
    def cell_weights(self) -> np.ndarray:
        """Calls there are for each call drawn, by cell; 0 for a cell without any."""
        n_cells = int(self.call_cells.max(initial=-1)) + 1
        there = np.bincount(self.call_cells, minlength=n_cells)
        drawn = np.bincount(self.call_cells[self.call_drawn], minlength=n_cells)
        return np.divide(there, drawn, out=np.zeros(n_cells), where=drawn > 0)

    @property
    def weights(self) -> np.ndarray:
        """One over each coded utterance's chance of being drawn."""
        second = self.stratum_sizes / np.maximum(self.stratum_coded, 1)
        return (second * self.cell_weights[self.stratum_cells])[self.strata]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A corrected share.

    Attributes:
        value: 0-1.
        low, high: 95 % interval for the calls of the frame.
        low_like, high_like: the same for calls like these, as if they had been drawn at random from many; ``None``
            for fewer than ``LEAST_CALLS``.
    """

    value: float
    low: float
    high: float
    low_like: float | None
    high_like: float | None


def estimate_share(sample: CodedSample, those: np.ndarray, mode: int, level: float = 0.95) -> Estimate | None:
    """The share of a mode among the coaching utterances of some calls; ``None`` where nothing is to divide by.

    Args:
        those: which calls. Shape (n_calls,), boolean.
    """
    inside = those[sample.calls]
    above, below = _counts(sample, mode)
    sums = sample.call_sums[those].sum(axis=0)
    weights = sample.weights * inside
    total = float(sums[COACHING].sum() + weights @ below)
    if total <= 0:
        return None
    share = float(sums[mode] + weights @ above) / total
    # Drawn with another share in mind, a small sample can point outside what a share can be.
    value = min(max(share, 0.0), 1.0)
    residuals = np.where(inside, above - value * below, 0.0)
    parts, freedom = _variances(sample, residuals, _supposed(sample, value, mode))
    half = float(stats.t.ppf((1 + level) / 2, _freedom(parts, freedom)) * np.sqrt(parts.sum()) / total)
    like = _half_like(sample, residuals, those, value, mode, level) / total
    wide = max(half, like)
    ends = (None, None) if np.isnan(like) else (max(value - wide, 0.0), min(value + wide, 1.0))
    return Estimate(value, max(value - half, 0.0), min(value + half, 1.0), *ends)


def _counts(sample: CodedSample, mode: int) -> tuple[np.ndarray, np.ndarray]:
    """How far people's counts differ from the machine's: of the mode, and of all that count towards shares."""
    differ = sample.people - sample.machine
    return differ[:, mode], differ[:, COACHING].sum(axis=1)


def _variances(sample: CodedSample, residuals: np.ndarray, supposed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Parts of the total's variance with their degrees of freedom: a part a stratum, then a part a cell.

    Two stages, calls and utterances in them (Cochran 1977, "Sampling Techniques", 11.24): with M calls of which m are
    drawn, M²(1 - m/M) s² ÷ m of the calls' totals, and M/m times the stratified variance inside. With all calls
    drawn the first is nil.
    """
    coded, sizes = sample.stratum_coded, sample.stratum_sizes
    spread = _spread_by_stratum(sample, residuals, supposed)
    inside = sizes**2 * (1 - coded / np.maximum(sizes, 1)) * spread / np.maximum(coded, 1)
    inside = inside * sample.cell_weights[sample.stratum_cells]
    between, drawn = _between_calls(sample, residuals)
    return np.concatenate([inside, between]), np.concatenate([np.maximum(coded - 1, 1), np.maximum(drawn - 1, 1)])


def _supposed(sample: CodedSample, share: float, mode: int) -> np.ndarray:
    """By stratum, the residuals of an utterance that people give the mode, and of one that they give another.

    Shape (2, n_strata).
    """
    machine = sample.machine[:, mode] - share * sample.machine[:, COACHING].sum(axis=1)
    coded = sample.stratum_coded
    mean = np.bincount(sample.strata, machine, len(coded)) / np.maximum(coded, 1)
    return np.stack([1 - share - mean, -share - mean])


def _spread_by_stratum(sample: CodedSample, residuals: np.ndarray, supposed: np.ndarray) -> np.ndarray:
    """Variance of the residual, half an utterance of either kind added.

    So does Jeffreys' prior (Brown, Cai and DasGupta 2001, "Interval Estimation for a Binomial Proportion", Statistical
    Science 16): a rare mode that the sample happens to miss shall not look certain.
    """
    coded = sample.stratum_coded
    n = coded + len(supposed) * _SUPPOSED
    sums = np.bincount(sample.strata, residuals, len(coded)) + _SUPPOSED * supposed.sum(axis=0)
    squares = np.bincount(sample.strata, residuals**2, len(coded)) + _SUPPOSED * (supposed**2).sum(axis=0)
    return np.maximum(squares - sums**2 / n, 0) / np.maximum(n - 1, 1)


def _between_calls(sample: CodedSample, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By cell, what drawing calls adds to the variance, and how many were drawn."""
    totals = _call_totals(sample, residuals)
    n_cells = len(sample.cell_weights)
    added, drawn = np.zeros(n_cells), np.zeros(n_cells)
    for cell in range(n_cells):
        own = sample.call_cells == cell
        there, m = int(own.sum()), int((own & sample.call_drawn).sum())
        drawn[cell] = m
        if 1 < m < there:
            added[cell] = there**2 * (1 - m / there) / m * totals[own & sample.call_drawn].var(ddof=1)
    return added, drawn


def _call_totals(sample: CodedSample, residuals: np.ndarray) -> np.ndarray:
    second = (sample.stratum_sizes / np.maximum(sample.stratum_coded, 1))[sample.strata]
    return np.bincount(sample.calls, second * residuals, len(sample.call_cells))


def _half_like(
    sample: CodedSample, residuals: np.ndarray, those: np.ndarray, share: float, mode: int, level: float
) -> float:
    """Half-width of the total for calls like these: calls as if drawn with replacement, NaN for too few.

    The ultimate-cluster variance (Hansen, Hurwitz and Madow 1953): a call's own total of the residual, machine's part
    and people's, varies by call; what it does so much is the whole variance.
    """
    open_ = those & sample.call_drawn
    n = int(open_.sum())
    if n < LEAST_CALLS:
        return float("nan")
    machine = sample.call_sums[:, mode] - share * sample.call_sums[:, COACHING].sum(axis=1)
    totals = (machine + _call_totals(sample, residuals)) * sample.cell_weights[sample.call_cells]
    return float(stats.t.ppf((1 + level) / 2, n - 1) * np.sqrt(n * totals[open_].var(ddof=1)))


def _freedom(parts: np.ndarray, freedom: np.ndarray) -> float:
    """Degrees of freedom of a sum of variances (Satterthwaite 1946), at least 1."""
    below = float((parts**2 / freedom).sum())
    return max(float(parts.sum()) ** 2 / below, 1.0) if below > 0 else 1.0
