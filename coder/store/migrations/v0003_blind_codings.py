"""Calls coded blind by several people, and codes that settle where they differ."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Plain = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them."""
    op.add_column("changes", sa.Column("adjudicated", sa.Boolean, nullable=False, server_default=sa.false()))
    call = sa.ForeignKey("calls.id", name="fk_coding_tasks_call_id", ondelete="CASCADE")
    op.create_table(
        "coding_tasks",
        sa.Column("id", Plain, nullable=False),
        sa.Column("call_id", Plain, call, nullable=False),
        sa.Column("coder", Plain, nullable=False),
        sa.Column("assigned_by", sa.Text, nullable=False),
        *(sa.Column(name, Plain, nullable=False) for name in ("assigned_at", "state")),
        sa.PrimaryKeyConstraint("id", name="pk_coding_tasks"),
    )
    op.create_index("ix_coding_tasks_call", "coding_tasks", ["call_id", "coder"], unique=True)
    op.create_index("ix_coding_tasks_coder", "coding_tasks", ["coder", "assigned_at"])
    task = sa.ForeignKey("coding_tasks.id", name="fk_blind_codes_task_id", ondelete="CASCADE")
    op.create_table(
        "blind_codes",
        sa.Column("task_id", Plain, task, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("at", Plain, nullable=False),
        sa.PrimaryKeyConstraint("task_id", "position", name="pk_blind_codes"),
    )
