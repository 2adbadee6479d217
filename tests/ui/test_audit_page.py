"""The audit as Streamlit runs it, without a browser, and the plain data behind it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from altair import LayerChart
from streamlit.testing.v1 import AppTest

from coder import NOT_FOR, CallDetails, Store, add_call, get_setting, open_store, summarise_calls, this_person
from tests.audit.auditing import audit
from tests.audit.conftest import write_call
from tests.audit.test_grouping import MIXED, calls_by
from tests.builders import build_review, one_word_each
from ui.audit_charts import boxes_chart
from ui.audit_source import FOLDER, TEAMS_SETTING
from ui.audit_view import FOOT, calls_table, calls_to_list, charts_view, group_name, groups_table
from ui.keys import Key
from ui.trend_charts import OPENED

SCRIPT = "from ui.app_pages.audit import draw_page; draw_page()"
HOSTILE = "<img src=x> [link](javascript:1) :red[x] **bold**"
CODES = ("open_question", "direct", "inform", "reflect", "advise", "promote")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    path = str(tmp_path / "store.sqlite3")
    monkeypatch.setenv("CALL_REVIEW_STORE", path)
    with open_store(path) as opened:
        yield opened


def keep(store: Store, at: int, *, manager: str = "Ana", is_sample: bool = False, **details: str) -> str:
    rows = [*one_word_each(manager, "manager", *CODES * 6), *one_word_each("Bo", "rep", *["inform"] * (30 + at))]
    about = {"call_date": f"2026-05-{at + 1:02d}", "type": "cadence", "title": f"Talk {at}", **details}
    return add_call(store, build_review(*rows), CallDetails(**about), person="me", is_sample=is_sample).id  # type: ignore[arg-type]


@pytest.fixture
def kept(store: Store) -> Store:
    """Six calls of Ana's, two of Ben's."""
    for at in range(6):
        keep(store, at)
    for at in range(6, 8):
        keep(store, at, manager="Ben", title=f"Talk with Ben {at}", type="one_to_one")
    return store


def open_page() -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not page.exception
    return page


def group_by(page: AppTest, by: str) -> AppTest:
    page.segmented_control(key=Key.AUDIT_BY).set_value(by).run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.text, page.error)
    return "\n".join(element.value for kind in kinds for element in kind)


def drawn(page: AppTest) -> str:
    """All that the page's components and charts were given."""
    parts = [*page.get("bidi_component"), *page.get("vega_lite_chart")]
    return "\n".join(str(part.proto) for part in parts)


def test_a_library_of_samples_says_what_to_do(store: Store) -> None:
    keep(store, 0, is_sample=True)
    page = open_page()
    assert "No calls to audit yet" in words_of(page)
    assert not page.get("vega_lite_chart") and not page.get("download_button")


def test_groups_are_drawn_and_nobody_with_few_calls_is_named(kept: Store) -> None:
    page = open_page()
    assert page.header[0].value == "8 calls by 2 managers, 1 May 2026 to 8 May 2026"
    assert len(page.get("vega_lite_chart")) == 6
    assert "never named" in words_of(page) and NOT_FOR in words_of(page)
    assert page.selectbox[0].options == ["Ana", "under five calls each"]
    for by in ("manager", "type", "month"):
        shown = drawn(group_by(page, by)) + words_of(page)
        assert "Ben" not in shown


def test_a_group_lists_its_calls_but_not_those_that_would_name_somebody(kept: Store) -> None:
    page = group_by(open_page(), "month")
    page.selectbox(key=Key.AUDIT_GROUP).set_value("2026-05").run()
    assert not page.exception
    assert "2 calls by managers with fewer than five calls: not listed" in words_of(page)
    assert "review?call=" in drawn(page) and "Talk 3" in drawn(page) and "Talk with Ben" not in drawn(page)


def test_another_grouping_forgets_the_chosen_group(kept: Store) -> None:
    page = open_page()
    page.selectbox(key=Key.AUDIT_GROUP).set_value("Ana").run()
    assert "Talk 3" in drawn(page)
    assert group_by(page, "type").selectbox(key=Key.AUDIT_GROUP).value is None


def test_teams_are_named_kept_and_counted(kept: Store) -> None:
    page = group_by(open_page(), "team")
    assert page.info[0].value == "No teams are named yet. Name them below."
    page.text_area(key=Key.TEAMS).set_value("ana,North\nBen,North").run()
    page.button(key="keep_teams").click().run()
    assert not page.exception and not page.error
    assert get_setting(kept, TEAMS_SETTING, person=this_person()) == "ana,North\nBen,North"
    assert page.selectbox(key=Key.AUDIT_GROUP).options == ["North"]
    assert group_by(open_page(), "team").text_area(key=Key.TEAMS).value == "ana,North\nBen,North"


