"""Many files into the store: each is read, coded and kept before the next is begun."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.analysis import analyse
from coder.call_details import propose_details
from coder.call_figures import CallFigures, figures_of
from coder.errors import CoderError, TranscriptError
from coder.model_folder import Model
from coder.pipeline import code_call, split_call
from coder.readers import CallFile, load_file, read_calls
from coder.store import (
    CallQuery,
    Store,
    StoredCall,
    add_call,
    find_words,
    get_review,
    keep_figures,
    list_figures,
)
from coder.transcript import Skipped

# A file, a zip or a folder of them; or the bytes of a file with its name.
Source = Path | tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class KeptCall:
    """One call of the files given, now in the store.

    Attributes:
        name: its file, with the folders or the zip's folders that it lay in.
        is_new: whether it was added; else the store had its words already and nothing changed.
        grounds: on what its details were proposed, a sentence each; empty where it was there already.
    """

    name: str
    call_id: str
    is_new: bool
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of the files.

    Attributes:
        calls: those now in the store, in the order given.
        refused: names of the others, each with the reason.
        skipped: what was passed over, such as hidden files.
    """

    calls: tuple[KeptCall, ...] = ()
    refused: tuple[tuple[str, CoderError], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def added(self) -> tuple[KeptCall, ...]:
        """Calls that the store did not have."""
        return tuple(call for call in self.calls if call.is_new)

    @property
    def already_there(self) -> tuple[KeptCall, ...]:
        """Calls that it had."""
        return tuple(call for call in self.calls if not call.is_new)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being read; ``done`` of ``total`` files are dealt with. Once a zip is open, the files in it count."""

    done: int
    total: int
    name: str


def keep_calls(
    store: Store,
    files: Iterable[Source],
    model: Model,
    *,
    person: str,
    on_progress: Callable[[Progress], None] | None = None,
) -> Kept:
    """What came of reading, coding and keeping every call in the files; one that fails stops no other.

    Each call is in the store, whole, before the next is begun: if this is broken off, do it again, and what is
    there is recognised by its words before it is coded.

    Args:
        files: folders are taken with all that is in them, except what is hidden.
        person: whose name the log shows.
        on_progress: called before each file.

    Raises:
        StoreError: the database fails.
    """
    sources = [each for file in files for each in _files_in(file)]
    calls: list[KeptCall] = []
    refused: list[tuple[str, CoderError]] = []
    skipped: list[Skipped] = []
    done, total = 0, len(sources)
    tell = on_progress or (lambda _: None)
    for source in sources:
        tell(Progress(done, total, source.name))
        opened, notes = _open(source)
        skipped += notes
        total += len(opened) - 1
        for file in opened:
            tell(Progress(done, total, file.name))
            try:
                calls.append(_keep(store, file, model, person))
            except TranscriptError as error:
                refused.append((file.name, error))
            done += 1
    return Kept(tuple(calls), tuple(refused), tuple(skipped))


def measured_calls(store: Store, query: CallQuery) -> tuple[tuple[StoredCall, CallFigures | None], ...]:
    """The calls asked for with their figures; those that the store has none of are measured now, and kept.

    ``None`` only where somebody changed the call meanwhile. A call takes some tenths of a second: ask for a page.

    Raises:
        StoreError: a query that makes no sense, or the database fails.
    """
    found = list_figures(store, query)
    missing = [call.id for call, figures in found if figures is None]
    measure_missing(store, missing)
    return list_figures(store, query) if missing else found


def measure_missing(store: Store, call_ids: Iterable[str]) -> None:
    """Measure calls that the store has no figures of, and keep those.

    Raises:
        StoreError: a call that is gone, or the database fails.
    """
    for call_id in call_ids:
        review = get_review(store, call_id)
        keep_figures(store, call_id, figures_of(analyse(review)), review=review)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is not read yet: its name, and its bytes or where they lie."""

    name: str
    content: bytes | Path


def _files_in(source: Source) -> Iterator[_File]:
    if isinstance(source, tuple):
        data, name = source
        yield _File(name, data)
    elif source.is_dir():
        yield from _walk(source)
    else:
        yield _File(source.name, source)


def _walk(top: Path) -> Iterator[_File]:
    """The files below a folder in the order of their names, hidden ones and those in hidden folders left out."""
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            yield _File(path.relative_to(top).as_posix(), path)


def _open(file: _File) -> tuple[Sequence[CallFile], tuple[Skipped, ...]]:
    try:
        data = file.content if isinstance(file.content, bytes) else load_file(file.content)
    except TranscriptError as error:
        return [CallFile(file.name, error=error)], ()
    found = read_calls(data, file.name)
    return found.files, found.skipped


def _keep(store: Store, file: CallFile, model: Model, person: str) -> KeptCall:
    transcript = file.take()
    if known := find_words(store, split_call(transcript, model)):
        return KeptCall(file.name, known, is_new=False)
    review = code_call(transcript, model)
    proposed = propose_details(review, file_name=file.name)
    added = add_call(store, review, proposed.details, person=person, transcript=transcript)
    keep_figures(store, added.id, figures_of(analyse(review)), review=review)
    return KeptCall(file.name, added.id, added.is_new, proposed.grounds if added.is_new else ())
