"""The files of one upload: which of them are calls, and why the others could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from coder.errors import SeveralCallsError, TranscriptError
from coder.transcript import Skipped, Transcript

_MAX_LISTED = 12


@dataclass(frozen=True, slots=True)
class CallFile:
    """One file of an upload, read or refused.

    Attributes:
        name: its path in the zip, or its own name; no two in one upload have the same.
        transcript: ``None`` where it could not be read.
        error: why not; ``None`` where it was read.
    """

    name: str
    transcript: Transcript | None = None
    error: TranscriptError | None = None

    @property
    def title(self) -> str:
        """The name without its ending."""
        return self.name.removesuffix(PurePosixPath(self.name).suffix) or self.name

    def take(self) -> Transcript:
        """The transcript.

        Raises:
            TranscriptError: it could not be read.
        """
        if self.transcript is None:
            raise self.error or TranscriptError(self.name, expected="a call", found="none", next_step="Choose another.")
        return self.transcript


@dataclass(frozen=True, slots=True)
class CallSet:
    """All files of an upload, in its order.

    Attributes:
        files: read or refused.
        skipped: what was passed over, such as hidden files.
    """

    files: tuple[CallFile, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def calls(self) -> dict[str, Transcript]:
        """What was read, by name."""
        return {file.name: file.transcript for file in self.files if file.transcript}

    @property
    def refused(self) -> dict[str, TranscriptError]:
        """Why the others were not, by name."""
        return {file.name: file.error for file in self.files if file.error}


def pick_call(calls: CallSet, wanted: str, source: str) -> CallSet:
    """The one file of the set that has the name, as its path, without folders or ending, or as its call's name.

    Raises:
        SeveralCallsError: none or several have it; the message lists the names.
    """
    found = [file for file in calls.files if wanted.casefold() in _names_of(file)]
    if len(found) == 1:
        return CallSet(tuple(found), calls.skipped)
    names = tuple(file.name for file in calls.files)
    shown = ", ".join(f'"{name}"' for name in names[:_MAX_LISTED])
    more = f" and {len(names) - _MAX_LISTED:,} more" if len(names) > _MAX_LISTED else ""
    raise SeveralCallsError(
        source,
        calls=names,
        expected="the name of one call in the zip",
        found=f"{len(found)} of that name among {shown}{more}",
        next_step="Name it as it is written here, or leave --call out to take all.",
    )


def _names_of(file: CallFile) -> set[str]:
    path = PurePosixPath(file.name)
    call = file.transcript.call if file.transcript else file.title
    return {name.casefold() for name in (file.name, file.title, path.name, path.stem, call)}


def join_sets(sets: Iterable[CallSet]) -> CallSet:
    """Several files or zips as one upload; a name that is there already gets a number."""
    sets = list(sets)
    files = [file for each in sets for file in each.files]
    return CallSet(tuple(_with_distinct_names(files)), tuple(note for each in sets for note in each.skipped))


def _with_distinct_names(files: Iterable[CallFile]) -> Iterable[CallFile]:
    taken: set[str] = set()
    for file in files:
        name, number = file.name, 1
        while name in taken:
            number += 1
            name = f"{file.name} ({number})"
        taken.add(name)
        yield replace(file, name=name)
