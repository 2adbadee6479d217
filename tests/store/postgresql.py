"""A PostgreSQL server for the tests: one that is named, or one that is started for them and stopped again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest

VARIABLE = "CALL_REVIEW_TEST_POSTGRES"
NONE_HERE = f"no PostgreSQL server: set {VARIABLE} to the URL of one, or install its programs initdb and pg_ctl"
_UNSAFE_AND_QUICK = "-c fsync=off -c listen_addresses= -c max_connections=40"


@contextmanager
def server() -> Iterator[str]:
    """A URL with ``{}`` in place of the database's name; skips where no server can be had."""
    if find_spec("psycopg") is None:
        pytest.skip("no PostgreSQL driver: make test installs psycopg")
    if named := os.environ.get(VARIABLE):
        yield named.rsplit("/", 1)[0] + "/{}"
        return
    programs = [_program(name) for name in ("initdb", "pg_ctl")]
    if None in programs:
        pytest.skip(NONE_HERE)
    folder = Path(tempfile.mkdtemp(prefix="call-review-pg-"))
    try:
        with _started(folder, *map(str, programs)) as socket:
            yield f"postgresql://postgres@/{{}}?host={socket}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str) -> Iterator[str]:
    """The URL of a new, empty database."""
    import psycopg

    name = f"test_{uuid4().hex}"
    with psycopg.connect(server_url.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server_url.format(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _started(folder: Path, initdb: str, pg_ctl: str) -> Iterator[Path]:
    as_user = _account(folder)
    cluster = folder / "cluster"
    command = [initdb, "-D", str(cluster), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **as_user)
    options = f"{_UNSAFE_AND_QUICK} -k {folder}"
    start = [pg_ctl, "-D", str(cluster), "-w", "-l", str(folder / "log"), "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_user)
    try:
        yield folder
    finally:
        stop = [pg_ctl, "-D", str(cluster), "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, capture_output=True, cwd=folder, **as_user)


def _account(folder: Path) -> dict[str, str]:
    """PostgreSQL refuses to run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    try:
        shutil.chown(folder, "postgres")
    except LookupError:
        pytest.skip("no PostgreSQL server: it does not run as root, and there is no account postgres")
    return {"user": "postgres"}


def _program(name: str) -> str | None:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(installed[-1]) if installed else None)
