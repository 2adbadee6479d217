"""What people guessed before they saw a call's figures."""

import math

from sqlalchemy import Connection, delete, insert, select

from coder.errors import StoreError
from coder.store.call_rows import stored_call
from coder.store.engine import Store, reading, writing
from coder.store.log import now, write_line
from coder.store.models import GuessRow
from coder.store.records import StoredGuess
from coder.store.rows import storable

_COLUMNS = tuple(getattr(GuessRow, name) for name in StoredGuess.__slots__)


def add_guess(
    store: Store,
    call_id: str,
    *,
    person: str,
    talk_share: float | None = None,
    questions_to_directives: float | None = None,
) -> None:
    """Keep a guess in place of this person's earlier one on the call.

    Args:
        talk_share: the manager's, 0-1; ``None`` for no guess.
        questions_to_directives: the manager's ratio, 0 or more; ``None`` for no guess.

    Raises:
        StoreError: no such call, or a number that cannot be.
    """
    if not is_possible(talk_share, questions_to_directives):
        raise StoreError(
            "guess",
            expected="a talk share from 0 to 1 and a ratio from 0 on",
            found=f"{talk_share} and {questions_to_directives}",
            next_step="Guess again.",
        )
    guess = StoredGuess(call_id, storable(person), now(), talk_share, questions_to_directives)
    with writing(store) as connection:
        stored_call(connection, call_id, lock=True)
        same = (GuessRow.call_id == call_id, GuessRow.person == guess.person)
        connection.execute(delete(GuessRow).where(*same))
        insert_guess(connection, guess)
        write_line(connection, person, "guess", call_id)


def list_guesses(store: Store, call_id: str | None = None) -> tuple[StoredGuess, ...]:
    """All guesses, or those on one call, oldest first."""
    with reading(store) as connection:
        return guesses_of(connection, call_id)


def guesses_of(connection: Connection, call_id: str | None = None) -> tuple[StoredGuess, ...]:
    """The same within a transaction."""
    rows = select(*_COLUMNS).order_by(GuessRow.at, GuessRow.call_id)
    wanted = rows if call_id is None else rows.where(GuessRow.call_id == call_id)
    return tuple(StoredGuess(*row) for row in connection.execute(wanted))


def insert_guess(connection: Connection, guess: StoredGuess) -> None:
    """Write a guess within a transaction."""
    values = {name: getattr(guess, name) for name in StoredGuess.__slots__}
    connection.execute(insert(GuessRow).values(values | {"person": storable(guess.person)}))


def is_possible(talk_share: float | None, questions_to_directives: float | None) -> bool:
    """Whether these can be guessed at all."""
    share_is = talk_share is None or 0 <= talk_share <= 1
    ratio_is = questions_to_directives is None or 0 <= questions_to_directives < math.inf
    return share_is and ratio_is
