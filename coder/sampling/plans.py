"""A sample that is planned and drawn, before anybody codes it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from coder.sampling.wanted import Wanted


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """Utterances of one cell with one mode by machine.

    Attributes:
        there: in the calls drawn.
        to_code: how many are drawn.
    """

    mode: str
    there: int
    to_code: int


@dataclass(frozen=True)
class CellPlan:
    """One group for which a figure is wanted.

    Attributes:
        manager, quarter: whose; ``None`` where cells do not part them.
        n_calls: all its calls.
        calls: ids of the calls drawn.
        machine_share: the mode's share by machine; ``None`` without coaching utterances.
        half_width: expected, 0-1, for the calls of the frame.
        half_width_like: expected for calls like these, 0-1; ``None`` for fewer than ``LEAST_CALLS``.
        note: why what is wanted cannot be had, or only by coding all; else ``None``.
    """

    manager: str | None
    quarter: str | None
    n_calls: int
    calls: tuple[str, ...]
    strata: tuple[StratumPlan, ...]
    machine_share: float | None
    half_width: float | None
    half_width_like: float | None
    note: str | None

    @property
    def there(self) -> int:
        """Utterances in the calls drawn."""
        return sum(stratum.there for stratum in self.strata)

    @property
    def to_code(self) -> int:
        """Utterances drawn."""
        return sum(stratum.to_code for stratum in self.strata)


@dataclass(frozen=True)
class Plan:
    """A sample, planned and drawn.

    Attributes:
        n_utterances: of managers, in the whole frame.
        alike: intraclass correlation of the machine's codes of the mode within calls, 0-1.
        half_width: expected for all cells together, 0-1; ``None`` where nothing is to divide by.
        rows: places in the frame of the utterances drawn, by cell and stratum.
        row_strata: for each, its stratum, counted over all cells in their order.
    """

    wanted: Wanted
    source: str
    model: str
    model_version: str
    cells: tuple[CellPlan, ...]
    n_utterances: int
    alike: float
    half_width: float | None
    rows: np.ndarray
    row_strata: np.ndarray
    whole_chances: bool
    left_out: Mapping[str, int]

    @property
    def to_code(self) -> int:
        """Utterances drawn in all cells."""
        return len(self.rows)

    @property
    def design_effect(self) -> float:
        """How many times the variance grows because utterances of a call are alike: 1 + (n - 1) x the correlation.

        For a figure that shall hold for calls like these; n is how many are coded of a call in the mean (Kish 1965).
        """
        n_calls = sum(len(cell.calls) for cell in self.cells)
        return 1 + max(self.to_code / max(n_calls, 1) - 1, 0) * self.alike
