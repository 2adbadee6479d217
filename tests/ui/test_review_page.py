"""The review page as Streamlit runs it, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ui
from coder import render_report, sample_calls
from ui.app_pages.review import EXPORTS, _file_bytes, _file_stem
from ui.call_session import samples
from ui.keys import Key

APP = Path(ui.__file__).with_name("app.py")
CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(40))
CROWD = CALL + "\nCleo: I only listen.\n"


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not page.exception
    return page


def upload(page: AppTest, content: bytes | str, name: str = "call.txt") -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    page.file_uploader[0].set_value((name, content, "text/plain"))
    page.run()
    assert not page.exception
    return page


def review_of(page: AppTest):
    return page.session_state[Key.REVIEW]


def test_starts_with_a_sample_open(page):
    assert review_of(page).source == sample_calls()[0].name
    assert page.selectbox(key=Key.SAMPLE).value == next(iter(samples()))
    assert page.selectbox(key=Key.MANAGER).value == review_of(page).speakers_in("manager")[0].name


def test_another_sample_can_be_picked(page):
    name = list(samples())[1]
    page.selectbox(key=Key.SAMPLE).set_value(name).run()
    assert not page.exception
    assert review_of(page).source == samples()[name].name


def test_an_upload_takes_the_place_of_the_sample(page):
    upload(page, CALL)
    assert review_of(page).source == "call.txt"
    assert page.selectbox(key=Key.SAMPLE).value is None
    assert not page.error


def test_everything_follows_the_manager(page):
    upload(page, CALL)
    proposed = page.selectbox(key=Key.MANAGER).value
    other = next(speaker.name for speaker in review_of(page).speakers if speaker.name != proposed)
    page.selectbox(key=Key.MANAGER).set_value(other).run()
    assert not page.exception
    assert review_of(page).speakers_in("manager")[0].name == other
    assert review_of(page).roles_from == "named"


def test_marking_a_guest_leaves_the_proposal_a_proposal(page):
    upload(page, CROWD)
    page.multiselect(key=Key.GUESTS).set_value(["Cleo"]).run()
    assert not page.exception
    assert [speaker.name for speaker in review_of(page).speakers_in("guest")] == ["Cleo"]
    assert review_of(page).roles_from == "proposed"


def test_a_guest_made_manager_is_no_guest(page):
    upload(page, CROWD)
    page.multiselect(key=Key.GUESTS).set_value(["Cleo"]).run()
    page.selectbox(key=Key.MANAGER).set_value("Cleo").run()
    assert not page.exception
    assert [speaker.name for speaker in review_of(page).speakers_in("manager")] == ["Cleo"]
    assert page.multiselect(key=Key.GUESTS).value == []


BAD = {
    "empty": b"",
    "white space": b" \n\t\n",
    "binary": bytes(range(256)) * 20,
    "no speaker names": b"We talked about the deal and then we talked about the price.\n" * 5,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_explained_and_loses_nothing(page, content):
    before = review_of(page)
    upload(page, content, "bad.vtt")
    assert "still the one from before" in page.error[0].value
    assert page.text[0].value.startswith("bad.vtt")
    assert review_of(page) is before


def test_a_good_file_clears_the_error(page):
    upload(page, b"", "bad.vtt")
    upload(page, CALL)
    assert not page.error


def test_a_lone_speaker_is_shown_without_a_manager(page):
    upload(page, "Ana: One thing.\nAna: Another thing.\n")
    assert len(review_of(page).speakers) == 1
    assert page.selectbox(key=Key.MANAGER).value is None


def test_hostile_names_reach_no_markdown(page):
    upload(page, b"", "[x](javascript:alert(1)) :red[y].vtt")
    shown = [each.value for each in (*page.markdown, *page.caption, *page.error)]
    assert not any("javascript" in text for text in shown)


def test_exports_are_offered(page):
    assert [each.label for each in page.get("download_button")] == list(EXPORTS)


def test_excel_is_told_that_csv_is_utf8(page):
    content = _file_bytes(review_of(page), "csv")
    assert content.startswith(b"\xef\xbb\xbfcall,")
    assert content.decode("utf-8-sig") == render_report(review_of(page), "csv")
    assert _file_bytes(review_of(page), "json").startswith(b"{")


def test_nobody_is_asked_for_when_no_line_says_who_speaks(page):
    upload(page, "WEBVTT\n\n00:01.000 --> 00:03.000\nWhat is next?\n", "plain.vtt")
    assert not [box for box in page.selectbox if box.key == Key.MANAGER]


def test_file_names_of_exports_suit_every_file_system():
    assert _file_stem("../Q3: 1:1 <Marta>/日本") == "Q3-1-1-Marta-日本"
    assert _file_stem("///") == "call"


def test_the_codebook_page_runs():
    page = AppTest.from_string("from ui.app_pages.codebook import draw_page; draw_page()", default_timeout=60).run()
    assert not page.exception
