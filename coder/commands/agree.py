"""``coder agree``: how far two or more coders agree on the same utterances."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coder.transcript import ROLES

HELP = "say how far two or more coders agree"
EXAMPLE = "coder agree labeled_examples/first labeled_examples/second --role manager"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    told = "a coder's codes, two or more: JSON Lines, a dataset folder, reviews by coder code (JSON or CSV)"
    parser.add_argument("coders", nargs="+", type=Path, metavar="CODES", help=told)
    parser.add_argument("--role", choices=ROLES, help="compare that role's utterances alone; default: all")
    parser.add_argument("--format", choices=("text", "json", "csv", "md"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Print the agreement."""
    from coder.agreement_report import measure_agreement
    from coder.reports.agreement import render_agreement

    sys.stdout.write(render_agreement(measure_agreement(*options.coders, role=options.role), options.format))
    return 0
