"""Connections and transactions: what makes a confirmed change stay, whatever happens next."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError

from coder.errors import StoreError
from coder.store.location import is_file, shown

BUSY_MS = 30_000
_ONLY_OWNER_READS = 0o600
_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    # Reaches the disk before a change is confirmed, so that a power cut loses nothing either.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted is overwritten.
    "PRAGMA secure_delete=ON",
)


@dataclass(frozen=True)
class Store:
    """An open store; safe to share between threads, not across a fork. Use it in ``with``, or ``close`` it."""

    url: URL
    engine: Engine

    @property
    def place(self) -> str:
        """Where it lies, without a password."""
        return shown(self.url)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def connect(url: URL) -> Store:
    """A store whose tables are not looked at yet; a file is made where there is none, for its owner's eyes only.

    Raises:
        StoreError: a folder or file that cannot be made, or a driver that is missing.
    """
    if is_file(url):
        _make_file(Path(str(url.database)))
    try:
        # Parameters hold what was said; they may not reach an error or a log.
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=not is_file(url))
    except (ImportError, NoSuchModuleError):
        raise StoreError(
            shown(url),
            expected="the PostgreSQL driver psycopg",
            found="none",
            next_step='Install it: pip install "psycopg[binary]"',
        ) from None
    if is_file(url):
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    return Store(url, engine)


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """A transaction that sees one state of the store throughout and changes nothing.

    Raises:
        StoreError: the database fails.
    """
    options: dict[str, Any] = {} if is_file(store.url) else {"isolation_level": "REPEATABLE READ"}
    with _told(store), store.engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """A transaction that is committed when the block ends, and undone whole if anything is raised in it.

    Raises:
        StoreError: the database fails, or stays locked by another process for half a minute.
    """
    with _told(store), store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def empty_write_ahead_log(store: Store) -> None:
    """Move all that was written into a SQLite file itself, so that nothing deleted is left beside it.

    While another connection reads an older state, the last of it stays until that one is done.
    """
    _run_outside_a_transaction(store, "PRAGMA wal_checkpoint(TRUNCATE)")


def give_back_space(store: Store) -> None:
    """Make a SQLite file as small as what it holds."""
    _run_outside_a_transaction(store, "VACUUM")
    empty_write_ahead_log(store)


def _run_outside_a_transaction(store: Store, statement: str) -> None:
    if not is_file(store.url):
        return
    with _told(store), store.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute(statement).fetchall()
        except sqlite3.Error as error:
            raise _failed(store, str(error)) from None


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _ONLY_OWNER_READS))
    except OSError as error:
        raise StoreError(
            str(path),
            expected="a file that can be made and written",
            found=error.strerror or type(error).__name__,
            next_step="Name another with --store or CALL_REVIEW_STORE.",
        ) from None


def _set_up(connection: Any, _: object) -> None:
    # Python's driver would begin transactions of its own, late and without the lock.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    """Readers and a writer do not wait for each other; a file is switched over once, and then stays so."""
    give_up = time.monotonic() + BUSY_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError:
            # The busy timeout does not cover this: another process may be switching the same new file.
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    # The lock is taken first: a transaction that reads and then writes cannot fail halfway.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _told(store: Store) -> Iterator[None]:
    """Database errors as the store's own. Their causes are dropped, for they may repeat a row's text."""
    try:
        yield
    except DBAPIError as error:
        told = is_file(store.url) or isinstance(error, OperationalError)
        found = str(error.orig).strip().partition("\n")[0] if told else type(error.orig).__name__
        raise _failed(store, found) from None
    except sqlite3.Error as error:
        raise _failed(store, str(error)) from None
    except OverflowError:
        raise _failed(store, "a number that is too large") from None
    except UnicodeEncodeError:
        raise _failed(store, "a text that is no Unicode") from None


def _failed(store: Store, found: str) -> StoreError:
    return StoreError(
        store.place,
        expected="a database that works",
        found=found,
        next_step="Check that it is there, is not full, and that no other program keeps it locked.",
    )
