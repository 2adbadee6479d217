"""The part of the coders' page where codings are compared, and differences are settled."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from coder import (
    REVIEWED,
    AgreementReport,
    Coding,
    Store,
    adjudicate,
    code_history,
    codings_of_call,
    find_differences,
    get_review,
    join_codings,
    list_coding_tasks,
    measure_agreement,
    render_agreement,
    settled_codes,
    undo_last,
)
from ui.acts import Act, acts_done, codes_in, do_new_acts
from ui.coders_session import coder_name, complain
from ui.comparing_view import agreement_view, settling_view
from ui.figures import counted
from ui.keys import Key
from ui.library import open_library
from ui.widgets import draw_agreement, draw_settling

ALL = ""
NOTHING = "No coding is finished yet. Once a coder has finished a call, it can be compared here."
TWO_NEEDED = "Choose two codings or more."
IN_VIEW = (
    "Reviewed codes were set with the machine’s codes in view: how far they agree with the machine says little about "
    "how good either is."
)
ONE_CALL = "Choose one call to see where its codings differ, and to settle that."
EXPORTS = {"CSV": ("csv", "text/csv"), "JSON": ("json", "application/json"), "Markdown": ("md", "text/markdown")}


def do_comparing_acts() -> None:
    """Brings codes that settle a difference into the store."""
    sent = st.session_state.get(Key.SETTLING, {}).get("sent")
    complain(do_new_acts(sent, ("settle", "undo"), _do))


def draw_comparing_tab(store: Store) -> None:
    """What to compare, how far it agrees, and where it differs."""
    finished = {task.call_id: task.title or "A call" for task in list_coding_tasks(store) if task.state == "done"}
    if not finished:
        st.write(NOTHING)
        return
    with st.container(key="compared"):
        left, right = st.columns([1, 2], gap="medium")
        with left:
            call = _draw_calls(finished)
        codings = _codings(store, list(finished) if call == ALL else [call])
        with right:
            chosen = _draw_codings(call, codings)
    if len(chosen) < 2:
        st.write(TWO_NEEDED)
        return
    _draw_agreement(call, chosen)
    if call == ALL:
        st.write(ONE_CALL)
    else:
        _draw_settling(store, call, chosen)


def _do(act: Act) -> None:
    store, call_id, person = open_library(), act["call"], coder_name()
    if act["kind"] == "settle":
        adjudicate(store, call_id, codes_in(act), person=person)
    elif _can_undo(store, call_id):
        undo_last(store, call_id, person=person)


def _can_undo(store: Store, call_id: str) -> bool:
    """Whether this person's last change of the call is one that settled something."""
    held = [each for each in code_history(store, call_id) if each.person == coder_name() and each.undone_at is None]
    return bool(held) and held[-1].adjudicated


def _draw_calls(finished: dict[str, str]) -> str:
    several = [ALL] if len(finished) > 1 else []
    names = {ALL: f"All {counted(len(finished), 'call')} with a finished coding", **finished}
    return st.selectbox("Call", [*finished, *several], format_func=names.__getitem__, key=Key.COMPARED)


def _codings(store: Store, calls: Sequence[str]) -> dict[str, Coding]:
    found = join_codings(coding for call in calls for coding in codings_of_call(store, call))
    return {coding.name: coding for coding in found}


def _draw_codings(call: str, codings: dict[str, Coding]) -> list[Coding]:
    """Those chosen; at first the first two, people before the machine."""
    names = list(codings)
    chosen = st.multiselect("Codings", names, default=names[:2], key=f"{Key.CODINGS}-{call}", placeholder="Choose two")
    return [codings[name] for name in names if name in chosen]


def _draw_agreement(call: str, codings: Sequence[Coding]) -> None:
    report = _report(codings)
    is_reviewed = any(coding.name == REVIEWED for coding in codings)
    draw_agreement(agreement_view(report, IN_VIEW if is_reviewed else ""))
    with st.container(key="agreement_export", horizontal=True, gap="small"):
        for label, (kind, mime) in EXPORTS.items():
            st.download_button(
                label,
                data=lambda kind=kind: render_agreement(report, kind),
                file_name=f"agreement.{kind}",
                mime=mime,
                key=f"agreement-{kind}",
                on_click="ignore",
            )


def _report(codings: Sequence[Coding]) -> AgreementReport:
    """How far they agree, computed once while they stay as they are."""
    kept = st.session_state.get(Key.AGREEMENT)
    if kept is None or kept[0] != list(codings):
        kept = st.session_state[Key.AGREEMENT] = (list(codings), measure_agreement(*codings))
    report: AgreementReport = kept[1]
    return report


def _draw_settling(store: Store, call: str, codings: Sequence[Coding]) -> None:
    view: dict[str, Any] = settling_view(
        call,
        get_review(store, call, corrected=False),
        find_differences(call, codings),
        names=[coding.name for coding in codings],
        settled=settled_codes(store, call),
    )
    draw_settling({**view, "undo": _can_undo(store, call), "applied": acts_done()})
