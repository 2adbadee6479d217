"""Files of labelled calls: read as hostile input, written only where nothing is yet."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.errors import ExamplesError, OutputError
from coder.examples import LabelledCall
from coder.exchange.assembling import broken

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES_BYTES = 512 * 1024 * 1024
MAX_FILES = 5_000
_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 120


def read_data(path: Path) -> bytes:
    """What a file holds.

    Raises:
        ExamplesError: it cannot be read, or is too long.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise broken(path, "a file that can be read", type(error).__name__, "Check the path.") from error
    if len(data) > MAX_BYTES:
        raise _too_long(path, f"a file of at most {MAX_BYTES // 1024**2} MB")
    return data


def read_text(path: Path) -> str:
    """A file's text, line breaks as they are.

    Raises:
        ExamplesError: it cannot be read, is too long, or is not UTF-8.
    """
    try:
        return read_data(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise broken(path, "text in UTF-8", "another encoding", "Export or save it as UTF-8.") from error


def read_json(path: Path) -> Any:
    """The value in a JSON file.

    Raises:
        ExamplesError: it cannot be read, or is no JSON.
    """
    return _parse(str(path), read_text(path))


def read_json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file, each with its place in words.

    Raises:
        ExamplesError: it cannot be read, or a line is no object.
    """
    for number, line in enumerate(_list_lines(path), start=1):
        if line.strip():
            where = f"{path} line {number}"
            value = _parse(where, line.removeprefix(BOM_UTF8))
            if not isinstance(value, dict):
                raise broken(where, "a JSON object", type(value).__name__, "Mend that line.")
            yield where, value


def _list_lines(path: Path) -> Iterator[bytes]:
    """One line after the other, so that a long file takes little memory."""
    n_bytes = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(MAX_BYTES):
                n_bytes += len(line)
                if n_bytes > MAX_LINES_BYTES or len(line) == MAX_BYTES:
                    raise _too_long(path, f"lines of at most {MAX_LINES_BYTES // 1024**2} MB in all")
                yield line
    except OSError as error:
        raise broken(path, "a file that can be read", type(error).__name__, "Check the path.") from error


def _too_long(path: Path, limit: str) -> ExamplesError:
    return broken(path, limit, "more", "Export fewer calls at once.")


def _parse(where: str, text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise broken(where, "JSON", "something else", "Check that this is the tool's export, and its form.") from error


def list_files(path: Path, ending: str) -> list[Path]:
    """The file itself, or those of a folder with that ending, by name.

    Raises:
        ExamplesError: a folder with none, or with too many.
    """
    if not path.is_dir():
        return [path]
    files = sorted(path.glob(f"*{ending}"))
    if not 0 < len(files) <= MAX_FILES:
        expected = f"1 to {MAX_FILES:,} files that end in {ending}"
        raise broken(path, expected, f"{len(files):,}", "Point to the folder that holds them.")
    return files


def dump_lines(rows: Iterable[dict[str, Any]]) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_new(path: Path, data: str | bytes) -> None:
    """Write a file that is not there yet, with the folders above it.

    Raises:
        OutputError: it is there, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        found = "something there already" if isinstance(error, FileExistsError) else type(error).__name__
        raise unwritable(path, found) from error


def check_free(path: Path) -> None:
    """Refuse a place where there is something.

    Raises:
        OutputError: there is.
    """
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise unwritable(path, "something there already")


def unwritable(path: Path, found: str) -> OutputError:
    """The error for a place that cannot be written."""
    return OutputError(
        str(path), expected="a new place that can be written", found=found, next_step="Name another with --out."
    )


def name_files(calls: Sequence[LabelledCall]) -> list[str]:
    """A file name without ending for each call, which every file system takes, no two alike."""
    taken: set[str] = set()
    names = []
    for call in calls:
        safe = _UNSAFE.sub("-", call.name)[:_LONGEST_NAME].strip(" .-") or "call"
        free, number = safe, 1
        while free.casefold() in taken:
            number += 1
            free = f"{safe}-{number}"
        taken.add(free.casefold())
        names.append(free)
    return names
