"""Calls coded blind: assigned, coded, finished, compared, settled; nothing of it is lost or changed afterwards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.errors import StoreError
from coder.review import Review
from coder.store import (
    Store,
    add_call,
    adjudicate,
    assign_coding,
    blind_codes_of,
    code_history,
    export_store,
    finish_coding,
    get_call,
    get_review,
    import_store,
    list_calls,
    list_coding_tasks,
    list_codings_to_do,
    open_store,
    read_log,
    recode_call,
    reset_codes,
    set_blind_codes,
    undo_last,
    withdraw_coding,
)
from tests.builders import build_review, read_lines
from tests.store.conftest import ROWS


@pytest.fixture
def task(store: Store, call: str) -> str:
    """The id of Zoe's task, which Ana gave her."""
    return assign_coding(store, call, " Zoe ", person="Ana")


def codes_of(store: Store, call: str) -> list[tuple[str, dict[int, str]]]:
    return [(coding.coder, coding.code_of) for coding in blind_codes_of(store, call)]


def test_a_call_is_assigned_once_to_each_coder(store: Store, call: str, task: str) -> None:
    assert assign_coding(store, call, "Zoe", person="Ben") == task
    other = assign_coding(store, call, "Ben", person="Ana")
    assert [each.id for each in list_coding_tasks(store, call_id=call)] == [task, other]
    (mine,) = list_codings_to_do(store, "Zoe")
    assert (mine.call_id, mine.title, mine.coder, mine.assigned_by) == (call, "monday", "Zoe", "Ana")
    assert (mine.state, mine.n_coded, mine.n_utterances) == ("new", 0, 4)
    assert list_codings_to_do(store, "Cem") == ()
    actions = [line.action for line in read_log(store, call)]
    assert actions == ["add call", "assign coding", "assign coding"]


def test_the_last_code_of_an_utterance_counts(store: Store, call: str, task: str) -> None:
    set_blind_codes(store, task, {0: "steer", 2: "advise"})
    set_blind_codes(store, task, {0: "open_question"})
    assert codes_of(store, call) == [("Zoe", {0: "open_question", 2: "advise"})]
    (mine,) = list_codings_to_do(store, "Zoe")
    assert (mine.state, mine.n_coded) == ("started", 2)
    lines = [(line.person, line.action, line.count) for line in read_log(store, call)][2:]
    assert lines == [("Zoe", "blind codes", 2), ("Zoe", "blind codes", 1)]


def test_blind_codes_change_nothing_that_a_reviewer_sees(store: Store, call: str, task: str) -> None:
    before, state = get_review(store, call), get_call(store, call)
    set_blind_codes(store, task, {0: "steer"})
    finish_coding(store, task)
    assert get_review(store, call) == before
    assert get_call(store, call) == state
    assert code_history(store, call) == ()


def test_what_is_finished_stands(store: Store, call: str, task: str) -> None:
    with pytest.raises(StoreError, match="at least one code"):
        finish_coding(store, task)
    set_blind_codes(store, task, {0: "steer"})
    finish_coding(store, task)
    for act in (lambda: set_blind_codes(store, task, {0: "direct"}), lambda: finish_coding(store, task)):
        with pytest.raises(StoreError, match="a coding not finished yet"):
            act()
    assert codes_of(store, call) == [("Zoe", {0: "steer"})]
    assert list_codings_to_do(store, "Zoe") == ()
    assert [each.state for each in list_coding_tasks(store, coder="Zoe")] == ["done"]


def test_a_call_not_begun_can_be_taken_back(store: Store, call: str, task: str) -> None:
    withdraw_coding(store, task, person="Ana")
    assert list_coding_tasks(store) == ()
    task = assign_coding(store, call, "Zoe", person="Ana")
    set_blind_codes(store, task, {0: "steer"})
    with pytest.raises(StoreError, match="a call that was not begun"):
        withdraw_coding(store, task, person="Ana")


