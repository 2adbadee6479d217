"""``coder code``: transcripts in, reviews out."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError, OutputError

if TYPE_CHECKING:
    from coder.model_folder import Model
    from coder.review import Review
    from coder.transcript import Transcript

HELP = "code the utterances of a call and show how it was led"
EXAMPLE = 'coder code call.vtt --manager "Marta Lindqvist" --format html --out review.html'

_KINDS = ("text", "json", "csv", "md", "html")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript of any format that is read")
    parser.add_argument("--format", choices=_KINDS, default="text", help="what to write (default: text)")
    parser.add_argument("--out", type=Path, metavar="PATH", help="a file to write, or a folder for several FILEs")
    parser.add_argument("--manager", metavar="NAME", help="who leads the call; proposed when left out")
    parser.add_argument(
        "--guest",
        action="append",
        default=[],
        metavar="NAME",
        help="neither manager nor rep; may be repeated",
    )
    parser.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")


def run(options: Namespace) -> int:
    """Code each file; one that cannot be read is told and the others go on."""
    from coder.model_folder import load_model

    model = load_model(options.model)
    reviews, failed = [], False
    for file in options.files:
        try:
            reviews.append(_review(file, model, options))
        except CoderError as error:
            print(f"coder: {error}", file=sys.stderr)
            failed = True
    if reviews:
        _deliver(reviews, options)
    return 1 if failed else 0


def _review(file: Path, model: "Model", options: Namespace) -> "Review":
    from coder.pipeline import code_call
    from coder.readers import read_transcript

    transcript = read_transcript(file)
    review = code_call(transcript, model, manager=options.manager, guests=options.guest or None)
    if review.roles_from != "proposed" or review.proposal is None:
        return review
    if answer := _ask(transcript, review):
        return code_call(transcript, model, manager=answer, guests=options.guest or None)
    return review


def _ask(transcript: "Transcript", review: "Review") -> str | None:
    """The manager's name as the user gives it at a terminal; ``None`` keeps the proposal."""
    from coder.reports.wording import who_leads

    told = f"{transcript.source}: manager: {who_leads(review)}."
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(f'{told} If that is wrong: --manager "NAME"', file=sys.stderr)
        return None
    names = transcript.speakers
    print(told, file=sys.stderr)
    for number, name in enumerate(names, start=1):
        print(f"  {number}  {name}", file=sys.stderr)
    print("Enter keeps the proposal; a number or name changes it: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip()
    if answer.isdecimal() and 1 <= int(answer) <= len(names):
        return names[int(answer) - 1]
    return answer or None


def _deliver(reviews: list["Review"], options: Namespace) -> None:
    """Write to --out, or print: JSON as one object, for several files one object a line."""
    from coder.reports import SUFFIX, render_report

    if options.out is None:
        sys.stdout.write(_joined(reviews, options.format))
    elif len(options.files) == 1 and not options.out.is_dir():
        _write(options.out, render_report(reviews[0], options.format))
    else:
        for review, name in zip(reviews, _names(reviews), strict=True):
            _write(options.out / f"{name}{SUFFIX[options.format]}", render_report(review, options.format))


def _joined(reviews: list["Review"], kind: str) -> str:
    from coder.reports import render_report

    texts = [render_report(review, kind) for review in reviews]
    if len(texts) == 1:
        return texts[0]
    if kind == "json":
        import json

        return "".join(json.dumps(json.loads(text), ensure_ascii=False) + "\n" for text in texts)
    if kind == "csv":
        header, _, _ = texts[0].partition("\n")
        return "\n".join([header, *(text.partition("\n")[2].rstrip("\n") for text in texts)]) + "\n"
    return "\n".join(texts)


def _names(reviews: list["Review"]) -> list[str]:
    """A file name for each review; calls of one name are numbered, so that none overwrites another."""
    names: list[str] = []
    for review in reviews:
        name, number = Path(review.call).name or "call", 1
        while name in names:
            number += 1
            name = f"{Path(review.call).name}-{number}"
        names.append(name)
    return names


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            str(path),
            expected="a place that can be written",
            found=str(error),
            next_step="Choose another --out.",
        ) from error
