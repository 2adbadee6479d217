"""Open a store: make its tables, or bring older ones up to date after a backup."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from sqlalchemy import Connection, text

from coder.errors import StoreError
from coder.store.backup import backup_store
from coder.store.engine import Store, connect, reading, writing
from coder.store.location import is_file, store_url, this_person
from coder.store.log import write_line

MIGRATIONS = Path(__file__).with_name("migrations")
# Any number, the same in every process: who holds it migrates.
_MIGRATION_LOCK = 7_305_250_001


def open_store(given: str | None = None, *, migrations: Path = MIGRATIONS) -> Store:
    """The store at a URL or path; where none is named, that of ``CALL_REVIEW_STORE``, else the user's own.

    A store that an older version made is backed up first and then brought up to date.

    Args:
        migrations: folder of the revisions.

    Raises:
        StoreError: it cannot be opened, made, backed up or brought up to date, or a newer version made it.
    """
    store = connect(store_url(given))
    try:
        scripts = ScriptDirectory(str(migrations), version_locations=[str(migrations)])
        with reading(store) as connection:
            revision = _revision(connection)
            pending = _pending(scripts, revision, store)
        if pending:
            if revision is not None:
                backup_store(store.url, label=f"before-{scripts.get_current_head()}")
            _migrate(store, scripts)
    except BaseException:
        store.close()
        raise
    return store


def _migrate(store: Store, scripts: ScriptDirectory) -> None:
    with writing(store) as connection:
        if not is_file(store.url):
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        # Another process may have done it in the meantime.
        pending = _pending(scripts, _revision(connection), store)
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            for script in pending:
                script.module.upgrade()
        if pending:
            context.stamp(scripts, "head")
            write_line(connection, this_person(), f"migrate to {scripts.get_current_head()}", count=len(pending))


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _pending(scripts: ScriptDirectory, revision: str | None, store: Store) -> list[Any]:
    """The revisions still to run, in order."""
    try:
        newest_first: Iterable[Any] = scripts.iterate_revisions("head", revision or "base")
        return list(newest_first)[::-1]
    except (CommandError, RevisionError):
        raise StoreError(
            store.place,
            expected=f"a store of revision {scripts.get_current_head()} or before",
            found=f"revision {revision}",
            next_step="A newer version of this package made it: update the package.",
        ) from None
