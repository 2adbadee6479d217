"""Notes on calls and utterances, and how far a call is."""

import pytest

from coder.errors import StoreError
from coder.store import Store, add_note, change_note, delete_note, get_call, list_notes, set_codes, set_review_state


def test_notes_are_kept_with_who_and_when(store: Store, call: str) -> None:
    first = add_note(store, call, "Ask about the budget", person="Ana")
    second = add_note(store, call, "Here he gave up – früh", person="Ben", utterance=2)
    notes = list_notes(store, call)
    assert [(n.id, n.utterance, n.person, n.text) for n in notes] == [
        (first, None, "Ana", "Ask about the budget"),
        (second, 2, "Ben", "Here he gave up – früh"),
    ]
    assert notes[0].created_at < notes[1].created_at
    assert notes[0].changed_at is None


def test_a_note_is_changed_and_deleted(store: Store, call: str) -> None:
    note = add_note(store, call, "one", person="Ana")
    change_note(store, note, "two", person="Ana")
    (changed,) = list_notes(store, call)
    assert changed.text == "two" and changed.changed_at is not None
    delete_note(store, note, person="Ana")
    assert list_notes(store, call) == ()


def test_notes_that_do_not_fit_are_told(store: Store, call: str) -> None:
    with pytest.raises(StoreError, match="found utterance 4"):
        add_note(store, call, "x", person="Ana", utterance=4)
    for act in (lambda: delete_note(store, "no", person="Ana"), lambda: change_note(store, "no", "x", person="Ana")):
        with pytest.raises(StoreError, match="note no"):
            act()


def test_the_state_is_set_and_starts_by_itself(store: Store, call: str) -> None:
    assert get_call(store, call).state == "new"
    set_codes(store, call, {0: "direct"}, person="Ana")
    assert get_call(store, call).state == "started"
    set_review_state(store, call, "done", person="Ana")
    set_codes(store, call, {1: "inform"}, person="Ana")
    assert get_call(store, call).state == "done"
    with pytest.raises(StoreError, match="one of new, started, done"):
        set_review_state(store, call, "ready", person="Ana")  # type: ignore[arg-type]
