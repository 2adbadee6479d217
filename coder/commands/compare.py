"""``coder compare``: two models on the same labelled calls."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "say how much better one model codes than another, and how sure that is"
EXAMPLE = "coder compare default models/mine --on labeled_examples/test"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("first", metavar="MODEL_A", help="a model's name or folder")
    parser.add_argument("second", metavar="MODEL_B", help="the one it is compared with")
    parser.add_argument("--on", type=Path, required=True, metavar="EXAMPLES", help="labelled calls")
    seen = parser.add_mutually_exclusive_group()
    seen.add_argument("--leave-out-seen", action="store_true", help="leave out calls that one of them was trained on")
    seen.add_argument("--with-seen", action="store_true", help="keep those calls, though they flatter that model")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Print the comparison."""
    from coder.comparison import compare_models
    from coder.model_folder import load_model
    from coder.reports.comparison import render_comparison

    seen = "leave out" if options.leave_out_seen else "keep" if options.with_seen else "refuse"
    comparison = compare_models(options.on, load_model(options.first), load_model(options.second), seen=seen)
    sys.stdout.write(render_comparison(comparison, options.format))
    return 0
