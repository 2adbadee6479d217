"""A call comes back exactly as it was added, once, and goes for good."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder import code_call, load_model, read_transcript, sample_calls
from coder.errors import StoreError
from coder.people import SamePerson
from coder.review import Finding, Review, RoleProposal
from coder.store import (
    CallDetails,
    Store,
    add_call,
    add_guess,
    add_note,
    change_note,
    code_history,
    delete_calls,
    describe_call,
    find_call,
    get_call,
    get_review,
    list_calls,
    list_notes,
    open_store,
    read_log,
    set_codes,
)
from coder.transcript import Skipped
from tests.builders import build_review

SECRET = "Hollyhock"


@pytest.fixture(scope="module")
def real_review() -> Review:
    return code_call(read_transcript(sample_calls()[0]), load_model("fast"))


def test_a_real_review_comes_back_exactly(store: Store, real_review: Review) -> None:
    assert get_review(store, add_call(store, real_review, person="Ana").id) == real_review


def test_every_field_comes_back(store: Store, review: Review) -> None:
    utterances = (
        replace(review.utterances[0], lenses=("value",), possible=("risk",), confidence=1 / 3),
        replace(review.utterances[1], signals=("concern",), start_ms=None, end_ms=None, decided_by="person"),
        *review.utterances[2:],
    )
    full = replace(
        review,
        utterances=utterances,
        proposal=RoleProposal("Ana", 0.1 + 0.2, ("asks more",), (("Ana", 0.7), ("Ben", 0.3))),
        skipped=(Skipped("line 3", "chat"),),
        same_people=(SamePerson("Ana", "ana", "spelling", True),),
        joined={"ana": "Ana"},
        damage=(Finding("times", "says", ("talk_share",), "effect", "next"),),
        uncounted_tags=("risk",),
        widening={"talk_share": 1.25},
        reviewed_at_random=True,
    )
    assert get_review(store, add_call(store, full, person="Ana").id) == full


@pytest.mark.parametrize("text", ["half \ud83d of a pair", "a zero \0 byte", "日本語 – “quotes” 🙂", "", " \n\t "])
def test_any_text_comes_back(store: Store, text: str) -> None:
    review = build_review(("Ana\udc80", "manager", "inform", text), call=f"c{text}")
    assert get_review(store, add_call(store, review, person="Ana").id) == review


def test_details_come_from_the_review_unless_given(store: Store, review: Review) -> None:
    call_id = add_call(store, review, person="Ana").id
    call = get_call(store, call_id)
    assert (call.title, call.manager, call.rep, call.call_date, call.type) == ("monday", "Ana", "Ben", "", "other")
    assert (call.state, call.n_utterances, call.n_reviewed, call.added_by) == ("new", 4, 0, "Ana")
    describe_call(store, call_id, CallDetails("2026-02-03", "cadence", rep="Ben Ito"), person="Ben")
    call = get_call(store, call_id)
    assert (call.title, call.manager, call.rep, call.call_date, call.type) == (
        "monday",
        "Ana",
        "Ben Ito",
        "2026-02-03",
        "cadence",
    )


def test_the_same_words_are_one_call(store: Store, review: Review, call: str) -> None:
    renamed = replace(review, call="tuesday", source="copy.vtt", model_version="other")
    assert find_call(store, renamed) == call
    again = add_call(store, renamed, person="Ben")
    assert (again.id, again.is_new) == (call, False)
    assert list_calls(store).total == 1
    assert get_review(store, call) == review
    assert find_call(store, build_review(("Ana", "manager", "inform", "other words"))) is None


@pytest.mark.parametrize(
    "details", [CallDetails("4 May"), CallDetails("20260504"), CallDetails(type="party")], ids=["day", "form", "type"]
)
def test_details_that_make_no_sense_are_refused(store: Store, review: Review, details: CallDetails) -> None:
    with pytest.raises(StoreError):
        add_call(store, review, details, person="Ana")
    assert list_calls(store).total == 0


def test_an_unknown_call_is_told(store: Store, call: str) -> None:
    for act in (get_call, get_review, code_history, list_notes):
        with pytest.raises(StoreError, match="call none: expected a call of this store"):
            act(store, "none")
    with pytest.raises(StoreError):
        delete_calls(store, [call, "none"], person="Ana")
    assert list_calls(store).total == 1


def test_delete_leaves_nothing_but_log_lines(store: Store, review: Review, call: str) -> None:
    other = add_call(store, build_review(("Ana", "manager", "inform", "stays")), person="Ana").id
    add_guess(store, call, person="Ana", talk_share=0.5)
    set_codes(store, call, {0: "direct"}, person="Ana")
    add_note(store, call, "a note", person="Ana", utterance=1)
    assert delete_calls(store, [call], person="Ana") == 1
    assert find_call(store, review) is None
    assert list_calls(store).calls[0].id == other
    from sqlalchemy import func, select

    from coder.store.models import Base

    with store.engine.connect() as connection:
        left = {
            name: connection.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }
    assert left.pop("log") == 7
    assert left == {
        "calls": 1,
        "reviews": 1,
        "utterances": 1,
        "changes": 0,
        "coding_tasks": 0,
        "blind_codes": 0,
        "corrections": 0,
        "person_codes": 0,
        "notes": 0,
        "codings": 1,
        "figures": 0,
        "guesses": 0,
        "transcripts": 0,
        "settings": 0,
    }
    assert [line.action for line in read_log(store, call)][-1] == "delete call"
    assert add_call(store, review, person="Ana").is_new


def test_what_was_deleted_is_not_in_the_files_either(tmp_path: Path) -> None:
    place = tmp_path / "store.sqlite3"
    texts = [f"{SECRET} number {i} " * 40 for i in range(60)]
    with open_store(str(place)) as store:
        keeps = add_call(store, build_review(("Ana", "manager", "inform", "stays")), person="Ana").id
        review = build_review(*(("Ana", "manager", "inform", text) for text in texts), call=SECRET, source=SECRET)
        call = add_call(store, review, person="Ana").id
        note = add_note(store, call, f"{SECRET} noted", person="Ana")
        change_note(store, note, f"{SECRET} noted again", person="Ana")
        assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
        delete_calls(store, [call], person="Ana")
        assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
        assert SECRET.casefold().encode() not in place.read_bytes()
        assert get_call(store, keeps).n_utterances == 1
