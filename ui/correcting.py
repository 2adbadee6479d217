"""What people do in the call itself, codes, notes and questions, brought into the store.

The browser sends its acts numbered, all that it has no answer to yet each time, so that none is lost however
quickly they come; each is done once. What an act holds is checked here: a browser can send anything.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


@dataclass
class Done:
    """What a session has done: by browser, the number of its last act.

    Streamlit starts a new run before the one before has ended, so two may read the same acts: the lock lets one at a
    time do them.
    """

    last: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_FIRST = threading.Lock()


def acts_done() -> Done:
    """What this session has done so far."""
    with _FIRST:
        return st.session_state.setdefault(Key.APPLIED, Done())


def do_acts(sent: Any) -> None:
    """Does what was not done yet of what the browser sent."""
    browser, acts = _checked(sent)
    done, errors, is_new = acts_done(), [], False
    for n, act in acts:
        with done.lock:
            if n <= done.last.get(browser, 0):
                continue
            is_new = True
            try:
                _do(act)
            except CoderError as error:
                errors.append(error)
            done.last[browser] = n
    if is_new:
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
