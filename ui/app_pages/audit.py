"""The page that shows how figures are spread over many calls; it puts nobody before anybody else."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, cast

import numpy as np
import streamlit as st

from coder import (
    NOT_FOR,
    AuditCalls,
    By,
    CoderError,
    Group,
    Store,
    find_quality,
    group_calls,
    render_statement,
    render_tables,
    summarise_calls,
    tell_source,
)
from ui.app_pages import review
from ui.audit_charts import boxes_chart
from ui.audit_source import choose_calls, chosen_teams, draw_teams, from_folder
from ui.audit_view import (
    BY_NAMES,
    CALLS_SHOWN,
    GROUPS_SHOWN,
    calls_table,
    calls_to_list,
    charts_view,
    group_name,
    groups_table,
    headline,
)
from ui.call_session import IN_ADDRESS
from ui.figures import counted, number
from ui.keys import Key
from ui.library import open_library
from ui.theme import Scheme
from ui.trend_charts import OPENED
from ui.widgets import draw_figures, draw_problem

EMPTY = "No calls to audit yet. Open Calls and drop your own there; sample calls do not count."
NO_RANKING = (
    "Groups stand by name or by month, and nothing can be sorted by a figure: how a manager’s calls come out "
    "depends on which calls they were, and a list from high to low would be read as a verdict. A manager with fewer "
    "than five calls is pooled with the others and never named, and no figure is shown that fewer than five calls have."
)
HOW_READ = (
    "Bar: the middle half of the calls, with their median. Diamond: the mean, with its 95\u202f% interval by drawing "
    "managers anew, or the calls of one manager; the model’s mistakes are not in it. Each call counts once."
)
NO_GROUPS = {
    "manager": "Nobody leads in any of these calls.",
    "team": "No teams are named yet. Name them below.",
    "type": "No call has a known type. Say it under Calls.",
    "month": "No call has a known day. Say it under Calls.",
}


def draw_page() -> None:
    """The whole page, in the order in which it is read."""
    st.title("Audit", anchor=False)
    try:
        store = open_library()
        calls = choose_calls(store)
        if calls is None:
            return
        if calls.ids:
            _draw_audit(store, calls)
        else:
            st.write(EMPTY)
            _draw_unmeasured(calls)
    except CoderError as error:
        draw_problem([str(error)], kept=False)


def _draw_audit(store: Store, calls: AuditCalls) -> None:
    teams = chosen_teams(store)
    by = cast(
        By,
        st.segmented_control(
            "Grouped by",
            list(BY_NAMES),
            format_func=lambda each: BY_NAMES[each],
            key=Key.AUDIT_BY,
            default="manager",
            required=True,
            on_change=_start_over,
        ),
    )
    named = group_calls(calls, teams)[by]
    shown = _names_on_page(list(named))
    summary = summarise_calls(calls, teams, only={by: shown})
    groups = {
        "manager": summary.by_manager,
        "team": summary.by_team,
        "type": summary.by_type,
        "month": summary.by_month,
    }
    st.header(headline(summary), anchor=False)
    st.text("\n".join(tell_source(summary)))
    _draw_unmeasured(calls)
    st.caption(NO_RANKING)
    if named:
        _draw_groups(by, groups[by])
        _draw_pages(len(named))
        _draw_calls(calls, by, named)
    else:
        st.info(NO_GROUPS[by])
    if by == "team":
        draw_teams(store, is_open=not teams)
    _draw_export(calls, teams)


def _draw_unmeasured(calls: AuditCalls) -> None:
    if calls.n_unmeasured:
        st.button(f"Count more of the {counted(calls.n_unmeasured, 'call')} that have no figures yet", key="count_more")


def _names_on_page(names: list[str]) -> list[str]:
    first = GROUPS_SHOWN * (min(st.session_state.get(Key.AUDIT_PAGE) or 1, _pages(len(names), GROUPS_SHOWN)) - 1)
    return names[first : first + GROUPS_SHOWN]


def _pages(n_rows: int, at_once: int) -> int:
    return max(1, -(-n_rows // at_once))


def _draw_groups(by: By, groups: tuple[Group, ...]) -> None:
    scheme: Scheme = "dark" if st.context.theme.type == "dark" else "light"
    charts = charts_view(by, groups)
    for first in range(0, len(charts), 3):
        for column, chart in zip(st.columns(3, gap="medium"), charts[first : first + 3], strict=False):
            with column:
                _draw_chart(chart, f"audit-{by}-{chart['id']}", scheme)
    st.caption(HOW_READ)
    with st.expander("The same numbers as a table"):
        if group := draw_figures(groups_table(by, groups), key="audit-groups"):
            st.session_state[Key.AUDIT_GROUP] = group


def _draw_chart(chart: Mapping[str, Any], key: str, scheme: Scheme) -> None:
    st.subheader(chart["title"], anchor=False, help=chart["meaning"])
    st.vega_lite_chart(
        boxes_chart(chart, scheme),
        width="stretch",
        key=key,
        on_select=partial(_take_choice, key),
        selection_mode=OPENED,
        alt=chart["alt"],
    )


def _take_choice(key: str) -> None:
    chosen = st.session_state[key].selection.get(OPENED) or []
    if chosen:
        st.session_state[Key.AUDIT_GROUP] = chosen[0].get("group")
        st.session_state.pop(Key.AUDIT_CALLS_PAGE, None)


def _draw_pages(n_groups: int) -> None:
    if n_groups > GROUPS_SHOWN:
        st.caption(f"{number(n_groups)} groups, {GROUPS_SHOWN} on a page.")
        st.pagination(_pages(n_groups, GROUPS_SHOWN), key=Key.AUDIT_PAGE, on_change=_forget_group)


def _start_over() -> None:
    st.session_state.pop(Key.AUDIT_PAGE, None)
    _forget_group()


def _forget_group() -> None:
    st.session_state[Key.AUDIT_GROUP] = None
    st.session_state.pop(Key.AUDIT_CALLS_PAGE, None)


def _draw_calls(calls: AuditCalls, by: By, named: Mapping[str, np.ndarray]) -> None:
    if st.session_state.get(Key.AUDIT_GROUP) not in named:
        st.session_state[Key.AUDIT_GROUP] = None
    st.header("Calls behind a group", anchor=False)
    group = st.selectbox(
        "List the calls of",
        list(named),
        index=None,
        format_func=lambda name: group_name(by, name),
        key=Key.AUDIT_GROUP,
        placeholder="Choose a group, here or above",
    )
    if group is not None:
        _draw_list(calls, named[group])


def _draw_list(calls: AuditCalls, places: np.ndarray) -> None:
    listed = calls_to_list(calls, places)
    if hidden := len(places) - len(listed):
        st.caption(
            f"{counted(hidden, 'call')} by managers with fewer than five calls: not listed, so as to name nobody."
        )
    if not listed:
        return
    pages = _pages(len(listed), CALLS_SHOWN)
    first = CALLS_SHOWN * (min(st.session_state.get(Key.AUDIT_CALLS_PAGE) or 1, pages) - 1)
    table = calls_table(
        calls, listed[first : first + CALLS_SHOWN], counted(len(listed), "call"), linked=not from_folder()
    )
    if call_id := draw_figures(table, key="audit-calls"):
        st.switch_page(st.Page(review.draw_page, url_path="review"), query_params={IN_ADDRESS: call_id})
    if pages > 1:
        st.pagination(pages, key=Key.AUDIT_CALLS_PAGE)


def _draw_export(calls: AuditCalls, teams: dict[str, str]) -> None:
    with st.container(key="export"):
        st.header("Take it with you", anchor=False)
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "Tables (CSV)",
                # Excel takes a CSV for UTF-8 only with a byte-order mark.
                data=lambda: render_tables(summarise_calls(calls, teams)).encode("utf-8-sig"),
                file_name="audit-tables.csv",
                mime="text/csv",
                key="audit_tables",
                on_click="ignore",
            )
            st.download_button(
                "Statement (one page, HTML)",
                data=lambda: _statement(calls, teams),
                file_name="audit-statement.html",
                mime="text/html",
                key="audit_statement",
                on_click="ignore",
            )
        st.caption(
            "The tables name managers with five calls or more; the statement names none. Print it, or save it as PDF."
        )
        st.caption(NOT_FOR)


def _statement(calls: AuditCalls, teams: dict[str, str]) -> bytes:
    quality = find_quality(calls.model_from, calls.model_version)
    return render_statement(summarise_calls(calls, teams), quality, made=date.today()).encode()
