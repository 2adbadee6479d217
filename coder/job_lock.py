"""A lock that its holder's death releases, on every system: the one that SQLite takes on a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coder.errors import JobError

NAME = "lock.sqlite3"
_PATIENCE = 10.0


@contextmanager
def hold(jobs: Path) -> Iterator[None]:
    """Hold the lock of a folder.

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
        yield


def is_held(jobs: Path) -> bool:
    """Whether some process holds it."""
    if not (jobs / NAME).is_file():
        return False
    with closing(sqlite3.connect(jobs / NAME, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            return True
    return False
