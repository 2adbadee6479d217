"""``coder examples``: corrections out of the store as labelled examples, and codes among examples to look at again."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.commands.numbers import parse_count

if TYPE_CHECKING:
    from coder.label_doubts import LabelDoubt

HELP = "export corrections as labelled examples, or find codes in examples that may be wrong"
EXAMPLE = "coder examples export --reviewed done --out corrections"

_DOUBTS_FORMAT = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(parser))
    told = "write people's codes in the store as labelled examples, under pseudonyms; not anonymous, see docs"
    export = actions.add_parser("export", help=told, description=told)
    export.add_argument(
        "--store", metavar="URL", help="a SQLite file or postgresql://…; default: CALL_REVIEW_STORE, or your own"
    )
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a new folder")
    export.add_argument(
        "--reviewed",
        choices=("done", "all"),
        default="done",
        help="calls whose review is done (default), or all in which a person coded anything",
    )
    export.add_argument(
        "--without-confirmed",
        action="store_true",
        help="leave out codes taken over from the machine with the rest of a call",
    )
    export.add_argument(
        "--replace", type=Path, metavar="FILE", help="further words and phrases to take out, one a line: firms, deals"
    )
    told = "list codes that a model of the other authors' calls finds unlikely, the likeliest errors first"
    doubts = actions.add_parser("doubts", help=told, description=told)
    doubts.add_argument("examples", type=Path, metavar="FOLDER", help="labelled calls")
    doubts.add_argument("--folds", type=int, default=3, help="default: 3")
    doubts.add_argument("--n", type=parse_count, default=50, metavar="N", help="how many to list (default: 50)")
    doubts.add_argument("--with-text", action="store_true", help="show the words too")
    doubts.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Do what was asked for."""
    return {"export": _export, "doubts": _doubts}[options.action](options)


def _export(options: Namespace) -> int:
    from coder.example_export import export_examples, read_further_words
    from coder.store import open_store

    further = read_further_words(options.replace) if options.replace else ()
    with open_store(options.store) as store:
        done = export_examples(
            store,
            options.out,
            reviewed=options.reviewed,
            confirmed=not options.without_confirmed,
            further=further,
        )
    confirmed = f", {done.n_confirmed:,} of them confirmed with the rest of their call" if done.n_confirmed else ""
    print(f"{done.n_calls:,} calls written to {options.out}")
    print(f"{done.n_coded:,} of {done.n_utterances:,} utterances coded by people ({done.n_coders:,}){confirmed}")
    if done.n_left_out:
        print(f"{done.n_left_out:,} calls left out: nobody coded anything in them")
    print(
        "Speakers have pseudonyms. Firms, deals and other people's names are still there: read before you pass it on.",
        file=sys.stderr,
    )
    return 0


def _doubts(options: Namespace) -> int:
    from dataclasses import asdict

    from coder.examples import load_examples
    from coder.label_doubts import find_label_doubts

    dataset = load_examples(options.examples)
    found = find_label_doubts(
        dataset, folds=options.folds, progress=lambda line: print(line, file=sys.stderr, flush=True)
    )
    shown = found.doubts[: options.n]
    calls = {call.name: call for call in dataset.calls}
    texts = [calls[each.call].utterances[each.index].text if options.with_text else None for each in shown]
    if options.format == "json":
        rows = [asdict(each) | ({"text": text} if text else {}) for each, text in zip(shown, texts, strict=True)]
        counts = {"n_calls": found.n_calls, "n_utterances": found.n_utterances, "n_doubts": len(found.doubts)}
        data = {"format": _DOUBTS_FORMAT, "folds": found.folds, **counts, "doubts": rows}
        sys.stdout.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
        return 0
    lines = [_line(each, text) for each, text in zip(shown, texts, strict=True)]
    lines.append(
        f"{len(shown):,} of {len(found.doubts):,} doubtful codes among {found.n_utterances:,} utterances of "
        f"{found.n_calls:,} calls. Most are the model's mistakes: look, do not replace."
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _line(doubt: "LabelDoubt", text: str | None) -> str:
    place = f"{doubt.call:<12} {doubt.index:>4}"
    codes = f"{doubt.given:<14} {doubt.given_probability:.2f}  {doubt.likelier:<14} {doubt.likelier_probability:.2f}"
    return f"{place}  {codes}" + (f"  {text}" if text else "")
