"""``coder sample``: what people must code for corrected figures, and those figures once they have."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import OutputError, SampleError

if TYPE_CHECKING:
    from coder.codings import Place
    from coder.sampling.frame import Frame
    from coder.sampling.sources import ReadWords, Words
    from coder.sampling.wanted import Wanted

HELP = "plan and draw what people code of an audit, and correct its figures by that"
EXAMPLE = "coder sample plan audit/ --points 5 --by manager-quarter"

# As in coder.sampling, whose import would cost every other command the library of statistics.
_MODES = ("tell", "pitch", "persuade", "listen")
_BY = ("manager-quarter", "manager", "quarter", "all")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(parser))
    plan = _action(actions, "plan", "say how many utterances, from which calls, people must code")
    _add_wish(plan)
    plan.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    draw = _action(actions, "draw", "draw them: a file to be coded blind, and the key to it")
    _add_wish(draw)
    draw.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for both")
    draw.add_argument(
        "--format", choices=("csv", "jsonl"), default="csv", help="of the file to be coded (default: csv)"
    )
    told = "leave out what this file has codes for, of an earlier, smaller sample; may be repeated"
    draw.add_argument("--coded", action="append", default=[], type=Path, metavar="CODES", help=told)
    draw.add_argument("--no-text", action="store_true", help="leave the words out")
    estimate = _action(actions, "estimate", "show the corrected figures")
    _add_codes(estimate)
    estimate.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    card = _action(actions, "card", "write the measurement card")
    _add_codes(card)
    card.add_argument("--format", choices=("md", "json"), default="md", help="default: md")
    card.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")


def run(options: Namespace) -> int:
    """Do what was asked for."""
    {"plan": _plan, "draw": _draw, "estimate": _estimate, "card": _card}[options.action](options)
    return 0


def _action(actions, name: str, says: str) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(name, help=says, description=says)
    return parser


def _add_wish(parser: ArgumentParser) -> None:
    parser.add_argument("audit", nargs="?", type=Path, metavar="AUDIT", help="a finished audit's folder")
    parser.add_argument(
        "--store",
        nargs="?",
        const="",
        metavar="URL",
        help="instead of an audit the calls of a store; default: your own",
    )
    told = "only this manager; may be repeated"
    parser.add_argument("--manager", action="append", default=[], dest="managers", metavar="NAME", help=told)
    told = "only this quarter, such as 2026-Q2; may be repeated"
    parser.add_argument("--quarter", action="append", default=[], dest="quarters", metavar="Q", help=told)
    parser.add_argument(
        "--points", type=float, default=5.0, metavar="X", help="half-width wanted, in points (default: 5)"
    )
    parser.add_argument("--mode", choices=_MODES, default="tell", help="whose share it is (default: tell)")
    parser.add_argument("--by", choices=_BY, default=_BY[0], help="for whom each that is wanted (default: %(default)s)")
    parser.add_argument("--level", type=float, default=0.95, metavar="P", help="of the interval (default: 0.95)")
    told = "at least so many of each mode by machine (default: 10)"
    parser.add_argument("--least", type=int, default=10, metavar="N", help=told)
    told = "open at most so many calls for each, drawn at random; default: all"
    parser.add_argument("--calls", type=int, dest="most_calls", metavar="N", help=told)
    told = "take the variance that the model expects so many times (default: 1.25)"
    parser.add_argument("--caution", type=float, default=1.25, metavar="K", help=told)
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same draws the same (default: 0)")


def _add_codes(parser: ArgumentParser) -> None:
    parser.add_argument("key", type=Path, metavar="KEY", help="key.json, or the folder that draw wrote")
    parser.add_argument("coders", nargs="+", type=Path, metavar="CODES", help="each coder's file")


def _plan(options: Namespace) -> None:
    from coder.sampling import plan_sample, render_plan

    with _frame(options) as (frame, _):
        sys.stdout.write(render_plan(plan_sample(_narrowed(frame, options), _wanted(options)), options.format))


def _draw(options: Namespace) -> None:
    from coder.codings import read_coding
    from coder.sampling import plan_sample, render_plan, write_sample

    before = [read_coding(file).units.items() for file in options.coded]
    coded = {place for units in before for place, unit in units if unit.code}
    with _frame(options) as (whole, read_words):
        frame = _narrowed(whole, options)
        plan = plan_sample(frame, _wanted(options))
        words = None if options.no_text else read_words
        to_code = write_sample(plan, frame, options.out, words, form=options.format, coded=coded)
    sys.stdout.write(render_plan(plan, "text"))
    print(f"To be coded: {to_code}\nThe key, not for coders: {options.out / 'key.json'}", file=sys.stderr)


def _estimate(options: Namespace) -> None:
    from coder.sampling import correct_figures, render_figures

    sys.stdout.write(render_figures(correct_figures(options.key, options.coders), options.format))


def _card(options: Namespace) -> None:
    from coder.sampling import correct_figures, measurement_card, render_card

    text = render_card(measurement_card(correct_figures(options.key, options.coders)), options.format)
    if options.out is None:
        sys.stdout.write(text)
        return
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        found, next_step = error.strerror or type(error).__name__, "Choose another --out."
        raise OutputError(str(options.out), expected="a place to write to", found=found, next_step=next_step) from error


def _narrowed(frame: "Frame", options: Namespace) -> "Frame":
    from coder.sampling import narrow_frame

    return narrow_frame(frame, managers=options.managers, quarters=options.quarters)


def _wanted(options: Namespace) -> "Wanted":
    from coder.sampling import Wanted

    names = ("points", "mode", "by", "level", "least", "most_calls", "caution", "seed")
    return Wanted(**{name: getattr(options, name) for name in names})


@contextmanager
def _frame(options: Namespace) -> Iterator[tuple["Frame", "ReadWords"]]:
    """The frame, and what gives the words of its utterances."""
    from coder.sampling import read_audit, read_audit_words, read_store, read_store_words

    if (options.audit is None) == (options.store is None):
        found = "neither" if options.audit is None else "both"
        next_step = "Name the folder of an audit, or say --store."
        raise SampleError("coder sample", expected="an audit or a store", found=found, next_step=next_step)
    if options.audit is not None:
        yield read_audit(options.audit), lambda places: read_audit_words(options.audit, places)
        return
    from coder.store import open_store

    with open_store(options.store or None) as store:

        def read_words(places: Sequence["Place"]) -> "Words":
            return read_store_words(store, places)

        yield read_store(store), read_words
