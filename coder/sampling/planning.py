"""Which utterances people must code for a share to be as sure as is wanted.

Strata are the cells by machine mode. Every call of a cell is open, or some drawn at random (two stages); in the open
calls each stratum is a simple random sample. Who is drawn hangs on a number of each call and utterance that the seed
gives for good (permanent random numbers: Ohlsson 1995), so a larger sample holds the smaller one.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from scipy import stats

from coder.errors import SampleError
from coder.sampling.allocation import Strata, alike_in_calls, allocate, expected_spread
from coder.sampling.estimation import LEAST_CALLS, LEAST_CODED
from coder.sampling.frame import COACHING, MODES, Frame
from coder.sampling.plans import CellPlan, Plan, StratumPlan
from coder.sampling.wanted import Cell, Wanted, cell_of, check_wanted

# With calls too few for what is wanted, so much wider than the best is good enough.
_NEAR_THE_BEST = 1.1


def plan_sample(frame: Frame, wanted: Wanted | None = None) -> Plan:
    """The sample to be coded; the same frame and wish give the same.

    Raises:
        SampleError: a wish that makes no sense, or a frame without utterances of a manager.
    """
    wanted = wanted or Wanted()
    check_wanted(wanted)
    if not len(frame.indices):
        next_step = "Audit calls in which somebody leads, or add such calls to the store."
        raise SampleError(frame.source, expected="utterances of a manager", found="none", next_step=next_step)
    numbers: dict[Cell, int] = {}
    call_cells = np.array([numbers.setdefault(cell_of(call, wanted.by), len(numbers)) for call in frame.calls])
    draw = _Draw(frame, wanted, _alike(frame, wanted, call_cells))
    calls, rows = (_split(cells, len(numbers)) for cells in (call_cells, call_cells[frame.call_numbers]))
    order = sorted(numbers, key=lambda cell: tuple(name or "" for name in cell))
    planned = [_plan_cell(draw, cell, calls[numbers[cell]], rows[numbers[cell]]) for cell in order]
    drawn = [stratum for _, strata, _ in planned for stratum in strata]
    variance, total = np.sum([sums for _, _, sums in planned], axis=0)
    return Plan(
        wanted,
        frame.source,
        frame.model,
        frame.model_version,
        tuple(cell for cell, _, _ in planned),
        len(frame.indices),
        draw.alike,
        _normal(wanted) * float(np.sqrt(variance)) / total if total > 0 else None,
        np.concatenate(drawn),
        np.repeat(np.arange(len(drawn)), [len(each) for each in drawn]),
        frame.whole_chances,
        frame.left_out,
    )


@dataclass(frozen=True)
class _Draw:
    frame: Frame
    wanted: Wanted
    alike: float

    @property
    def mode(self) -> int:
        return MODES.index(self.wanted.mode)


def lot(seed: int, *place: object) -> int:
    """The number of a call or utterance for good: the smallest are drawn."""
    told = "\0".join(map(str, (seed, *place))).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")


def _alike(frame: Frame, wanted: Wanted, call_cells: np.ndarray) -> float:
    counted = COACHING[frame.modes]
    own = frame.modes == MODES.index(wanted.mode)
    counts, sizes = (np.bincount(frame.call_numbers[those], minlength=len(frame.calls)) for those in (own, counted))
    return alike_in_calls(counts, sizes, call_cells)


def _split(groups: np.ndarray, n_groups: int) -> list[np.ndarray]:
    """The places of each group's members, in order."""
    ends = np.cumsum(np.bincount(groups, minlength=n_groups))[:-1]
    return np.split(np.argsort(groups, kind="stable"), ends)


def _plan_cell(
    draw: _Draw, cell: Cell, calls: np.ndarray, rows: np.ndarray
) -> tuple[CellPlan, list[np.ndarray], tuple[float, float]]:
    """The cell, the rows drawn by stratum, and its total's variance with its coaching utterances."""
    frame, wanted = draw.frame, draw.wanted
    drawn = _draw_calls(draw, calls)
    open_rows = rows[np.isin(frame.call_numbers[rows], drawn)]
    by_mode = [open_rows[frame.modes[open_rows] == mode] for mode in range(len(MODES))]
    filled = [(MODES[mode], those) for mode, those in enumerate(by_mode) if len(those)]
    strata, share = _strata(draw, rows, [those for _, those in filled], calls, drawn)
    counts = _allocate(strata, wanted)
    chosen = [_draw_rows(draw, those, count) for (_, those), count in zip(filled, counts, strict=True)]
    half = _normal(wanted) * float(np.sqrt(strata.variance(counts))) if strata.total > 0 else None
    plan = CellPlan(
        *cell,
        len(calls),
        tuple(frame.calls[call].id for call in drawn),
        tuple(StratumPlan(mode, len(those), int(n)) for (mode, those), n in zip(filled, counts, strict=True)),
        _machine_share(draw, rows),
        half,
        _half_like(draw, rows, share, strata, counts, len(drawn)),
        None,
    )
    variance = strata.variance(counts) * strata.total**2 if strata.total > 0 else 0.0
    return replace(plan, note=_note(plan, wanted)), chosen, (variance, strata.total)


