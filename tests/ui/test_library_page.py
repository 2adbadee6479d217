"""The page of the library as Streamlit runs it, without a browser."""

from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    CallDetails,
    CallQuery,
    Store,
    add_call,
    code_call,
    get_call,
    list_backups,
    list_calls,
    list_figures,
    load_model,
    read_bytes,
)
from coder.review import Review
from tests.builders import build_review
from ui.app_pages.library import EMPTY, MOST_EXPORTED, _export
from ui.keys import Filter, Key
from ui.library_view import PAGE_SIZE

PAGE = "from ui.app_pages.library import draw_page; draw_page()"
DIALOG = "from ui.library import open_library; from ui.call_dialogs import {name}; {name}(open_library(), {what!r})"
CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(12))
HOSTILE = "[x](javascript:alert(1)) :red[y].vtt"


@pytest.fixture(autouse=True)
def quick_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.call_adding.default_model", lambda: load_model("fast"))


def open_page(**address: str) -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def upload(page: AppTest, *files: tuple[str, bytes], folder: bool = False) -> AppTest:
    page.file_uploader[int(folder)].set_value([(name, data, "text/plain") for name, data in files])
    page.run()
    assert not page.exception
    return page


def short_review(n: int = 0) -> Review:
    return build_review(
        ("Ana", "manager", "inform", f"Number {n}."), ("Ben", "rep", "inform", "Yes."), call=f"call {n}"
    )


def fill(store: Store, n_calls: int, **details: str) -> list[str]:
    """Ids of new calls, the first on the first of May, the next a day later."""
    return [
        add_call(store, short_review(n), CallDetails(f"2026-05-{n % 28 + 1:02d}", **details), person="Ana").id
        for n in range(n_calls)
    ]


