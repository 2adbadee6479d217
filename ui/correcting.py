"""What people do in the call itself, codes, notes and questions, brought into the store."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from coder import (
    Store,
    add_note,
    change_note,
    confirm_rest,
    delete_note,
    get_call,
    list_notes,
    reset_codes,
    set_codes,
    set_review_state,
    undo_last,
)
from ui.acts import codes_in, do_new_acts
from ui.call_session import refuse
from ui.keys import Key
from ui.library import open_library, this_user

MOST_NOTE = 4_000


def do_acts(sent: Any) -> None:
    """Does what was not done yet of what the browser sent."""
    errors = do_new_acts(sent, DOINGS, _do)
    if errors is not None:
        refuse(errors)


def _do(act: Mapping[str, Any]) -> None:
    DOINGS[act["kind"]](open_library(), act["call"], act, this_user())


def _set(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    set_codes(store, call_id, codes_in(act), person=person)


def _reset(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    utterances = act.get("utterances")
    wanted = [each for each in utterances if type(each) is int] if isinstance(utterances, list) else []
    reset_codes(store, call_id, wanted, person=person)


def _undo(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    undo_last(store, call_id, person=person)
    call = get_call(store, call_id)
    if call.state == "done" and call.n_reviewed < call.n_utterances:
        set_review_state(store, call_id, "started", person=person)


def _accept(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    confirm_rest(store, call_id, person=person)
    set_review_state(store, call_id, "done", person=person)


def _write_note(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    text = str(act.get("text", "")).strip()[:MOST_NOTE]
    note, utterance = act.get("note"), act.get("utterance")
    if isinstance(note, str):
        if note not in {each.id for each in list_notes(store, call_id)}:
            return
        if text:
            change_note(store, note, text, person=person)
        else:
            delete_note(store, note, person=person)
    elif text:
        add_note(store, call_id, text, person=person, utterance=utterance if type(utterance) is int else None)


def _ask_why(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    utterance = act.get("utterance")
    st.session_state[Key.WHY] = (call_id, utterance) if type(utterance) is int else None


DOINGS: Mapping[str, Callable[[Store, str, Mapping[str, Any], str], None]] = {
    "set": _set,
    "reset": _reset,
    "undo": _undo,
    "accept": _accept,
    "note": _write_note,
    "why": _ask_why,
}
