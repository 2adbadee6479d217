"""``python -m benchmarks bakeoff [ROW …] [--ami FILE]``: the table, a line as soon as its row is done."""

import argparse
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.bakeoff.registry import ROWS
from benchmarks.bakeoff.row import Material, Row
from benchmarks.bakeoff.table import HEAD, line, measure
from benchmarks.labelled import EXAMPLES
from coder.ami import load_ami
from coder.codebook import load_codebook
from coder.cross_validation import fold_numbers, split_fold
from coder.errors import CoderError
from coder.examples import LabelledCall, load_examples
from coder.meetings import meetings_of, read_acts

FOLDS = 5
HELD_OUT = 0
_VERSIONS = ("numpy", "scikit-learn", "spacy", "torch", "setfit", "sentence-transformers", "transformers")


def main(arguments: Sequence[str], rows: Sequence[Row] = ROWS) -> int:
    """Print the table; 2 where a row is unknown, 1 where a file cannot be used."""
    options = _parse(arguments, rows)
    try:
        train, test = split(options.examples)
        material = Material(train, load_codebook(), _meetings(options.examples, options.ami))
        _print_head(train, test)
        for row in _chosen(rows, options.rows):
            told = _reason_to_skip(row, material)
            print(f"skipped {row.name}: {told}" if told else line(measure(row, material, test)), flush=True)
    except CoderError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


def split(examples: Path) -> tuple[list[LabelledCall], list[LabelledCall]]:
    """Calls to fit to, and those of the authors held out."""
    dataset = load_examples(examples)
    return split_fold(dataset.calls, fold_numbers(dataset.authors, FOLDS), HELD_OUT)


def _parse(arguments: Sequence[str], rows: Sequence[Row]) -> argparse.Namespace:
    names = [row.name for row in rows]
    long = ", ".join(row.name for row in rows if row.is_long)
    parser = argparse.ArgumentParser("python -m benchmarks bakeoff")
    parser.add_argument(
        "rows", nargs="*", metavar="ROW", help=f"{', '.join(names)}; without any, all but the long ones ({long})"
    )
    parser.add_argument("--ami", type=Path, metavar="FILE", help="AMI's dialogue acts (labeled_examples/ami/README.md)")
    parser.add_argument("--examples", type=Path, default=EXAMPLES, metavar="FOLDER", help="other labelled calls")
    options = parser.parse_args(arguments)
    if unknown := sorted(set(options.rows) - set(names)):
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(names)}")
    return options


def _chosen(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    return [row for row in rows if (row.name in names if names else not row.is_long)]


def _reason_to_skip(row: Row, material: Material) -> str:
    if missing := row.missing:
        return f"no module {', '.join(missing)}; run: {row.install}"
    if row.needs_meetings and not material.meetings:
        return "it learns from AMI's dialogue acts first; give them with --ami FILE (labeled_examples/ami/README.md)"
    return ""


def _meetings(examples: Path, ami: Path | None) -> list[LabelledCall]:
    """AMI's meetings with their own acts, but for those with this project's codes."""
    if ami is None:
        return []
    coded = {call.name for call in load_ami(examples / "ami", ami).calls}
    return meetings_of(read_acts(ami), without=coded)


def _print_head(train: Sequence[LabelledCall], test: Sequence[LabelledCall]) -> None:
    print(f"Fitted to {_counts(train)}; scored on {_counts(test)}, fold {HELD_OUT + 1} of {FOLDS}; one thread.")
    print(f"Python {platform.python_version()}, {', '.join(_installed())}.\n\n{HEAD}", flush=True)


def _counts(calls: Sequence[LabelledCall]) -> str:
    n_utterances = sum(len(call.utterances) for call in calls)
    return f"{len(calls)} calls ({n_utterances:,} utterances, {len({call.author for call in calls})} authors)"


def _installed() -> list[str]:
    found = []
    for name in _VERSIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found
