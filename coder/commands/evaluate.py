"""``coder evaluate``: a model against labelled calls."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

HELP = "score a model on labelled calls"
EXAMPLE = "coder evaluate my_calls/ --model default --format json"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("examples", type=Path, help="a folder or file of labelled calls")
    parser.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Print the scores."""
    from coder.evaluation import evaluate_model
    from coder.model_folder import load_model

    scores = evaluate_model(options.examples, load_model(options.model))
    if options.format == "json":
        sys.stdout.write(json.dumps(scores, indent=1) + "\n")
    else:
        sys.stdout.write(_text(scores))
    return 0


def _text(scores: dict[str, Any]) -> str:
    model = scores["model"]
    width = max(18, *(len(code) + 2 for code in scores["codes"]["labels"]))
    lines = [
        f"Model {model['name']} {model['version']} on {scores['n_calls']} calls, {scores['n_utterances']:,} utterances",
        f"{'':<{width}}{'macro-F1':>10}{'kappa':>8}{'accuracy':>10}",
    ]
    for part, name in (("codes", "codes"), ("modes", "modes"), ("manager_modes", "manager's modes")):
        row = scores[part]
        cells = (_two(row[key]) for key in ("macro_f1", "kappa", "accuracy"))
        lines.append(f"{name:<{width}}" + "{:>10}{:>8}{:>10}".format(*cells))
    lines += ["", f"{'':<{width}}{'precision':>10}{'recall':>8}{'F1':>8}{'utterances':>12}"]
    for code, row in scores["codes"]["labels"].items():
        cells = (_two(row[key]) for key in ("precision", "recall", "f1"))
        lines.append(f"{code:<{width}}" + "{:>10}{:>8}{:>8}{:>12,}".format(*cells, row["support"]))
    error = scores["calibration"]["expected_calibration_error"]
    lines += ["", f"Expected calibration error {error:.3f}"]
    if seen := scores["seen_in_training"]:
        lines.append(f"Careful: {len(seen)} of these calls trained this model; their scores flatter it.")
    if seen := scores["codes_only"]:
        lines.append(
            f"Careful: people gave the codes of {len(seen)} of these calls on seeing a model's, which flatters it."
        )
    return "\n".join(lines) + "\n"


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
