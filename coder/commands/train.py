"""``coder train``: labelled calls to a model folder."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "train a model on labelled calls, cross-validate it, and write its folder and card"
EXAMPLE = "coder train labeled_examples/ --out models/mine"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("examples", type=Path, help="a folder of labelled calls")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the model folder to write")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation (default: 5)")
    parser.add_argument("--seed", type=int, default=0, help="same examples and seed, same model (default: 0)")


def run(options: Namespace) -> int:
    """Train, telling progress on stderr; the card's first scores at the end."""
    from coder.model_folder import CARD
    from coder.training import train_model

    config = train_model(
        options.examples,
        options.out,
        folds=options.folds,
        seed=options.seed,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    modes = config["evaluation"]["model"]["manager_modes"]
    print(
        f"{options.out}: version {config['version']}; manager's modes, cross-validated: "
        f"macro-F1 {modes['macro_f1']:.2f}, kappa {modes['kappa']:.2f}. See {options.out / CARD}."
    )
    return 0
