"""A report of agreement as text, JSON, CSV or Markdown (docs/agreement.md)."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from string import ascii_uppercase
from typing import Any

from coder.agreement_coefficients import COEFFICIENTS
from coder.agreement_report import AgreementReport, Disagreement, Figure, LabelAgreement, LevelAgreement
from coder.reports.wording import DASH

AGREEMENT_FORMAT = 1
KINDS = ("text", "json", "csv", "md")
FEW_CALLS = 10

COEFFICIENT_NAMES = {"agreement": "agree", "kappa": "kappa", "alpha": "alpha", "ac1": "AC1"}
_LABEL_WIDTH = 16
_LEVELS = ("codes", "modes")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def render_agreement(report: AgreementReport, kind: str) -> str:
    """The report in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return {"text": _text, "json": _json, "csv": _csv, "md": _markdown}[kind](report)


def _json(report: AgreementReport) -> str:
    return json.dumps({"format": AGREEMENT_FORMAT, **asdict(report)}, indent=1, ensure_ascii=False) + "\n"


def _csv(report: AgreementReport) -> str:
    """A row for all labels and for each one; the disagreements stand in the other forms."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    ends = [f"{name}{end}" for name in COEFFICIENTS for end in ("", "_low", "_high")]
    given = [f"given_{letter}" for letter in _letters(report)]
    writer.writerow(["level", "label", "utterances", *given, *ends, "reasons"])
    for name in _LEVELS:
        for label, row in _rows(getattr(report, name)):
            figures = row.figures.values()
            values: list[Any] = [value for f in figures for value in (f.value, f.low, f.high)]
            numbers = ["" if value is None else f"{value:.4f}" for value in values]
            reasons = "; ".join(f"{COEFFICIENT_NAMES[key]}: {f.reason}" for key, f in row.figures.items() if f.reason)
            writer.writerow([name, label or "all", report.n_utterances, *row.given, *numbers, reasons])
    return out.getvalue()


def _text(report: AgreementReport) -> str:
    labels = [label for name in _LEVELS for label in getattr(report, name).labels]
    width = max(_LABEL_WIDTH, *(len(label) + 3 for label in labels))
    lines = [*agreement_head(report), "", _line("", list(COEFFICIENT_NAMES.values()), _letters(report), width)]
    for name in _LEVELS:
        lines.append(_text_row(name.capitalize(), getattr(report, name).overall, width))
    for name in _LEVELS:
        level = getattr(report, name)
        lines += ["", f"{name.capitalize()} one by one, each against the rest"]
        lines += [_text_row(f"  {label}", row, width) for label, row in level.labels.items()]
        lines += [f"  {note}" for note in agreement_reasons(level)]
    for name in _LEVELS:
        lines += ["", f"Commonest disagreements on {name}"]
        lines += [f"  {line}" for line in _disagreements(report, getattr(report, name))]
    return "\n".join(lines) + "\n"


def _text_row(label: str, row: LabelAgreement, width: int) -> str:
    figures = [agreement_figure(name, figure) for name, figure in row.figures.items()]
    return _line(label, figures, [f"{n:,}" for n in row.given], width)


def _line(label: str, figures: list[str], given: list[str], label_width: int) -> str:
    cells = (f"{cell:<{width}} " for cell, width in zip(figures, (19, 16, 16, 16), strict=True))
    return f"{label:<{label_width}}{''.join(cells)}{''.join(f'{cell:>7}' for cell in given)}".rstrip()


def _markdown(report: AgreementReport) -> str:
    columns = [*COEFFICIENT_NAMES.values(), *_letters(report)]
    head = [f"| | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    lines = ["# Agreement", "", *(f"- {escape_markdown(line)}" for line in agreement_head(report))]
    for name in _LEVELS:
        level = getattr(report, name)
        lines += ["", f"## {name.capitalize()}", "", *head]
        for label, row in _rows(level):
            cells = [*(agreement_figure(*item) for item in row.figures.items()), *(f"{n:,}" for n in row.given)]
            lines.append(f"| {escape_markdown(label) or 'all'} | {' | '.join(cells)} |")
        lines += ["", *(f"- {escape_markdown(note)}" for note in agreement_reasons(level))]
        lines += ["", "Commonest disagreements:", ""]
        lines += [f"- {escape_markdown(line)}" for line in _disagreements(report, level)]
    return "\n".join(lines) + "\n"


def _rows(level: LevelAgreement) -> Iterator[tuple[str, LabelAgreement]]:
    yield "", level.overall
    yield from level.labels.items()


def agreement_head(report: AgreementReport) -> list[str]:
    """What was compared and how, one sentence a line."""
    whose = f"the {report.role}'s alone" if report.role else "all roles"
    calls = f"{report.n_calls:,} call{'s' * (report.n_calls != 1)}"
    count = f"{report.n_utterances:,} utterance{'s' * (report.n_utterances != 1)}"
    lines = [f"{len(report.coders)} coders on {count} of {calls}, {whose}"]
    named = zip(_letters(report), report.coders, report.coded, strict=True)
    lines += [f"{letter} = {name}: coded {coded:,} of them" for letter, name, coded in named]
    if report.coded_by_one:
        lines.append(f"Left out: {report.coded_by_one:,} that only one coder coded")
    if report.without_role:
        lines.append(f"Left out: {report.without_role:,} whose role no file tells")
    if len(report.coders) > 2:
        lines.append(f"kappa is the mean over {report.pairs} pairs of coders, each on what both coded")
    lines.append(f"In brackets 95 % intervals: {report.draws:,} resamples of the {report.resampled}{_warning(report)}")
    return lines


def _warning(report: AgreementReport) -> str:
    if report.resampled == "utterances":
        return "; with one call they say nothing of other calls"
    return f"; rough, with {report.n_calls} calls" if report.n_calls < FEW_CALLS else ""


def _letters(report: AgreementReport) -> list[str]:
    """A, B, C …; numbers where there are more coders than letters."""
    count = len(report.coders)
    return list(ascii_uppercase[:count]) if count <= len(ascii_uppercase) else [str(n + 1) for n in range(count)]


def agreement_figure(name: str, figure: Figure) -> str:
    """A coefficient with its interval in brackets: "91.2 % (88.0-94.1)", "0.71 (0.60-0.80)"; a dash where undefined."""
    if figure.value is None:
        return DASH
    value = _number(name, figure.value) + (" %" if name == "agreement" else "")
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({_number(name, figure.low)}–{_number(name, figure.high)})"


def _number(name: str, value: float) -> str:
    # Adding 0 makes a negative zero plain.
    return f"{100 * value:.1f}" if name == "agreement" else f"{round(value, 2) + 0:.2f}"


def agreement_reasons(level: LevelAgreement) -> list[str]:
    """Each reason for a dash or a missing interval once, with the labels it holds for."""
    labels = defaultdict[str, list[str]](list)
    for label, row in _rows(level):
        for reason in dict.fromkeys(figure.reason for figure in row.figures.values() if figure.reason):
            labels[reason].append(label or "all")
    return [f"{DASH} {', '.join(names)}: {reason}" for reason, names in labels.items()]


def _disagreements(report: AgreementReport, level: LevelAgreement) -> list[str]:
    return [_disagreement(report, each) for each in level.disagreements] or ["none"]


def _disagreement(report: AgreementReport, found: Disagreement) -> str:
    places = ", ".join(f"{call} {index}" for call, index in found.places)
    ways = ""
    if len(report.coders) == 2:
        ways = (
            f" (A {found.label} {found.earlier_gave_label}, B {found.label} {found.count - found.earlier_gave_label})"
        )
    return f"{found.label} / {found.other}: {found.count:,}{ways}, as in {places}"


def escape_markdown(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would take for its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
