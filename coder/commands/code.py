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
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript; - for standard input")
    parser.add_argument("--format", choices=_KINDS, default="text", help="what to write (default: text)")
    parser.add_argument("--out", type=Path, metavar="PATH", help="a file to write (a name with an ending), or a folder")
    parser.add_argument("--manager", metavar="NAME", help="who leads the call; proposed when left out")
    parser.add_argument(
        "--guest",
        action="append",
        default=[],
        metavar="NAME",
        help="neither manager nor rep; may be repeated",
    )
    parser.add_argument(
        "--same",
        action="append",
        default=[],
        metavar="OTHER=NAME",
        help="two names of one person, the one to keep last; may be repeated",
    )
    parser.add_argument(
        "--keep-apart", action="store_true", help="do not join names that differ only in how they are written"
    )
    parser.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")


def run(options: Namespace) -> int:
    """Code each file; one that cannot be read is told and the others go on."""
    from coder.model_folder import load_model

    _check_out(options)
    model = load_model(options.model)
    reviews, failed = [], False
    for file in options.files:
        try:
            reviews.append(_review(file, model, options))
        except CoderError as error:
            _tell(f"coder: {error}")
            failed = True
    if reviews:
        _deliver(reviews, options)
    return 1 if failed else 0


def _check_out(options: Namespace) -> None:
    """Refuse an --out that cannot be meant, before any work is done."""
    out: Path | None = options.out
    if out is not None and len(options.files) > 1 and out.suffix and not out.is_dir():
        raise OutputError(
            str(out), expected="a folder for several files", found="the name of a file", next_step="Name a folder."
        )


def _review(file: Path, model: "Model", options: Namespace) -> "Review":
    from coder.pipeline import code_call

    transcript = _read(file)
    choices = {"guests": options.guest or None, "joins": _joins(transcript, options)}
    review = code_call(transcript, model, manager=options.manager, **choices)
    if review.roles_from != "proposed" or review.proposal is None:
        return review
    if answer := _ask(transcript, review):
        return code_call(transcript, model, manager=answer, **choices)
    return review


def _joins(transcript: "Transcript", options: Namespace) -> dict[str, str]:
    """The name to keep, by the name that goes: as written alike, then as the user says."""
    from coder.people import default_joins
    from coder.roles import find_speaker

    names = transcript.speakers
    joins = {} if options.keep_apart else default_joins(names)
    for pair in options.same:
        other, kept = (find_speaker(name.strip(), names) for name in pair.partition("=")[::2])
        joins = {old: kept if new == other else new for old, new in joins.items() if old != kept} | {other: kept}
    return joins


def _read(file: Path) -> "Transcript":
    from coder.readers import MAX_BYTES, read_bytes, read_transcript

    if str(file) != "-":
        return read_transcript(file)
    # One byte more than is read tells a stream that is too long.
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    return read_bytes(data, "standard input")


def _ask(transcript: "Transcript", review: "Review") -> str | None:
    """The manager's name as the user gives it at a terminal; ``None`` keeps the proposal."""
    from coder.reports.wording import who_leads
    from coder.roles import assign_roles

    told = f"{transcript.source}: manager: {who_leads(review)}."
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        _tell(f'{told} If that is wrong: --manager "NAME"')
        return None
    names = transcript.speakers
    _tell(told, *(f"  {number}  {name}" for number, name in enumerate(names, start=1)))
    while True:
        print("Enter keeps the proposal; a number or name changes it: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        try:
            assign_roles(names, answer or None)
        except CoderError as error:
            _tell(str(error))
        else:
            return answer or None


def _tell(*lines: str) -> None:
    # A process may be started without a stderr.
    if sys.stderr:
        print(*lines, sep="\n", file=sys.stderr)


def _deliver(reviews: list["Review"], options: Namespace) -> None:
    """Write to --out, or print: JSON as one object, for several files one object a line."""
    from coder.reports import SUFFIX, render_report

    if options.out is None:
        _print(_joined(reviews, options.format))
    elif len(options.files) == 1 and not options.out.is_dir() and options.out.suffix:
        _write(options.out, render_report(reviews[0], options.format), options)
    else:
        for review, name in zip(reviews, _names(reviews), strict=True):
            path = options.out / f"{name}{SUFFIX[options.format]}"
            _write(path, render_report(review, options.format), options)


def _print(text: str) -> None:
    try:
        if sys.stdout is None:
            raise OSError("it is closed")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            "standard output", expected="a place that can be written", found=str(error), next_step="Use --out FILE."
        ) from error


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


def _write(path: Path, text: str, options: Namespace) -> None:
    if any(path.exists() and file.exists() and path.samefile(file) for file in options.files):
        raise OutputError(
            str(path),
            expected="another file than the transcript",
            found="the transcript",
            next_step="Choose another --out.",
        )
    # Excel takes a CSV for UTF-8 only with a byte-order mark.
    encoding = "utf-8-sig" if options.format == "csv" else "utf-8"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding=encoding)
    except OSError as error:
        raise OutputError(
            str(path), expected="a place that can be written", found=str(error), next_step="Choose another --out."
        ) from error