def test_a_wrong_line_of_teams_is_told_and_nothing_kept(kept: Store) -> None:
    page = group_by(open_page(), "team")
    page.text_area(key=Key.TEAMS).set_value("ana").run()
    page.button(key="keep_teams").click().run()
    assert "teams, line 1" in words_of(page)
    assert get_setting(kept, TEAMS_SETTING, person=this_person()) is None


def test_a_dropped_file_of_teams_is_shown_before_it_is_kept(kept: Store) -> None:
    page = group_by(open_page(), "team")
    page.file_uploader[0].upload("teams.csv", b"\xef\xbb\xbfAna,North\r\n", "text/csv").run()
    assert not page.exception
    assert page.text_area(key=Key.TEAMS).value.strip() == "Ana,North"
    assert get_setting(kept, TEAMS_SETTING, person=this_person()) is None


def test_names_and_titles_are_never_read_as_markdown(store: Store) -> None:
    for at in range(6):
        keep(store, at, manager=HOSTILE, title=HOSTILE)
    page = open_page()
    page.selectbox(key=Key.AUDIT_GROUP).set_value(HOSTILE).run()
    assert not page.exception
    assert "bold" not in words_of(page) and "img" not in words_of(page)


def test_a_change_in_the_library_is_seen(kept: Store) -> None:
    page = open_page()
    keep(kept, 20)
    assert page.run().header[0].value.startswith("9 calls")


def test_a_folder_of_an_audit_is_drawn_and_its_calls_are_named_not_linked(kept: Store, tmp_path: Path) -> None:
    for number in range(5):
        write_call(tmp_path / "calls" / f"{number}.txt", number)
    audit(tmp_path / "calls", tmp_path / "out")
    page = open_page()
    page.segmented_control(key=Key.AUDIT_FROM).set_value(FOLDER).run()
    assert page.code[0].value.startswith("coder audit ") and not page.header
    page.text_input(key=Key.AUDIT_FOLDER).set_value(str(tmp_path / "out")).run()
    assert not page.exception and not page.error
    assert page.header[0].value == "5 calls by 1 manager"
    page.selectbox(key=Key.AUDIT_GROUP).set_value("Ana").run()
    assert "3.txt" in drawn(page) and "review?call=" not in drawn(page)


@pytest.mark.parametrize("named", ["nowhere", "", "\0", "~nobody/x"])
def test_a_folder_that_is_none_is_told_plainly(kept: Store, named: str) -> None:
    page = open_page()
    page.segmented_control(key=Key.AUDIT_FROM).set_value(FOLDER).run()
    page.text_input(key=Key.AUDIT_FOLDER).set_value(named).run()
    assert not page.exception
    assert bool(page.error) == bool(named)


def test_a_store_that_cannot_be_opened_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("no database at all, and long enough to be looked at" * 40)
    monkeypatch.setenv("CALL_REVIEW_STORE", str(broken))
    page = open_page()
    assert page.error and "Traceback" not in words_of(page)


# The data behind it.


def test_view_is_plain_data() -> None:
    summary = summarise_calls(MIXED)
    for by, groups in (("manager", summary.by_manager), ("month", summary.by_month)):
        json.dumps([charts_view(by, groups), groups_table(by, groups)])
    json.dumps(calls_table(MIXED, [0, 1], "2 calls", linked=True))


def test_a_withheld_figure_is_a_dash_with_its_reason() -> None:
    table = groups_table("manager", summarise_calls(MIXED).by_manager)
    few = next(row for row in table["rows"] if row["title"] == "under five calls each")
    assert few["cells"][:2] == ["2", "–\nnot shown"]


def test_a_ratio_of_nothing_stands_at_the_foot_of_the_axis() -> None:
    charts = charts_view("manager", summarise_calls(calls_by(*["Ana"] * 5)).by_manager)
    (ratio,) = [chart for chart in charts if chart["kind"] == "ratio"]
    assert ratio["rows"][0]["lower"] == FOOT
    scale = boxes_chart(ratio, "light")["layer"][0]["encoding"]["x"]["scale"]
    assert scale == {"type": "log", "domain": [FOOT, 5.0]}


def test_charts_are_right_vega_lite_and_can_be_chosen_from() -> None:
    for scheme in ("light", "dark"):
        for chart in charts_view("manager", summarise_calls(MIXED).by_manager):
            spec = boxes_chart(chart, scheme)
            assert [each["name"] for each in spec["layer"][0]["params"]] == [OPENED]
            LayerChart.from_dict(spec)


def test_the_latest_calls_are_listed_first() -> None:
    calls = replace(MIXED, days=[f"2026-05-{at + 1:02d}" for at in range(len(MIXED.ids))])
    assert calls_to_list(calls, np.array([0, 4, 2])) == [4, 2, 0]


def test_groups_have_names_that_people_read() -> None:
    assert (group_name("month", "2026-05"), group_name("type", "one_to_one")) == ("May 2026", "One-to-one")
    assert (group_name("manager", "cadence"), group_name("type", "budget")) == ("cadence", "budget")
