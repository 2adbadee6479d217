"""The codings of a call side by side: who gave what, where they differ, what is settled."""

import pytest

from coder.call_codings import MACHINE, REVIEWED, codings_of_call, find_differences, join_codings, settled_codes
from coder.codings import CodedUnit, Coding
from coder.store import (
    Store,
    add_call,
    adjudicate,
    assign_coding,
    finish_coding,
    open_store,
    reset_codes,
    set_blind_codes,
    set_codes,
    undo_last,
)
from tests.builders import build_review

ROWS = (
    ("Ana", "manager", "open_question", "How?"),
    ("Ben", "rep", "inform", "So."),
    ("Ana", "manager", "direct", "Go."),
)


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def call(store: Store) -> str:
    return add_call(store, build_review(*ROWS), person="Ana").id


def by_name(store: Store, call: str) -> dict[str, dict[int, str | None]]:
    return {
        coding.name: {index: unit.code for (_, index), unit in coding.units.items()}
        for coding in codings_of_call(store, call)
    }


def coding(name: str, *codes: str | None, call: str = "c") -> Coding:
    return Coding(name, {(call, index): CodedUnit(code) for index, code in enumerate(codes)})


def test_each_coding_holds_its_own_codes_alone(store: Store, call: str) -> None:
    zoe = assign_coding(store, call, "Zoe", person="Ana")
    set_blind_codes(store, zoe, {0: "steer", 2: "direct"})
    machine = {0: "open_question", 1: "inform", 2: "direct"}
    assert by_name(store, call) == {MACHINE: machine}
    finish_coding(store, zoe)
    set_codes(store, call, {1: "social"}, person="Ben")
    adjudicate(store, call, {0: "steer", 1: "direct"}, person="Cem")
    assert by_name(store, call) == {"Zoe": {0: "steer", 2: "direct"}, MACHINE: machine, REVIEWED: {1: "social"}}
    assert list(by_name(store, call)) == ["Zoe", MACHINE, REVIEWED]
    roles = [unit.role for unit in codings_of_call(store, call)[0].units.values()]
    assert roles == ["manager", "manager"]


def test_what_holds_settles_until_it_is_taken_back_or_coded_over(store: Store, call: str) -> None:
    adjudicate(store, call, {0: "steer", 1: "social"}, person="Cem")
    set_codes(store, call, {1: "inform"}, person="Ben")
    assert settled_codes(store, call) == {0: "steer"}
    undo_last(store, call, person="Ben")
    assert settled_codes(store, call) == {0: "steer", 1: "social"}
    reset_codes(store, call, [0], person="Ben")
    assert settled_codes(store, call) == {1: "social"}


def test_only_what_two_gave_otherwise_differs() -> None:
    first, second = coding("a", "steer", None, "direct", "inform"), coding("b", "inform", "social", "direct")
    (found,) = find_differences("c", [first, second])
    assert (found.index, found.codes, sorted(found.choices)) == (0, ("steer", "inform"), ["inform", "steer"])
    assert find_differences("other", [first, second]) == ()


def test_the_order_of_choices_does_not_tell_who_gave_which_and_stays() -> None:
    first, second = coding("a", *["steer"] * 200), coding("b", *["inform"] * 200)
    found = find_differences("c", [first, second])
    assert 60 < sum(each.choices[0] == "steer" for each in found) < 140
    assert found == find_differences("c", [first, second])
    swapped = find_differences("c", [second, first])
    assert [each.choices for each in swapped] == [each.choices for each in found]


def test_codings_of_several_calls_join_by_name() -> None:
    joined = join_codings([coding("a", "steer"), coding("b", "inform"), coding("a", "social", call="d")])
    assert [(each.name, sorted(each.units)) for each in joined] == [("a", [("c", 0), ("d", 0)]), ("b", [("c", 0)])]
