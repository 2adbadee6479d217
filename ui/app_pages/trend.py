"""The page that shows a manager's own calls over time; it compares nobody with anybody else."""

from typing import Any, cast

import streamlit as st

from coder import CoderError, Store
from ui.app_pages import review
from ui.call_session import IN_ADDRESS
from ui.call_words import TYPE_NAMES
from ui.keys import Key
from ui.library import open_library, this_user
from ui.theme import Scheme
from ui.trend_charts import OPENED, figure_chart, modes_chart
from ui.trend_data import calls_by_manager, read_course
from ui.trend_view import guesses_view, trend_view
from ui.widgets import draw_figures, draw_problem, page_scheme

ALL_TYPES = ""
EMPTY = (
    "No calls to follow yet. Open Calls and drop your own there, each with its day and its type; from five calls on, "
    "this page tells where they go. Sample calls do not count."
)
HOW_READ = (
    "Each point is one call; choose it to open that call. The band is what the earlier calls gave together, with its "
    "95 % interval by drawing whole calls anew. “Moved” is said only where the interval of the slope over time "
    "(Theil and Sen) leaves out no change; even so, with six figures followed, up to one page in four shows a "
    "movement that is chance. Nobody is compared with anybody else, and nothing here is a grade."
)


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    st.title("Trend", anchor=False)
    try:
        store = open_library()
        managers = calls_by_manager(store)
        if managers:
            _draw_course(store, managers)
        else:
            st.write(EMPTY)
    except CoderError as error:
        draw_problem([str(error)], kept=False)


def _draw_course(store: Store, managers: dict[str, list[str]]) -> None:
    manager, call_type = _choose(managers)
    course = read_course(store, manager, call_type, person=this_user())
    view = trend_view(course)
    if view["headline"]:
        st.header(view["headline"], anchor=False)
    if view["missing"]:
        st.info(view["missing"])
    if view["notes"]:
        st.caption(" ".join(view["notes"]))
    if view["table"]["rows"]:
        _draw_figures(view)
    if course.guessed:
        _draw_guesses(guesses_view(course.guessed))
    st.caption(HOW_READ)


def _choose(managers: dict[str, list[str]]) -> tuple[str, str | None]:
    names, kinds = st.columns([1, 1], gap="medium")
    with names:
        manager = st.selectbox("Whose calls", list(managers), key=Key.TREND_MANAGER)
    types = managers[manager]
    with kinds:
        # A key of its own for each manager: one's types are not another's.
        call_type = st.selectbox(
            "Type of call",
            [*types, ALL_TYPES] if len(types) > 1 else types,
            format_func=lambda kind: TYPE_NAMES.get(kind, "All types together"),
            key=f"{Key.TREND_TYPE}-{list(managers).index(manager)}",
        )
    return manager, call_type or None


def _draw_figures(view: dict[str, Any]) -> None:
    scheme = page_scheme()
    for column, chart in zip(st.columns(3, gap="medium"), view["charts"], strict=True):
        with column:
            _draw_chart(chart, scheme)
    st.header("Mode mix", anchor=False)
    if view["modes"]["rows"]:
        _draw_altair(modes_chart(view["modes"], scheme), key="modes", alt=view["modes"]["alt"])
    for line in view["modes"]["says"]:
        st.caption(line)
    if view["drawn"]:
        st.caption(view["drawn"])
    with st.expander("The same numbers as a table"):
        _open(draw_figures(view["table"], key="trend-table"))


def _draw_chart(chart: dict[str, Any], scheme: Scheme) -> None:
    st.subheader(chart["title"], anchor=False)
    if chart["rows"]:
        _draw_altair(figure_chart(chart, scheme), key=chart["id"], alt=chart["alt"])
    if chart["says"]:
        st.write(chart["says"])
    st.caption(chart["how"])


def _draw_guesses(guesses: dict[str, Any]) -> None:
    st.header("Your guesses", anchor=False)
    for line in guesses["says"]:
        st.write(line)
    _open(draw_figures(guesses["table"], key="trend-guesses"))


def _draw_altair(chart: Any, *, key: str, alt: str) -> None:
    state = st.altair_chart(
        chart, width="stretch", key=f"trend-{key}", on_select="rerun", selection_mode=OPENED, alt=alt
    )
    chosen = cast(Any, state).selection.get(OPENED) or []
    _open(chosen[0].get("call") if chosen else None)


def _open(call_id: str | None) -> None:
    if call_id:
        st.switch_page(st.Page(review.draw_page, url_path="review"), query_params={IN_ADDRESS: call_id})
