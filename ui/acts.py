"""What a component's browser side sends: numbered acts, each to be done once.

The browser sends all that it has no answer to yet each time, so that none is lost however quickly they come. What an
act holds is checked by who does it: a browser can send anything.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from coder import CoderError
from ui.keys import Key

MOST_ACTS = 2_000

Act = Mapping[str, Any]


@dataclass
class Done:
    """What a session has done: by browser, the number of its last act.

    Streamlit starts a new run before the one before has ended, so two may read the same acts: the lock lets one at a
    time do them.
    """

    last: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_FIRST = threading.Lock()


def acts_done() -> dict[str, int]:
    """By browser, the number of its last act that this session has done."""
    return dict(_done().last)


def do_new_acts(sent: Any, kinds: Collection[str], do: Callable[[Act], None]) -> list[CoderError] | None:
    """What went wrong with the acts that were not done yet; ``None`` where there were none."""
    browser, acts = _checked(sent, kinds)
    done, errors, is_new = _done(), [], False
    for n, act in acts:
        with done.lock:
            if n <= done.last.get(browser, 0):
                continue
            is_new = True
            try:
                do(act)
            except CoderError as error:
                errors.append(error)
            done.last[browser] = n
    return errors if is_new else None


def codes_in(act: Act) -> dict[int, str]:
    """The codes that an act holds, by index of the utterance; what has another shape is left out."""
    codes = act.get("codes")
    pairs: Iterator[tuple[Any, Any]] = iter(codes.items() if isinstance(codes, Mapping) else ())
    return {int(index): str(code) for index, code in pairs if str(index).isascii() and str(index).isdigit()}


def _done() -> Done:
    with _FIRST:
        return st.session_state.setdefault(Key.APPLIED, Done())


def _checked(sent: Any, kinds: Collection[str]) -> tuple[str, list[tuple[int, Act]]]:
    """The browser's mark and its acts by number, in order; what has another shape is left out."""
    if not isinstance(sent, Mapping) or not isinstance(sent.get("browser"), str):
        return "", []
    acts = sent.get("acts")
    acts = acts[:MOST_ACTS] if isinstance(acts, list) else []
    right = [act for act in acts if isinstance(act, Mapping) and type(act.get("n")) is int and _is_of(act, kinds)]
    return sent["browser"], sorted(((act["n"], act) for act in right), key=lambda pair: pair[0])


def _is_of(act: Act, kinds: Collection[str]) -> bool:
    """Whether it names a call and is of a kind that is known."""
    return isinstance(act.get("call"), str) and act.get("kind") in kinds
