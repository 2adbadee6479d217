"""Two models compared, as text or JSON."""

import json
from dataclasses import asdict
from typing import Any

from coder.comparison import Comparison, Difference, PartComparison
from coder.reports.wording import DASH

COMPARISON_FORMAT = 1
FEW_CALLS = 10

_PARTS = {"codes": "Codes, all speakers", "modes": "Modes, all speakers", "manager_modes": "Modes, the manager's"}


def render_comparison(comparison: Comparison, kind: str) -> str:
    """The comparison as "text" or "json" (docs/retraining.md).

    Raises:
        KeyError: an unknown kind.
    """
    return {"text": _text, "json": _json}[kind](comparison)


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON has it, with its ``warnings`` besides."""
    return {"format": COMPARISON_FORMAT, **asdict(comparison), "warnings": warnings_of(comparison)}


def _json(comparison: Comparison) -> str:
    return json.dumps(comparison_data(comparison), indent=1, ensure_ascii=False) + "\n"


def _text(comparison: Comparison) -> str:
    lines = [*_head(comparison), *(f"Careful: {warning}" for warning in warnings_of(comparison))]
    for name, title in _PARTS.items():
        lines += [
            "",
            f"{title:<24}{'A':>7}{'B':>7}{'B − A':>8}  95 % interval",
            *_rows(getattr(comparison, name)),
        ]
    n_labels = sum(len(getattr(comparison, name).labels) for name in _PARTS)
    lines += ["", f"Of {n_labels} intervals of single labels, one in twenty leaves 0 out by chance alone."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(comparison: Comparison) -> list[str]:
    named = (("A", comparison.first), ("B", comparison.second))
    return [
        *(f"{letter} = {model.name} {model.version}" for letter, model in named),
        f"{comparison.n_utterances:,} utterances of {comparison.n_calls:,} calls of {comparison.examples}"
        + (f", {comparison.n_left_out:,} calls left out" if comparison.n_left_out else ""),
        f"Intervals: calls resampled {comparison.draws:,} times, the same for both models",
    ]


def warnings_of(comparison: Comparison) -> list[str]:
    """What speaks against taking the figures as they stand, one sentence each."""
    found = []
    for model in (comparison.first, comparison.second):
        if model.seen is None:
            found.append(f"{model.name} does not say what it was trained on; if on these calls, they flatter it.")
        elif model.seen:
            found.append(f"{model.name} was trained on {len(model.seen):,} of these calls, which flatter it.")
    if comparison.n_codes_only:
        found.append(
            f"people gave the codes of {comparison.n_codes_only:,} calls on seeing a model's, which flatters it."
        )
    if comparison.n_calls < FEW_CALLS:
        found.append(f"with {comparison.n_calls} calls the intervals are rough.")
    return found


def describe_difference(label: str, row: Difference) -> str:
    """One figure of both models in a line: A, B, the difference, its interval, and whether that is clear."""
    return _row(label, row).strip()


def _rows(part: PartComparison) -> list[str]:
    rows = [_row("macro-F1", part.macro_f1), _row("kappa", part.kappa)]
    return rows + [_row(f"F1 {label}", row, part.support[label]) for label, row in part.labels.items()]


def _row(name: str, row: Difference, support: int | None = None) -> str:
    figures = f"  {name:<22}{_two(row.first):>7}{_two(row.second):>7}{_signed(row.difference):>8}  "
    # A third decimal, so that an end just under 0 does not look like 0.
    interval = DASH if row.low is None or row.high is None else f"{row.low:+.3f} to {row.high:+.3f}"
    clear = "worse" if row.is_worse else "better" if row.is_better else ""
    counted = "" if support is None else f"{support:,}"
    return f"{figures}{interval:<18}  {clear:<7}{counted:>7}"


def _two(value: float | None) -> str:
    return DASH if value is None else f"{value:.2f}"


def _signed(value: float | None) -> str:
    # Adding 0 makes a negative zero plain.
    return DASH if value is None else f"{round(value, 2) + 0:+.2f}"
