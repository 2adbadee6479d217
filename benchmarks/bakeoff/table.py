"""Fits a row, codes the held-out calls with it, and says how it did in one line of a table."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from threadpoolctl import threadpool_limits

from benchmarks.bakeoff.clock import CLOCK
from benchmarks.bakeoff.row import Material, Row
from coder.evaluation import compare_codings, spoken_of
from coder.examples import LabelledCall
from coder.recipes import as_captions

HEAD = (
    "| row | codes F1 | codes κ | modes F1 | modes κ, 95 % interval | modes F1, captions | fit, s | utterances/s |\n"
    "|---|---|---|---|---|---|---|---|"
)

_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Result:
    """How a row did.

    Attributes:
        scores, on_captions: as ``compare_codings`` gives them, for calls as written and as machine captions.
        fit_seconds: of processor time on one thread, which other work on the machine does not lengthen much;
            vectors of the training calls included.
        rate: utterances coded in a second of such time.
    """

    row: Row
    scores: dict[str, Any]
    on_captions: dict[str, Any]
    fit_seconds: float
    rate: float


def measure(row: Row, material: Material, test: Sequence[LabelledCall]) -> Result:
    """Fit to the material, code the held-out calls as written and as captions."""
    fit = row.find_fit()
    calls = [spoken_of(call) for call in test]
    with one_thread():
        started = CLOCK.now()
        predict = fit(material)
        fit_seconds = CLOCK.now() - started
        predict(calls[0])
        started = CLOCK.now()
        written = [predict(call) for call in calls]
        seconds = CLOCK.now() - started
        captioned = [predict(as_captions(call)) for call in calls]
    scores, on_captions = (compare_codings(test, codes, material.codebook) for codes in (written, captioned))
    return Result(row, scores, on_captions, fit_seconds, sum(map(len, calls)) / max(seconds, 1e-6))


@contextmanager
def one_thread() -> Iterator[None]:
    """Everything inside on one thread, so that rows can be compared."""
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
    with threadpool_limits(limits=1):
        yield


def line(result: Result) -> str:
    """One line of the table."""
    codes, modes = result.scores["codes"], result.scores["manager_modes"]
    captions = result.on_captions["manager_modes"]["macro_f1"]
    cells = (
        f"`{result.row.name}`: {result.row.what}",
        _figure(codes["macro_f1"]),
        _figure(codes["kappa"]),
        _figure(modes["macro_f1"]),
        f"{_figure(modes['kappa'])} {_interval(modes['kappa_interval'])}",
        _figure(captions),
        f"{result.fit_seconds:,.0f}",
        _rate(result.rate),
    )
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-0.00", "0.00")


def _interval(ends: Sequence[float] | None) -> str:
    return "" if ends is None else f"({_figure(ends[0])} to {_figure(ends[1])})"


def _rate(rate: float) -> str:
    """Two digits that count; a dash for a rule that takes next to no time.

    >>> _rate(1234.5)
    '1,200'
    """
    return "–" if rate > _AT_ONCE else f"{float(f'{rate:.2g}'):,.0f}"
