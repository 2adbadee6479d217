"""The review page as Streamlit runs it, without a browser."""

import threading
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    CallDetails,
    Review,
    Store,
    add_call,
    add_note,
    code_call,
    code_history,
    delete_calls,
    get_call,
    get_review,
    list_calls,
    list_figures,
    list_notes,
    load_model,
    read_bytes,
    render_report,
    sample_calls,
    set_codes,
    this_person,
)
from ui.app_pages.review import EXPORTS, _file_bytes, _file_stem
from ui.correcting import do_acts
from ui.keys import Key

PAGE = "from ui.app_pages.review import draw_page; draw_page()"
CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(40))
CROWD = CALL + "\nCleo: I only listen.\n"
BROWSER = "a browser"


def keep(library: Store, text: str, name: str = "call.txt", **details: Any) -> str:
    """The id of a call added to the library."""
    transcript = read_bytes(text.encode(), name)
    review = code_call(transcript, load_model("fast"))
    return add_call(library, review, CallDetails(**details), person="Ana", transcript=transcript).id


def open_page(call: str | None = None) -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=60)
    if call is not None:
        page.query_params["call"] = call
    page.run()
    assert not page.exception
    return page


def review_of(page: AppTest) -> Review:
    return page.session_state[Key.REVIEW]


def send(page: AppTest, *acts: Mapping[str, Any], browser: str = BROWSER) -> AppTest:
    """What the browser sends: acts, numbered from 1 unless they bring a number."""
    call = page.session_state[Key.CALL_ID]
    numbered = [{"n": n, "call": call, **act} for n, act in enumerate(acts, 1)]
    page.session_state[Key.TRANSCRIPT] = {"sent": {"browser": browser, "acts": numbered}}
    page.run()
    assert not page.exception
    return page


def codes_of(review: Review) -> list[str]:
    return [utterance.code for utterance in review.utterances]


def test_a_sample_is_open_where_nothing_else_is(library: Store) -> None:
    page = open_page()
    assert review_of(page).source == sample_calls()[0].name
    assert page.selectbox(key=Key.MANAGER).value == review_of(page).speakers_in("manager")[0].name
    assert page.query_params["call"] == page.session_state[Key.CALL_ID]


def test_the_latest_call_of_ones_own_comes_first(library: Store) -> None:
    keep(library, CALL, call_date="2026-05-04")
    latest = keep(library, CROWD, call_date="2026-05-11")
    assert open_page().session_state[Key.CALL_ID] == latest


def test_the_address_says_which_call(library: Store) -> None:
    call = keep(library, CALL)
    keep(library, CROWD, call_date="2026-05-11")
    assert review_of(open_page(call)).source == "call.txt"


def test_an_unknown_call_is_told(library: Store) -> None:
    page = open_page("none")
    assert page.error and "none" in page.text[0].value
    assert Key.REVIEW not in page.session_state


def test_a_call_that_was_deleted_meanwhile_is_told(library: Store) -> None:
    page = open_page(keep(library, CALL))
    delete_calls(library, [page.session_state[Key.CALL_ID]], person="Ana")
    page.run()
    assert not page.exception
    assert page.error


def test_an_empty_library_says_what_to_do(library: Store) -> None:
    delete_calls(library, [call.id for call in list_calls(library).calls], person="Ana")
    page = open_page()
    assert "Open Calls and drop a transcript there" in page.markdown[-1].value


