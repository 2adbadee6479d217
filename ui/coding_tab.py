"""The part of the coders' page where one call is coded, and where calls are given to coders."""

from typing import Any

import streamlit as st

from coder import (
    CallQuery,
    CodingTask,
    Store,
    assign_coding,
    blind_codes_of,
    finish_coding,
    get_review,
    list_calls,
    list_coding_tasks,
    set_blind_codes,
    withdraw_coding,
)
from ui.acts import Act, acts_done, codes_in, do_new_acts
from ui.call_session import CHOICES
from ui.coders_session import coder_name, complain, doing
from ui.coding_view import coding_view
from ui.figures import number
from ui.keys import Key
from ui.library import open_library, this_user
from ui.widgets import draw_coding, draw_lines

NOTHING_TO_DO = "No call is given to you to code. Give yourself one below, or ask whoever shares them out."
BLIND = (
    "You see the words alone: neither the machine’s codes nor anybody else’s. Every code is kept as you give it. Once "
    "you finish, your codes stand and can be compared."
)
DONE = "Done. Your codes stand; see Compare codings for what others gave."


def do_coding_acts() -> None:
    """Brings codes just given into the store."""
    sent = st.session_state.get(Key.CODING, {}).get("sent")
    complain(do_new_acts(sent, ("code", "finish"), _do))


def draw_coding_tab(store: Store) -> None:
    """The coder's calls, the one to be coded, and giving calls to coders."""
    tasks = {task.id: task for task in list_coding_tasks(store, coder=coder_name())}
    if tasks:
        _draw_task(store, tasks)
    else:
        st.write(NOTHING_TO_DO)
    with st.expander("Give a call to a coder", expanded=not tasks, key=Key.GIVING):
        _draw_giving(store)


def _do(act: Act) -> None:
    if act["kind"] == "finish":
        finish_coding(open_library(), act["call"])
    else:
        set_blind_codes(open_library(), act["call"], codes_in(act))


def _draw_task(store: Store, tasks: dict[str, CodingTask]) -> None:
    if st.session_state.get(Key.TASK) not in tasks:
        open_ones = [task.id for task in tasks.values() if task.state != "done"]
        st.session_state[Key.TASK] = (open_ones or list(tasks))[0]
    chosen = st.selectbox("Your calls", list(tasks), format_func=lambda task: _task_name(tasks[task]), key=Key.TASK)
    draw_coding(_view(store, tasks[chosen]), key=Key.CODING)


def _view(store: Store, task: CodingTask) -> dict[str, Any]:
    own = next(each for each in blind_codes_of(store, task.call_id) if each.id == task.id)
    return coding_view(
        task.id,
        get_review(store, task.call_id, corrected=False).utterances,
        own.code_of,
        about=BLIND,
        done=DONE if task.state == "done" else "",
        applied=acts_done(),
    )


def _task_name(task: CodingTask) -> str:
    """The call and how far its coder is."""
    return f"{task.title or 'A call'} · {progress_of(task)}"


def progress_of(task: CodingTask) -> str:
    """How far a task is, in words."""
    so_far = f"{number(task.n_coded)} of {number(task.n_utterances)} coded"
    return {"new": "not begun", "started": so_far}.get(task.state, f"done, {so_far}")


def _draw_giving(store: Store) -> None:
    calls = {call.id: call for call in list_calls(store, CallQuery(limit=CHOICES)).calls}
    with st.container(key="giving", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            "Call",
            list(calls),
            format_func=lambda call: " · ".join(filter(None, [calls[call].title, calls[call].call_date])),
            key=Key.GIVEN_CALL,
        )
        st.text_input("Coder", key=Key.GIVEN_CODER, placeholder=coder_name(), max_chars=80)
        st.button("Give", key=Key.GIVE, on_click=_give, disabled=not calls)
    tasks = list_coding_tasks(store)
    draw_lines([f"{task.title or 'A call'} · {task.coder} · {progress_of(task)}" for task in tasks])
    if fresh := {task.id: task for task in tasks if task.state == "new"}:
        with st.container(key="taking", horizontal=True, gap="small", vertical_alignment="bottom"):
            st.selectbox(
                "Not begun",
                list(fresh),
                format_func=lambda task: f"{fresh[task].title} · {fresh[task].coder}",
                key=Key.TAKEN,
            )
            st.button("Take back", key=Key.TAKE, on_click=_take_back)


def _give() -> None:
    with doing():
        coder = st.session_state[Key.GIVEN_CODER].strip() or coder_name()
        task = assign_coding(open_library(), st.session_state[Key.GIVEN_CALL], coder, person=this_user())
        if coder == coder_name():
            st.session_state[Key.TASK] = task


def _take_back() -> None:
    with doing():
        withdraw_coding(open_library(), st.session_state[Key.TAKEN], person=this_user())
