"""``coder store``: the calls that are kept."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.library import Kept, Progress
    from coder.store import Store, StoredCall

HELP = "add, list, back up, export, import or purge the calls that are kept"
EXAMPLE = 'coder store list --search "renewal lakeland" --type deal_review'

# As in coder.store, whose import would cost every other command the database library.
_TYPES = ("one_to_one", "cadence", "deal_review", "onboarding", "other")
_STATES = ("new", "started", "done")
_SORTS = ("call_date", "added_at", "title", "manager", "rep", "type", "state", "reviewed")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(parser))
    adding = _action(actions, "add", "code calls and keep them")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a transcript, a zip or a folder of them")
    adding.add_argument("--model", default="default", metavar="NAME", help="a model's name or folder")
    _add_list(_action(actions, "list", "list calls, the latest first"))
    export = _action(actions, "export", "write the whole store to one file")
    export.add_argument("file", type=Path, metavar="FILE", help="JSON Lines, see docs/store.md")
    importing = _action(actions, "import", "add the calls of an export file")
    importing.add_argument("file", type=Path, metavar="FILE", help="what export wrote")
    backup = _action(actions, "backup", "make a whole copy of the store")
    backup.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: backups/ beside the store")
    _add_purge(_action(actions, "purge", "delete calls for good"))


def run(options: Namespace) -> int:
    """Do what was asked for."""
    from coder.store import open_store

    actions = {"add": _keep, "list": _list, "export": _export, "import": _import, "backup": _backup, "purge": _purge}
    with open_store(options.store) as store:
        return actions[options.action](store, options)


def _action(actions, name: str, says: str) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(name, help=says, description=says)
    parser.add_argument(
        "--store", metavar="URL", help="a SQLite file or postgresql://…; default: CALL_REVIEW_STORE, or your own"
    )
    return parser


def _add_list(parser: ArgumentParser) -> None:
    parser.add_argument("--search", default="", metavar="WORDS", help="in title, manager, rep and file name")
    parser.add_argument("--manager", metavar="NAME")
    parser.add_argument("--rep", metavar="NAME")
    parser.add_argument("--type", choices=_TYPES)
    parser.add_argument("--state", choices=_STATES)
    parser.add_argument("--from", dest="dated_from", metavar="DAY", help="calls from this day on, YYYY-MM-DD")
    parser.add_argument("--to", dest="dated_to", metavar="DAY", help="calls up to this day")
    parser.add_argument("--sort", choices=_SORTS, default="call_date", help="default: call_date")
    parser.add_argument("--ascending", action="store_true", help="the smallest or earliest first")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="default: 50")
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="leave out the first N")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _add_purge(parser: ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--call", action="append", metavar="ID", help="this call; may be repeated")
    which.add_argument("--before", metavar="DAY", help="calls before this day, YYYY-MM-DD")
    which.add_argument("--all", action="store_true", help="every call")
    parser.add_argument("--backups", action="store_true", help="delete the backups too, which still hold the calls")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _keep(store: "Store", options: Namespace) -> int:
    from coder.library import keep_calls
    from coder.model_folder import load_model
    from coder.store import this_person

    progress = _tell_progress if sys.stderr and sys.stderr.isatty() else None
    model = load_model(options.model)
    kept = keep_calls(store, options.files, model, person=this_person(), on_progress=progress)
    _tell_left_out(kept)
    print(f"{len(kept.added)} calls added, {len(kept.already_there)} there already, {len(kept.refused)} not read")
    return 1 if kept.refused else 0


def _tell_progress(progress: "Progress") -> None:
    print(f"{progress.done + 1} of {progress.total}: {progress.name}", file=sys.stderr)


def _tell_left_out(kept: "Kept") -> None:
    if sys.stderr:
        for note in kept.skipped:
            print(f"{note.where}: {note.reason}", file=sys.stderr)
        for _, error in kept.refused:
            print(f"coder: {error}", file=sys.stderr)


def _list(store: "Store", options: Namespace) -> int:
    from dataclasses import asdict

    from coder.store import CallQuery, list_calls

    names = ("search", "manager", "rep", "type", "state", "dated_from", "dated_to", "sort", "offset", "limit")
    page = list_calls(store, CallQuery(**{n: getattr(options, n) for n in names}, descending=not options.ascending))
    if options.format == "json":
        data = {"total": page.total, "calls": [asdict(call) for call in page.calls]}
        sys.stdout.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
        return 0
    for call in page.calls:
        sys.stdout.write(_line(call) + "\n")
    sys.stdout.write(f"{len(page.calls)} of {page.total} calls in {store.place}\n")
    return 0


def _line(call: "StoredCall") -> str:
    people = " – ".join(name for name in (call.manager, call.rep) if name)
    reviewed = f"{call.n_reviewed} of {call.n_utterances} reviewed"
    return "  ".join((call.id, call.call_date or "no date   ", f"{call.type:<11}", call.title, people, reviewed))


def _export(store: "Store", options: Namespace) -> int:
    from coder.store import export_store

    print(f"{export_store(store, options.file)} calls written to {options.file}")
    return 0


def _import(store: "Store", options: Namespace) -> int:
    from coder.store import import_store, this_person

    came = import_store(store, options.file, person=this_person())
    print(f"{came.added} calls added, {came.already_there} there already and left as they were")
    return 0


def _backup(store: "Store", options: Namespace) -> int:
    from coder.store import backup_store

    print(backup_store(store.url, options.file))
    return 0


def _purge(store: "Store", options: Namespace) -> int:
    from coder.store import calls_before, delete_backups, every_call, list_backups, purge_calls, this_person

    call_ids = tuple(options.call or ()) or (calls_before(store, options.before) if options.before else ())
    if options.all:
        call_ids = every_call(store)
    if not options.yes and not _agreed(len(set(call_ids))):
        print("Nothing was deleted.", file=sys.stderr)
        return 1
    print(f"{purge_calls(store, call_ids, person=this_person())} calls deleted")
    if options.backups:
        print(f"{delete_backups(store)} backups deleted")
    elif n_backups := len(list_backups(store.url)):
        print(f"{n_backups} backups may still hold them: --backups deletes those too", file=sys.stderr)
    return 0


def _agreed(n_calls: int) -> bool:
    """Whether the user says yes; without a terminal nobody can."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        print("coder: nobody to ask; say --yes", file=sys.stderr)
        return False
    print(f"Delete {n_calls} calls for good? Type yes: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() == "yes"
