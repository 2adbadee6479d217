"""The lab's first section: labelled calls at hand, corrections exported, doubtful codes."""

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from coder import (
    CallQuery,
    CoderError,
    ExampleFolder,
    ExampleSummary,
    add_example_folder,
    export_examples,
    forget_example_folder,
    list_calls,
    list_example_folders,
    load_codebook,
    load_examples,
    new_example_folder,
)
from ui.cached import examples_at
from ui.figures import counted, number
from ui.keys import Key, Lab
from ui.lab_charts import codes_chart
from ui.lab_job import ONE_AT_A_TIME, begin, is_busy, latest_result
from ui.lab_view import codes_view, folders_table, two
from ui.library import open_library
from ui.widgets import draw_grid, page_scheme

SHOWN_DOUBTS = 100
DOUBT_FOLDS = 3
ABOUT_DOUBTS = (
    "A linear model of the other authors’ calls codes each call; listed are codes it finds unlikely where another is "
    "likely. Most of these are the model’s mistakes: read the first by the codebook’s rules, and change in the "
    "folder only what you would have coded otherwise without this list."
)
NOT_ANONYMOUS = (
    "Speakers get pseudonyms; e-mail addresses, telephone numbers and links are masked. Firms, products, deals, "
    "amounts and people who are spoken of are still there: this is no anonymous data. Read the folder before it leaves "
    "your hands."
)
NO_FOLDERS = "No labelled calls are at hand. Name a folder below, or export corrections."


def draw_examples() -> None:
    """The whole section."""
    found = [(folder, _summary_of(folder)) for folder in list_example_folders()]
    if found:
        draw_grid(folders_table(found), key="lab-folders")
    else:
        st.write(NO_FOLDERS)
    _draw_adding()
    readable = {str(folder.path): (folder, each) for folder, each in found if not isinstance(each, str)}
    if readable:
        _draw_one(readable)
    _draw_export()


def choose_folder(label: str, key: Lab, *, prefer: str = "", help_text: str | None = None) -> Path | None:
    """A box of the folders at hand; ``None`` where there are none.

    Args:
        prefer: the end of the label of the one that is chosen at first.
    """
    labels = {str(each.path): each.label for each in list_example_folders()}
    if not labels:
        return None
    first = next((at for at, name in enumerate(labels.values()) if prefer and name.endswith(prefer)), 0)
    chosen = st.selectbox(label, list(labels), index=first, format_func=labels.__getitem__, key=key, help=help_text)
    return Path(chosen) if chosen else None


def _summary_of(folder: ExampleFolder) -> ExampleSummary | str:
    try:
        return examples_at(folder.path)
    except CoderError as error:
        return error.reason


def _draw_adding() -> None:
    with st.expander("Name a folder of labelled calls"), st.form("lab_add", border=False, clear_on_submit=False):
        text = st.text_input(
            "Its whole path",
            key=Lab.NEW_FOLDER,
            help="A folder in the form of labeled_examples/, or one of JSON Lines with an utterance each.",
        )
        if st.form_submit_button("Add it to the list"):
            try:
                folder, summary = add_example_folder(text)
                said = f"{counted(summary.n_calls, 'call')} found in {folder.path}"
                st.session_state[Lab.NOTICE] = said
            except CoderError as error:
                st.session_state[Lab.PROBLEM] = str(error)
            st.rerun()


def _draw_one(readable: dict[str, tuple[ExampleFolder, ExampleSummary]]) -> None:
    st.header("What is in a folder", anchor=False)
    labels = {path: folder.label for path, (folder, _) in readable.items()}
    path = st.selectbox("Folder", list(labels), format_func=labels.__getitem__, key=Lab.FOLDER)
    folder, summary = readable[path]
    view = codes_view(summary)
    st.text(view["says"])
    chart = codes_chart(view["rows"], page_scheme())
    st.altair_chart(chart, width="stretch", key="lab-codes", alt="How often each code was given; the table has it too.")
    with st.expander("The same numbers as a table"):
        draw_grid(view["table"], key="lab-codes-table")
    if folder.origin == "named" and st.button("Take it off the list", key="lab_forget"):
        forget_example_folder(folder.path)
        st.rerun()
    _draw_doubts(path, summary)


