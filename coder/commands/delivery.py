"""Where reviews go: standard output, a file, or a folder with a file for each call."""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import OutputError

if TYPE_CHECKING:
    from coder.review import Review

# What some file system takes for something else than a letter of a name.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_PART = 150


def check_folder(out: Path | None) -> None:
    """Refuse an --out that names a file where there may be several calls.

    Raises:
        OutputError: it does.
    """
    if out is not None and out.suffix and not out.is_dir():
        raise OutputError(
            str(out), expected="a folder for several files", found="the name of a file", next_step="Name a folder."
        )


def deliver(reviews: Iterator[tuple[str, "Review"]], options: Namespace, *, several: bool) -> None:
    """Write each review to --out as soon as it is there, or print: JSON as one object, of several one a line.

    Args:
        reviews: each with the path it has below --out, without ending.
        options: the command's.
        several: whether there may be more than one.

    Raises:
        OutputError: a place that cannot be written.
    """
    from coder.reports import SUFFIX, render_report

    out: Path | None = options.out
    if out is None:
        for text in _join((review for _, review in reviews), options.format):
            _print(text)
        return
    to_one_file = not several and out.suffix and not out.is_dir()
    taken: set[str] = set()
    for name, review in reviews:
        path = out if to_one_file else out / f"{_free_name(name, taken)}{SUFFIX[options.format]}"
        _write(path, render_report(review, options.format), options)


def _free_name(name: str, taken: set[str]) -> str:
    """A path that every file system takes; calls of one name are numbered, so that none overwrites another."""
    parts = [_safe_part(part) for part in name.split("/")]
    safe = "/".join(part for part in parts if part) or "call"
    free, number = safe, 1
    while free.casefold() in taken:
        number += 1
        free = f"{safe}-{number}"
    taken.add(free.casefold())
    return free


def _safe_part(part: str) -> str:
    part = _NOT_IN_NAMES.sub("-", part)[:_LONGEST_PART].strip(" .")
    return f"{part}-" if _DEVICE.fullmatch(part) else part


def _join(reviews: Iterator["Review"], kind: str) -> Iterator[str]:
    """The reports as they follow each other in one output."""
    from coder.reports import render_report

    texts = (render_report(review, kind) for review in reviews)
    first, second = next(texts, None), next(texts, None)
    if first is None:
        return
    if second is None:
        yield first
        return
    for number, text in enumerate(chain((first, second), texts)):
        yield _one_of_several(text, kind, is_first=not number)


def _one_of_several(text: str, kind: str, *, is_first: bool) -> str:
    if kind == "json":
        import json

        return json.dumps(json.loads(text), ensure_ascii=False) + "\n"
    if kind == "csv":
        return text if is_first else text.partition("\n")[2]
    return text if is_first else f"\n{text}"


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
