"""A lock that its holder's death releases, on every system: the one that SQLite takes on a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coder.errors import JobError

NAME, HOLDER = "lock.sqlite3", "holder.txt"
_PATIENCE = 10.0


@contextmanager
def hold(jobs: Path, holder: str) -> Iterator[None]:
    """Hold the lock of a folder, under a name.

    Raises:
        JobError: another process holds it.
    """
    with closing(sqlite3.connect(jobs / NAME, timeout=_PATIENCE, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise JobError(
                str(jobs), expected="no other job under way", found="one", next_step="Wait until it is done."
            ) from error
        (jobs / HOLDER).write_text(holder, encoding="utf-8")
        yield


def holder_of(jobs: Path) -> str | None:
    """Under which name a process holds it; ``None`` where none does."""
    try:
        return (jobs / HOLDER).read_text(encoding="utf-8") if _is_held(jobs) else None
    except OSError:
        return None


def _is_held(jobs: Path) -> bool:
    if not (jobs / NAME).is_file():
        return False
    with closing(sqlite3.connect(jobs / NAME, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            return True
    return False
