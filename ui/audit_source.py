"""Where the audit page takes calls from, and which teams there are."""

from pathlib import Path

import streamlit as st

from coder import (
    AuditCalls,
    CoderError,
    Store,
    calls_of_audit,
    calls_of_library,
    decode_teams,
    get_setting,
    last_line,
    read_teams,
    set_setting,
)
from ui.keys import Key
from ui.library import this_user
from ui.widgets import draw_problem

LIBRARY, FOLDER = "The library", "A folder that coder audit wrote"
COMMAND = "coder audit calls/ june.zip --out audit/"
LONG = (
    "Thousands of calls are better coded on the command line, on all cores; it goes on after a stop. Then name the "
    "folder here:"
)
TEAMS_SETTING = "teams"
TEAMS_HELP = (
    "A manager, a comma and a team on each line; or drop a CSV file of two columns. A name with a comma in it stands "
    "in double quotes. Who is not named has no team. The list is kept in your store, for you."
)
NO_LIST = ""


def choose_calls(store: Store) -> AuditCalls | None:
    """The calls asked for; ``None`` as long as no folder is named.

    Raises:
        CoderError: they cannot be read.
    """
    st.segmented_control("Calls from", [LIBRARY, FOLDER], key=Key.AUDIT_FROM, default=LIBRARY, required=True)
    if not from_folder():
        return _read_once(("library", store.url, last_line(store)), store)
    st.caption(LONG)
    st.code(COMMAND, language="bash")
    named = st.text_input("Folder", key=Key.AUDIT_FOLDER, placeholder="/home/ana/audit").strip()
    return _read_once(_marks_of(Path(named)), Path(named)) if named else None


def from_folder() -> bool:
    """Whether the calls come from an audit's folder, where they cannot be opened."""
    return st.session_state.get(Key.AUDIT_FROM) == FOLDER


def chosen_teams(store: Store) -> dict[str, str]:
    """Each manager's team, as it was last kept."""
    return read_teams(get_setting(store, TEAMS_SETTING, person=this_user()) or NO_LIST)


def draw_teams(store: Store, *, is_open: bool) -> None:
    """The box in which teams are named."""
    if Key.TEAMS not in st.session_state:
        st.session_state[Key.TEAMS] = get_setting(store, TEAMS_SETTING, person=this_user()) or NO_LIST
    with st.expander("Teams", expanded=is_open, key="teams_box"):
        st.caption(TEAMS_HELP)
        st.text_area("Managers and teams", key=Key.TEAMS, placeholder="Ana Ray,North\nBen Stone,South", height=160)
        st.file_uploader(
            "Or a CSV file", type=["csv", "txt"], key=Key.TEAMS_FILE, on_change=_take_file, max_upload_size=1
        )
        st.button("Keep these teams", key="keep_teams", on_click=_keep, args=(store,))
        if problem := st.session_state.pop(Key.AUDIT_PROBLEM, None):
            draw_problem([problem], kept=False)


def _take_file() -> None:
    """The file's text into the box, to be looked at before it is kept."""
    file = st.session_state[Key.TEAMS_FILE]
    if file is None:
        return
    try:
        text = decode_teams(file.getvalue())
        read_teams(text)
        st.session_state[Key.TEAMS] = text
    except CoderError as error:
        st.session_state[Key.AUDIT_PROBLEM] = str(error)


def _keep(store: Store) -> None:
    text = st.session_state[Key.TEAMS]
    try:
        read_teams(text)
        set_setting(store, TEAMS_SETTING, text, person=this_user())
    except CoderError as error:
        st.session_state[Key.AUDIT_PROBLEM] = str(error)


def _read_once(mark: tuple[object, ...], source: Store | Path) -> AuditCalls:
    """The calls, kept in the session as long as their source is as it was."""
    read_as, calls = st.session_state.get(Key.AUDIT_READ) or (None, None)
    if calls is None or read_as != mark or calls.n_unmeasured:
        with st.spinner("Reading calls…", show_time=False):
            calls = calls_of_audit(source) if isinstance(source, Path) else calls_of_library(source)
        st.session_state[Key.AUDIT_READ] = (mark, calls)
    return calls


def _marks_of(folder: Path) -> tuple[object, ...]:
    try:
        changed = [(folder / name).stat().st_mtime_ns for name in ("audit.json", "calls.parquet")]
    except (OSError, ValueError):
        # Reading it tells what is wrong.
        changed = []
    return ("folder", str(folder), *changed)
