"""The measurement card: what was measured, how, how far coders agree, and what may be concluded from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from coder.agreement_report import AgreementReport, measure_agreement
from coder.codebook import load_codebook
from coder.codings import Coding
from coder.sampling.coded import machine_coding
from coder.sampling.conclusions import what_may, what_may_not
from coder.sampling.corrected import CorrectedFigures, CorrectedGroup, CorrectedShare
from coder.sampling.wanted import Wanted

CARD_FORMAT = 1


@dataclass(frozen=True, slots=True)
class StratumCount:
    """Utterances with one mode by machine, over all cells: in all calls, in those open to the draw, drawn and coded."""

    mode: str
    n_utterances: int
    n_open: int
    n_drawn: int
    n_coded: int


@dataclass(frozen=True)
class MeasurementCard:
    """A corrected measurement with all that is needed to judge it.

    Attributes:
        model, model_version: what coded all calls.
        codebook: its name and version.
        wanted: what the sample was drawn for, seed included.
        n_calls, n_calls_drawn, n_utterances, n_drawn, n_coded, n_left: calls of the frame and of them open to the draw;
            managers' utterances of the frame, drawn, coded, and drawn but coded by nobody.
        n_others: codes left out because their utterances were not drawn.
        left_out: calls that are not in the frame, by reason.
        coders: how many utterances each coded.
        agreement: of the coders, on the sample as drawn; ``None`` where no two coded the same utterance.
        machine_agreement: of the machine with each coder.
        groups: corrected shares.
        by_coder: the wanted mode's share as each coder alone would give it.
        may, may_not: what may and may not be concluded, a sentence each.
    """

    model: str
    model_version: str
    codebook: str
    source: str
    wanted: Wanted
    whole_chances: bool
    n_calls: int
    n_calls_drawn: int
    n_utterances: int
    n_drawn: int
    n_coded: int
    n_left: int
    n_others: int
    left_out: Mapping[str, int]
    strata: tuple[StratumCount, ...]
    coders: Mapping[str, int]
    agreement: AgreementReport | None
    machine_agreement: Mapping[str, AgreementReport]
    groups: tuple[CorrectedGroup, ...]
    by_coder: Mapping[str, CorrectedShare]
    may: tuple[str, ...]
    may_not: tuple[str, ...]


def measurement_card(figures: CorrectedFigures) -> MeasurementCard:
    """The card of a sample that people coded."""
    key, codes = figures.key, figures.codes
    agreement = measure_agreement(*codes.codings) if _share_utterances(codes.codings) else None
    machine = machine_coding(key)
    codebook = load_codebook()
    return MeasurementCard(
        model=key.model,
        model_version=key.model_version,
        codebook=f"{codebook.name}, version {codebook.version}",
        source=key.source,
        wanted=key.wanted,
        whole_chances=key.whole_chances,
        n_calls=len(key.calls),
        n_calls_drawn=int(key.call_drawn.sum()),
        n_utterances=int(key.machine.sum()),
        n_drawn=len(key.places),
        n_coded=figures.overall.n_coded,
        n_left=codes.n_left,
        n_others=codes.n_others,
        left_out=key.left_out,
        strata=tuple(_strata(figures)),
        coders={coding.name: len(coding.units) for coding in codes.codings},
        agreement=agreement,
        machine_agreement={coding.name: measure_agreement(machine, coding) for coding in codes.codings},
        groups=figures.groups,
        by_coder=figures.by_coder,
        may=tuple(what_may(figures)),
        may_not=tuple(what_may_not(figures, agreement)),
    )


def _share_utterances(codings: Sequence[Coding]) -> bool:
    return any(set(first.units) & set(second.units) for first, second in combinations(codings, 2))


def _strata(figures: CorrectedFigures) -> Iterator[StratumCount]:
    key = figures.key
    coded = {place for coding in figures.codes.codings for place in coding.units}
    for number, mode in enumerate(mode.id for mode in load_codebook().modes):
        strata = {at for at, (_, of, _, _) in enumerate(key.strata) if of == mode}
        drawn = [place for place, at in zip(key.places, key.place_strata.tolist(), strict=True) if at in strata]
        n_open = sum(key.strata[at][2] for at in strata)
        n_coded = sum(place in coded for place in drawn)
        yield StratumCount(mode, int(key.machine[:, number].sum()), n_open, len(drawn), n_coded)
