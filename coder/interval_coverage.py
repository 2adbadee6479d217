"""Whether 95 % intervals hold: on held-out calls, how often they contain the figure of a person's codes.

Tell-heavy and listening calls are told apart, since a model that sees too little telling would hide it where there is
most. Where too few are covered in either part, the factor is found by which the intervals must be stretched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coder.codebook import Codebook
from coder.examples import LabelledCall
from coder.labelled_review import labelled_review, review_of
from coder.measures import Measure, definition_of, definitions, measure_call
from coder.measures.intervals import stretch
from coder.measures.tallies import tallies

# The upper quarters of the labelled calls: manager's share of plain telling, and manager's ask-and-listen index.
TELL_HEAVY = 0.42
LISTENING = 0.45
LEAST_COVERED = 0.90
FACTORS = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
STYLES = ("all", "tell_heavy", "listening")


@dataclass(frozen=True, slots=True)
class _Case:
    """One measure of one call: what people's codes give, and what the machine's do."""

    truth: float
    found: float
    intervals: tuple[tuple[float, float], ...]


def score_intervals(
    calls: Sequence[LabelledCall], tables: Sequence[np.ndarray], codebook: Codebook
) -> dict[str, dict[str, Any]]:
    """By measure id: ``widening``, and by style ``n``, ``coverage`` at that widening and 1, mean ``width``, ``bias``.

    Args:
        tables: each call's held-out, calibrated probabilities of codes.

    Returns:
        ``coverage`` and ``bias`` (machine's minus people's, mean) are ``None`` where no call of a style has the
        measure.
        ``widening`` is the least of ``FACTORS`` with ``LEAST_COVERED`` in both styles, else the greatest.
    """
    cases: dict[str, dict[str, list[_Case]]] = {name: {style: [] for style in STYLES} for name in _measured()}
    for call, table in zip(calls, tables, strict=True):
        if any(utterance.role == "manager" for utterance in call.utterances):
            _add_cases(cases, call, table, codebook)
    return {name: _summary(by_style) for name, by_style in cases.items()}


def _add_cases(
    cases: Mapping[str, Mapping[str, list[_Case]]], call: LabelledCall, table: np.ndarray, codebook: Codebook
) -> None:
    coded = review_of(call, table, codebook)
    truth = measure_call(labelled_review(call, codebook), intervals=False)
    found = measure_call(coded)
    styles = _styles(truth, codebook)
    for name in cases:
        true, measure = truth[name].value, found[name]
        if true is None or measure.value is None:
            continue
        ratio = definition_of(name).kind == "ratio"
        stretched = [stretch(measure, factor, ratio=ratio) for factor in FACTORS]
        case = _Case(true, measure.value, tuple((each.low or 0.0, each.high or 0.0) for each in stretched))
        for style in styles:
            cases[name][style].append(case)


def _measured() -> list[str]:
    counted = tallies()
    return [definition.id for definition in definitions() if definition.id in counted]


def _styles(truth: Mapping[str, Measure], codebook: Codebook) -> list[str]:
    tell, listen = (_share(truth, modes) for modes in (codebook.parts.plain_telling, codebook.parts.listening))
    return [
        "all",
        *(["tell_heavy"] if tell is not None and tell >= TELL_HEAVY else []),
        *(["listening"] if listen is not None and listen >= LISTENING else []),
    ]


def _share(truth: Mapping[str, Measure], modes: Sequence[str]) -> float | None:
    """The share of some modes together; ``None`` where it is undefined or there are no such modes."""
    known = [value for mode in modes if (value := truth[f"{mode}_share"].value) is not None]
    return sum(known) if known else None


def _summary(by_style: Mapping[str, Sequence[_Case]]) -> dict[str, Any]:
    covered = {style: [_coverage(cases, at) for at in range(len(FACTORS))] for style, cases in by_style.items()}
    enough = [
        at
        for at in range(len(FACTORS))
        if all((covered[style][at] or 0.0) >= LEAST_COVERED for style in STYLES if by_style[style])
    ]
    chosen = enough[0] if enough else len(FACTORS) - 1
    return {
        "widening": FACTORS[chosen],
        **{
            style: {
                "n": len(cases),
                "coverage_unwidened": covered[style][0],
                "coverage": covered[style][chosen],
                "width": _mean([case.intervals[chosen][1] - case.intervals[chosen][0] for case in cases]),
                "bias": _mean([case.found - case.truth for case in cases]),
            }
            for style, cases in by_style.items()
        },
    }


def _coverage(cases: Sequence[_Case], at: int) -> float | None:
    return _mean([float(case.intervals[at][0] <= case.truth <= case.intervals[at][1]) for case in cases])


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
