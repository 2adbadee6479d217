"""Transcripts, so that a call can be coded again; every machine coding; figures; guesses; samples; settings."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Plain = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them."""
    op.add_column("calls", sa.Column("is_sample", sa.Boolean, nullable=False, server_default=sa.false()))
    for table in ("transcripts", "figures"):
        op.create_table(
            table,
            _call_id(table),
            sa.Column("data", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("call_id", name=f"pk_{table}"),
        )
    _make_guesses()
    _make_settings()
    _make_codings()
    _write_first_codings()


def _make_guesses() -> None:
    op.create_table(
        "guesses",
        _call_id("guesses"),
        *(sa.Column(name, Plain, nullable=False) for name in ("person", "at")),
        *(sa.Column(name, sa.Float(53)) for name in ("talk_share", "questions_to_directives")),
        sa.PrimaryKeyConstraint("call_id", "person", name="pk_guesses"),
    )


def _make_settings() -> None:
    op.create_table(
        "settings",
        *(sa.Column(name, Plain, nullable=False) for name in ("person", "name")),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name="pk_settings"),
    )


def _make_codings() -> None:
    op.create_table(
        "codings",
        sa.Column("id", sa.Integer, nullable=False),
        _call_id("codings"),
        sa.Column("at", Plain, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("person", "model_name", "model_version", "codes")),
        sa.PrimaryKeyConstraint("id", name="pk_codings"),
    )
    op.create_index("ix_codings_call", "codings", ["call_id", "id"])


def _write_first_codings() -> None:
    """The coding that each call was added with."""
    connection = op.get_bind()
    calls = connection.execute(sa.text("SELECT id, added_at, added_by, model_name, model_version FROM calls")).all()
    utterances = sa.text("SELECT code FROM utterances WHERE call_id = :call ORDER BY position")
    columns = "call_id, at, person, model_name, model_version, codes"
    insert = sa.text(f"INSERT INTO codings ({columns}) VALUES (:call, :at, :by, :model, :version, :codes)")
    for call, at, by, model, version in calls:
        codes = json.dumps(list(connection.scalars(utterances, {"call": call})))
        values = {"call": call, "at": at, "by": by, "model": model, "version": version, "codes": codes}
        connection.execute(insert, values)


def _call_id(table: str) -> sa.Column:
    name = f"fk_{table}_call_id"
    return sa.Column("call_id", Plain, sa.ForeignKey("calls.id", name=name, ondelete="CASCADE"), nullable=False)
