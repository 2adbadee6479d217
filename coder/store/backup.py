"""Copies of a whole store."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from coder.data_folder import data_folder
from coder.errors import StoreError
from coder.store.location import is_file, shown


def backup_folder(url: URL) -> Path:
    """Where backups go unless a place is named: beside the file, or in the user's data folder."""
    return (Path(str(url.database)).parent if is_file(url) else data_folder()) / "backups"


def backup_store(url: URL, to: Path | None = None, *, label: str = "by-hand") -> Path:
    """The path of a whole copy: a SQLite file, or what pg_dump writes; to be put back by hand, see docs/store.md.

    Others may go on writing meanwhile; the copy holds one state of the store.

    Args:
        to: a file that is not there yet; ``None`` for one named by the moment in ``backup_folder``.

    Raises:
        StoreError: a place that is taken or cannot be written, or a pg_dump that is missing or fails.
    """
    ending = "sqlite3" if is_file(url) else "sql"
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    path = to or backup_folder(url) / f"store-{label}-{moment}.{ending}"
    if path.exists():
        raise _failed(str(path), "a file that is not there yet", "one that is", "Name another.")
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(url, part)
        part.replace(path)
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise _failed(str(path), "a place that can be written", found, "Name another.") from None
    finally:
        part.unlink(missing_ok=True)
    return path


def list_backups(url: URL) -> tuple[Path, ...]:
    """The backups in ``backup_folder``, oldest first."""
    return tuple(sorted(backup_folder(url).glob("store-*"), key=lambda path: path.stat().st_mtime_ns))


def _copy(url: URL, path: Path) -> None:
    if not is_file(url):
        _dump(url, path)
        return
    try:
        with closing(sqlite3.connect(str(url.database))) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise _failed(shown(url), "a database that works", str(error), "Check the disk and the file.") from None


def _dump(url: URL, path: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise _failed(shown(url), "pg_dump, for a backup", "none", "Install PostgreSQL's client programs.")
    # On the command line others could see the password.
    bare = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    command = [program, "--no-owner", "--no-password", f"--file={path}", f"--dbname={bare}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        found = (done.stderr.strip() or "an error").splitlines()[0]
        raise _failed(shown(url), "pg_dump to make a backup", found, "Mend that and try again.")


def _failed(where: str, expected: str, found: str, next_step: str) -> StoreError:
    return StoreError(where, expected=expected, found=found, next_step=next_step)
