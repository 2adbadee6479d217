"""What a trend is made from and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coder.call_figures import CallFigures
from coder.codebook import load_codebook
from coder.measures import definitions

LEAST_CALLS = 5
# The direction is that of so many of the latest calls: a year of weekly ones.
LATEST = 60

Moved = Literal["up", "down"]


def followed() -> tuple[str, ...]:
    """Ids of the measures that a trend follows, in the order of reports: the headlines and the mode mix."""
    return tuple(each.id for each in definitions() if each.group in ("headline", "modes"))


def compared() -> tuple[str, ...]:
    """Those looked at when the single clearest change is sought: of two figures that are the same, one."""
    listening = load_codebook().parts.listening
    same = {f"{listening[0]}_share"} if len(listening) == 1 else set()
    return tuple(measure for measure in followed() if measure not in same)


@dataclass(frozen=True, slots=True)
class TrendCall:
    """One call as a trend takes it.

    Attributes:
        day: YYYY-MM-DD, or "" where it is unknown.
        model: what coded it, so that a change of model can be told; "" where it does not matter.
    """

    id: str
    title: str
    day: str
    type: str
    manager: str
    figures: CallFigures
    model: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of one call.

    Attributes:
        low, high: 95 % interval of a share or ratio of codes; of talk share, what it could be if some turns carried
            the wrong name; ``None`` where there is none.
        numerator: what ``value`` times ``denominator`` gives, so that reviewed parts count as they correct the whole.
    """

    call_id: str
    title: str
    day: str
    type: str
    value: float
    low: float | None
    high: float | None
    numerator: float
    denominator: int
    unit: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The manager's own usual figure: all calls but the latest, pooled.

    Attributes:
        value: sum of numerators ÷ sum of denominators.
        low, high: 95 % interval by drawing calls anew.
    """

    value: float
    low: float
    high: float
    calls: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one figure lies from another.

    Attributes:
        value: of shares the second less the first, -1 to 1; of ratios by which factor the second is the first.
        low, high: 95 % interval, in the same unit.
        clearness: the difference in units of its joint uncertainty towards no difference; above 1 the interval
            excludes none.
    """

    value: float
    low: float
    high: float
    clearness: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a figure goes over time.

    Attributes:
        a_month: change in thirty days: of shares as a difference, of ratios as a factor.
        low, high: 95 % interval of ``a_month``.
        moved: "up" or "down" where the interval excludes no change, else ``None``.
        calls: how many it was taken from.
    """

    a_month: float
    low: float
    high: float
    moved: Moved | None
    calls: int


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over the calls.

    Attributes:
        points: by day, then in the order given.
        left_out: why calls have no point, and how many each.
        baseline, direction: ``None`` where there are too few points.
        latest: how the last point lies to the baseline; ``None`` as above, or where it has no interval.
        says: what can be said of it, one or two sentences.
    """

    measure: str
    points: tuple[Point, ...]
    left_out: tuple[tuple[str, int], ...]
    baseline: Baseline | None
    latest: Difference | None
    direction: Direction | None
    says: str


@dataclass(frozen=True, slots=True)
class Change:
    """What moved most clearly between the last two calls of one type.

    Attributes:
        measure: ``None`` where nothing can be compared.
        is_clear: whether it is more than its uncertainty explains, all figures looked at allowed for.
        says: one or two sentences.
    """

    before_id: str
    after_id: str
    measure: str | None
    difference: Difference | None
    is_clear: bool
    says: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A manager's own calls over time; nothing here compares people.

    Attributes:
        call_type: the one type looked at; ``None`` for all.
        n_calls: calls with a day.
        n_without_day: calls left out for want of one.
        series: by measure id, in the order of ``followed()``.
        change: ``None`` where there are no two calls of one type.
        missing: how many more calls a trend needs; 0 where there are enough.
        notes: what to know before reading, one sentence each.
    """

    manager: str
    call_type: str | None
    n_calls: int
    n_without_day: int
    series: Mapping[str, Series]
    change: Change | None
    missing: int
    notes: tuple[str, ...]