def remove_samples(store: Store) -> None:
    page = open_page()
    page.button(key="remove_samples").click().run()
    assert not page.exception
    assert list_calls(store).total == 0


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the table sends in the next runs of the page, one after the other."""
    queue: list[dict[str, object]] = []

    def send(_: object) -> SimpleNamespace:
        nothing = dict.fromkeys(("open", "edit", "remove", "sort", "page"))
        return SimpleNamespace(**{**nothing, **(queue.pop(0) if queue else {})})

    monkeypatch.setattr("ui.app_pages.library.draw_calls", send)
    return queue


def test_the_samples_are_there_and_go_with_one_button(library: Store) -> None:
    page = open_page()
    assert "sample calls are here to look around in" in page.caption[0].value
    page.button(key="remove_samples").click().run()
    assert page.text[0].value.endswith("sample calls removed.")
    assert page.markdown[-1].value == EMPTY
    assert list_calls(library).total == 0
    page.run()
    assert "removed" not in "".join(each.value for each in page.text)


def test_removing_samples_leaves_ones_own_calls(library: Store) -> None:
    own = fill(library, 1)
    open_page().button(key="remove_samples").click().run()
    assert [call.id for call in list_calls(library).calls] == own


def test_files_are_kept_and_told(library: Store) -> None:
    page = upload(open_page(), ("2026-05-04 deal review.txt", CALL.encode()), ("bad.vtt", b""))
    call = list_calls(library, CallQuery(is_sample=False)).calls[0]
    assert (call.title, call.call_date, call.type) == ("2026-05-04 deal review", "2026-05-04", "deal_review")
    assert page.text[0].value == "1 call added; 1 file could not be read."
    assert page.text[1].value.startswith("bad.vtt: expected the transcript")
    assert "The file name says 2026-05-04." in page.text[2].value
    assert not page.file_uploader[0].value


def test_the_same_file_again_changes_nothing_and_says_so(library: Store) -> None:
    page = upload(open_page(), ("a.txt", CALL.encode()))
    upload(page, ("b.txt", CALL.encode()))
    assert page.text[0].value == "1 call there already, left as it was."
    assert list_calls(library, CallQuery(is_sample=False)).total == 1
    page.button(key="close_kept").click().run()
    assert not page.text


def test_a_folder_and_a_zip_are_opened_without_what_is_hidden(library: Store) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("July/b.txt", CALL.replace("Ana", "Cy"))
    files = (("June/a.txt", CALL.encode()), ("June/.DS_Store", b"x"), ("c.zip", packed.getvalue()))
    page = upload(open_page(), *files, folder=True)
    assert page.text[0].value == "2 calls added."
    sources = {call.source for call in list_calls(library, CallQuery(is_sample=False)).calls}
    assert sources == {"June/a.txt", "July/b.txt"}


def test_what_was_added_can_be_shown_whatever_was_searched_for(library: Store) -> None:
    page = open_page(search="nothing like it")
    upload(page, ("a.txt", CALL.encode()), ("b.txt", CALL.replace("Ana", "Cy").encode()))
    page.button(key="show_added").click().run()
    assert not page.exception
    assert page.text_input(key=Filter.SEARCH).value == ""
    assert page.query_params[Filter.SORT] == "-added_at"


def test_hostile_names_reach_no_markdown(library: Store) -> None:
    page = upload(open_page(), (HOSTILE, b""), (f"{HOSTILE}.txt", CALL.encode()))
    shown = [each.value for each in (*page.markdown, *page.caption, *page.error)]
    assert not any("javascript" in text for text in shown)


def test_a_search_without_a_hit_can_be_cleared(library: Store) -> None:
    page = open_page(search="zanzibar", type="Cadence")
    assert page.text_input(key=Filter.SEARCH).value == "zanzibar"
    assert "No call matches." in [each.value for each in page.markdown]
    page.button(key="clear_all").click().run()
    assert not page.exception
    assert page.selectbox(key=Filter.TYPE).value is None
    assert "No call matches." not in [each.value for each in page.markdown]


def test_filters_offer_the_names_that_there_are(library: Store) -> None:
    remove_samples(library)
    fill(library, 2, manager="Zoe Arden")
    page = open_page()
    assert page.selectbox(key=Filter.MANAGER).options == ["Zoe Arden"]
    assert page.selectbox(key=Filter.REP).options == ["Ben"]
    page.date_input(key=Filter.DATED_FROM).set_value(date(2027, 1, 1)).run()
    assert "No call matches." in [each.value for each in page.markdown]


def test_another_search_begins_on_the_first_page(library: Store, pressed: list) -> None:
    fill(library, 30)
    pressed.append({"page": 2})
    page = open_page()
    assert page.query_params[Filter.PAGE] == "2"
    page.text_input(key=Filter.SEARCH).set_value("call").run()
    assert Filter.PAGE not in page.query_params


def test_another_order_begins_on_the_first_page_and_outlives_the_address(library: Store, pressed: list) -> None:
    pressed.append({"sort": "-title"})
    page = open_page(page="2")
    assert (page.query_params[Filter.PAGE], page.query_params[Filter.SORT]) == ("1", "-title")
    assert page.session_state[Filter.SORT] == "-title"


def test_an_order_that_nobody_offers_is_passed_over(library: Store, pressed: list) -> None:
    pressed.append({"sort": "fingerprint"})
    page = open_page(sort="id")
    assert page.query_params[Filter.SORT] == "id"


def test_only_the_calls_of_the_page_are_measured(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library, PAGE_SIZE + 5)
    open_page()
    measured = [call for call, figures in list_figures(library, CallQuery(is_sample=False, limit=None)) if figures]
    assert len(measured) == PAGE_SIZE


def test_details_can_be_changed(library: Store) -> None:
    (call_id,) = fill(library, 1)
    page = AppTest.from_string(DIALOG.format(name="draw_editing", what=call_id), default_timeout=60).run()
    page.text_input(key=f"title-{call_id}").set_value("  Renewal ")
    page.text_input(key=f"manager-{call_id}").set_value("Ana Lima")
    page.date_input(key=f"day-{call_id}").set_value(date(2026, 4, 1))
    page.selectbox(key=f"type-{call_id}").set_value("cadence")
    page.button[0].click().run()
    assert not page.exception
    call = get_call(library, call_id)
    assert (call.title, call.manager, call.rep) == ("Renewal", "Ana Lima", "Ben")
    assert (call.call_date, call.type) == ("2026-04-01", "cadence")


def test_nothing_is_deleted_before_somebody_confirms(library: Store) -> None:
    ids = fill(library, 7)
    page = AppTest.from_string(DIALOG.format(name="draw_deleting", what=tuple(ids)), default_timeout=60).run()
    assert page.text[0].value.startswith("7 calls will be deleted for good")
    assert page.text[-1].value == "and 2 more"
    page.button(key="sure_keep").click().run()
    assert list_calls(library, CallQuery(is_sample=False)).total == 7
    page.button(key="sure_delete").click().run()
    assert not page.exception
    assert list_calls(library, CallQuery(is_sample=False)).total == 0


def test_a_deleted_call_is_no_longer_open_on_its_page(library: Store) -> None:
    (call_id,) = fill(library, 1)
    page = AppTest.from_string(DIALOG.format(name="draw_deleting", what=(call_id,)), default_timeout=60)
    page.session_state[Key.CALL_ID] = call_id
    page.run()
    page.button(key="sure_delete").click().run()
    assert Key.CALL_ID not in page.session_state


def test_a_call_that_somebody_else_deleted_is_no_traceback(library: Store, pressed: list) -> None:
    page = AppTest.from_string(DIALOG.format(name="draw_deleting", what=("gone",)), default_timeout=60).run()
    assert not page.exception
    assert page.text[0].value.startswith("call gone: expected a call of this store")
    pressed.append({"edit": "gone"})
    assert any("expected a call of this store" in each.value for each in open_page().text)


def test_the_export_is_what_the_command_writes(library: Store) -> None:
    content = _export(library)
    assert content.startswith(b'{"kind": "call-review-store"')
    assert [each.label for each in open_page().get("download_button")] == ["Export all calls"]


def test_a_large_library_is_exported_by_the_command(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.app_pages.library.MOST_EXPORTED", 2)
    page = open_page()
    assert not page.get("download_button")
    assert "coder store export" in page.caption[-1].value
    assert MOST_EXPORTED > 2


def test_a_backup_is_made_and_its_place_told(library: Store) -> None:
    page = open_page()
    page.button(key="make_backup").click().run()
    (backup,) = list_backups(library.url)
    assert page.text[0].value == f"Backup made: {backup}"


def test_a_store_that_cannot_be_opened_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CALL_REVIEW_STORE", str(tmp_path / "file" / "store.sqlite3"))
    page = open_page()
    assert page.error and "expected a file that can be made" in page.text[0].value


def test_a_call_opens_on_its_own_page(library: Store, pressed: list, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr("ui.app_pages.library.open_review", opened.append)
    pressed.append({"open": "c1"})
    open_page()
    transcript = read_bytes(CALL.encode(), "a.txt")
    known = add_call(library, code_call(transcript, load_model("fast")), person="Ana").id
    page = upload(open_page(), ("a.txt", CALL.encode()))
    assert opened == ["c1", known], "a single transcript leads straight to its review"
    page.run()
    assert len(opened) == 2
    page.button(key="read_added").click().run()
    assert opened == ["c1", known, known]


def test_the_latest_call_stands_first_with_what_moved(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr("ui.app_pages.library.open_review", opened.append)
    assert not [button for button in open_page().button if button.key == "open_latest"], "samples are nobody's latest"
    model = load_model("fast")
    for week in (1, 2):
        lines = "\n".join(
            f"{'Ana' if n % 2 else 'Ben'}: What is next on line {week}{n}? I will see." for n in range(60)
        )
        transcript = read_bytes(lines.encode(), "a.txt")
        review = code_call(transcript, model, manager="Ana")
        details = CallDetails(f"2026-05-0{week}", "one_to_one", title=f"Week {week}")
        latest = add_call(library, review, details, person="Ana").id
    page = open_page()
    shown = [each.value for each in page.text]
    assert "Latest: Week 2 · 2 May 2026 · One-to-one" in shown
    assert any(text.startswith("Nothing moved clearly since 1 May 2026") for text in shown)
    page.button(key="open_latest").click().run()
    assert opened == [latest]
