"""``coder doubts``: which utterances of the store to label next."""

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coder.commands.numbers import parse_count
from coder.transcript import ROLES

if TYPE_CHECKING:
    from coder.doubts import Doubt

HELP = "list the utterances of the store whose codes a person should give next"
EXAMPLE = "coder doubts --n 40 --role manager --with-text"

_FORMAT = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--store", metavar="URL", help="a SQLite file or postgresql://…; default: CALL_REVIEW_STORE, or your own"
    )
    parser.add_argument("--n", type=parse_count, default=50, metavar="N", help="how many to list (default: 50)")
    parser.add_argument("--role", choices=ROLES, help="that role's utterances alone; default: all")
    parser.add_argument("--seed", type=int, default=0, help="same calls and seed, same list (default: 0)")
    parser.add_argument("--with-text", action="store_true", help="show the words too")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Print the list; words only where they are asked for."""
    from dataclasses import asdict

    from coder.doubts import next_to_label
    from coder.store import CallQuery, get_review, list_calls, open_store

    with open_store(options.store) as store:
        calls = list_calls(store, CallQuery(is_sample=False, limit=None)).calls
        reviews = {call.id: get_review(store, call.id) for call in calls}
    doubts = next_to_label(reviews, options.n, seed=options.seed, role=options.role)
    said = {(call, u.index): u.text for call, review in reviews.items() for u in review.utterances}
    texts = [said[each.call, each.index] if options.with_text else None for each in doubts]
    if options.format == "json":
        rows = [asdict(each) | ({"text": text} if text else {}) for each, text in zip(doubts, texts, strict=True)]
        data = {"format": _FORMAT, "seed": options.seed, "n_calls": len(reviews), "doubts": rows}
        sys.stdout.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
        return 0
    lines = [_line(each, text) for each, text in zip(doubts, texts, strict=True)]
    chances = [each.inclusion_probability for each in doubts if each.inclusion_probability is not None]
    drawn = f"; {len(chances)} drawn at random, each sentence with probability {chances[0]:.4f}" if chances else ""
    lines.append(f"{len(doubts)} utterances of {len(reviews)} calls{drawn}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _line(doubt: "Doubt", text: str | None) -> str:
    place = f"{doubt.call}  {doubt.index:>4}  {doubt.why:<9}"
    return f"{place}  {doubt.code:<14} {doubt.confidence:.2f}" + (f"  {text}" if text else "")
