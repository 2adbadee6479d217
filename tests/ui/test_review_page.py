"""The review page as Streamlit runs it, without a browser."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

import ui
from coder import render_report, sample_calls
from ui import call_session
from ui.app_pages.review import EXPORTS, _file_bytes, _file_stem
from ui.call_session import samples
from ui.keys import Key
from ui.widgets import MOST_LINES

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


def upload_several(page: AppTest, **files: bytes | str) -> AppTest:
    contents = [(name, each.encode() if isinstance(each, str) else each, "text/plain") for name, each in files.items()]
    page.file_uploader[0].set_value(contents)
    page.run()
    assert not page.exception
    return page


def zipped(**files: bytes | str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


OTHER = CALL.replace("Ana", "Cyd").replace("Ben", "Dan")
SET = {"June/one.txt": CALL, "June/two.txt": OTHER, "June/board.png": b"\x89PNG\r\n\x1a\n\0", ".DS_Store": b"x"}


def test_a_zip_is_opened_as_a_set_of_calls(page):
    upload(page, zipped(**SET), "calls.zip")
    assert page.selectbox(key=Key.CALL).options == ["one.txt", "two.txt"]
    assert page.selectbox(key=Key.CALL).value == "June/one.txt"
    assert (review_of(page).call, review_of(page).source) == ("June/one", "June/one.txt")
    assert page.expander[0].label == "1 of 3 files could not be read; hidden files were passed over"
    assert [line.value.partition(":")[0] for line in page.text] == ["June/board.png", ".DS_Store"]
    assert not page.error


def test_another_call_of_the_upload_can_be_chosen_and_is_coded_then(page, monkeypatch):
    coded = []
    real = call_session.code_call
    monkeypatch.setattr(
        call_session, "code_call", lambda call, *a, **k: coded.append(call.source) or real(call, *a, **k)
    )
    upload(page, zipped(**SET), "calls.zip")
    assert coded == ["June/one.txt"]
    page.selectbox(key=Key.CALL).set_value("June/two.txt").run()
    assert not page.exception
    assert review_of(page).source == "June/two.txt"
    page.selectbox(key=Key.CALL).set_value("June/one.txt").run()
    assert coded == ["June/one.txt", "June/two.txt"]


def test_a_call_comes_back_as_it_was_left(page):
    upload(page, zipped(**SET), "calls.zip")
    proposed = page.selectbox(key=Key.MANAGER).value
    other = "Ben" if proposed == "Ana" else "Ana"
    page.selectbox(key=Key.MANAGER).set_value(other).run()
    page.selectbox(key=Key.CALL).set_value("June/two.txt").run()
    page.selectbox(key=Key.CALL).set_value("June/one.txt").run()
    assert page.selectbox(key=Key.MANAGER).value == other
    assert review_of(page).roles_from == "named"


def test_the_upload_stays_while_a_sample_is_looked_at(page):
    upload(page, zipped(**SET), "calls.zip")
    page.selectbox(key=Key.SAMPLE).set_value(next(iter(samples()))).run()
    assert page.selectbox(key=Key.CALL).value is None
    before = review_of(page)
    other = next(each.name for each in before.speakers if each.role != "manager")
    page.selectbox(key=Key.MANAGER).set_value(other).run()
    page.selectbox(key=Key.CALL).set_value("June/two.txt").run()
    assert not page.exception
    assert review_of(page).source == "June/two.txt"
    assert page.selectbox(key=Key.SAMPLE).value is None


def test_several_files_at_once_are_a_set(page):
    upload_several(page, **{"a.txt": CALL, "bad.vtt": b"", "a.zip": zipped(**{"a.txt": OTHER})})
    assert page.selectbox(key=Key.CALL).options == ["a.txt", "a.txt (2)"]
    assert page.text[0].value.startswith("bad.vtt: expected")


def test_one_file_alone_needs_no_choice(page):
    upload(page, CALL)
    assert not [box for box in page.selectbox if box.key == Key.CALL]
    assert not page.expander


def test_an_upload_of_which_nothing_can_be_read_loses_nothing(page):
    upload(page, zipped(**SET), "calls.zip")
    before = review_of(page)
    upload(page, zipped(**{"a.png": b"\x89PNG\r\n\x1a\n\0", "b.txt": b""}), "bad.zip")
    assert "still the one from before" in page.error[0].value
    assert [line.value.partition(":")[0] for line in page.text][-2:] == ["a.png", "b.txt"]
    assert review_of(page) is before
    assert page.selectbox(key=Key.CALL).options == ["one.txt", "two.txt"]


def test_a_call_of_chat_alone_is_told_and_the_next_one_opened(page):
    chat = "00:01:02\tAna Ruiz:\tsounds great\n00:01:09\tBen Roe:\tsee you there\n"
    upload(page, zipped(**{"chat.txt": chat, "one.txt": CALL, "two.txt": OTHER}), "calls.zip")
    assert review_of(page).source == "one.txt"
    assert "typed chat messages and no speech" in page.text[0].value
    page.selectbox(key=Key.CALL).set_value("chat.txt").run()
    assert not page.exception
    assert page.error and page.selectbox(key=Key.CALL).value == "one.txt"


def test_a_long_list_of_unread_files_is_cut(page):
    upload(page, zipped(**{"one.txt": CALL, **{f"{n}.txt": "" for n in range(30)}}), "calls.zip")
    assert len(page.text) == MOST_LINES + 1
    assert page.text[-1].value == "and 10 more"


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
