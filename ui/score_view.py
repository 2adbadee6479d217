"""Scores of models as plain data: by code and mode, what is taken for what, calibration, learning curve, comparison."""

from collections.abc import Mapping, Sequence
from typing import Any

from coder import load_codebook
from ui.figures import DASH, number, percent
from ui.lab_view import two, with_interval

PARTS = {"manager_modes": "Modes, the manager’s", "modes": "Modes, everybody’s", "codes": "Codes, everybody’s"}
RUNS = {
    "model": "held-out calls, as written",
    "model_on_captions": "held-out calls, as machine captions",
    "model_on_swapped_roles": "held-out calls, roles swapped",
    "test": "test calls",
    "ami": "coded AMI meetings",
}
NO_TABLE = (
    "This run kept no table of what was taken for what, and no intervals by code: it is older than they are. Score the "
    "model on labelled calls, and they are measured."
)


def labels_of(part: str) -> dict[str, dict[str, str]]:
    """Name and mode of every label of a part, by id, in the codebook's order."""
    book = load_codebook()
    if part == "codes":
        return {code.id: {"name": code.name, "mode": code.mode} for code in book.codes}
    return {mode.id: {"name": mode.name, "mode": mode.id} for mode in book.modes}


def part_view(scores: Mapping[str, Any], part: str) -> dict[str, Any]:
    """One part's agreement: the sums in words, F1 by label for the chart, all of it as a table."""
    found, labels = scores[part], labels_of(part)
    intervals = found.get("f1_intervals", {})
    rows = []
    for label, about in labels.items():
        row = found["labels"][label]
        low, high = intervals.get(label) or (None, None)
        rows.append({**about, **{key: row[key] for key in ("f1", "precision", "recall", "support")}})
        rows[-1] |= {"low": low, "high": high, "figure": with_interval(row["f1"], intervals.get(label))}
    return {
        "says": (
            f"Macro-F1 {with_interval(found['macro_f1'], found.get('macro_f1_interval'))}, "
            f"kappa {with_interval(found['kappa'], found.get('kappa_interval'))}, "
            f"alike {percent(found['accuracy']) if found['accuracy'] is not None else DASH} of the utterances; "
            f"{number(sum(row['support'] for row in rows))} utterances of {number(scores['n_calls'])} calls."
        ),
        "rows": [row for row in rows if row["f1"] is not None],
        "table": {
            "caption": f"{PARTS[part]}: agreement with people",
            "columns": ["Label", "F1 (95 % interval)", "Precision", "Recall", "Utterances"],
            "rows": [
                [row["name"], row["figure"], two(row["precision"]), two(row["recall"]), number(row["support"])]
                for row in rows
            ],
        },
    }


def confusion_view(scores: Mapping[str, Any], part: str) -> dict[str, Any] | None:
    """What people gave against what the model gave; ``None`` where the run kept no such table."""
    table = scores[part].get("confusion")
    if table is None:
        return None
    names = [about["name"] for about in labels_of(part).values()]
    cells = [
        {
            "given": given,
            "predicted": predicted,
            "count": count,
            "share": count / sum(row) if sum(row) else None,
            "text": f"{number(count)} of {number(sum(row))}",
        }
        for given, row in zip(names, table, strict=True)
        for predicted, count in zip(names, row, strict=True)
    ]
    return {
        "names": names,
        "cells": cells,
        "table": {
            "caption": "Rows: the person’s label; columns: the model’s. Numbers of utterances.",
            "columns": ["", *names],
            "rows": [[name, *map(number, row)] for name, row in zip(names, table, strict=True)],
            "look": "dense",
        },
    }


def calibration_view(calibration: Mapping[str, Any]) -> dict[str, Any]:
    """How often the model is right when it is so and so sure."""
    error, bins = calibration["expected_calibration_error"], calibration["bins"]
    return {
        "says": f"Expected calibration error {error:.3f}: how far confidence is, on average, from what is right.",
        "rows": [{**each, "text": number(each["n"])} for each in bins],
        "table": {
            "caption": "Confidence of the likeliest code, and how often it was right",
            "columns": ["Confidence", "Right", "Utterances"],
            "rows": [[two(each["confidence"]), two(each["accuracy"]), number(each["n"])] for each in bins],
        },
    }


