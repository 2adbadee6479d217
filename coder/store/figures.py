"""Figures of calls beside them, so that lists and trends need not measure thousands of calls anew."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, insert, select

from coder.call_figures import CallFigures, Figure, figures_from_json, values_from_json
from coder.review import Review
from coder.store.call_rows import STORED_CALL, stored_call
from coder.store.changes import current_codes
from coder.store.engine import Store, reading, writing
from coder.store.listing import wanted_calls
from coder.store.models import Call, FiguresData
from coder.store.records import CallQuery, StoredCall


def keep_figures(store: Store, call_id: str, figures: CallFigures, *, review: Review) -> bool:
    """Whether the figures were kept: not where the call's codes are no longer those of the review they come from.

    They go again with the next change of the call's codes, and are no change of the call: the log has no line of it.

    Raises:
        StoreError: no such call.
    """
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        held = {position: code for position, (code, _) in current_codes(connection, call_id).items()}
        if held != {utterance.index: utterance.code for utterance in review.utterances}:
            return False
        connection.execute(delete(FiguresData).where(FiguresData.call_id == call_id))
        connection.execute(insert(FiguresData).values(call_id=call_id, data=figures.as_json()))
    return True


def list_figures(store: Store, query: CallQuery | None = None) -> tuple[tuple[StoredCall, CallFigures | None], ...]:
    """The calls that ``list_calls`` gives, each with its figures; ``None`` where they must be computed again.

    Raises:
        StoreError: a query that makes no sense, or the database fails.
    """
    return tuple((call, figures_from_json(data) if data else None) for call, data in _rows(store, query))


def list_values(
    store: Store, query: CallQuery, measures: Sequence[str]
) -> tuple[tuple[StoredCall, Mapping[str, Figure] | None], ...]:
    """The same with no more than some of the manager's figures, for thousands of calls at once.

    Raises:
        StoreError: a query that makes no sense, or the database fails.
    """
    return tuple((call, values_from_json(data, measures) if data else None) for call, data in _rows(store, query))


def _rows(store: Store, query: CallQuery | None) -> Iterator[tuple[StoredCall, str | None]]:
    wanted = wanted_calls(select(*STORED_CALL, FiguresData.data).select_from(Call), query or CallQuery())
    with reading(store) as connection:
        rows = connection.execute(wanted.outerjoin(FiguresData, FiguresData.call_id == Call.id)).all()
    return ((StoredCall(*row[:-1]), row.data) for row in rows)
