"""Every change has its line in the log, in the same transaction; no line holds text, none can be changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import coder.store.corrections
from coder.errors import StoreError
from coder.review import Review
from coder.store import (
    CallDetails,
    Store,
    add_call,
    add_note,
    change_note,
    code_history,
    confirm_rest,
    delete_calls,
    delete_note,
    describe_call,
    get_review,
    list_notes,
    read_log,
    reset_codes,
    set_codes,
    set_review_state,
    undo_last,
)

ACTS: dict[str, Callable[[Store, str], object]] = {
    "set codes": lambda store, call: set_codes(store, call, {0: "direct", 1: "social"}, person="Ben"),
    "confirm codes": lambda store, call: confirm_rest(store, call, person="Ben"),
    "undo codes": lambda store, call: undo_last(store, call, person="Ben"),
    "reset codes": lambda store, call: reset_codes(store, call, [0], person="Ben"),
    "set state done": lambda store, call: set_review_state(store, call, "done", person="Ben"),
    "describe call": lambda store, call: describe_call(store, call, CallDetails(title="Secret"), person="Ben"),
    "add note": lambda store, call: add_note(store, call, "Secret", person="Ben"),
    "change note": lambda store, call: change_note(store, list_notes(store, call)[0].id, "Secret", person="Ben"),
    "delete note": lambda store, call: delete_note(store, list_notes(store, call)[0].id, person="Ben"),
    "delete call": lambda store, call: delete_calls(store, [call], person="Ben"),
}


def test_each_act_has_its_line_and_none_has_text(store: Store, review: Review, call: str) -> None:
    for action, act in ACTS.items():
        before = len(read_log(store))
        act(store, call)
        (line,) = read_log(store)[before:]
        assert (line.action, line.person, line.call_id) == (action, "Ben", call)
    log = read_log(store)
    assert [line.at for line in log] == sorted(line.at for line in log)
    words = {word for each in review.utterances for word in each.text.split()} | {"Secret", "monday"}
    assert not [word for word in words if len(word) > 4 and word in repr(log)]


def test_what_changes_nothing_has_no_line(store: Store, review: Review, call: str) -> None:
    before = read_log(store)
    add_call(store, review, person="Ben")
    assert undo_last(store, call, person="Ben") is None
    assert reset_codes(store, call, person="Ben") == 0
    assert read_log(store) == before


@pytest.mark.parametrize("statement", ["DELETE FROM log", "UPDATE log SET person = 'x'"])
def test_the_database_refuses_to_change_a_line(store: Store, call: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert len(read_log(store, call)) == 1


def test_without_its_line_a_change_does_not_happen(
    store: Store, review: Review, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr(coder.store.corrections, "write_line", fail)
    with pytest.raises(RuntimeError):
        set_codes(store, call, {0: "direct"}, person="Ben")
    assert get_review(store, call) == review
    assert code_history(store, call) == ()


def test_errors_of_the_database_hold_no_text(store: Store, review: Review, call: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE notes"))
    with pytest.raises(StoreError) as caught:
        add_note(store, call, "Hollyhock", person="Ana")
    error: BaseException | None = caught.value
    assert "Hollyhock" not in f"{error} {vars(error)}"
    assert error is not None and error.__suppress_context__


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    from coder.store import open_store

    (tmp_path / "notes.txt").write_text("Dear diary, " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="file is not a database"):
        open_store(str(tmp_path / "notes.txt"))
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8").startswith("Dear diary")
