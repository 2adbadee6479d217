"""Figures are kept with a call until its codes change."""

from coder.analysis import analyse
from coder.call_figures import figures_of
from coder.review import Review
from coder.store import (
    CallQuery,
    Store,
    add_call,
    delete_calls,
    get_review,
    keep_figures,
    list_calls,
    list_figures,
    recode_call,
    set_codes,
    undo_last,
)
from tests.builders import build_review


def kept(store: Store, call: str) -> bool:
    review = get_review(store, call)
    return keep_figures(store, call, figures_of(analyse(review)), review=review)


def test_they_come_back_with_their_call(store: Store, call: str, review: Review) -> None:
    other = add_call(store, build_review(("Zoe", "manager", "inform", "other")), person="Zoe").id
    assert kept(store, call)
    found = {stored.id: figures for stored, figures in list_figures(store)}
    assert found == {call: figures_of(analyse(review)), other: None}
    assert [stored for stored, _ in list_figures(store)] == list(list_calls(store).calls)
    assert [stored.id for stored, _ in list_figures(store, CallQuery(manager="Zoe"))] == [other]


def test_every_change_of_codes_takes_them_away(store: Store, call: str, review: Review) -> None:
    changes = (
        lambda: set_codes(store, call, {0: "direct"}, person="Ana"),
        lambda: undo_last(store, call, person="Ana"),
        lambda: recode_call(store, call, review, person="Ana"),
    )
    for change in changes:
        assert kept(store, call)
        change()
        assert [figures for _, figures in list_figures(store)] == [None]


def test_figures_of_other_codes_are_not_kept(store: Store, call: str, review: Review) -> None:
    set_codes(store, call, {0: "direct"}, person="Ana")
    assert not keep_figures(store, call, figures_of(analyse(review)), review=review)
    assert [figures for _, figures in list_figures(store)] == [None]


def test_they_go_with_their_call(store: Store, call: str) -> None:
    kept(store, call)
    delete_calls(store, [call], person="Ana")
    assert list_figures(store) == ()
