"""Where the store lies."""

import getpass
import os
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from coder.codebook import is_shipped, load_codebook
from coder.data_folder import data_folder
from coder.errors import StoreError

VARIABLE = "CALL_REVIEW_STORE"
FILE_NAME = "store.sqlite3"
_NO_NAME = re.compile(r"[^a-z0-9]+")
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def store_url(given: str | None = None) -> URL:
    """The URL given, else that of the environment, else a file in the user's data folder, one for each codebook.

    Args:
        given: a URL (sqlite:///FILE or postgresql://…), or the path of a SQLite file.

    Raises:
        StoreError: a URL that cannot be read, or of another database.
    """
    text = given or os.environ.get(VARIABLE) or str(data_folder() / _file_name())
    if "://" not in text:
        return URL.create(_DRIVERS["sqlite"], database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _wrong("a text that is no URL") from None
    if url.get_backend_name() not in _DRIVERS:
        raise _wrong(f"one of {url.get_backend_name()}")
    url = url.set(drivername=_DRIVERS[url.get_backend_name()])
    if is_file(url) and url.database in (None, "", ":memory:"):
        raise _wrong("a store in memory, which would lose everything")
    return url


def _file_name() -> str:
    """Calls coded by one codebook mean nothing to another."""
    codebook = load_codebook()
    name = _NO_NAME.sub("-", codebook.name.lower()).strip("-")
    return FILE_NAME if is_shipped(codebook) else f"{Path(FILE_NAME).stem}-{name}{Path(FILE_NAME).suffix}"


def is_file(url: URL) -> bool:
    """Whether the store is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def shown(url: URL) -> str:
    """The place as people may see it: the file's path, or the URL without its password."""
    return str(url.database) if is_file(url) else url.render_as_string(hide_password=True)


def this_person() -> str:
    """The name under which this user's changes are kept unless another is given."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _wrong(found: str) -> StoreError:
    return StoreError(
        "store",
        expected="the path of a file, sqlite:///FILE, or postgresql://USER@HOST/DATABASE",
        found=found,
        next_step=f"Mend --store or {VARIABLE}.",
    )
