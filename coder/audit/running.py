"""An audit from its beginning, or from where it stopped, to its tables."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from coder.audit.engines import Engine, Task, package_version, run_tasks
from coder.audit.places import find_places
from coder.audit.plan import (
    SHARDS,
    Audit,
    Counts,
    Settings,
    begin_audit,
    check_settings,
    find_audit,
    finish_audit,
    refuse_to_write,
)
from coder.audit.rows import NOT_READ, calls_schema, utterance_schema
from coder.audit.shard import UNFINISHED, code_shard
from coder.audit.tables import join_tables
from coder.errors import AuditError
from coder.model_folder import CONFIG, find_model, load_model


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an audit is.

    Attributes:
        done, files: files that were looked at, and that there are.
        before: how many of ``done`` an earlier run did.
        seconds: since this run began.
    """

    done: int
    files: int
    before: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """At the pace of this run; ``None`` before it has done anything."""
        here = self.done - self.before
        return self.seconds * (self.files - self.done) / here if here else None


def run_audit(
    places: Sequence[str | Path],
    out: str | Path,
    *,
    listing: str | Path | None = None,
    model: str | Path = "default",
    keep_text: bool = True,
    engine: Engine = "local",
    jobs: int | None = None,
    address: str | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Audit:
    """The finished audit of every call that the places hold; what an earlier run did is not done again.

    Args:
        places: files, zips and folders.
        out: the audit's folder, made if need be.
        listing: a text file with a path a line.
        model: as ``load_model`` takes it.
        keep_text: whether the utterances' table holds the words.
        engine, jobs, address: see ``run_tasks``.
        tell: called whenever some files are done, perhaps from another thread; it must not raise.

    Raises:
        AuditError: nothing to code, other settings than the audit began with, or a cluster that cannot be used.
        ModelError: no such model.
        OutputError: ``out`` cannot be written.
    """
    folder = Path(out).absolute()
    settings = _settings([Path(place) for place in places], listing and Path(listing), model, keep_text=keep_text)
    audit = find_audit(folder)
    if audit is None:
        found = find_places([Path(place) for place in places], listing and Path(listing), leave_out=folder)
        audit = begin_audit(folder, settings, found)
    check_settings(audit, settings)
    if audit.counts is None:
        _run(audit, tell or (lambda progress: None), engine, jobs, address)
        audit = _join(audit)
    shutil.rmtree(folder / SHARDS, ignore_errors=True)
    return audit


def _settings(places: Sequence[Path], listing: Path | None, model: str | Path, *, keep_text: bool) -> Settings:
    folder, loaded = find_model(model), load_model(model)
    own = Path(model)
    return Settings(
        package=package_version(),
        model=loaded.name,
        model_version=loaded.version,
        # A model that ships lies elsewhere on another machine.
        model_from=str(own.absolute()) if own == folder and (own / CONFIG).is_file() else str(model),
        places=tuple(str(place.absolute()) for place in places),
        listing=str(listing.absolute()) if listing else None,
        keep_text=keep_text,
    )


def _run(audit: Audit, tell: Callable[[Progress], None], engine: Engine, jobs: int | None, address: str | None) -> None:
    started = time.monotonic()
    before = sum(len(places) for number, places in audit.shards() if _is_done(audit, number))

    def report(done: int) -> None:
        tell(Progress(done, audit.n_files, before, time.monotonic() - started))

    if before < audit.n_files:
        run_tasks(_tasks(audit, before, report), engine=engine, jobs=jobs, address=address)
        _check_shards(audit)
    report(audit.n_files)


def _tasks(audit: Audit, done: int, report: Callable[[int], None]) -> Iterator[Task]:
    """The shards that are still to be coded; whenever one is asked for, what is done by then is reported."""
    waiting: dict[int, int] = {}
    for number, places in audit.shards():
        if _is_done(audit, number):
            continue
        done += sum(waiting.pop(each) for each in [*waiting] if _is_done(audit, each))
        report(done)
        waiting[number] = len(places)
        folder, first = audit.shard_folder(number), number * audit.shard_size
        yield partial(code_shard, places, folder, audit.model, first=first, keep_text=audit.settings.keep_text)


def _is_done(audit: Audit, number: int) -> bool:
    return audit.shard_folder(number).is_dir()


def _check_shards(audit: Audit) -> None:
    missing = sum(not _is_done(audit, number) for number in range(audit.n_shards))
    if missing:
        raise AuditError(
            str(audit.folder),
            expected="the results of every process in this folder",
            found=f"{missing} of {audit.n_shards} parts missing",
            next_step="Workers on other machines must see the calls and --out under the same paths.",
        )


def _join(audit: Audit) -> Audit:
    """The finished audit, its tables put together from the shards."""
    try:
        first: dict[str, str] = {}
        schema = utterance_schema(keep_text=audit.settings.keep_text)
        marked = (_mark(table, first) for table in _pieces(audit, "calls"))
        calls = join_tables(marked, calls_schema(), audit.folder / "calls")
        counts = Counts(
            files=audit.n_files,
            calls=calls,
            utterances=join_tables(_pieces(audit, "utterances"), schema, audit.folder / "utterances"),
            not_read=join_tables(_pieces(audit, "not_read"), NOT_READ, audit.folder / "not_read"),
            duplicates=calls - len(first),
        )
        finished = finish_audit(audit, counts)
        for rest in audit.folder.glob(f"*{UNFINISHED}"):
            rest.unlink()
    except OSError as error:
        raise refuse_to_write(audit.folder, error) from error
    return finished


def _pieces(audit: Audit, name: str) -> Iterator[pa.Table]:
    for number in range(audit.n_shards):
        folder = audit.shard_folder(number)
        try:
            yield parquet.read_table(folder / f"{name}.parquet")
        except pa.ArrowInvalid as error:
            next_step = "Delete that folder and run it again: what it holds is then coded anew."
            raise AuditError(str(folder), expected="whole tables", found="damaged ones", next_step=next_step) from error


def _mark(calls: pa.Table, first: dict[str, str]) -> pa.Table:
    """The calls with, for each whose words were there before, the id of the first that had them."""
    pairs = zip(calls.column("fingerprint").to_pylist(), calls.column("call_id").to_pylist(), strict=True)
    marks = [None if (known := first.setdefault(mark, call)) == call else known for mark, call in pairs]
    place = calls.schema.get_field_index("duplicate_of")
    return calls.set_column(place, calls.schema.field(place), pa.array(marks, pa.string()))
