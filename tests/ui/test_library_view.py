"""The list of calls and what came of an upload, as the page gets them."""

from collections.abc import Callable
from datetime import date

import pytest

from coder import CallQuery, Kept, Review, StoredCall, analyse, figures_of
from coder.errors import TranscriptError
from coder.library import KeptCall
from coder.transcript import Skipped
from ui.call_words import shown_day
from ui.figures import DASH
from ui.keys import Filter
from ui.library_view import (
    PAGE_SIZE,
    SORTS,
    UNNAMED,
    calls_view,
    delete_words,
    known_sort,
    on_page,
    query_of,
)
from ui.upload_view import kept_head, left_out_head, left_out_lines, proposed_lines, without_hidden

CALL = StoredCall(
    id="c1",
    title="Lakeland",
    source="lakeland.vtt",
    call_date="2026-05-04",
    type="deal_review",
    manager="Marta",
    rep="Jonas",
    model_name="default",
    model_version="1",
    added_at="2026-05-05T08:00:00Z",
    added_by="Ana",
    state="started",
    n_utterances=1200,
    n_reviewed=7,
)


def row_of(call: StoredCall = CALL, figures=None) -> dict:
    return calls_view([(call, figures)], CallQuery(limit=PAGE_SIZE), 1)["rows"][0]


def changed(**fields: object) -> StoredCall:
    return StoredCall(**{name: fields.get(name, getattr(CALL, name)) for name in StoredCall.__slots__})


def test_nothing_chosen_asks_for_the_latest_page_of_all():
    assert query_of({}) == CallQuery(limit=PAGE_SIZE)


def test_what_is_chosen_reaches_the_query():
    chosen = {
        Filter.SEARCH: "lake",
        Filter.MANAGER: "Marta",
        Filter.REP: "Jonas",
        Filter.TYPE: "cadence",
        Filter.STATE: "done",
        Filter.DATED_FROM: date(2026, 5, 1),
        Filter.DATED_TO: date(2026, 5, 31),
        Filter.SORT: "title",
    }
    assert query_of(chosen) == CallQuery(
        search="lake",
        manager="Marta",
        rep="Jonas",
        type="cadence",
        state="done",
        dated_from="2026-05-01",
        dated_to="2026-05-31",
        sort="title",
        descending=False,
        limit=PAGE_SIZE,
    )


@pytest.mark.parametrize("asked", [*SORTS, "-title", "-manager"])
def test_orders_that_the_store_knows_are_known(asked):
    assert known_sort(asked) == asked
    assert query_of({Filter.SORT: asked}).descending == asked.startswith("-")


@pytest.mark.parametrize("asked", ["", "-", "id", "--title", "title; drop table"])
def test_other_orders_are_not(asked):
    assert known_sort(asked) is None


@pytest.mark.parametrize(
    ("asked", "offset"),
    [("", 0), ("1", 0), ("2", 25), ("3", 50), ("4", 50), ("0", 0), ("-2", 0), ("x", 0), ("²", 0), ("9" * 30, 50)],
)
def test_a_page_that_is_not_there_becomes_one_that_is(asked, offset):
    assert on_page(CallQuery(limit=PAGE_SIZE), asked, 60).offset == offset


def test_the_head_counts_what_is_shown():
    assert calls_view([(CALL, None)], CallQuery(), 1)["shown"] == "1 call"
    rows = [(CALL, None)] * 25
    view = calls_view(rows, CallQuery(offset=25, limit=25), 1060)
    assert (view["shown"], view["page"], view["pages"]) == ("26 to 50 of 1,060 calls", 2, 43)


def test_a_row_says_what_call_it_is_and_how_much_was_reviewed():
    row = row_of()
    assert (row["title"], row["shown_day"], row["type"]) == ("Lakeland", "4 May 2026", "Deal review")
    assert (row["state"], row["reviewed"], row["unnamed"]) == ("Review started", "7 of 1,200", "")
    assert row_of(changed(is_sample=True))["sample"]


