"""The trend as Streamlit runs it, without a browser, and the plain data behind it."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    CALL_TYPES,
    LATEST,
    CallDetails,
    Store,
    add_call,
    add_guess,
    list_figures,
    measure_trend,
    open_store,
    this_person,
)
from tests.builders import build_review, one_word_each
from tests.trend_calls import make_call, ratio, share, talk
from ui.call_words import TYPE_NAMES, shown_day
from ui.theme import colours_of_modes
from ui.trend_charts import OPENED, figure_chart, modes_chart
from ui.trend_data import Course, calls_by_manager
from ui.trend_view import FOOT, trend_view

SCRIPT = "from ui.app_pages.trend import draw_page; draw_page()"
HOSTILE = "<img src=x> [link](javascript:1) :red[x] **bold**"
CODES = ("open_question", "direct", "inform", "reflect", "advise", "promote")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    path = str(tmp_path / "store.sqlite3")
    monkeypatch.setenv("CALL_REVIEW_STORE", path)
    with open_store(path) as opened:
        yield opened


def keep_call(store: Store, at: int, *, manager: str = "Ana", kind: str = "one_to_one", **fields: object) -> str:
    """A call of its own week, with one more open question than the week before."""
    codes = ["open_question"] * at + list(CODES) * 6
    rows = [*one_word_each(manager, "manager", *codes), *one_word_each("Bo", "rep", *["inform"] * (30 + at))]
    details = {"call_date": (date(2026, 1, 5) + timedelta(7 * at)).isoformat(), "type": kind, "title": f"Week {at}"}
    is_sample = bool(fields.pop("is_sample", False))
    details = CallDetails(**{**details, **fields})  # type: ignore[arg-type]
    return add_call(store, build_review(*rows), details, person="me", is_sample=is_sample).id


def open_page() -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.text, page.error)
    return "\n".join(element.value for kind in kinds for element in kind)


def charts_of(page: AppTest) -> list:
    return list(page.get("vega_lite_chart"))


def test_a_library_of_samples_says_what_to_do(store: Store) -> None:
    keep_call(store, 1, is_sample=True)
    page = open_page()
    assert "Open Calls and drop your own there" in words_of(page)
    assert not page.selectbox and not charts_of(page)


def test_few_calls_are_points_without_a_trend(store: Store) -> None:
    for at in range(3):
        keep_call(store, at)
    page = open_page()
    assert page.info[0].value.startswith("3 calls with a day are here; a trend needs 5, so 2 more.")
    assert len(charts_of(page)) == 4
    assert "Moved" not in words_of(page).replace("“Moved”", "") and "Band" not in words_of(page)
    assert page.header[0].value.startswith("Nothing moved clearly since 12 January 2026.")


def test_enough_calls_make_a_trend(store: Store) -> None:
    for at in range(6):
        keep_call(store, 5 * at)
    page = open_page()
    assert not page.info
    assert "Moved up over 6 calls" in words_of(page)
    assert "Band: the 5 earlier calls together" in words_of(page)


def test_one_call_alone_is_drawn(store: Store) -> None:
    keep_call(store, 0)
    page = open_page()
    assert page.header[0].value == "There is no earlier call of the same type yet to hold the latest one against."
    assert len(charts_of(page)) == 4


def test_figures_are_counted_once_and_kept(store: Store) -> None:
    keep_call(store, 0)
    assert [figures for _, figures in list_figures(store)] == [None]
    open_page()
    assert all(figures for _, figures in list_figures(store))


def test_the_most_frequent_manager_and_type_come_first(store: Store) -> None:
    keep_call(store, 0, manager="Ben")
    for at in (1, 2):
        keep_call(store, at, kind="cadence")
    keep_call(store, 3)
    assert calls_by_manager(store) == {"Ana": ["cadence", "one_to_one"], "Ben": ["one_to_one"]}
    page = open_page()
    manager, kind = page.selectbox
    assert (manager.value, kind.value) == ("Ana", "cadence")
    assert kind.options == ["Cadence call", "One-to-one", "All types together"]
    kind.set_value("").run()
    assert not page.exception
    assert "Calls of several types are mixed" in words_of(page)
    page.selectbox[0].set_value("Ben").run()
    assert not page.exception
    assert page.info[0].value.startswith("1 call with a day is here")


def test_names_and_titles_are_never_read_as_markdown(store: Store) -> None:
    for at in range(3):
        keep_call(store, at, manager=HOSTILE, title=HOSTILE)
    page = open_page()
    assert page.selectbox[0].value == HOSTILE
    assert "bold" not in words_of(page) and "img" not in words_of(page)


def test_calls_without_a_day_are_counted(store: Store) -> None:
    keep_call(store, 0)
    keep_call(store, 1, call_date="")
    assert "1 call without a day is left out; say the day under Calls." in words_of(open_page())


def test_own_guesses_stand_beside_what_was_counted(store: Store) -> None:
    first, second = keep_call(store, 0), keep_call(store, 1)
    add_guess(store, first, person=this_person(), talk_share=0.3, questions_to_directives=2.0)
    add_guess(store, second, person="somebody else", talk_share=0.9)
    page = open_page()
    assert "Your guesses" in [header.value for header in page.header]
    assert "Talk share: No trend from fewer than 5 calls: 1 with a guess is here, 4 more needed." in words_of(page)


def test_the_latest_calls_are_read_and_that_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ui.trend_data", "ui.trend_view"):
        monkeypatch.setattr(f"{name}.MOST_READ", 2)
    for at in range(3):
        keep_call(store, at)
    page = open_page()
    assert "Only the latest 2 calls are counted." in words_of(page)
    assert page.info[0].value.startswith("2 calls with a day are here")


def test_a_store_that_cannot_be_opened_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_text("no database at all, and long enough to be looked at" * 40)
    monkeypatch.setenv("CALL_REVIEW_STORE", str(broken))
    page = open_page()
    assert page.error and "Traceback" not in words_of(page)


# The data behind it.


def course_of(*days: int | str) -> Course:
    calls = [
        make_call(
            day,
            name=f"call {at}",
            ask_and_listen_index=share(30 + at, 100),
            questions_to_directives=ratio(at, 20),
            talk_share=talk(50 + at % 3),
            listen_share=share(30 + at, 100),
            tell_share=share(50 - at, 100),
            pitch_share=share(10, 100),
            persuade_share=share(10, 100),
        )
        for at, day in enumerate(days)
    ]
    return Course(measure_trend(calls, manager="Ana"), (), is_cut=False)


def test_view_is_plain_data() -> None:
    for course in (course_of(), course_of(1), course_of(*range(1, 9))):
        json.dumps(trend_view(course))


def test_only_the_latest_calls_are_drawn_and_that_is_said() -> None:
    view = trend_view(course_of(*range(1, LATEST + 11)))
    assert view["drawn"] == f"The latest {LATEST} of {LATEST + 10} calls are drawn; the band is made from all of them."
    assert {len(chart["rows"]) for chart in view["charts"]} == {LATEST} and len(view["table"]["rows"]) == LATEST
    assert trend_view(course_of(1, 2))["drawn"] == ""


def test_a_ratio_of_nothing_stands_at_the_foot_of_the_axis() -> None:
    row = trend_view(course_of(1))["charts"][0]["rows"][0]
    assert (row["value"], row["low"], row["figure"]) == (FOOT, FOOT, "0.00")


def test_a_table_has_every_number_that_is_drawn() -> None:
    table = trend_view(course_of(1, 2))["table"]
    assert [row["day"] for row in table["rows"]] == ["2 May 2026", "1 May 2026"]
    cells = table["rows"][0]["cells"]
    assert len(cells) == len(table["columns"]) - 2 == 6
    assert cells[1].replace("\u202f", " ") == "31 % (21 % to 41 %)"


def test_calls_of_one_day_have_a_bar_each() -> None:
    rows = trend_view(course_of(1, 1, 2))["modes"]["rows"]
    assert [row["bar"] for row in rows[:3]] == ["1 May 2026", "1 May 2026 (2)", "2 May 2026"]
    assert rows[0]["mode"] == "Open question / listening" and rows[0]["rank"] == 0
    assert sum(row["value"] for row in rows if row["bar"] == "2 May 2026") == pytest.approx(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_wear_the_themes_colours_and_can_be_chosen_from(scheme) -> None:
    view = trend_view(course_of(*range(1, 9)))
    modes = modes_chart(view["modes"], scheme).to_dict()
    colours = modes["encoding"]["color"]["scale"]["range"]
    assert colours == [colours_of_modes(scheme)[mode] for mode in ("listen", "tell", "pitch", "persuade")]
    for chart in view["charts"]:
        spec = figure_chart(chart, scheme).to_dict()
        assert len(spec["layer"]) == 4 and chart["alt"].startswith(chart["title"])
        assert [each["name"] for each in spec["params"]] == [OPENED]


def test_a_ratio_has_a_log_axis_wide_enough_for_what_is_drawn() -> None:
    chart = trend_view(course_of(*range(1, 9)))["charts"][0]
    scales = [layer["encoding"]["y"].get("scale") for layer in figure_chart(chart, "light").to_dict()["layer"]]
    (scale,) = [each for each in scales if each]
    assert scale["type"] == "log" and scale["domain"] == [FOOT, 5.0]


def test_days_and_types_shown_day() -> None:
    assert (shown_day("2026-05-04"), shown_day("")) == ("4 May 2026", "–")
    assert set(TYPE_NAMES) == set(CALL_TYPES)
