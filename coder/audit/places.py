"""Where the calls of an audit lie: folders, zips and lists, taken apart into the files that are read one by one."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coder.call_details import find_day
from coder.errors import AuditError, TranscriptError
from coder.readers import MAX_BYTES, holds_calls, load_file
from coder.readers.containers.call_archive import CallArchive
from coder.readers.text.cleaning import clean_name

# Files that people never made, in folders as in zips.
_HIDDEN = re.compile(r"\..*|__MACOSX|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_ZIP_START = b"PK"
# The files by which an audit's folder is known.
SETTINGS, PLAN = "audit.json", "plan.jsonl"
_LIST_FIELDS = ("type", "date", "manager")


@dataclass(frozen=True, slots=True)
class CallPlace:
    """One file that may hold a call, or several.

    Attributes:
        path: as the user wrote it and found below that, "/" between its parts; of a file in a zip the zip's path first.
        file: the file or zip on the disk, absolute.
        member: in a zip, the file's path there.
        position: in a zip, the file's place among its files.
        type: what kind of call it is, "" where nobody said.
        date: its day as YYYY-MM-DD, said or found in the path; "" where it is unknown.
        manager: who leads, where somebody said.
    """

    path: str
    file: str
    member: str | None = None
    position: int | None = None
    type: str = ""
    date: str = ""
    manager: str | None = None


def find_places(paths: Sequence[Path], listing: Path | None = None, *, leave_out: Path) -> Iterator[CallPlace]:
    """Every file below the paths and of the list, each once, in an order that does not change.

    Args:
        paths: files, zips and folders.
        listing: a text file with a path a line; after it may stand, parted by tabs, the call's type, day and manager.
        leave_out: a folder that is passed over: the audit's own.

    Raises:
        AuditError: a path or the list is not there, or a line of it is wrong. A path in the list that leads nowhere is
            found all the same, and told later among what was not read.
    """
    seen: set[tuple[str, int | None]] = set()
    for path in paths:
        if not path.exists():
            raise AuditError(
                str(path),
                expected="a folder, a zip or a transcript",
                found="nothing there",
                next_step="Check the path.",
            )
    for asked in (*(CallPlace(_shown(path), str(path.absolute())) for path in paths), *_read_list(listing)):
        for found in _open_up(asked, leave_out):
            key = (os.path.realpath(found.file), found.position)
            if key not in seen:
                seen.add(key)
                yield found


def _day_of(path: str, today: date) -> str:
    """The day that a file's name states, else the one that its path does, as YYYY-MM-DD; "" where neither does."""
    day = find_day(path.rpartition("/")[2], today) or find_day(path, today)
    return day.isoformat() if day else ""


def _shown(path: Path) -> str:
    # A name that is no text would fit into no table.
    return path.as_posix().encode(errors="replace").decode()


def _open_up(asked: CallPlace, leave_out: Path) -> Iterator[CallPlace]:
    path, today = Path(asked.file), date.today()
    for file in _walk(path, leave_out.resolve()) if path.is_dir() else (path,):
        below = "" if file == path else f"/{_shown(file.relative_to(path))}"
        for place in _open_zip(replace(asked, path=f"{asked.path.rstrip('/')}{below}", file=str(file))):
            # A folder or zip that is named as a whole is called after the day it was made, not after a call's.
            yield place if asked.date else replace(place, date=_day_of(place.member or below or path.name, today))


def _walk(folder: Path, leave_out: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        here = Path(at)
        if {SETTINGS, PLAN} <= {*files}:
            folders.clear()
            continue  # another audit's tables are no calls
        folders[:] = sorted(name for name in folders if _is_open(name) and (here / name).resolve() != leave_out)
        if here.resolve() != leave_out:
            yield from (here / name for name in sorted(files) if _is_open(name))


def _is_open(name: str) -> bool:
    return not _HIDDEN.fullmatch(name)


def _open_zip(place: CallPlace) -> Iterator[CallPlace]:
    """The files of a zip; the place itself where it is no zip, or one that must be told as a whole."""
    paths: tuple[str, ...] = ()
    try:
        if _is_packed(Path(place.file)) and holds_calls(data := load_file(place.file)):
            paths = CallArchive(data, place.path, most_bytes=MAX_BYTES).paths
    except (OSError, TranscriptError):
        pass  # it will be among those that could not be read
    if not paths:
        yield place
    for position, member in enumerate(paths):
        yield replace(place, path=f"{place.path}/{member}", member=member, position=position)


def _is_packed(path: Path) -> bool:
    # Opening a pipe would wait for ever.
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_ZIP_START)) == _ZIP_START


def _read_list(listing: Path | None) -> Iterator[CallPlace]:
    if listing is None:
        return
    try:
        lines = listing.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        found = getattr(error, "strerror", None) or "another encoding"
        raise AuditError(
            str(listing), expected="a list of paths in UTF-8", found=found, next_step="Check the list."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            yield _read_line(line, f"{listing} line {number}")


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read_line(line: str, where: str) -> CallPlace:
    path, *rest = (field.strip() for field in line.split("\t"))
    fields = dict(zip(_LIST_FIELDS, (clean_name(text) for text in rest), strict=False))
    day = fields.get("date", "")
    wrong = len(rest) > len(_LIST_FIELDS) or not path or "\0" in path or not _is_day(day)
    if wrong:
        raise AuditError(
            where,
            expected="a path, then parted by tabs: type, date (YYYY-MM-DD), manager",
            found="something else",
            next_step="Correct that line; all but the path may be left out.",
        )
    about = {"type": fields.get("type", ""), "date": day, "manager": fields.get("manager") or None}
    return CallPlace(_shown(Path(path)), str(Path(path).absolute()), **about)