def _draw_calls(draw: _Draw, calls: np.ndarray) -> np.ndarray:
    most = draw.wanted.most_calls
    if most is None or len(calls) <= most:
        return calls
    lots = [lot(draw.wanted.seed, draw.frame.calls[call].id) for call in calls]
    return np.sort(calls[np.argsort(lots, kind="stable")[:most]])


def _draw_rows(draw: _Draw, rows: np.ndarray, count: int) -> np.ndarray:
    frame = draw.frame
    lots = [lot(draw.wanted.seed, frame.calls[frame.call_numbers[row]].id, frame.indices[row]) for row in rows]
    return np.sort(rows[np.argsort(np.array(lots, dtype=np.uint64), kind="stable")[:count]])


def _strata(
    draw: _Draw, rows: np.ndarray, filled: list[np.ndarray], calls: np.ndarray, drawn: np.ndarray
) -> tuple[Strata, float]:
    """The strata with what the machine's chances expect of them, and the share that they expect."""
    chances, mode, caution = draw.frame.chances, draw.mode, draw.wanted.caution
    total = float(chances[rows][:, COACHING].sum())
    share = float(chances[rows, mode].sum()) / total if total > 0 else 0.0
    in_a_call = len(rows) / len(calls)
    spread = float(expected_spread(chances[rows], share, mode).mean()) * caution if len(rows) else 0.0
    # Mistakes are taken to be as alike within calls as the codes are.
    of_calls = in_a_call * spread * (1 + max(in_a_call - 1, 0) * draw.alike)
    between = len(calls) ** 2 * (1 - len(drawn) / len(calls)) / len(drawn) * of_calls
    sizes = np.array([len(those) for those in filled], dtype=float)
    spreads = np.array([caution * expected_spread(chances[those], share, mode).mean() for those in filled])
    return Strata(sizes, spreads, len(calls) / len(drawn), between, total), share


def _allocate(strata: Strata, wanted: Wanted) -> np.ndarray:
    """Utterances to code by stratum."""
    if strata.total <= 0:
        return np.minimum(strata.sizes, wanted.least).astype(np.int64)
    most = (wanted.half_width / _normal(wanted)) ** 2
    best = strata.variance(strata.sizes)
    return allocate(strata, max(most, best * _NEAR_THE_BEST**2), least=wanted.least, least_in_all=LEAST_CODED)


def _normal(wanted: Wanted) -> float:
    return float(stats.norm.ppf((1 + wanted.level) / 2))


def _machine_share(draw: _Draw, rows: np.ndarray) -> float | None:
    modes = draw.frame.modes[rows]
    counted = int(COACHING[modes].sum())
    return int((modes == draw.mode).sum()) / counted if counted else None


def _half_like(
    draw: _Draw, rows: np.ndarray, share: float, strata: Strata, counts: np.ndarray, drawn: int
) -> float | None:
    """Expected half-width for calls like these: what the machine's codes vary by call, and the sample besides."""
    if drawn < LEAST_CALLS or strata.total <= 0:
        return None
    modes = draw.frame.modes[rows]
    _, calls = np.unique(draw.frame.call_numbers[rows], return_inverse=True)
    n_calls = round(drawn * strata.weight)
    totals = np.zeros(n_calls)
    np.add.at(totals, calls, (modes == draw.mode) - share * COACHING[modes])
    variance = n_calls**2 / drawn * totals.var(ddof=1) / strata.total**2 + strata.variance(counts)
    return float(stats.t.ppf((1 + draw.wanted.level) / 2, drawn - 1) * np.sqrt(variance))


def _note(plan: CellPlan, wanted: Wanted) -> str | None:
    if plan.half_width is None:
        return "no coaching utterances, so no share"
    if plan.to_code < LEAST_CODED:
        return f"no figure: {LEAST_CODED} utterances needed, {plan.there} there"
    if plan.half_width > wanted.half_width:
        return f"out of reach with {len(plan.calls)} of {plan.n_calls} calls: open more"
    return "only by coding all" if plan.to_code == plan.there else None
