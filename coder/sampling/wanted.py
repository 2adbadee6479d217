"""What a sample is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from coder.errors import SampleError
from coder.sampling.frame import COACHING, MODES, FrameCall

By = Literal["manager-quarter", "manager", "quarter", "all"]
Cell = tuple[str | None, str | None]
COACHING_MODES = tuple(mode for mode, coaching in zip(MODES, COACHING, strict=True) if coaching)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sure a share must be, for whom, and how it is drawn.

    Attributes:
        points: half-width of the interval in percentage points.
        mode: the coaching mode whose share it is.
        by: for whom each a figure is wanted; such a group is a cell.
        level: of the interval, 0-1.
        least: utterances to be coded of each cell and machine mode, so that rare codes are seen too.
        most_calls: calls to be opened for each cell, drawn at random; ``None`` for all.
        caution: how many times the variance is taken that the machine's probabilities give.
        seed: the same gives the same sample; a larger sample of the same seed holds the smaller one.
    """

    points: float = 5.0
    mode: str = "tell"
    by: By = "manager-quarter"
    level: float = 0.95
    least: int = 10
    most_calls: int | None = None
    caution: float = 1.25
    seed: int = 0

    @property
    def half_width(self) -> float:
        """``points`` as a share, 0-1."""
        return self.points / 100


_CELL_OF: dict[By, Callable[[FrameCall], Cell]] = {
    "manager-quarter": lambda call: (call.manager, call.quarter),
    "manager": lambda call: (call.manager, None),
    "quarter": lambda call: (None, call.quarter),
    "all": lambda call: (None, None),
}
BY: tuple[By, ...] = tuple(_CELL_OF)


def cell_of(call: FrameCall, by: By) -> Cell:
    """Manager and quarter of the cell that a call belongs to; ``None`` where the cells do not part them."""
    return _CELL_OF[by](call)


def check_wanted(wanted: Wanted) -> None:
    """Refuse what no sample can be drawn for.

    Raises:
        SampleError: it is.
    """
    for good, where, expected in (
        (isfinite(wanted.points) and 0 < wanted.points < 50, "points", "more than 0 and less than 50 points"),
        (wanted.mode in COACHING_MODES, "mode", f"one of {', '.join(COACHING_MODES)}"),
        (wanted.by in BY, "by", f"one of {', '.join(BY)}"),
        (0.5 <= wanted.level < 1, "level", "a level from 0.5 to below 1"),
        (wanted.least >= 2, "least", "2 or more, without which a stratum has no variance"),
        (wanted.most_calls is None or wanted.most_calls >= 2, "most_calls", "2 calls or more"),
        (isfinite(wanted.caution) and wanted.caution >= 1, "caution", "a factor from 1 on"),
    ):
        if not good:
            found = str(getattr(wanted, where))
            raise SampleError(where, expected=expected, found=found, next_step="Change it.")
