"""The lab's second section: a model trained, and how much more calls would bring."""

from pathlib import Path
from typing import Any

import streamlit as st

from coder import CoderError, can_train_encoder, list_example_folders, new_model_folder
from ui.keys import Lab
from ui.lab_charts import curve_chart
from ui.lab_job import ONE_AT_A_TIME, begin, is_busy, latest_result
from ui.score_view import curve_view
from ui.widgets import draw_grid, page_scheme

LEAST_FOLDS, MOST_FOLDS, FOLDS = 2, 10, 5
CURVE_FOLDS = 3
NONE = ""
KINDS = {"linear": "Linear: minutes on one core", "encoder": "Encoder: hours, and better"}
NO_ENCODER = (
    "Training an encoder needs more than is installed: run make install-training in the program’s folder, and start "
    "the app again. It takes hours without a graphics card."
)
ABOUT = (
    "A model is fitted to the calls, tested on authors it did not see, and put into your own data folder with its "
    "card. Calls of corrections teach codes and are in no score, because people gave those codes on seeing a model’s. "
    "The same calls, seed and packages give the same linear model."
)
ABOUT_CURVE = (
    "Linear models learn from an eighth, a quarter, a half and all of the calls chosen above, and are tested on the "
    "calls of other authors. It takes about as long as training in six folds."
)
NO_FOLDERS = "No labelled calls are at hand: see Data."


def draw_training() -> None:
    """The whole section."""
    st.caption(ABOUT)
    labels = {str(each.path): each.label for each in list_example_folders()}
    if not labels:
        st.write(NO_FOLDERS)
        return
    chosen = st.multiselect(
        "Learn from",
        list(labels),
        default=_first_choice(),
        format_func=labels.__getitem__,
        key=Lab.TRAIN_ON,
        help="Several folders are learnt from together; a call that is in two of them is refused.",
    )
    asked = _draw_settings(labels)
    busy = is_busy()
    why_not = ONE_AT_A_TIME if busy else None
    if st.button("Train", type="primary", key="lab_train", disabled=busy or not chosen, help=why_not):
        _train(chosen, asked)
    st.header("Would more calls help?", anchor=False)
    st.caption(ABOUT_CURVE)
    if st.button("Measure the learning curve", key="lab_curve", disabled=busy or not chosen, help=why_not):
        begin("curve", {"examples": chosen, "folds": CURVE_FOLDS, "seed": asked["seed"]})
    if found := latest_result("curve", examples=chosen):
        draw_curve(found[1])


def draw_curve(result: dict[str, Any]) -> None:
    """A learning curve that was measured, as chart and table."""
    view = curve_view(result)
    st.write(view["says"])
    chart = curve_chart(view["rows"], page_scheme())
    st.altair_chart(chart, width="stretch", key="lab-curve", alt="Macro-F1 by calls learnt from; the table has it too.")
    draw_grid(view["table"], key="lab-curve-table")


def _first_choice() -> list[str]:
    """All but the test that ships; a choice that nobody made yet."""
    return [str(each.path) for each in list_example_folders() if each.origin == "shipped" and each.path.name != "test"]


def _draw_settings(labels: dict[str, str]) -> dict[str, Any]:
    left, right = st.columns(2, gap="medium")
    with left:
        name = st.text_input("Name", "mine", key=Lab.TRAIN_NAME, help="Small letters, digits, - and _.")
        kinds = list(KINDS) if can_train_encoder() else ["linear"]
        kind = st.selectbox("Kind", kinds, format_func=KINDS.__getitem__, key=Lab.TRAIN_KIND)
        if len(kinds) < len(KINDS):
            st.caption(NO_ENCODER)
    with right:
        test = st.selectbox(
            "Then score it on",
            [NONE, *labels],
            format_func=lambda path: labels.get(path, "nothing else"),
            key=Lab.TRAIN_TEST,
            help="Calls by other authors that nothing was chosen by.",
        )
        folds, seed = st.columns(2, gap="small")
        with folds:
            n_folds = st.number_input("Folds", LEAST_FOLDS, MOST_FOLDS, FOLDS, key=Lab.TRAIN_FOLDS)
        with seed:
            number = st.number_input("Seed", 0, 2**31 - 1, 0, key=Lab.TRAIN_SEED)
    return {"name": name, "model_kind": kind, "test": test, "folds": int(n_folds), "seed": int(number)}


def _train(chosen: list[str], asked: dict[str, Any]) -> None:
    try:
        place: Path = new_model_folder(asked.pop("name"))
    except CoderError as error:
        st.session_state[Lab.PROBLEM] = str(error)
        st.rerun()
    begin("train", {**asked, "examples": chosen, "to": str(place)})