def test_what_is_unknown_is_a_dash_and_a_call_always_has_something_to_press():
    row = row_of(changed(title="", call_date="", manager="", rep=""))
    assert (row["title"], row["shown_day"], row["manager"], row["rep"]) == ("lakeland.vtt", DASH, DASH, DASH)
    assert row["unnamed"] == UNNAMED
    assert row_of(changed(title="", source=""))["title"] == "Untitled call"
    assert [figure["value"] for figure in row["figures"]] == [DASH] * 3


def test_figures_carry_counts_and_intervals(one_to_one: Review):
    talk, questions, index = row_of(figures=figures_of(analyse(one_to_one)))["figures"]
    assert talk["value"] == "50\u202f%" and " of " in talk["count"]
    assert (questions["value"], questions["count"]) == ("1.50", "12 to 8")
    assert index["count"].startswith("16 of ")
    assert "–" in questions["note"] and index["note"].endswith("\u202f%")


def test_a_figure_with_too_little_under_it_says_so_in_short(make_review: Callable[..., Review]):
    lines = [("Marta", "open_question", "What is next?"), ("Jonas", "inform", "The demo.")]
    review = make_review(lines, {"Marta": "manager", "Jonas": "rep"})
    questions = row_of(figures=figures_of(analyse(review)))["figures"][1]
    assert questions == {"value": DASH, "count": "1 to 0", "note": "too short"}


def test_days_are_written_out():
    assert (shown_day("2026-11-01"), shown_day("")) == ("1 Nov 2026", DASH)


def kept(added: int = 0, there: int = 0, refused: int = 0) -> Kept:
    calls = [KeptCall(f"n{n}.vtt", f"n{n}", is_new=True, grounds=("A ground.",)) for n in range(added)]
    calls += [KeptCall(f"t{n}.vtt", f"t{n}", is_new=False) for n in range(there)]
    error = TranscriptError("x", expected="a call", found="none", next_step="Mend it.")
    return Kept(tuple(calls), tuple((f"bad{n}.png", error) for n in range(refused)))


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ((1, 0, 0), "1 call added."),
        ((2, 1, 0), "2 calls added; 1 call there already, left as it was."),
        ((0, 12, 1), "12 calls there already, left as they were; 1 file could not be read."),
        ((0, 0, 0), "There was no transcript in it."),
    ],
)
def test_what_came_of_an_upload_is_one_sentence(numbers, says):
    assert kept_head(kept(*numbers)) == says


def test_what_was_not_read_is_listed_with_reasons():
    some = kept(2, 0, 1)
    assert left_out_head(some) == "1 of 3 files could not be read: why"
    assert left_out_lines(some) == ["bad0.png: expected a call, found none. Mend it."]
    assert left_out_head(kept(1)) == ""
    hidden = Kept(skipped=(Skipped(".DS_Store", "hidden, passed over"),))
    assert (left_out_head(hidden), left_out_lines(hidden)) == (
        "Hidden files were passed over",
        [".DS_Store: hidden, passed over"],
    )


def test_proposals_are_listed_with_their_grounds():
    assert proposed_lines(kept(1, 1)) == ["n0.vtt: A ground."]
    bare = Kept((KeptCall("a.vtt", "a", is_new=True),))
    assert proposed_lines(bare) == ["a.vtt: nothing could be told."]


def test_hidden_files_of_a_folder_are_left_out():
    assert without_hidden(["June/a.vtt", ".DS_Store", "June/.git/b.vtt"]) == [True, False, False]


def test_deleting_says_how_many_that_it_is_for_good_and_what_still_holds_them():
    gone, held = delete_words(3, 2)
    assert gone.startswith("3 calls will be deleted for good, with their codes")
    assert held.startswith("2 backups beside the store and exports made before still hold")
    assert delete_words(1, 0)[0].startswith("1 call will be deleted for good, with its codes")
    assert delete_words(1, 0)[1].startswith("Backups and exports made before")
