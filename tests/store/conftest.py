"""Stores for the tests: each on SQLite and, where a server can be had, on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.review import Review
from coder.store import CallDetails, Store, add_call, open_store
from tests.builders import build_review
from tests.store import postgresql

ROWS = (
    ("Ana", "manager", "open_question", "How is Lakeland going?"),
    ("Ben", "rep", "inform", "They postponed."),
    ("Ana", "manager", "direct", "Call them today."),
    ("Ben", "rep", "acknowledge", "All right."),
)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store that is not there yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/kept/store.sqlite3"
        return
    with postgresql.database(request.getfixturevalue("postgresql_server")) as new:
        yield new


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new store."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A new store in a file."""
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def review() -> Review:
    return build_review(*ROWS, ms_per_word=300)


@pytest.fixture
def call(store: Store, review: Review) -> str:
    """The id of a call that Ana added."""
    return add_call(store, review, CallDetails("2026-05-04", "one_to_one"), person="Ana").id