@pytest.mark.parametrize(("place", "code"), [(4, "steer"), (0, "nope")])
def test_all_codes_are_kept_or_none(store: Store, call: str, task: str, place: int, code: str) -> None:
    with pytest.raises(StoreError) as caught:
        set_blind_codes(store, task, {1: "inform", place: code})
    assert "Lakeland" not in str(caught.value)
    assert codes_of(store, call) == [("Zoe", {})]


def test_unknown_calls_tasks_and_names_are_told(store: Store, call: str) -> None:
    with pytest.raises(StoreError, match="a call of this store"):
        assign_coding(store, "none", "Zoe", person="Ana")
    with pytest.raises(StoreError, match="the name of a person"):
        assign_coding(store, call, "  ", person="Ana")
    for act in (lambda: set_blind_codes(store, "none", {0: "steer"}), lambda: finish_coding(store, "none")):
        with pytest.raises(StoreError, match="a task of this store"):
            act()


def test_what_was_settled_is_a_persons_code_with_its_own_change(store: Store, call: str) -> None:
    adjudicate(store, call, {0: "steer"}, person="Cem")
    assert get_review(store, call).utterances[0].code == "steer"
    assert get_review(store, call).utterances[0].decided_by == "person"
    (change,) = code_history(store, call)
    assert (change.kind, change.person, change.codes, change.adjudicated) == ("set", "Cem", ((0, "steer"),), True)
    assert read_log(store, call)[-1].action == "adjudicate codes"
    reset_codes(store, call, [0], person="Cem")
    assert [each.adjudicated for each in code_history(store, call)] == [True, False]
    undo_last(store, call, person="Cem")
    undo_last(store, call, person="Cem")
    assert get_review(store, call).utterances[0].code == "open_question"


def test_a_call_coded_again_keeps_blind_codes_on_their_utterances(
    store: Store, call: str, task: str, review: Review
) -> None:
    set_blind_codes(store, task, {0: "steer", 3: "acknowledge"})
    split = build_review(*ROWS[:2], ("Ana", "manager", "direct", "Call them."), *ROWS[2:])
    recode_call(store, call, split, person="Ana")
    assert codes_of(store, call) == [("Zoe", {0: "steer", 4: "acknowledge"})]
    changed = replace(split, utterances=(replace(split.utterances[0], text="How is it?"), *split.utterances[1:]))
    with pytest.raises(StoreError, match="1 that would be split in another way"):
        recode_call(store, call, changed, person="Ana")


def test_an_export_holds_them_and_brings_them_back(store: Store, call: str, task: str, tmp_path: Path) -> None:
    set_blind_codes(store, task, {0: "steer", 3: "acknowledge"})
    finish_coding(store, task)
    assign_coding(store, call, "Ben", person="Ana")
    adjudicate(store, call, {0: "steer"}, person="Cem")
    export_store(store, tmp_path / "all.jsonl")
    with open_store(str(tmp_path / "new.sqlite3")) as new:
        assert import_store(new, tmp_path / "all.jsonl", person="Dee").added == 1
        assert blind_codes_of(new, call) == blind_codes_of(store, call)
        assert code_history(new, call) == code_history(store, call)
        assert list_coding_tasks(new) == list_coding_tasks(store)


@pytest.mark.parametrize(
    "codes",
    [[[9, "steer", "2026"]], [[0, "nope", "2026"]], [[0, "steer", "2026"], [0, "direct", "2026"]]],
    ids=["place", "code", "twice"],
)
def test_a_broken_export_brings_nothing_in(
    sqlite_store: Store, review: Review, tmp_path: Path, codes: list[list[int | str]]
) -> None:
    call = add_call(sqlite_store, review, person="Ana").id
    assign_coding(sqlite_store, call, "Zoe", person="Ana")
    place = tmp_path / "one.jsonl"
    export_store(sqlite_store, place)
    lines = read_lines(place)
    lines[1]["call"]["blind_codings"][0]["codes"] = codes
    place.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with open_store(str(tmp_path / "new.sqlite3")) as new:
        with pytest.raises(StoreError, match="line 2"):
            import_store(new, place, person="Ana")
        assert list_calls(new).total == 0
