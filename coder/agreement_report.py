"""How far two or more coders agree: on codes and modes, overall and label by label, with intervals and reasons."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import numpy as np

from coder.agreement_coefficients import (
    COEFFICIENTS,
    DRAWS,
    MISSING,
    percentile_interval,
    resample,
    tally,
)
from coder.aligning import Aligned, align
from coder.codebook import Codebook, load_codebook
from coder.codings import Coding, Place, read_coding
from coder.transcript import Role

COMMONEST = 12
PLACES = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One coefficient.

    Attributes:
        value: ``None`` where undefined; agreement is a fraction of 1.
        low, high: ends of the 95 % interval; ``None`` where there is none.
        reason: why value or interval are missing; ``None`` where both are there.
    """

    value: float | None
    low: float | None
    high: float | None
    reason: str | None = None


@dataclass(frozen=True)
class LabelAgreement:
    """Agreement on all labels, or on one against the rest.

    Attributes:
        given: how many of the compared utterances each coder gave the label; any label, for all.
        figures: by coefficient: ``agreement``, ``kappa``, ``alpha``, ``ac1``.
    """

    given: tuple[int, ...]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two labels given to the same utterances.

    Attributes:
        label, other: in the codebook's order.
        count: pairs of codes on one utterance, over all pairs of coders.
        earlier_gave_label: those in which the coder named earlier gave ``label`` and the later one ``other``.
        places: call and index of the first few.
    """

    label: str
    other: str
    count: int
    earlier_gave_label: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class LevelAgreement:
    """Agreement on codes or on modes; ``labels`` in the codebook's order."""

    overall: LabelAgreement
    labels: Mapping[str, LabelAgreement]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True)
class AgreementReport:
    """How far coders agree on the utterances that at least two of them coded.

    Attributes:
        coders: their files' names.
        coded: how many of the compared utterances each coded.
        role: whose utterances were compared; ``None`` for all.
        coded_by_one, without_role: utterances left out, see ``Aligned``.
        pairs: pairs of coders that share an utterance; kappa is the mean over them.
        resampled: what the intervals resample: calls, or utterances where there is one call.
    """

    coders: tuple[str, ...]
    coded: tuple[int, ...]
    role: Role | None
    n_calls: int
    n_utterances: int
    coded_by_one: int
    without_role: int
    pairs: int
    resampled: Literal["calls", "utterances"]
    codes: LevelAgreement
    modes: LevelAgreement
    draws: int = DRAWS


def measure_agreement(
    *codings: Coding | Path | str, role: Role | None = None, codebook: Codebook | None = None
) -> AgreementReport:
    """The agreement of two or more coders, each a file or folder that ``read_coding`` reads, or a coding read.

    Raises:
        ExamplesError: a coding cannot be read, or the codings do not fit each other.
    """
    codebook = codebook or load_codebook()
    read = [each if isinstance(each, Coding) else read_coding(Path(each), codebook) for each in codings]
    aligned = align(read, role)
    calls = [call for call, _ in aligned.places]
    modes = [tuple(code and codebook.mode_of[code] for code in row) for row in aligned.codes]
    columns = list(zip(*aligned.codes, strict=True))
    return AgreementReport(
        coders=tuple(coding.name for coding in read),
        coded=tuple(sum(code is not None for code in column) for column in columns),
        role=role,
        n_calls=len(set(calls)),
        n_utterances=len(calls),
        coded_by_one=aligned.coded_by_one,
        without_role=aligned.without_role,
        pairs=sum(any(a and b for a, b in zip(*pair, strict=True)) for pair in combinations(columns, 2)),
        resampled="calls" if len(set(calls)) > 1 else "utterances",
        codes=_level(aligned, aligned.codes, codebook.code_ids),
        modes=_level(aligned, modes, [mode.id for mode in codebook.modes]),
    )


def _level(aligned: Aligned, rows: Sequence[Sequence[str | None]], labels: Sequence[str]) -> LevelAgreement:
    number: dict[str | None, int] = {None: MISSING, **{label: index for index, label in enumerate(labels)}}
    ratings = np.array([[number[label] for label in row] for row in rows])
    _, groups = np.unique([call for call, _ in aligned.places], return_inverse=True)
    if not groups.any():
        groups = np.arange(len(ratings))
    each = {
        label: _agreement(np.where(ratings == MISSING, MISSING, ratings == index), ratings == index, 2, groups)
        for index, label in enumerate(labels)
    }
    overall = _agreement(ratings, ratings != MISSING, len(labels), groups)
    return LevelAgreement(overall, each, _disagreements(aligned.places, rows, labels))


def _agreement(ratings: np.ndarray, given: np.ndarray, n_labels: int, groups: np.ndarray) -> LabelAgreement:
    by_coder = tuple(int(count) for count in given.sum(axis=0))
    if not any(by_coder):
        return LabelAgreement(by_coder, dict.fromkeys(COEFFICIENTS, Figure(None, None, None, "no coder gives it")))
    sums = tally(ratings, n_labels, groups)
    whole, drawn = sums.total(), resample(sums)
    few = len(sums.units) < 2
    figures = {
        name: _figure(float(formula(whole)[0]), None if few else percentile_interval(formula(drawn)), few=few)
        for name, formula in COEFFICIENTS.items()
    }
    return LabelAgreement(by_coder, figures)


def _figure(value: float, interval: tuple[float, float] | None, *, few: bool) -> Figure:
    if np.isnan(value):
        return Figure(None, None, None, "nothing else is given, so agreement by chance is certain")
    if interval is None:
        reason = "no interval from one utterance" if few else "no interval: undefined in some resamples, too rare"
        return Figure(value, None, None, reason)
    return Figure(value, *interval)


def _disagreements(
    places: Sequence[Place], rows: Sequence[Sequence[str | None]], labels: Sequence[str]
) -> tuple[Disagreement, ...]:
    order = {label: index for index, label in enumerate(labels)}
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    forward = Counter[tuple[str, str]]()
    for place, row in zip(places, rows, strict=True):
        for first, second in combinations([label for label in row if label], 2):
            if first != second:
                pair = (first, second) if order[first] < order[second] else (second, first)
                found[pair].append(place)
                forward[pair] += pair == (first, second)
    commonest = sorted(found, key=lambda pair: (-len(found[pair]), order[pair[0]], order[pair[1]]))[:COMMONEST]
    return tuple(
        Disagreement(*pair, len(found[pair]), forward[pair], tuple(dict.fromkeys(found[pair]))[:PLACES])
        for pair in commonest
    )
