"""The lab's last section: two models on the same calls, and one put to use unless it is worse."""

from typing import Any

import streamlit as st

from coder import CoderError, is_model_named, list_models, model_in_use, read_config, use_shipped_model
from ui.figures import listed
from ui.keys import Lab
from ui.lab_charts import differences_chart
from ui.lab_examples import choose_folder
from ui.lab_job import ONE_AT_A_TIME, begin, is_busy, latest_result
from ui.score_view import PARTS, compared_words, comparison_view, labels_of
from ui.widgets import draw_grid, draw_lines, page_scheme

SEEN = {"leave out": "are left out", "refuse": "stop the comparison", "keep": "are kept, though they flatter it"}
ABOUT_USE = (
    "The model is checked against the one in use, on calls that neither was trained on and nothing was chosen by. It "
    "is refused where it is worse beyond noise on any mode of the manager’s. Otherwise the app codes with it from then "
    "on; calls that are kept stay as they were coded. The model in use is a copy in your data folder; what ships is "
    "never touched. With few calls a real loss can hide in a wide interval: not refused is not proven as good."
)
NAMED = "This app was started with a model named (--model or CALL_REVIEW_MODEL), and keeps that until started without."
NO_FOLDERS = "No labelled calls are at hand: see Data."


def draw_comparing() -> None:
    """The whole section."""
    models = {str(entry.folder): entry.name for entry in list_models() if entry.config is not None}
    in_use = str(model_in_use())
    known = {in_use: f"in use: {read_config(model_in_use())['name']}", **models} if in_use not in models else models
    _draw_comparison(known, in_use)
    _draw_use(models, in_use)


def _draw_comparison(models: dict[str, str], in_use: str) -> None:
    left, right = st.columns(2, gap="medium")
    places = list(models)
    with left:
        first = st.selectbox("First", places, index=places.index(in_use), format_func=models.__getitem__, key=Lab.FIRST)
    with right:
        second = st.selectbox("Second", places, index=len(places) - 1, format_func=models.__getitem__, key=Lab.SECOND)
    on, seen = st.columns(2, gap="medium")
    with on:
        folder = choose_folder("On", Lab.COMPARE_ON, prefer="/test")
    with seen:
        kept = st.selectbox(
            "Calls that one of them was trained on", list(SEEN), format_func=SEEN.__getitem__, key=Lab.SEEN
        )
    if folder is None:
        st.write(NO_FOLDERS)
        return
    busy = is_busy()
    why_not = ONE_AT_A_TIME if busy else "Choose two models." if first == second else None
    asked = {"first": first, "second": second, "examples": str(folder), "seen": kept}
    if st.button("Compare", type="primary", key="lab_compare", disabled=why_not is not None, help=why_not):
        begin("compare", asked)
    if found := latest_result("compare", **asked):
        draw_lines(compared_words(found[1]))
        _draw_differences(found[1])


def _draw_differences(result: dict[str, Any]) -> None:
    part = st.selectbox("Of", list(PARTS), format_func=PARTS.__getitem__, key=Lab.COMPARED_PART)
    view = comparison_view(result, part)
    chart = differences_chart(view["rows"], page_scheme())
    st.altair_chart(chart, width="stretch", key="lab-differences", alt="Differences; the table has them too.")
    draw_grid(view["table"], key="lab-differences-table")


def _draw_use(models: dict[str, str], in_use: str) -> None:
    st.header("Use a model", anchor=False)
    used = read_config(model_in_use())
    draw_lines([f"In use: {used['name']} {used['version']}, {in_use}"])
    if is_model_named():
        st.caption(NAMED)
    st.caption(ABOUT_USE)
    left, right = st.columns(2, gap="medium")
    places = list(models)
    with left:
        candidate = st.selectbox(
            "Model to use", places, index=len(places) - 1, format_func=models.__getitem__, key=Lab.CANDIDATE
        )
    with right:
        gold = choose_folder("Checked on", Lab.GOLD, prefer="/test")
    if gold is None:
        return
    busy = is_busy()
    if st.button("Check it, and use it", key="lab_promote", disabled=busy, help=ONE_AT_A_TIME if busy else None):
        begin("promote", {"candidate": candidate, "gold": str(gold)})
    if found := latest_result("promote", candidate=candidate, gold=str(gold)):
        _draw_promotion(found[1])
    _draw_going_back(in_use, models)


def _draw_promotion(result: dict[str, Any]) -> None:
    names = {mode: about["name"] for mode, about in labels_of("manager_modes").items()}
    if result["is_promoted"]:
        st.success("It was not worse on any mode, and was put to use.")
    else:
        st.error(
            f"Refused: worse beyond noise on {listed([names[mode] for mode in result['worse']])}. Nothing was changed."
        )
    if result["untold"]:
        st.caption(f"Too few utterances to tell for {listed([names[mode] for mode in result['untold']])}.")
    draw_lines(compared_words(result["comparison"]))
    draw_grid(comparison_view(result["comparison"], "manager_modes")["table"], key="lab-promotion-table")


def _draw_going_back(in_use: str, models: dict[str, str]) -> None:
    if in_use in models or is_model_named():
        return
    if st.button("Go back to the model that ships", key="lab_back"):
        try:
            use_shipped_model()
            st.session_state[Lab.NOTICE] = "The app codes with the model that ships again."
        except CoderError as error:
            st.session_state[Lab.PROBLEM] = str(error)
        st.rerun()