def _draw_doubts(path: str, summary: ExampleSummary) -> None:
    st.subheader("Codes that may be wrong", anchor=False)
    st.caption(ABOUT_DOUBTS)
    busy = is_busy()
    if st.button("Look for them", key="lab_doubts", disabled=busy, help=ONE_AT_A_TIME if busy else None):
        begin("doubts", {"examples": path, "folds": DOUBT_FOLDS})
    found = latest_result("doubts", examples=path)
    if found is None:
        return
    _, result = found
    if result["fingerprint"] != summary.fingerprint:
        st.caption("The folder has changed since this list was made: look again.")
    doubts = result["doubts"][:SHOWN_DOUBTS]
    with_words = st.toggle("Show the words", key=Lab.WITH_WORDS)
    words = _words_of(path, summary, doubts) if with_words else [None] * len(doubts)
    names = {code.id: code.name for code in load_codebook().codes}
    rows = [
        [
            each["call"],
            number(each["index"]),
            f"{names[each['given']]} ({two(each['given_probability'])})",
            f"{names[each['likelier']]} ({two(each['likelier_probability'])})",
            *([said] if said is not None else []),
        ]
        for each, said in zip(doubts, words, strict=True)
    ]
    columns = ["Call", "Utterance, from 0", "Given (probability)", "Likelier (probability)"]
    doubts_of = f"{number(result['n_doubts'])} doubtful codes among {counted(result['n_utterances'], 'utterance')}"
    table = {"columns": [*columns, "Words"] if with_words else columns, "texts": [2, 3, 4], "rows": rows}
    table["look"] = "words" if with_words else ""
    draw_grid({"caption": f"{number(len(rows))} of {doubts_of}", **table}, key="lab-doubts-table")


def _words_of(path: str, summary: ExampleSummary, doubts: list[dict[str, Any]]) -> list[str]:
    """What was said there; kept in the session alone, while this list is looked at."""
    mark = (path, summary.fingerprint, len(doubts))
    kept = st.session_state.get(Key.DOUBTFUL_WORDS)
    if kept is None or kept[0] != mark:
        calls = {call.name: call.utterances for call in load_examples(Path(path)).calls}
        said = [_word(calls.get(each["call"], ()), each["index"]) for each in doubts]
        kept = st.session_state[Key.DOUBTFUL_WORDS] = (mark, said)
    words: list[str] = kept[1]
    return words


def _word(utterances: Any, index: int) -> str:
    return utterances[index].text if index < len(utterances) else ""


def _draw_export() -> None:
    st.header("Corrections to learn from", anchor=False)
    store = open_library()
    done, own = (list_calls(store, CallQuery(state=state, is_sample=False, limit=0)).total for state in ("done", None))
    st.write(f"{counted(own, 'call')} of your own in the store, {number(done)} with their review done.")
    with st.form("lab_export", border=False):
        name = st.text_input("Name of the new folder", f"corrections-{date.today():%Y-%m-%d}", key=Lab.EXPORT_NAME)
        everything = st.checkbox("All calls in which a person coded anything, not only those done", key=Lab.EXPORT_ALL)
        confirmed = st.checkbox(
            "With codes that were confirmed with the rest of a call", True, key=Lab.EXPORT_CONFIRMED
        )
        words = st.text_area(
            "Words and phrases to take out besides names, one a line",
            key=Lab.EXPORT_WORDS,
            help="Firms, deals, products.",
        )
        st.caption(NOT_ANONYMOUS)
        if st.form_submit_button("Export as labelled calls"):
            _export(store, name, reviewed="all" if everything else "done", confirmed=confirmed, words=words)


def _export(store: Any, name: str, *, reviewed: Any, confirmed: bool, words: str) -> None:
    further = tuple(line.strip() for line in words.splitlines() if line.strip())
    try:
        out = new_example_folder(name)
        done = export_examples(store, out, reviewed=reviewed, confirmed=confirmed, further=further)
        people = counted(done.n_coders, "person", "people")
        st.session_state[Lab.NOTICE] = (
            f"{counted(done.n_calls, 'call')} written to {out}: {number(done.n_coded)} of {number(done.n_utterances)} "
            f"utterances coded by {people}."
        )
    except CoderError as error:
        st.session_state[Lab.PROBLEM] = str(error)
    st.rerun()
