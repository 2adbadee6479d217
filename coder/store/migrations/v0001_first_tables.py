"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Plain = sa.String().with_variant(sa.String(collation="C"), "postgresql")

_INDEXES = {
    "ix_calls_date": ("calls", "call_date", "id"),
    "ix_calls_title": ("calls", "title_key", "id"),
    "ix_calls_manager": ("calls", "manager_key", "call_date", "id"),
    "ix_calls_rep": ("calls", "rep_key", "call_date", "id"),
    "ix_calls_type": ("calls", "type", "call_date", "id"),
    "ix_calls_state": ("calls", "state", "call_date", "id"),
    "ix_calls_added": ("calls", "added_at", "id"),
    "ix_changes_call": ("changes", "call_id", "id"),
    "ix_person_codes_change_id": ("person_codes", "change_id"),
    "ix_notes_call": ("notes", "call_id", "position", "created_at"),
    "ix_log_call_id": ("log", "call_id"),
}

_SQLITE_APPEND_ONLY = """
CREATE TRIGGER log_no_{verb} BEFORE {verb} ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""
_POSTGRESQL_APPEND_ONLY = (
    """
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
""",
    """
CREATE TRIGGER log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log
EXECUTE FUNCTION log_is_append_only()
""",
)


def upgrade() -> None:
    """Make them."""
    _make_calls()
    _make_history()
    for name, (table, *columns) in _INDEXES.items():
        op.create_index(name, table, columns)
    _guard_log()


def _make_calls() -> None:
    texts = ("title", "source", "manager", "rep", "model_name", "model_version", "added_by")
    keys = ("title_key", "source_key", "call_date", "type", "manager_key", "rep_key", "added_at", "state")
    op.create_table(
        "calls",
        sa.Column("id", Plain, nullable=False),
        sa.Column("fingerprint", Plain, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, Plain, nullable=False) for name in keys),
        sa.Column("n_utterances", sa.Integer, nullable=False),
        sa.Column("n_reviewed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calls"),
        sa.UniqueConstraint("fingerprint", name="uq_calls_fingerprint"),
    )
    op.create_table("reviews", _call_id("reviews"), sa.Column("data", sa.Text, nullable=False), _key("reviews"))
    op.create_table(
        "utterances",
        _call_id("utterances"),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("speaker", "role", "text")),
        sa.Column("start_ms", sa.BigInteger),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("code", "mode")),
        sa.Column("confidence", sa.Float(53), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("decided_by", "data")),
        _key("utterances", "position"),
    )


def _make_history() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, nullable=False),
        _call_id("changes"),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "person")),
        sa.Column("at", Plain, nullable=False),
        sa.Column("drawn_at_random", sa.Boolean, nullable=False),
        sa.Column("undone_at", Plain),
        sa.Column("undone_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "corrections",
        _change_id("corrections"),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("code", sa.Text),
        sa.PrimaryKeyConstraint("change_id", "position", name="pk_corrections"),
    )
    op.create_table(
        "person_codes",
        _call_id("person_codes"),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("code", sa.Text, nullable=False),
        _change_id("person_codes"),
        _key("person_codes", "position"),
    )
    op.create_table(
        "notes",
        sa.Column("id", Plain, nullable=False),
        _call_id("notes"),
        sa.Column("position", sa.Integer),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("person", "text")),
        sa.Column("created_at", Plain, nullable=False),
        sa.Column("changed_at", Plain),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, Plain, nullable=False) for name in ("line_id", "at")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("person", "action")),
        sa.Column("call_id", Plain),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
        sa.UniqueConstraint("line_id", name="uq_log_line_id"),
        sqlite_autoincrement=True,
    )


def _call_id(table: str) -> sa.Column:
    name = f"fk_{table}_call_id"
    return sa.Column("call_id", Plain, sa.ForeignKey("calls.id", name=name, ondelete="CASCADE"), nullable=False)


def _change_id(table: str) -> sa.Column:
    name = f"fk_{table}_change_id"
    key = sa.ForeignKey("changes.id", name=name, ondelete="CASCADE")
    return sa.Column("change_id", sa.Integer, key, nullable=False, autoincrement=False)


def _key(table: str, *more: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("call_id", *more, name=f"pk_{table}")


def _guard_log() -> None:
    """The database itself refuses to change or remove a line of the log."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SQLITE_APPEND_ONLY.format(verb=verb))
    else:
        for statement in _POSTGRESQL_APPEND_ONLY:
            op.execute(statement)
