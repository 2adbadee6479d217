"""The measurement card as a page in Markdown, or as JSON; it holds no utterance."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from coder.agreement_report import AgreementReport, LabelAgreement
from coder.reports.agreement import agreement_figure, escape_markdown
from coder.sampling.card import CARD_FORMAT, MeasurementCard
from coder.sampling.figures_text import reasons, share_cells
from coder.sampling.plan_text import group_name
from coder.sampling.wanted import COACHING_MODES

KINDS = ("md", "json")
_COEFFICIENTS = ("agree", "kappa", "alpha", "AC1")
_AS_DRAWN = "Of the sample as drawn, which holds rare codes more often than the calls do; 95 % intervals."


def render_card(card: MeasurementCard, kind: str) -> str:
    """The card in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return {"md": _markdown, "json": _json}[kind](card)


def _json(card: MeasurementCard) -> str:
    return json.dumps({"format": CARD_FORMAT, **asdict(card)}, indent=1, ensure_ascii=False) + "\n"


def _markdown(card: MeasurementCard) -> str:
    parts = [
        ["# Measurement card", "", *_list(_about(card))],
        ["## May be concluded", "", *_list(card.may or ("Nothing: there is no figure over all calls.",))],
        ["## May not be concluded", "", *_list(card.may_not)],
        ["## Corrected figures", "", "Shares of the managers' coaching utterances."],
        *(_shares(card, mode) for mode in COACHING_MODES),
        ["## Sample", "", *_sample(card)],
        ["## Agreement of coders", "", *_agreement(card.agreement)],
        ["## The machine against each coder", "", _AS_DRAWN, "", *_machine(card.machine_agreement)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _about(card: MeasurementCard) -> Iterator[str]:
    wanted = card.wanted
    yield f"Model {card.model}, version {card.model_version}; {card.codebook}"
    yield f"Frame: {card.n_utterances:,} utterances of managers in {card.n_calls:,} calls, from {card.source}"
    for reason, count in card.left_out.items():
        yield f"Not in it: {count:,} call{'s' * (count != 1)}, {reason}"
    yield f"Drawn: {card.n_drawn:,} utterances from {card.n_calls_drawn:,} calls, seed {wanted.seed}"
    yield (
        f"Wanted: ±{wanted.points:g} points on the share of {wanted.mode}, {100 * wanted.level:g} % interval, "
        f"by {wanted.by.replace('-', ' and ')}"
    )
    coders = ", ".join(f"{name} {count:,}" for name, count in card.coders.items())
    yield f"Coded by people, without seeing the machine's codes: {card.n_coded:,} ({coders})"


def _shares(card: MeasurementCard, mode: str) -> list[str]:
    head = ["calls", "utterances", "coded", "machine", "corrected", "interval", "for calls like these"]
    lines = [f"### {mode}", "", *_table(["", *head])]
    for group in card.groups:
        counts = [f"{count:,}" for count in (group.n_calls, group.n_utterances, group.n_coded)]
        lines.append(_row([group_name(group.manager, group.quarter), *counts, *share_cells(group.shares[mode])]))
    if why := reasons(card.groups, mode):
        lines += ["", *_list(why)]
    if mode == card.wanted.mode and card.by_coder:
        lines += ["", "Each coder alone, over all calls:", "", *_table(["", "corrected", "interval", ""])]
        lines += [_row([name, *share_cells(share)[1:3], share.reason or ""]) for name, share in card.by_coder.items()]
    return lines


def _sample(card: MeasurementCard) -> Iterator[str]:
    yield (
        "Strata: machine mode within each group planned for. Modes that are rare or that the machine is unsure of are "
        "drawn more often, and weighed back."
    )
    yield ""
    yield from _table(["machine mode", "utterances", "in calls drawn", "drawn", "coded"])
    for stratum in card.strata:
        counts = (stratum.n_utterances, stratum.n_open, stratum.n_drawn, stratum.n_coded)
        yield _row([stratum.mode, *(f"{count:,}" for count in counts)])


def _agreement(report: AgreementReport | None) -> Iterator[str]:
    if report is None:
        yield "Not known: no two coders coded the same utterance."
        return
    yield f"{report.n_utterances:,} utterances coded by two or more. {_AS_DRAWN}"
    for name in ("modes", "codes"):
        level = getattr(report, name)
        yield from ("", *_table([name, *_COEFFICIENTS, *report.coders]))
        yield _row(["all", *_coefficients(level.overall)])
        yield from (_row([label, *_coefficients(row)]) for label, row in level.labels.items())


def _machine(reports: Mapping[str, AgreementReport]) -> Iterator[str]:
    yield from _table(["", *_COEFFICIENTS])
    for name, report in reports.items():
        for level in ("modes", "codes"):
            yield _row([f"{name}, {level}", *_coefficients(getattr(report, level).overall)[: len(_COEFFICIENTS)]])


def _coefficients(row: LabelAgreement) -> list[str]:
    shown = [agreement_figure(name, figure) for name, figure in row.figures.items()]
    return [*shown, *(f"{count:,}" for count in row.given)]


def _list(lines: Iterable[str]) -> list[str]:
    return [f"- {escape_markdown(line)}" for line in lines]


def _table(head: list[str]) -> list[str]:
    return [_row(head), "|" + "---|" * len(head)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(escape_markdown(cell) for cell in cells)} |"
