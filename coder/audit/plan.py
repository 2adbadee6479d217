"""An audit's folder: what it was asked for, which files it codes, and how far it is.

``audit.json`` holds the settings and, in the end, the counts; ``plan.jsonl`` a line for each file to code, in
order; ``shards/`` what is coded so far, and goes when the tables are whole.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from coder.audit.places import PLAN, SETTINGS, CallPlace
from coder.audit.shard import UNFINISHED, ModelName
from coder.errors import AuditError, OutputError

AUDIT_FORMAT = 1
KIND = "call-review-audit"
SHARDS = "shards"
# Of few files each is a shard, so that every core has work; of many, as many as little is lost when it stops.
_SHARDS_WANTED = 64
_LARGEST_SHARD = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit was asked for; all of it must be the same when it goes on.

    Attributes:
        package: this package's version.
        model: the model's name and version; ``model_from`` is how it is found again.
        places, listing: absolute paths.
        keep_text: whether the words are kept.
    """

    package: str
    model: str
    model_version: str
    model_from: str
    places: tuple[str, ...]
    listing: str | None
    keep_text: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What a finished audit holds.

    Attributes:
        files: files that were looked at.
        calls: calls that were coded, duplicates among them.
        utterances: theirs.
        not_read: files or calls that could not be coded.
        duplicates: calls whose words and speakers an earlier call has.
    """

    files: int
    calls: int
    utterances: int
    not_read: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that was begun.

    Attributes:
        folder: where it lies.
        n_files: how many files it codes.
        counts: ``None`` until it is finished.
    """

    folder: Path
    settings: Settings
    n_files: int
    counts: Counts | None = None

    @property
    def model(self) -> ModelName:
        """The model, as a shard takes it."""
        return ModelName(self.settings.model_from, self.settings.model_version)

    @property
    def shard_size(self) -> int:
        """How many files are coded together; it depends on nothing but their number."""
        return max(1, min(self.n_files // _SHARDS_WANTED, _LARGEST_SHARD))

    @property
    def n_shards(self) -> int:
        """How many shards there are."""
        return -(-self.n_files // self.shard_size)

    def shard_folder(self, number: int) -> Path:
        """Where the tables of a shard are or will be."""
        return self.folder / SHARDS / f"{number:06d}"

    def shards(self) -> Iterator[tuple[int, tuple[CallPlace, ...]]]:
        """Each shard's number and places, read from the plan as they are asked for.

        Raises:
            AuditError: the plan is gone or damaged.
        """
        try:
            with (self.folder / PLAN).open(encoding="utf-8") as lines:
                places = (CallPlace(**json.loads(line)) for line in lines)
                number = 0
                while shard := tuple(islice(places, self.shard_size)):
                    yield number, shard
                    number += 1
        except (OSError, ValueError, TypeError) as error:
            raise _refuse(self.folder, f"a readable {PLAN}", type(error).__name__) from error


def find_audit(folder: Path) -> Audit | None:
    """The audit that was begun in a folder; ``None`` where none was.

    Raises:
        AuditError: another version's, or damaged.
    """
    try:
        data = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        if data["kind"] != KIND or data["format"] != AUDIT_FORMAT:
            raise _refuse(folder, f"an audit of format {AUDIT_FORMAT}", "another file of its name")
        settings = {**data["settings"], "places": tuple(data["settings"]["places"])}
        counts = Counts(**data["counts"]) if data["counts"] else None
        return Audit(folder, Settings(**settings), int(data["n_files"]), counts)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _refuse(folder, f"a readable {SETTINGS}", type(error).__name__) from error


def begin_audit(folder: Path, settings: Settings, places: Iterable[CallPlace]) -> Audit:
    """Make the folder and its plan.

    Raises:
        AuditError: the folder holds something else, or there is no file to code.
        OutputError: it cannot be written.
    """
    try:
        # What is in it is as confidential as the calls.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if others := {path.name for path in folder.iterdir()} - {
            PLAN,
            f"{PLAN}{UNFINISHED}",
            f"{SETTINGS}{UNFINISHED}",
            SHARDS,
        }:
            raise _refuse(folder, "an empty folder, or one that an audit began", f"other files ({min(others)})")
        n_files = _write_plan(folder / PLAN, places)
        if not n_files:
            where = ", ".join(settings.places) or str(settings.listing)
            raise AuditError(where, expected="files", found="none", next_step="Name a folder, zip or list of calls.")
        (folder / SHARDS).mkdir(exist_ok=True)
        audit = Audit(folder, settings, n_files)
        _save(audit)
    except OSError as error:
        raise refuse_to_write(folder, error) from error
    return audit


def check_settings(audit: Audit, asked: Settings) -> None:
    """Refuse to go on with other settings than the audit began with.

    Raises:
        AuditError: what differs, and both values.
    """
    began, now = asdict(audit.settings), asdict(asked)
    # A model folder may have been moved: what counts is what it holds.
    for name in began:
        if name != "model_from" and began[name] != now[name]:
            raise AuditError(
                f"audit in {audit.folder}",
                expected=f"{_SAID[name]} as it began ({_show(began[name])})",
                found=_show(now[name]),
                next_step="Go on with the same, or choose another --out.",
            )


def finish_audit(audit: Audit, counts: Counts) -> Audit:
    """Note that all tables are whole."""
    finished = replace(audit, counts=counts)
    _save(finished)
    return finished


def refuse_to_write(folder: Path, error: OSError) -> OutputError:
    """The error for a folder that cannot be written."""
    found = os.strerror(error.errno) if error.errno else type(error).__name__
    return OutputError(
        str(folder), expected="a folder that can be written", found=found, next_step="Choose another --out."
    )


_SAID = {
    "package": "this package's version",
    "model": "the model",
    "model_version": "the model's version",
    "places": "the folders and files",
    "listing": "the list",
    "keep_text": "whether words are kept",
}


def _show(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return {True: "yes", False: "no", None: "none"}.get(value, str(value))


def _write_plan(path: Path, places: Iterable[CallPlace]) -> int:
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    n_files = 0
    with unfinished.open("w", encoding="utf-8") as file:
        for place in places:
            file.write(json.dumps(asdict(place)) + "\n")
            n_files += 1
        _settle(file)
    unfinished.replace(path)
    return n_files


def _save(audit: Audit) -> None:
    path = audit.folder / SETTINGS
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    data = {
        "kind": KIND,
        "format": AUDIT_FORMAT,
        "settings": asdict(audit.settings),
        "n_files": audit.n_files,
        "counts": asdict(audit.counts) if audit.counts else None,
    }
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
        _settle(file)
    unfinished.replace(path)


def _settle(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _refuse(folder: Path, expected: str, found: str) -> AuditError:
    return AuditError(str(folder), expected=expected, found=found, next_step="Choose another --out.")
