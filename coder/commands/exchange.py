"""``coder exchange``: labelled calls to and from other tools."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "take labelled calls to another tool's form, or from one"
EXAMPLE = "coder exchange labeled_examples --to label-studio --out tasks.json"

# As in coder.exchange, whose import would cost every other command the readers.
FORMS = (
    "examples",
    "label-studio",
    "doccano",
    "prodigy",
    "potato",
    "convokit",
    "chat",
    "elan",
    "qdpx",
    "csv",
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("path", type=Path, metavar="IN", help="a file or folder of labelled calls")
    parser.add_argument("--from", dest="source", choices=FORMS, default=FORMS[0], help="its form; default: examples")
    parser.add_argument("--to", choices=FORMS, default=FORMS[0], help="the form to write; default: examples")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="a new file or folder")
    parser.add_argument(
        "--manager", metavar="NAME", help="who leads, where IN tells no roles; all others are then reps"
    )


def run(options: Namespace) -> int:
    """Write the calls in the other form; what was left out or changed is told on stderr."""
    from coder.exchange import read_calls, write_calls

    came = read_calls(options.path, options.source, manager=options.manager)
    notes = (*(f"not read: {each}" for each in came.left_out), *write_calls(came.calls, options.out, options.to))
    n_utterances = sum(len(call.utterances) for call in came.calls)
    print(f"{len(came.calls):,} calls, {n_utterances:,} utterances written to {options.out}")
    for note in notes:
        print(note, file=sys.stderr)
    return 0
