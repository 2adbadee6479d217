"""Agreement and differences of codings, as plain data for their components."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from coder import (
    COEFFICIENT_NAMES,
    AgreementReport,
    Difference,
    LabelAgreement,
    Review,
    agreement_figure,
    agreement_head,
    agreement_reasons,
    load_codebook,
)
from ui.coding_view import keyed_codes
from ui.figures import number

BEFORE, AFTER = 3, 1
EXPLAINED = (
    "Agree is the share of utterances with the same code. Kappa, alpha and AC1 take off what chance alone would bring: "
    "1 is full agreement, 0 is chance. Where a code is rare or very common, kappa and alpha fall though people agree; "
    "AC1 falls less. None of them says who is right."
)


def agreement_view(report: AgreementReport, note: str) -> dict[str, Any]:
    """The table of agreement: all codes and modes, then each of them against the rest."""
    book = load_codebook()
    codes = {code.id: code.name for code in book.codes}
    modes = {mode.id: mode.name for mode in book.modes}
    letters = ascii_uppercase[: len(report.coders)]
    return {
        "part": "agreement",
        "head": agreement_head(report),
        "note": note,
        "explained": EXPLAINED,
        "columns": [*COEFFICIENT_NAMES.values(), *(f"given by {letter}" for letter in letters)],
        "overall": [_row("All codes", "", report.codes.overall), _row("All modes", "", report.modes.overall)],
        "modes": [_row(modes[mode], mode, row) for mode, row in report.modes.labels.items() if any(row.given)],
        "codes": [
            _row(codes[code], book.mode_of[code], row) for code, row in report.codes.labels.items() if any(row.given)
        ],
        "reasons": [*agreement_reasons(report.modes), *agreement_reasons(report.codes)],
    }


def settling_view(
    call: str,
    review: Review,
    differences: Sequence[Difference],
    *,
    names: Sequence[str],
    settled: Mapping[int, str],
) -> dict[str, Any]:
    """What codings differ on and nobody settled yet, each with what was said around it; and what was settled."""
    place = {each.index: at for at, each in enumerate(review.utterances)}
    left = [each for each in differences if each.index not in settled]
    there = [each for each in differences if each.index in settled]
    return {
        "part": "settling",
        "id": call,
        "rows": [_difference(review, place[each.index], each, names) for each in left],
        "settled": [
            {"text": review.utterances[place[each.index]].text, "code": settled[each.index], "index": each.index}
            for each in there
        ],
        "names": list(names),
        "total": len(differences),
        **keyed_codes(),
    }


def _difference(review: Review, at: int, difference: Difference, names: Sequence[str]) -> dict[str, Any]:
    around = review.utterances[max(0, at - BEFORE) : at + 1 + AFTER]
    spoken = [{"who": each.speaker, "text": each.text} for each in around]
    own = min(at, BEFORE)
    by_code = {
        code: [name for name, given in zip(names, difference.codes, strict=True) if given == code]
        for code in difference.choices
    }
    return {
        "index": difference.index,
        "before": spoken[:own],
        "own": spoken[own],
        "after": spoken[own + 1 :],
        "choices": [{"code": code, "by": by_code[code]} for code in difference.choices],
    }


def _row(name: str, mode: str, row: LabelAgreement) -> dict[str, Any]:
    figures = [_with_minus(agreement_figure(coefficient, figure)) for coefficient, figure in row.figures.items()]
    return {"name": name, "mode": mode, "cells": [*figures, *(number(count) for count in row.given)]}


def _with_minus(figure: str) -> str:
    """A range that begins or ends below zero reads better with a word between.

    >>> _with_minus("-0.13 (-0.20–-0.09)")
    '−0.13 (−0.20 to −0.09)'
    """
    return figure.replace("–", " to ").replace("-", "−") if "-" in figure else figure
