"""Corrected shares of every mode: over all calls, by manager, by quarter, and by both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coder.codings import Coding
from coder.sampling.coded import Key, PeoplesCodes, coded_sample, read_codes, read_key
from coder.sampling.estimation import LEAST_CODED, LEAST_IN_STRATUM, CodedSample, estimate_share
from coder.sampling.frame import COACHING, MODES
from coder.sampling.wanted import COACHING_MODES


@dataclass(frozen=True, slots=True)
class CorrectedShare:
    """The share of a mode among coaching utterances, 0-1.

    Attributes:
        machine: by the machine's codes alone; ``None`` without coaching utterances.
        value, low, high: corrected, with the interval for the calls of the frame; ``None`` where ``reason`` says why.
        low_like, high_like: the interval for calls like these; ``None`` for fewer than five calls.
    """

    machine: float | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_like: float | None = None
    high_like: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class CorrectedGroup:
    """Some calls.

    Attributes:
        manager, quarter: whose; ``None`` for all.
        n_utterances: of managers, all that the machine coded.
        n_coded: how many of them people coded.
        shares: by coaching mode.
    """

    manager: str | None
    quarter: str | None
    n_calls: int
    n_utterances: int
    n_coded: int
    shares: Mapping[str, CorrectedShare]


@dataclass(frozen=True)
class CorrectedFigures:
    """What people's codes of a sample say of all calls.

    Attributes:
        groups: all calls first, then by manager, by quarter, and by both, where there are several.
        by_coder: the wanted mode's share over all calls as each coder alone would give it; empty for one coder.
    """

    key: Key
    codes: PeoplesCodes
    groups: tuple[CorrectedGroup, ...]
    by_coder: Mapping[str, CorrectedShare]

    @property
    def overall(self) -> CorrectedGroup:
        """All calls."""
        return self.groups[0]

    @property
    def planned(self) -> tuple[CorrectedGroup, ...]:
        """The groups that the sample was planned for."""
        several = [len(set(names)) > 1 for names in zip(*self.key.owners, strict=True)]
        cells = {tuple(n if many else None for n, many in zip(c, several, strict=True)) for c in self.key.cells}
        return tuple(group for group in self.groups if (group.manager, group.quarter) in cells)


def correct_figures(key: Key | Path, coders: Sequence[Path | Coding]) -> CorrectedFigures:
    """The corrected figures of a sample that one or more people coded.

    Raises:
        SampleError: the key cannot be read, or a coder coded nothing of its sample.
        ExamplesError: a coder's file cannot be read.
    """
    key = key if isinstance(key, Key) else read_key(key)
    codes = read_codes(key, coders)
    sample = coded_sample(key, codes.codings)
    groups = tuple(_group(key, sample, manager, quarter) for manager, quarter in _domains(key))
    everyone = np.ones(len(key.calls), dtype=bool)
    alone = {
        coding.name: _share(key, coded_sample(key, [coding]), everyone, key.wanted.mode)
        for coding in codes.codings
        if len(codes.codings) > 1
    }
    return CorrectedFigures(key, codes, groups, alone)


def _domains(key: Key) -> Iterator[tuple[str | None, str | None]]:
    managers, quarters = (sorted(set(names)) for names in zip(*key.owners, strict=True))
    yield None, None
    if len(managers) > 1:
        yield from ((manager, None) for manager in managers)
    if len(quarters) > 1:
        yield from ((None, quarter) for quarter in quarters)
    if len(managers) > 1 and len(quarters) > 1:
        yield from sorted(set(key.owners))


def _group(key: Key, sample: CodedSample, manager: str | None, quarter: str | None) -> CorrectedGroup:
    those = np.array([manager in (None, name) and quarter in (None, time) for name, time in key.owners], dtype=bool)
    return CorrectedGroup(
        manager,
        quarter,
        int(those.sum()),
        int(key.machine[those].sum()),
        int(those[sample.calls].sum()),
        {mode: _share(key, sample, those, mode) for mode in COACHING_MODES},
    )


def _share(key: Key, sample: CodedSample, those: np.ndarray, mode: str) -> CorrectedShare:
    number = MODES.index(mode)
    counts = key.machine[those].sum(axis=0)
    counted = int(counts[COACHING].sum())
    machine = int(counts[number]) / counted if counted else None
    if reason := _too_little(key, sample, those):
        return CorrectedShare(machine, reason=reason)
    found = estimate_share(sample, those, number, key.wanted.level)
    if found is None:
        return CorrectedShare(machine, reason="people found nothing that counts towards shares")
    return CorrectedShare(machine, found.value, found.low, found.high, found.low_like, found.high_like)


def _too_little(key: Key, sample: CodedSample, those: np.ndarray) -> str | None:
    """Why there is no figure: a group or one of its strata has too few coded utterances."""
    coded = int(those[sample.calls].sum())
    if coded < LEAST_CODED:
        return f"too few coded: {LEAST_CODED} needed, {coded} found"
    cells = set(key.call_cells[those].tolist())
    for (cell, mode, there, _), n in zip(key.strata, sample.stratum_coded.tolist(), strict=True):
        if cell in cells and n < min(LEAST_IN_STRATUM, there):
            whose = " ".join(name for name in key.cells[cell] if name) or "all"
            return f"too few coded of machine-coded {mode}, {whose}: {min(LEAST_IN_STRATUM, there)} needed, {n} found"
    return None
