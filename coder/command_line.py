"""The ``coder`` command: argument parsing and nothing else."""

import argparse
import io
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from coder.errors import CoderError

COMMANDS = (
    "code",
    "read",
    "ui",
    "codebook",
    "train",
    "evaluate",
    "compare",
    "promote",
    "agree",
    "exchange",
    "store",
    "sample",
    "doubts",
    "examples",
    "audit",
)

_DESCRIPTION = "Codes a manager's coaching call: tell, pitch, persuade, or open question / listening."
_INTERRUPTED = 130
_CODEBOOK_HELP = "a codebook of your own, instead of CALL_REVIEW_CODEBOOK, the model's or the one that ships"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line on what is wrong and where help is."""
        self.exit(2, f"{self.prog}: {message}. See: {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(prog="coder", description=_DESCRIPTION)
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument("--codebook", type=Path, metavar="FILE", help=_CODEBOOK_HELP)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name in COMMANDS:
        command = import_module(f"coder.commands.{name}")
        subparser = subparsers.add_parser(
            name,
            help=command.HELP,
            description=command.HELP,
            epilog=f"example:\n  {command.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(subparser)
        # Taken before the command and after it; where it is not given, what stands before holds.
        subparser.add_argument("--codebook", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=_CODEBOOK_HELP)
        subparser.set_defaults(run=command.run)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status: 0 done, 1 an error told on stderr, 2 wrong usage."""
    _use_any_character()
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.version:
        from coder import __version__

        print(__version__)
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    try:
        _choose_codebook(options.codebook)
        return int(options.run(options))
    except CoderError as error:
        if sys.stderr:
            print(f"coder: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone, as with "| head"; keep Python from complaining at exit.
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _choose_codebook(path: Path | None) -> None:
    """Settle the codebook that is named, told at once where it is broken; without one a model may bring its own."""
    from coder.codebook import load_codebook, use_codebook

    use_codebook(path)
    if path is not None:
        load_codebook()


def _use_any_character() -> None:
    """Files and pipes get UTF-8 whatever the system's code page; a terminal shows "?" for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
