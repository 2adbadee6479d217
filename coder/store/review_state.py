"""How far people have come with a call: new, started, done."""

from sqlalchemy import update

from coder.errors import StoreError
from coder.store.call_rows import stored_call
from coder.store.engine import Store, writing
from coder.store.log import write_line
from coder.store.models import Call
from coder.store.records import REVIEW_STATES, ReviewState


def set_review_state(store: Store, call_id: str, state: ReviewState, *, person: str) -> None:
    """Say how far the call is; the first code that a person sets makes a new call a started one by itself.

    Raises:
        StoreError: no such call or state.
    """
    if state not in REVIEW_STATES:
        raise StoreError(
            "review state", expected=f"one of {', '.join(REVIEW_STATES)}", found=repr(state), next_step="Mend it."
        )
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        connection.execute(update(Call).where(Call.id == call_id).values(state=state))
        write_line(connection, person, f"set state {state}", call_id)
