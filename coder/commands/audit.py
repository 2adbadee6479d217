"""``coder audit``: many calls in, tables and distributions out."""

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import AuditError

if TYPE_CHECKING:
    from coder.audit import Audit, AuditCalls, Progress

HELP = "code many calls and show how their figures are spread"
EXAMPLE = "coder audit calls/ june.zip --out audit/"

# As in coder.audit, whose import would cost every other command the table library.
_ENGINES = ("local", "dask")
_FORMATS = ("text", "json", "csv", "html")
_LINE_EVERY_S = 30.0
_REDRAW_EVERY_S = 0.2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("places", nargs="*", type=Path, metavar="PLACE", help="a folder, zip or transcript")
    parser.add_argument("--list", type=Path, dest="listing", metavar="FILE", help="a text file with a path a line")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR", help="the audit's folder; one that stopped goes on")
    where.add_argument("--summary", type=Path, metavar="DIR", help="code nothing, show what a finished audit found")
    parser.add_argument(
        "--format", choices=_FORMATS, default="text", help="of the summary; html is a statement of one page"
    )
    parser.add_argument("--teams", type=Path, metavar="FILE", help="CSV: a manager and a team a line")
    parser.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")
    parser.add_argument("--no-text", action="store_true", help="leave the words out of the tables")
    parser.add_argument("--jobs", type=_whole_number, metavar="N", help="processes at a time; default: one a core")
    parser.add_argument("--engine", choices=_ENGINES, default="local", help="what does the work (default: local)")
    parser.add_argument("--address", metavar="URL", help="of the Dask scheduler, such as tcp://10.0.0.5:8786")


def run(options: Namespace) -> int:
    """Code what is not coded yet, and print the summary."""
    from coder.audit import calls_of_audit

    teams = _read_teams(options.teams)
    if options.out:
        _tell_end(_audit(options))
    sys.stdout.write(_render(calls_of_audit(options.summary or options.out), teams, options.format))
    return 0


def _render(calls: "AuditCalls", teams: dict[str, str], kind: str) -> str:
    from coder.audit import find_quality, render_statement, render_summary, render_tables, summarise_calls

    summary = summarise_calls(calls, teams)
    if kind == "html":
        return render_statement(summary, find_quality(calls.model_from, calls.model_version), made=date.today())
    return render_tables(summary) if kind == "csv" else render_summary(summary, kind)


def _read_teams(path: Path | None) -> dict[str, str]:
    from coder.audit import decode_teams, read_teams

    if path is None:
        return {}
    try:
        return read_teams(decode_teams(path.read_bytes()))
    except OSError as error:
        raise AuditError(
            str(path), expected="a list of teams", found=error.strerror or "no file", next_step="Check the path."
        ) from error


def _audit(options: Namespace) -> "Audit":
    from coder.audit import run_audit

    if not options.places and not options.listing:
        raise AuditError(
            "coder audit", expected="folders, zips or --list", found="none", next_step="Name what shall be coded."
        )
    return run_audit(
        options.places,
        options.out,
        listing=options.listing,
        model=options.model,
        keep_text=not options.no_text,
        engine=options.engine,
        jobs=options.jobs,
        address=options.address,
        tell=_Progress().show,
    )


def _whole_number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a whole number from 1 on is expected")
    return int(text)


class _Progress:
    """One line on stderr that is drawn anew, or a line now and then where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = -_LINE_EVERY_S

    def show(self, progress: "Progress") -> None:
        """Say how far it is, unless that was said just now."""
        drawn = bool(sys.stderr and sys.stderr.isatty())
        now = time.monotonic()
        last = progress.done == progress.files
        if not sys.stderr or (now - self._shown < (_REDRAW_EVERY_S if drawn else _LINE_EVERY_S) and not last):
            return
        self._shown = now
        line, end = describe_progress(progress), "\n" * last
        # Nobody may be reading any more; the audit goes on.
        with suppress(OSError, ValueError):
            sys.stderr.write(f"\r{line:<70}{end}" if drawn else f"{line}\n")
            sys.stderr.flush()


def describe_progress(progress: "Progress") -> str:
    """How far an audit is and how long it will still take, in words."""
    parts = [f"{progress.done:,} of {progress.files:,} files"]
    if progress.before:
        parts.append(f"{progress.before:,} of them before")
    if progress.done < progress.files and progress.seconds_left is not None:
        parts.append(f"about {_duration(progress.seconds_left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    minutes, hours = round(seconds / 60), seconds / 3600
    if hours >= 2:
        return f"{hours:.0f} hours"
    return f"{minutes} min" if minutes >= 2 else f"{max(1, round(seconds))} s"


def _tell_end(audit: "Audit") -> None:
    counts = audit.counts
    if counts and sys.stderr:
        told = f"{counts.calls:,} calls coded, {counts.not_read:,} not read; tables are in {audit.folder}"
        print(told, file=sys.stderr)
