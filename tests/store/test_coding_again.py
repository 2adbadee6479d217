"""A call coded again keeps what people did on it, on the same words."""

from dataclasses import replace

import pytest

from coder.errors import StoreError
from coder.review import Review
from coder.store import (
    CallDetails,
    Store,
    add_call,
    add_note,
    code_history,
    coded_at,
    delete_calls,
    describe_call,
    find_call,
    get_call,
    get_review,
    get_transcript,
    list_codings,
    list_notes,
    read_log,
    recode_call,
    set_codes,
    undo_last,
)
from tests.builders import build_review, talk
from tests.store.conftest import ROWS


def swapped(version: str = "newer") -> Review:
    """The call with Ben in the lead."""
    rows = [(name, {"Ana": "rep", "Ben": "manager"}[name], code, text) for name, _, code, text in ROWS]
    return replace(build_review(*rows, ms_per_word=300), model_version=version)


def split_in_two() -> Review:
    """The same words, the first utterance split: all that follows moves by one."""
    name, role, code, text = ROWS[0]
    return build_review((name, role, code, text[:4]), (name, role, code, text[4:]), *ROWS[1:], ms_per_word=300)


def test_the_new_review_stands_in_place_of_the_old(store: Store, call: str) -> None:
    recode_call(store, call, swapped(), person="Cem")
    assert get_review(store, call) == swapped()
    found = get_call(store, call)
    assert (found.manager, found.rep, found.model_version) == ("Ben", "Ana", "newer")
    assert [(each.person, each.model_version) for each in list_codings(store, call)] == [
        ("Ana", "0123456789ab"),
        ("Cem", "newer"),
    ]
    assert read_log(store, call)[-1].action == "code again"


def test_names_that_somebody_changed_stay(store: Store, call: str) -> None:
    describe_call(store, call, CallDetails(manager="Ana Lima"), person="Ana")
    recode_call(store, call, swapped(), person="Ana")
    assert (get_call(store, call).manager, get_call(store, call).rep) == ("Ana Lima", "Ana")


def test_names_that_were_left_open_are_filled_in(store: Store, review: Review) -> None:
    call = add_call(store, review, CallDetails(manager="", rep=""), person="Ana").id
    recode_call(store, call, swapped(), person="Ana")
    assert (get_call(store, call).manager, get_call(store, call).rep) == ("Ben", "Ana")


def test_peoples_codes_stay_and_can_be_undone(store: Store, call: str) -> None:
    set_codes(store, call, {1: "affirm"}, person="Ana")
    recode_call(store, call, swapped(), person="Ana")
    review = get_review(store, call)
    assert (review.utterances[1].code, review.utterances[1].decided_by) == ("affirm", "person")
    assert get_call(store, call).n_reviewed == 1
    undo_last(store, call, person="Ana")
    assert get_review(store, call) == swapped()


def test_codes_and_notes_move_with_their_words(store: Store, call: str) -> None:
    set_codes(store, call, {1: "affirm", 2: "advise"}, person="Ana")
    set_codes(store, call, {3: "social"}, person="Ben")
    add_note(store, call, "Here", person="Ana", utterance=2)
    add_note(store, call, "On the call", person="Ana")
    recode_call(store, call, split_in_two(), person="Ana")
    assert [each.code for each in get_review(store, call).utterances][2:] == ["affirm", "advise", "social"]
    assert [each.codes for each in code_history(store, call)] == [((2, "affirm"), (3, "advise")), ((4, "social"),)]
    assert {note.text: note.utterance for note in list_notes(store, call)} == {"Here": 3, "On the call": None}


def test_nothing_changes_where_an_utterance_with_a_code_would_go(store: Store, call: str) -> None:
    set_codes(store, call, {0: "steer"}, person="Ana")
    before, log = get_review(store, call), read_log(store)
    with pytest.raises(StoreError, match="1 that would be split in another way"):
        recode_call(store, call, split_in_two(), person="Ana")
    assert get_review(store, call) == before
    assert read_log(store) == log


def test_the_same_file_is_still_recognised(store: Store, review: Review, call: str) -> None:
    recode_call(store, call, swapped(), person="Ana")
    assert find_call(store, review) == call


def test_the_transcript_comes_back_exactly(store: Store, review: Review) -> None:
    transcript = talk(("Ana", "How is Lakeland going?"), ("Ben", "They postponed."), roles={"Ana": "manager"})
    call = add_call(store, review, person="Ana", transcript=transcript).id
    assert get_transcript(store, call) == transcript


def test_a_call_may_have_none(store: Store, call: str) -> None:
    assert get_transcript(store, call) is None


def test_people_codes_are_put_on_what_was_read_before(store: Store, call: str) -> None:
    before, mark = get_review(store, call, corrected=False), coded_at(store, call)
    set_codes(store, call, {1: "affirm"}, person="Ana")
    assert coded_at(store, call) == mark
    assert get_review(store, call, coded=before) == get_review(store, call)
    recode_call(store, call, swapped(), person="Ana")
    assert coded_at(store, call) > mark
    assert coded_at(store, "none") == ""
    delete_calls(store, [call], person="Ana")
    with pytest.raises(StoreError, match="expected a call of this store"):
        get_review(store, call, coded=before)
