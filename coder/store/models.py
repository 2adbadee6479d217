"""The store's tables; docs/store.md says in words what they hold.

Moments are UTC in ISO 8601 and days are YYYY-MM-DD, as text: both sort as they should on every database.
"""

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, MetaData, String, Text, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# PostgreSQL would sort by the server's language; SQLite goes by code point.
Plain = String().with_variant(String(collation="C"), "postgresql")
Real = Float(53)


class Base(DeclarativeBase):
    """What all tables share: names for every index and constraint, so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _of_call(*, primary_key: bool = False, index: bool = False) -> Mapped[str]:
    return mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=primary_key, index=index)


class Call(Base):
    """One call, as lists show it; columns ending in ``_key`` are case-folded, for search and order."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_date", "call_date", "id"),
        Index("ix_calls_title", "title_key", "id"),
        Index("ix_calls_manager", "manager_key", "call_date", "id"),
        Index("ix_calls_rep", "rep_key", "call_date", "id"),
        Index("ix_calls_type", "type", "call_date", "id"),
        Index("ix_calls_state", "state", "call_date", "id"),
        Index("ix_calls_added", "added_at", "id"),
    )

    id: Mapped[str] = mapped_column(Plain, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Plain, unique=True)
    title: Mapped[str] = mapped_column(Text)
    title_key: Mapped[str] = mapped_column(Plain)
    source: Mapped[str] = mapped_column(Text)
    source_key: Mapped[str] = mapped_column(Plain)
    call_date: Mapped[str] = mapped_column(Plain)
    type: Mapped[str] = mapped_column(Plain)
    manager: Mapped[str] = mapped_column(Text)
    manager_key: Mapped[str] = mapped_column(Plain)
    rep: Mapped[str] = mapped_column(Text)
    rep_key: Mapped[str] = mapped_column(Plain)
    model_name: Mapped[str] = mapped_column(Text)
    model_version: Mapped[str] = mapped_column(Text)
    added_at: Mapped[str] = mapped_column(Plain)
    added_by: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Plain)
    n_utterances: Mapped[int] = mapped_column(Integer)
    n_reviewed: Mapped[int] = mapped_column(Integer)
    is_sample: Mapped[bool] = mapped_column(Boolean, server_default=false())


class ReviewData(Base):
    """What a review holds besides its utterances, as JSON."""

    __tablename__ = "reviews"

    call_id: Mapped[str] = _of_call(primary_key=True)
    data: Mapped[str] = mapped_column(Text)


class TranscriptData(Base):
    """The transcript as it was read, as JSON, so that the call can be coded again; calls of revision 0001 have none."""

    __tablename__ = "transcripts"

    call_id: Mapped[str] = _of_call(primary_key=True)
    data: Mapped[str] = mapped_column(Text)


class CodingRow(Base):
    """One coding of a call by a machine, the last one being that of ``utterances``; ``codes`` is a JSON list."""

    __tablename__ = "codings"
    __table_args__ = (Index("ix_codings_call", "call_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    call_id: Mapped[str] = _of_call()
    at: Mapped[str] = mapped_column(Plain)
    person: Mapped[str] = mapped_column(Text)
    model_name: Mapped[str] = mapped_column(Text)
    model_version: Mapped[str] = mapped_column(Text)
    codes: Mapped[str] = mapped_column(Text)


class FiguresData(Base):
    """The call's figures as JSON, for lists and trends; taken away with every change of codes."""

    __tablename__ = "figures"

    call_id: Mapped[str] = _of_call(primary_key=True)
    data: Mapped[str] = mapped_column(Text)


class GuessRow(Base):
    """What a person guessed before they saw the figures; the last one of a person on a call counts."""

    __tablename__ = "guesses"

    call_id: Mapped[str] = _of_call(primary_key=True)
    person: Mapped[str] = mapped_column(Plain, primary_key=True)
    at: Mapped[str] = mapped_column(Plain)
    talk_share: Mapped[float | None] = mapped_column(Real)
    questions_to_directives: Mapped[float | None] = mapped_column(Real)


class SettingRow(Base):
    """What a person chose for themselves."""

    __tablename__ = "settings"

    person: Mapped[str] = mapped_column(Plain, primary_key=True)
    name: Mapped[str] = mapped_column(Plain, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class UtteranceRow(Base):
    """One utterance as it was added, with the machine's code; ``data`` holds the other fields as JSON."""

    __tablename__ = "utterances"

    call_id: Mapped[str] = _of_call(primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    speaker: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    start_ms: Mapped[int | None] = mapped_column(BigInteger)
    code: Mapped[str] = mapped_column(Text)
    mode: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float] = mapped_column(Real)
    decided_by: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text)


class ChangeRow(Base):
    """One act of a person on the codes of a call: history, in the order of ``id``."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_call", "call_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    call_id: Mapped[str] = _of_call()
    kind: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Plain)
    drawn_at_random: Mapped[bool] = mapped_column(Boolean)
    adjudicated: Mapped[bool] = mapped_column(Boolean, server_default=false())
    undone_at: Mapped[str | None] = mapped_column(Plain)
    undone_by: Mapped[str | None] = mapped_column(Text)


class CorrectionRow(Base):
    """The code that one change gave one utterance; ``None`` gives it back to the machine."""

    __tablename__ = "corrections"

    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str | None] = mapped_column(Text)


class PersonCode(Base):
    """The code that holds now, where a person set one: what the changes that were not undone add up to."""

    __tablename__ = "person_codes"

    call_id: Mapped[str] = _of_call(primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id", ondelete="CASCADE"), index=True)


class NoteRow(Base):
    """A person's note on an utterance, or on the call where ``position`` is ``None``."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_call", "call_id", "position", "created_at"),)

    id: Mapped[str] = mapped_column(Plain, primary_key=True)
    call_id: Mapped[str] = _of_call()
    position: Mapped[int | None] = mapped_column(Integer)
    person: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(Plain)
    changed_at: Mapped[str | None] = mapped_column(Plain)


class CodingTaskRow(Base):
    """A call that one person is to code, or has coded, without seeing other codes."""

    __tablename__ = "coding_tasks"
    __table_args__ = (
        Index("ix_coding_tasks_call", "call_id", "coder", unique=True),
        Index("ix_coding_tasks_coder", "coder", "assigned_at"),
    )

    id: Mapped[str] = mapped_column(Plain, primary_key=True)
    call_id: Mapped[str] = _of_call()
    coder: Mapped[str] = mapped_column(Plain)
    assigned_by: Mapped[str] = mapped_column(Text)
    assigned_at: Mapped[str] = mapped_column(Plain)
    state: Mapped[str] = mapped_column(Plain)


class BlindCodeRow(Base):
    """The last code that a task's coder gave an utterance."""

    __tablename__ = "blind_codes"

    task_id: Mapped[str] = mapped_column(ForeignKey("coding_tasks.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Plain)


class LogRow(Base):
    """One change to the store; never changed or removed, never with text. It outlives the call it names."""

    __tablename__ = "log"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    line_id: Mapped[str] = mapped_column(Plain, unique=True)
    at: Mapped[str] = mapped_column(Plain)
    person: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    call_id: Mapped[str | None] = mapped_column(Plain, index=True)
    count: Mapped[int] = mapped_column(Integer)
