"""``coder code``: transcripts in, reviews out."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coder.commands.file_arguments import add_file_arguments
from coder.errors import CoderError, ReviewError

if TYPE_CHECKING:
    from coder.model_folder import Model
    from coder.readers import CallSet
    from coder.review import Review
    from coder.transcript import Transcript

HELP = "code the utterances of a call and show how it was led"
EXAMPLE = 'coder code call.vtt --manager "Marta Lindqvist" --format html --out review.html'

_KINDS = ("text", "json", "csv", "md", "html")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a transcript or a zip of them; - for standard input"
    )
    add_file_arguments(parser)
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
    parser.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="a person's codes: the CSV of this command with codes changed and decided_by set to person",
    )
    parser.add_argument(
        "--drawn-at-random", action="store_true", help="the corrected utterances were drawn at random from the call"
    )
    parser.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")


def run(options: Namespace) -> int:
    """Code each call; one that cannot be read is told and the others go on."""
    from coder.commands.delivery import check_folder, deliver
    from coder.model_folder import load_model

    if several := len(options.files) > 1:
        check_folder(options.out)
        _check_one_call(options)
    failed: list[CoderError] = []
    deliver(_code_all(load_model(options.model), options, failed), options, several=several)
    return 1 if failed else 0


def _check_one_call(options: Namespace) -> None:
    """Corrections name utterances by index, so they belong to one call."""
    if options.corrections:
        raise ReviewError(
            "--corrections",
            expected="one call to correct",
            found="several",
            next_step="Code the calls one by one, each with its own corrections.",
        )


def _code_all(model: "Model", options: Namespace, failed: list[CoderError]) -> Iterator[tuple[str, "Review"]]:
    """Each call's review and the path that it has below --out; what goes wrong is told and collected."""
    from coder.commands.delivery import check_folder
    from coder.commands.opening import open_file
    from coder.readers import CallSet

    for file in options.files:
        try:
            found = open_file(file, options)
            if not isinstance(found, CallSet):
                review = _review(found, model, options, may_ask=True)
                yield Path(review.call).name, review
                continue
        except CoderError as error:
            _tell(f"coder: {error}")
            failed.append(error)
            continue
        check_folder(options.out)
        _check_one_call(options)
        yield from _code_set(found, file.name, model, options, failed)


def _code_set(
    calls: "CallSet", source: str, model: "Model", options: Namespace, failed: list[CoderError]
) -> Iterator[tuple[str, "Review"]]:
    """The same for the calls of a zip; nobody wants to be asked about each."""
    for note in calls.skipped:
        _tell(f"{source}: {note.where}: {note.reason}")
    for file in calls.files:
        try:
            yield file.title, _review(file.take(), model, options, may_ask=False)
        except CoderError as error:
            _tell(f"coder: {source}: {error}")
            failed.append(error)


def _review(transcript: "Transcript", model: "Model", options: Namespace, *, may_ask: bool) -> "Review":
    from coder.pipeline import code_call

    choices = {"guests": options.guest or None, "joins": _joins(transcript, options)}
    review = code_call(transcript, model, manager=options.manager, **choices)
    proposed = review.roles_from == "proposed" and review.proposal is not None
    if proposed and (answer := _ask(transcript, review, may_ask=may_ask)):
        review = code_call(transcript, model, manager=answer, **choices)
    return _corrected(review, options)


def _corrected(review: "Review", options: Namespace) -> "Review":
    if options.corrections is None:
        return review
    from coder.codings import read_corrections
    from coder.corrections import correct_codes

    return correct_codes(review, read_corrections(options.corrections), drawn_at_random=options.drawn_at_random)


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


def _ask(transcript: "Transcript", review: "Review", *, may_ask: bool) -> str | None:
    """The manager's name as the user gives it at a terminal; ``None`` keeps the proposal."""
    from coder.reports.wording import who_leads
    from coder.roles import assign_roles

    told = f"{transcript.source}: manager: {who_leads(review)}."
    if not may_ask or not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
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