def test_another_call_can_be_chosen(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page()
    sample = next(each for each in list_calls(library).calls if each.is_sample)
    page.selectbox(key=Key.CALL).set_value(sample.id).run()
    assert review_of(page).source == sample.source
    page.selectbox(key=Key.CALL).set_value(call).run()
    assert not page.exception
    assert review_of(page).source == "call.txt"


def test_everything_follows_the_manager_and_it_is_kept(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    proposed = page.selectbox(key=Key.MANAGER).value
    other = next(speaker.name for speaker in review_of(page).speakers if speaker.name != proposed)
    page.selectbox(key=Key.MANAGER).set_value(other).run()
    assert not page.exception
    assert review_of(page).speakers_in("manager")[0].name == other
    again = open_page(call)
    assert again.selectbox(key=Key.MANAGER).value == other
    assert review_of(again).roles_from == "named"
    assert get_call(library, call).manager == other


def test_marking_a_guest_leaves_the_proposal_a_proposal(library: Store) -> None:
    page = open_page(keep(library, CROWD))
    page.multiselect(key=Key.GUESTS).set_value(["Cleo"]).run()
    assert not page.exception
    assert [speaker.name for speaker in review_of(page).speakers_in("guest")] == ["Cleo"]
    assert review_of(page).roles_from == "proposed"


def test_a_guest_made_manager_is_no_guest(library: Store) -> None:
    page = open_page(keep(library, CROWD))
    page.multiselect(key=Key.GUESTS).set_value(["Cleo"]).run()
    page.selectbox(key=Key.MANAGER).set_value("Cleo").run()
    assert not page.exception
    assert [speaker.name for speaker in review_of(page).speakers_in("manager")] == ["Cleo"]
    assert page.multiselect(key=Key.GUESTS).value == []


def test_peoples_codes_stay_when_the_manager_changes(library: Store) -> None:
    page = open_page(keep(library, CALL))
    send(page, {"kind": "set", "codes": {"3": "rally"}})
    page.selectbox(key=Key.MANAGER).set_value("Ben").run()
    page.selectbox(key=Key.MANAGER).set_value("Ana").run()
    assert (review_of(page).utterances[3].code, review_of(page).utterances[3].decided_by) == ("rally", "person")


def test_a_call_kept_without_its_transcript_says_so(library: Store) -> None:
    review = code_call(read_bytes(CALL.encode(), "old.txt"), load_model("fast"))
    page = open_page(add_call(library, review, person="Ana").id)
    other = next(each.name for each in review.speakers if each.role != "manager")
    page.selectbox(key=Key.MANAGER).set_value(other).run()
    assert "kept without it" in page.text[0].value
    assert review_of(page) == review


def test_a_correction_is_kept_and_moves_the_figures(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    mine = [each.index for each in review_of(page).spoken_by("manager")]
    before = page.session_state[Key.ANALYSIS].measures["manager"]["tell_share"].value
    send(page, {"kind": "set", "codes": {str(index): "direct" for index in mine}})
    assert page.session_state[Key.ANALYSIS].measures["manager"]["tell_share"].value == 1.0 != before
    assert {each.code for each in get_review(library, call).spoken_by("manager")} == {"direct"}
    assert get_call(library, call).state == "started"
    kept = next(figures for stored, figures in list_figures(library) if stored.id == call)
    assert kept is not None and kept.measures["manager"]["tell_share"].value == 1.0


def test_every_act_is_done_once_however_often_it_comes(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    acts = [{"kind": "set", "codes": {str(index): "rally"}} for index in range(20)]
    for so_far in (5, 12, 20, 20):
        send(page, *acts[:so_far])
    assert codes_of(get_review(library, call))[:20] == ["rally"] * 20
    assert len(code_history(library, call)) == 20
    send(page, {"kind": "set", "codes": {"0": "direct"}}, browser="another window")
    assert len(code_history(library, call)) == 21


def test_two_runs_at_once_do_each_act_once(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit begins a new run while the one before is still at work."""
    call = keep(library, CALL)
    state: dict[str, Any] = {}
    monkeypatch.setattr("ui.correcting.st", SimpleNamespace(session_state=state))
    monkeypatch.setattr("ui.correcting.open_library", lambda: library)
    monkeypatch.setattr("ui.correcting.refuse", lambda errors: None)
    acts = [{"n": n, "call": call, "kind": "set", "codes": {"0": "rally"}} for n in range(1, 31)]
    runs = [threading.Thread(target=do_acts, args=({"browser": BROWSER, "acts": acts},)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(code_history(library, call)) == 30


def test_undo_takes_back_the_last_change(library: Store) -> None:
    call = keep(library, CALL)
    machine = codes_of(get_review(library, call))
    page = open_page(call)
    send(page, {"kind": "set", "codes": {"0": "rally", "1": "rally"}}, {"kind": "set", "codes": {"2": "rally"}})
    send(page, {"kind": "undo", "n": 3})
    assert codes_of(review_of(page))[:3] == ["rally", "rally", machine[2]]
    send(page, {"kind": "undo", "n": 4})
    assert codes_of(review_of(page)) == machine


def test_accepting_the_rest_reviews_the_call(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    send(page, {"kind": "set", "codes": {"0": "rally"}}, {"kind": "accept"})
    found = get_call(library, call)
    assert (found.state, found.n_reviewed) == ("done", found.n_utterances)
    send(page, {"kind": "undo", "n": 3})
    found = get_call(library, call)
    assert (found.state, found.n_reviewed) == ("started", 1)


def test_a_code_can_be_given_back_to_the_machine(library: Store) -> None:
    call = keep(library, CALL)
    machine = codes_of(get_review(library, call))
    page = open_page(call)
    send(page, {"kind": "set", "codes": {"0": "rally"}}, {"kind": "reset", "utterances": [0]})
    assert codes_of(review_of(page)) == machine


def test_notes_are_kept_changed_and_deleted(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    send(
        page,
        {"kind": "note", "utterance": 3, "text": "  Ask <b>again</b>  "},
        {"kind": "note", "utterance": 3, "text": " "},
    )
    (note,) = list_notes(library, call)
    assert (note.utterance, note.text, note.person) == (3, "Ask <b>again</b>", this_person())
    send(page, {"n": 3, "kind": "note", "note": note.id, "text": "Another"})
    assert [each.text for each in list_notes(library, call)] == ["Another"]
    send(page, {"n": 4, "kind": "note", "note": note.id, "text": ""})
    assert list_notes(library, call) == ()


def test_notes_of_another_call_cannot_be_reached(library: Store) -> None:
    other = keep(library, CROWD, name="other.txt")
    note = add_note(library, other, "Mine", person="Ana", utterance=0)
    page = open_page(keep(library, CALL))
    send(page, {"kind": "note", "note": note, "text": "Yours"})
    assert [each.text for each in list_notes(library, other)] == ["Mine"]


RUBBISH = [
    None,
    "acts",
    {"browser": 7, "acts": []},
    {"browser": "b", "acts": "none"},
    {"browser": "b", "acts": [7, {"n": "1"}, {"n": 1, "kind": "set"}, {"n": 2, "kind": "drop", "call": "x"}]},
]


@pytest.mark.parametrize("sent", RUBBISH)
def test_what_no_browser_of_ours_sends_changes_nothing(library: Store, sent: Any) -> None:
    page = open_page(keep(library, CALL))
    before = review_of(page)
    page.session_state[Key.TRANSCRIPT] = {"sent": sent}
    page.run()
    assert not page.exception
    assert review_of(page) == before


@pytest.mark.parametrize("codes", [{"0": "nope"}, {"999": "direct"}, {"x": "direct", "0": "nope"}])
def test_codes_and_utterances_that_are_not_there_are_told(library: Store, codes: dict[str, str]) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    send(page, {"kind": "set", "codes": codes})
    assert page.error
    assert code_history(library, call) == ()


def test_what_another_process_changed_shows_after_ones_own_act(library: Store) -> None:
    call = keep(library, CALL)
    page = open_page(call)
    set_codes(library, call, {7: "rally"}, person="Cem")
    send(page, {"kind": "set", "codes": {"0": "rally"}})
    assert codes_of(review_of(page))[7] == "rally"


def test_a_lone_speaker_is_shown_without_a_manager(library: Store) -> None:
    page = open_page(keep(library, "Ana: One thing.\nAna: Another thing.\n"))
    assert len(review_of(page).speakers) == 1
    assert page.selectbox(key=Key.MANAGER).value is None


def test_nobody_is_asked_for_when_no_line_says_who_speaks(library: Store) -> None:
    page = open_page(keep(library, "WEBVTT\n\n00:01.000 --> 00:03.000\nWhat is next?\n", "plain.vtt"))
    assert not [box for box in page.selectbox if box.key == Key.MANAGER]


def test_exports_are_offered(library: Store) -> None:
    assert [each.label for each in open_page().get("download_button")] == list(EXPORTS)


def test_excel_is_told_that_csv_is_utf8(library: Store) -> None:
    review = review_of(open_page())
    content = _file_bytes(review, "csv")
    assert content.startswith(b"\xef\xbb\xbfcall,")
    assert content.decode("utf-8-sig") == render_report(review, "csv")
    assert _file_bytes(review, "json").startswith(b"{")


def test_file_names_of_exports_suit_every_file_system() -> None:
    assert _file_stem("../Q3: 1:1 <Marta>/日本") == "Q3-1-1-Marta-日本"
    assert _file_stem("///") == "call"


def test_the_codebook_page_runs() -> None:
    page = AppTest.from_string("from ui.app_pages.codebook import draw_page; draw_page()", default_timeout=60).run()
    assert not page.exception