def curve_view(result: Mapping[str, Any]) -> dict[str, Any]:
    """The learning curve: macro-F1 of the manager's modes and of all codes by calls learnt from."""
    lines = {"manager_modes": "Modes, the manager’s", "codes": "Codes, everybody’s"}
    rows = [
        {
            "line": name,
            "calls": point["n_calls"],
            "value": point["scores"][part]["macro_f1"],
            "low": (point["scores"][part]["macro_f1_interval"] or (None, None))[0],
            "high": (point["scores"][part]["macro_f1_interval"] or (None, None))[1],
            "text": with_interval(point["scores"][part]["macro_f1"], point["scores"][part]["macro_f1_interval"]),
        }
        for part, name in lines.items()
        for point in result["points"]
    ]
    cells = [
        [
            number(point["n_calls"]),
            number(point["n_utterances"]),
            *(
                with_interval(point["scores"][part]["macro_f1"], point["scores"][part]["macro_f1_interval"])
                for part in lines
            ),
        ]
        for point in result["points"]
    ]
    columns = ["Calls learnt from", "Utterances", "Macro-F1, manager’s modes", "Macro-F1, codes"]
    return {
        "rows": rows,
        "says": _curve_words(result["points"]),
        "table": {"caption": "Learning curve, with 95 % intervals", "columns": columns, "rows": cells},
    }


def comparison_view(result: Mapping[str, Any], part: str) -> dict[str, Any]:
    """Two models on the same calls: differences for the chart, and all figures as a table."""
    found, labels = result[part], labels_of(part)
    sums = [("Macro-F1", found["macro_f1"], None), ("Kappa", found["kappa"], None)]
    singles = [
        (f"F1 {about['name']}", found["labels"][label], found["support"][label]) for label, about in labels.items()
    ]
    every = [*sums, *singles]
    return {
        "rows": [
            {"label": name, **each, "text": _interval(each), "says": verdict(each)}
            for name, each, _ in every
            if each["difference"] is not None
        ],
        "table": {
            "caption": f"{PARTS[part]}: the second model less the first",
            "columns": ["Figure", "First", "Second", "Difference", "95 % interval", "Clearly", "Utterances"],
            "texts": [5],
            "rows": [
                [
                    name,
                    two(each["first"]),
                    two(each["second"]),
                    DASH if each["difference"] is None else _signed(each["difference"], 2),
                    _interval(each),
                    verdict(each),
                    DASH if support is None else number(support),
                ]
                for name, each, support in every
            ],
        },
    }


def compared_words(result: Mapping[str, Any]) -> list[str]:
    """Which models on what, a line each; names of folders among them."""
    left_out = f"; {number(result['n_left_out'])} calls left out" if result["n_left_out"] else ""
    return [
        f"First: {result['first']['name']} {result['first']['version']}",
        f"Second: {result['second']['name']} {result['second']['version']}",
        f"{number(result['n_utterances'])} utterances of {number(result['n_calls'])} calls of {result['examples']}"
        f"{left_out}. Intervals: calls drawn anew {number(result['draws'])} times, the same for both.",
        *(f"Careful: {warning}" for warning in result["warnings"]),
    ]


def verdict(each: Mapping[str, Any]) -> str:
    """Whether the whole interval lies on one side of 0."""
    if each["low"] is None or each["high"] is None:
        return DASH
    return "better" if each["low"] > 0 else "worse" if each["high"] < 0 else "not told apart"


def _interval(each: Mapping[str, Any]) -> str:
    # A third decimal, so that an end just under 0 does not look like 0.
    return DASH if each["low"] is None else f"{_signed(each['low'], 3)} to {_signed(each['high'], 3)}"


def _signed(value: float, decimals: int) -> str:
    # Adding 0 makes a negative zero plain.
    return f"{round(value, decimals) + 0:+.{decimals}f}".replace("-", "−")


def _curve_words(points: Sequence[Mapping[str, Any]]) -> str:
    """What the last doubling brought, with the intervals for the reader to judge by."""
    half, whole = (point["scores"]["manager_modes"]["macro_f1"] for point in points[-2:])
    if half is None or whole is None:
        return "Too few calls for a curve of the manager’s modes."
    return (
        f"Twice the calls, from {number(points[-2]['n_calls'])} to {number(points[-1]['n_calls'])}, changed macro-F1 "
        f"of the manager’s modes by {_signed(whole - half, 2)}. While the curve rises, more labelled calls are "
        "worth the work."
    )
