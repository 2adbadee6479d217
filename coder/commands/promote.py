"""``coder promote``: a candidate model in the place of another, unless it is worse on a gold set."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.promotion import Promotion

HELP = "put a model in the place of another, unless it is worse on a frozen gold set"
EXAMPLE = "coder promote models/mine --to models/default --gold gold/"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("candidate", type=Path, help="a model's folder")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the model's folder that it replaces")
    parser.add_argument(
        "--gold", type=Path, required=True, metavar="EXAMPLES", help="labelled calls that nothing was chosen by"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and change nothing")


def run(options: Namespace) -> int:
    """Promote and tell; the exit status is 1 where the candidate is refused."""
    from coder.promotion import promote_model

    promotion = promote_model(options.candidate, options.to, gold=options.gold, dry_run=options.dry_run)
    sys.stdout.write("\n".join(_lines(promotion, options)) + "\n")
    return 1 if promotion.worse else 0


def _lines(promotion: "Promotion", options: Namespace) -> list[str]:
    from coder.reports.comparison import describe_difference, warnings_of

    gold = promotion.comparison
    lines = [
        f"{gold.first.name} {gold.first.version} in place, {gold.second.name} {gold.second.version} the candidate, on "
        f"{gold.n_utterances:,} utterances of {gold.n_calls:,} calls; F1 of the manager's modes:"
    ]
    lines += [f"  {describe_difference(mode, each)}" for mode, each in gold.manager_modes.labels.items()]
    lines += [f"Careful: {warning}" for warning in warnings_of(gold)]
    if promotion.untold:
        lines.append(f"Careful: too little gold to tell for {', '.join(promotion.untold)}.")
    if promotion.worse:
        return [*lines, f"Refused: worse beyond noise on {', '.join(promotion.worse)}. Nothing was changed."]
    if promotion.backup is None:
        return [*lines, f"It would be promoted to {options.to}. Nothing was changed."]
    return [*lines, f"Promoted to {options.to}; the model that was there lies in {promotion.backup.name} beside it."]
