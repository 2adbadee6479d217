"""What the trend is made from, out of the store."""

from collections import Counter
from dataclasses import dataclass

import streamlit as st

from coder import (
    CallFigures,
    CallQuery,
    Guess,
    GuessGap,
    Store,
    StoredCall,
    Trend,
    TrendCall,
    analyse,
    compare_guess,
    figures_of,
    get_review,
    keep_figures,
    list_calls,
    list_figures,
    list_guesses,
    measure_trend,
)

# More than anybody leads in ten years, and as many as are read in half a second.
MOST_READ = 1000


@dataclass(frozen=True)
class GuessedCall:
    """A person's guess of a call with what was counted."""

    call: StoredCall
    figures: CallFigures
    guess: Guess
    gap: GuessGap


@dataclass(frozen=True)
class Course:
    """A manager's trend, and the guesses of whoever looks at it, oldest call first.

    Attributes:
        is_cut: whether there may be more calls than the latest ``MOST_READ``, which were read.
    """

    trend: Trend
    guessed: tuple[GuessedCall, ...]
    is_cut: bool


def calls_by_manager(store: Store) -> dict[str, list[str]]:
    """Managers, and each one's types of call, the most frequent first; sample calls are nobody's own.

    Names that differ in case only are one manager.
    """
    calls = [call for call in list_calls(store, CallQuery(is_sample=False, limit=None)).calls if call.manager]
    names: dict[str, str] = {}
    types: dict[str, Counter[str]] = {}
    for call in calls:
        key = call.manager.casefold()
        names.setdefault(key, call.manager)
        types.setdefault(key, Counter())[call.type] += 1
    often = sorted(types, key=lambda key: -types[key].total())
    return {names[key]: [kind for kind, _ in types[key].most_common()] for key in often}


def read_course(store: Store, manager: str, call_type: str | None, *, person: str, most: int | None = None) -> Course:
    """The manager's latest calls, ``MOST_READ`` or so many, of one type or of all types for ``None``, over time."""
    most = most or MOST_READ
    query = CallQuery(manager=manager, type=call_type, is_sample=False, limit=most)
    found = [(call, figures or _figures_of(store, call)) for call, figures in list_figures(store, query)]
    calls = [
        TrendCall(call.id, call.title, call.call_date, call.type, call.manager, figures, call.model_version)
        for call, figures in reversed(found)
    ]
    trend = measure_trend(calls, manager=manager, call_type=call_type)
    guessed = _guessed(store, {call.id: (call, figures) for call, figures in found}, person)
    return Course(trend, guessed, is_cut=len(found) == most)


def _figures_of(store: Store, call: StoredCall) -> CallFigures:
    with st.spinner("Counting calls that changed…", show_time=False):
        review = get_review(store, call.id)
        figures = figures_of(analyse(review))
        keep_figures(store, call.id, figures, review=review)
    return figures


def _guessed(store: Store, calls: dict[str, tuple[StoredCall, CallFigures]], person: str) -> tuple[GuessedCall, ...]:
    own = [guess for guess in list_guesses(store) if guess.person == person and guess.call_id in calls]
    found = []
    for stored in own:
        call, figures = calls[stored.call_id]
        guess = Guess(stored.talk_share, stored.questions_to_directives)
        found.append(GuessedCall(call, figures, guess, compare_guess(guess, figures)))
    return tuple(sorted(found, key=lambda each: each.call.call_date))
