"""``coder train``: labelled calls to a model folder."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "train a model on labelled calls, cross-validate it, and write its folder and card"
AMI_HELP = "AMI's dialogue acts: an encoder learns from them first; the coded meetings among them are a test"
EXAMPLE = "coder train labeled_examples/ --out models/mine --test labeled_examples/test"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("examples", type=Path, help="a folder of labelled calls")
    parser.add_argument(
        "more", type=Path, nargs="*", metavar="MORE", help="more of them, as coder examples export writes"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="the model folder to write")
    parser.add_argument(
        "--kind",
        choices=("linear", "encoder", "blend"),
        default="linear",
        help="linear trains in minutes; encoder needs: make install-training; blend lets both vote",
    )
    parser.add_argument(
        "--encoder", type=Path, metavar="FOLDER", help="for a blend, an encoder without the scored folds"
    )
    parser.add_argument("--final-encoder", type=Path, metavar="FOLDER", help="for a blend, an encoder of all the calls")
    parser.add_argument("--test", type=Path, metavar="FOLDER", help="labelled calls to score the finished model on")
    parser.add_argument("--ami", type=Path, metavar="FILE", help=AMI_HELP)
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation (default: 5)")
    parser.add_argument(
        "--scored-folds", type=int, metavar="N", help="score only so many of the folds, to save time (default: all)"
    )
    parser.add_argument(
        "--no-refit",
        action="store_true",
        help="keep the last classifier that was scored, which saw no call of its fold",
    )
    parser.add_argument("--held-out", type=Path, metavar="FOLDER", help="keep the last classifier scored there as well")
    parser.add_argument("--seed", type=int, default=0, help="same examples and seed, same model (default: 0)")


def run(options: Namespace) -> int:
    """Train, telling progress on stderr; the card's first scores at the end."""
    from coder.ami import load_ami
    from coder.meetings import meetings_of, read_acts
    from coder.model_folder import CARD
    from coder.training import train_model

    ami = load_ami(options.examples / "ami", options.ami) if options.ami else None
    coded = {call.name for call in ami.calls} if ami else set()
    acts = read_acts(options.ami) if options.ami and options.kind == "encoder" else []
    config = train_model(
        options.examples,
        options.out,
        more=options.more,
        kind=options.kind,
        encoder=options.encoder,
        final_encoder=options.final_encoder,
        test=options.test,
        ami=ami,
        meetings=meetings_of(acts, without=coded),
        folds=options.folds,
        scored_folds=options.scored_folds,
        refit=not options.no_refit,
        held_out=options.held_out,
        seed=options.seed,
        progress=lambda line: print(line, file=sys.stderr, flush=True),
    )
    modes = config["evaluation"]["model"]["manager_modes"]
    print(
        f"{options.out}: version {config['version']}; manager's modes, cross-validated: "
        f"macro-F1 {modes['macro_f1']:.2f}, kappa {modes['kappa']:.2f}. See {options.out / CARD}."
    )
    return 0
