"""What people do in the call itself, codes, notes and questions, brought into the store.

The browser sends its acts numbered, all that it has no answer to yet each time, so that none is lost however
quickly they come; each is done once. What an act holds is checked here: a browser can send anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from coder import (
    CoderError,
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
from ui.call_session import refuse
from ui.keys import Key
from ui.library import open_library, this_user

MOST_NOTE = 4_000
MOST_ACTS = 2_000


def acts_done() -> dict[str, int]:
    """By browser, the number of its last act that this session has done."""
    return st.session_state.setdefault(Key.APPLIED, {})


def do_acts(sent: Any) -> None:
    """Does what was not done yet of what the browser sent."""
    browser, acts = _checked(sent)
    done, errors = acts_done(), []
    new = [(n, act) for n, act in acts if n > done.get(browser, 0)]
    for n, act in new:
        try:
            _do(act)
        except CoderError as error:
            errors.append(error)
        done[browser] = n
    if new:
        refuse(errors)


def _checked(sent: Any) -> tuple[str, list[tuple[int, Mapping[str, Any]]]]:
    """The browser's mark and its acts by number, in order; what has another shape is left out."""
    if not isinstance(sent, Mapping) or not isinstance(sent.get("browser"), str):
        return "", []
    acts = sent.get("acts")
    acts = acts[:MOST_ACTS] if isinstance(acts, list) else []
    right = [act for act in acts if isinstance(act, Mapping) and type(act.get("n")) is int and _names_call(act)]
    return sent["browser"], sorted(((act["n"], act) for act in right), key=lambda pair: pair[0])


def _names_call(act: Mapping[str, Any]) -> bool:
    return isinstance(act.get("call"), str) and act.get("kind") in DOINGS


def _do(act: Mapping[str, Any]) -> None:
    DOINGS[act["kind"]](open_library(), act["call"], act, this_user())


def _set(store: Store, call_id: str, act: Mapping[str, Any], person: str) -> None:
    codes = act.get("codes")
    codes = codes if isinstance(codes, Mapping) else {}
    named = {int(index): str(code) for index, code in codes.items() if str(index).isascii() and str(index).isdigit()}
    set_codes(store, call_id, named, person=person)


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
