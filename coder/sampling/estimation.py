"""The corrected share of a mode: the machine's total, moved by what people's codes of a known sample say of it.

The difference estimator (Särndal, Swensson and Wretman 1992, "Model Assisted Survey Sampling", chapter 6) with the
machine's probabilities as auxiliary; with equal chances it is the prediction-powered mean of Angelopoulos et al. 2023,
Science 382. A total is the sum of f over all utterances and of w(y - f) over those drawn, y what people say, w one over
the chance of being drawn. A share divides two totals; its variance is that of the linearised residual
(y - f_y) - R (x - f_x), where x says whether the utterance counts towards shares at all.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import stats

from coder.sampling.frame import COACHING

# Under these a figure is not given.
LEAST_CODED = 30
LEAST_IN_STRATUM = 2
# Under this nothing is said of calls like these.
LEAST_CALLS = 5
_EACH_SUPPOSED = 0.5


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

    @cached_property
    def stratum_coded(self) -> np.ndarray:
        """How many of each stratum people coded."""
        return np.bincount(self.strata, minlength=len(self.stratum_sizes))

    @cached_property
    def cell_calls(self) -> tuple[np.ndarray, np.ndarray]:
        """By cell, how many calls there are, and how many were drawn."""
        n_cells = int(self.call_cells.max(initial=-1)) + 1
        drawn = np.bincount(self.call_cells[self.call_drawn], minlength=n_cells)
        return np.bincount(self.call_cells, minlength=n_cells), drawn

    @cached_property
    def cell_weights(self) -> np.ndarray:
        """Calls there are for each call drawn, by cell."""
        there, drawn = self.cell_calls
        return there / np.maximum(drawn, 1)

    @cached_property
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
    parts, freedom = _variances(sample, residuals, _supposed(sample, value, mode, inside))
    half = float(stats.t.ppf((1 + level) / 2, _freedom(parts, freedom)) * np.sqrt(parts.sum()) / total)
    like = _half_like(sample, residuals, those, value, mode, level) / total
    wide = max(half, like)
    ends = (None, None) if np.isnan(like) else (max(value - wide, 0.0), min(value + wide, 1.0))
    return Estimate(value, max(value - half, 0.0), min(value + half, 1.0), *ends)


def _counts(sample: CodedSample, mode: int) -> tuple[np.ndarray, np.ndarray]:
    """How far people's counts differ from the machine's: of the mode, and of all that count towards shares."""
    differ = sample.people - sample.machine
    return differ[:, mode], differ[:, COACHING].sum(axis=1)


def _variances(sample: CodedSample, residuals: np.ndarray, supposed: "_Supposed") -> tuple[np.ndarray, np.ndarray]:
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


@dataclass(frozen=True)
class _Supposed:
    """Utterances that each stratum is taken to have besides: one that people give the mode, and one of another.

    Attributes:
        residuals: theirs. Shape (2, n_strata).
        count: how many of each kind; less in a stratum that lies partly outside of the calls asked for.
    """

    residuals: np.ndarray
    count: np.ndarray


def _supposed(sample: CodedSample, share: float, mode: int, inside: np.ndarray) -> _Supposed:
    machine = sample.machine[:, mode] - share * sample.machine[:, COACHING].sum(axis=1)
    n_strata = len(sample.stratum_sizes)
    coded = np.bincount(sample.strata, inside, n_strata)
    mean = np.bincount(sample.strata, machine * inside, n_strata) / np.maximum(coded, 1)
    count = _EACH_SUPPOSED * coded / np.maximum(sample.stratum_coded, 1)
    return _Supposed(np.stack([1 - share - mean, -share - mean]), count)


def _spread_by_stratum(sample: CodedSample, residuals: np.ndarray, supposed: _Supposed) -> np.ndarray:
    """Variance of the residual, half an utterance of either kind added.

    So does Jeffreys' prior (Brown, Cai and DasGupta 2001, "Interval Estimation for a Binomial Proportion", Statistical
    Science 16): a rare mode that the sample happens to miss shall not look certain.
    """
    n = sample.stratum_coded + len(supposed.residuals) * supposed.count
    sums = np.bincount(sample.strata, residuals, len(n)) + supposed.count * supposed.residuals.sum(axis=0)
    squares = np.bincount(sample.strata, residuals**2, len(n)) + supposed.count * (supposed.residuals**2).sum(axis=0)
    return np.maximum(squares - sums**2 / np.maximum(n, 1), 0) / np.maximum(n - 1, 1)


def _between_calls(sample: CodedSample, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By cell, what drawing calls adds to the variance, and how many were drawn."""
    there, drawn = sample.cell_calls
    added = np.zeros(len(there))
    if (drawn < there).any():
        totals = _call_totals(sample, residuals)
        for cell in np.flatnonzero((drawn > 1) & (drawn < there)):
            m, own = drawn[cell], totals[(sample.call_cells == cell) & sample.call_drawn]
            added[cell] = there[cell] ** 2 * (1 - m / there[cell]) / m * own.var(ddof=1)
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
