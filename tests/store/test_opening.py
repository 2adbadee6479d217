"""Where the store lies, how it is opened, and that older ones come up to date after a backup."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from coder.errors import StoreError
from coder.store import (
    Store,
    backup_store,
    blind_codes_of,
    code_history,
    get_review,
    get_transcript,
    list_backups,
    list_calls,
    list_codings,
    list_guesses,
    list_notes,
    open_store,
    read_log,
    store_url,
)
from coder.store.models import Base
from coder.store.opening import MIGRATIONS
from tests.builders import REPOSITORY

FORMATS = REPOSITORY / "tests" / "data" / "formats"
NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "{revision}"
down_revision = "{before}"
def upgrade():
    op.add_column("calls", sa.Column("mood", sa.Text))
    {more}
"""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later version."""
    folder = tmp_path / "later"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    newest = sorted(folder.glob("v*.py"))[-1].name[1:5]
    (folder / "v9999_mood.py").write_text(NEXT.format(revision="9999", before=newest, more="pass"), encoding="utf-8")
    return folder


def test_the_place_is_the_one_given_then_the_environments_then_the_users(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CALL_REVIEW_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert str(store_url().database).endswith("store.sqlite3")
    assert "call-review-coder" in str(store_url().database)
    monkeypatch.setenv("CALL_REVIEW_STORE", str(tmp_path / "team.db"))
    assert store_url().database == str(tmp_path / "team.db")
    assert store_url("sqlite:////srv/calls.db").database == "/srv/calls.db"
    assert store_url("postgresql://ana@db/calls").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("wrong", ["mysql://ana@db/calls", "sqlite://", "sqlite:///:memory:", "://x"])
def test_other_places_are_told(wrong: str) -> None:
    with pytest.raises(StoreError, match="Mend --store or CALL_REVIEW_STORE"):
        store_url(wrong)


def test_a_password_is_never_shown() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://ana:hollyhock@127.0.0.1:1/calls")
    assert "hollyhock" not in str(caught.value)
    assert "ana:***@127.0.0.1" in str(caught.value)


def test_a_file_is_its_owners_alone_and_safe(sqlite_store: Store, tmp_path: Path) -> None:
    list_calls(sqlite_store)
    files = list(tmp_path.glob("store.sqlite3*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000}
    with sqlite_store.engine.connect() as connection:
        assert {name: connection.scalar(text(f"PRAGMA {name}")) for name in expected} == expected


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="a file that can be made and written"):
        open_store(str(tmp_path / "file" / "store.sqlite3"))


def test_the_migrations_make_the_tables_of_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_opening_again_changes_nothing(url: str, store: Store) -> None:
    before = read_log(store)
    with open_store(url) as again:
        assert read_log(again) == before
    assert list_backups(store.url) == ()


def test_an_older_store_is_backed_up_and_brought_up_to_date(
    url: str, call: str, later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if url.startswith("postgresql") and shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump: the store makes no backup without it, and so no migration")
    with open_store(url, migrations=later) as store:
        (backup,) = list_backups(store.url)
        assert "before-9999" in backup.name
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        assert [each.id for each in list_calls(store).calls] == [call]
        assert read_log(store)[-1].action == "migrate to 9999"
        with store.engine.connect() as connection:
            assert connection.scalar(text("SELECT mood FROM calls")) is None
    if url.startswith("sqlite"):
        with open_store(str(backup)) as old:
            assert [each.id for each in list_calls(old).calls] == [call]
    else:
        assert "Lakeland" in backup.read_text(encoding="utf-8")
    with pytest.raises(StoreError, match="A newer version of this package made it"):
        open_store(url)


def test_a_migration_that_fails_changes_nothing(sqlite_store: Store, later: Path, tmp_path: Path) -> None:
    fails = NEXT.format(revision="9999", before="0003", more='raise RuntimeError("halfway")')
    (later / "v9999_mood.py").write_text(fails, encoding="utf-8")
    with pytest.raises(RuntimeError):
        open_store(str(tmp_path / "store.sqlite3"), migrations=later)
    with open_store(str(tmp_path / "store.sqlite3")) as store, store.engine.connect() as connection:
        columns = [row.name for row in connection.execute(text("PRAGMA table_info(calls)"))]
    assert "mood" not in columns


def test_a_backup_never_replaces_a_file(sqlite_store: Store, tmp_path: Path) -> None:
    backup = backup_store(sqlite_store.url, tmp_path / "copy.sqlite3")
    with open_store(str(backup)) as copy:
        assert read_log(copy) == read_log(sqlite_store)
    with pytest.raises(StoreError, match="a file that is not there yet"):
        backup_store(sqlite_store.url, tmp_path / "copy.sqlite3")
    assert not list(tmp_path.glob("*.part"))


def frozen(revision: str, place: Path) -> Path:
    """A store as that revision left it."""
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript((FORMATS / f"store-{revision}.sql").read_text(encoding="utf-8"))
    return place


def test_revision_0001_stays_readable(tmp_path: Path) -> None:
    with open_store(str(frozen("0001", tmp_path / "old.sqlite3"))) as store:
        (call,) = list_calls(store).calls
        codes = [each.code for each in get_review(store, call.id).utterances]
        assert codes == ["steer", "inform", "advise", "acknowledge"]
        assert [note.text for note in list_notes(store, call.id)] == ["On the call", "Here"]
        assert len(read_log(store, call.id)) == 9
        (coding,) = list_codings(store, call.id)
        assert (coding.person, coding.codes) == ("Ana", ("open_question", "inform", "direct", "acknowledge"))
        assert get_transcript(store, call.id) is None


def test_revision_0002_stays_readable(tmp_path: Path) -> None:
    with open_store(str(frozen("0002", tmp_path / "old.sqlite3"))) as store:
        sample, call = sorted(list_calls(store).calls, key=lambda each: not each.is_sample)
        assert get_review(store, call.id).utterances[0].code == "steer"
        assert [speaker.name for speaker in get_review(store, sample.id).speakers_in("manager")] == ["Yan"]
        assert len(list_codings(store, sample.id)) == 2
        assert [guess.talk_share for guess in list_guesses(store, sample.id)] == [1 / 3]
        assert get_transcript(store, sample.id) is not None


def test_revision_0003_stays_readable(tmp_path: Path) -> None:
    with open_store(str(frozen("0003", tmp_path / "old.sqlite3"))) as store:
        (call,) = list_calls(store).calls
        assert get_review(store, call.id).utterances[0].code == "open_question"
        assert [change.adjudicated for change in code_history(store, call.id)] == [False, False, True]
        codings = [(each.coder, each.state, len(each.codes)) for each in blind_codes_of(store, call.id)]
        assert codings == [("Zoe", "done", 4), ("Ben", "started", 2), ("Cem", "new", 0)]
