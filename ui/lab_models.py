"""The lab's third section: every model's figures, where it comes from, and how sure they are."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from coder import ModelEntry, jobs_folder, list_jobs, list_models, model_in_use, read_config, read_result
from ui.keys import Lab
from ui.lab_charts import calibration_chart, confusion_chart, scores_chart
from ui.lab_examples import choose_folder
from ui.lab_job import ONE_AT_A_TIME, begin, is_busy
from ui.lab_training import draw_curve
from ui.lab_view import about_table, models_table
from ui.score_view import NO_TABLE, PARTS, RUNS, calibration_view, confusion_view, part_view
from ui.widgets import draw_grid, draw_lines, page_scheme

NO_CURVE = "No learning curve was measured of the data this model comes from; Train does that."


def draw_models() -> None:
    """The whole section."""
    entries = list_models()
    draw_grid(models_table(entries, read_config(model_in_use())["version"]), key="lab-models")
    names = {str(entry.folder): entry for entry in entries}
    chosen = st.selectbox(
        "Model",
        list(names),
        format_func=lambda folder: names[folder].name,
        key=Lab.MODEL,
    )
    entry = names[chosen]
    if entry.config is None:
        draw_lines([entry.problem])
        return
    draw_lines([f"Its folder: {entry.folder}"])
    _draw_scores(entry, entry.config)
    st.header("Learning curve", anchor=False)
    curve = _curve_of(entry.config)
    if curve is None:
        st.write(NO_CURVE)
    else:
        draw_curve(curve)
    st.header("Where it comes from", anchor=False)
    draw_grid(about_table(entry.config), key="lab-about")


def _draw_scores(entry: ModelEntry, config: Mapping[str, Any]) -> None:
    st.header("How well it codes", anchor=False)
    runs = _runs_of(config)
    left, right = st.columns(2, gap="medium")
    with left:
        run = st.selectbox("Measured on", list(runs), format_func=lambda key: runs[key][0], key=Lab.RUN)
    with right:
        part = st.selectbox("Of", list(PARTS), format_func=PARTS.__getitem__, key=Lab.PART)
    scores = runs[run][1]
    for warning in _warnings(scores):
        st.caption(warning)
    view = part_view(scores, part)
    st.write(view["says"])
    scheme = page_scheme()
    if view["rows"]:
        chart = scores_chart(view["rows"], scheme)
        st.altair_chart(chart, width="stretch", key="lab-scores", alt="F1 by label; the table has it too.")
    draw_grid(view["table"], key="lab-scores-table")
    _draw_confusion(scores, part)
    _draw_calibration(scores)
    _draw_scoring(entry)


def _draw_confusion(scores: Mapping[str, Any], part: str) -> None:
    st.subheader("What is taken for what", anchor=False)
    view = confusion_view(scores, part)
    if view is None:
        st.write(NO_TABLE)
        return
    chart = confusion_chart(view, page_scheme())
    st.altair_chart(chart, width="stretch", key="lab-confusion", alt="Confusion matrix; the table has it too.")
    with st.expander("The same numbers as a table"):
        draw_grid(view["table"], key="lab-confusion-table")


def _draw_calibration(scores: Mapping[str, Any]) -> None:
    if "calibration" not in scores:
        return
    view = calibration_view(scores["calibration"])
    st.subheader("Does it know how sure it may be?", anchor=False)
    st.write(view["says"])
    chart = calibration_chart(view["rows"], page_scheme())
    st.altair_chart(
        chart, width="stretch", key="lab-calibration", alt="Share right by confidence; the table has it too."
    )
    with st.expander("The same numbers as a table"):
        draw_grid(view["table"], key="lab-calibration-table")


def _draw_scoring(entry: ModelEntry) -> None:
    with st.expander("Score this model on labelled calls"):
        folder = choose_folder("Labelled calls", Lab.SCORE_ON, prefer="/test")
        busy = is_busy()
        why_not = ONE_AT_A_TIME if busy else None
        if folder and st.button("Score it", key="lab_score", disabled=busy, help=why_not):
            begin("score", {"model": str(entry.folder), "examples": str(folder)})


def _runs_of(config: Mapping[str, Any]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """What the model was scored on: name and scores, by the card's keys, then by the jobs' ids, the latest first."""
    evaluation = config.get("evaluation", {})
    card = {key: (name, evaluation[key]) for key, name in RUNS.items() if evaluation.get(key)}
    jobs = {}
    for job in list_jobs(jobs_folder()):
        result = read_result(jobs_folder(), job) if job.kind == "score" else None
        if result and result["model"]["version"] == config["version"]:
            jobs[job.id] = (f"{result['examples']['name']}, scored here", result)
    return {**jobs, **card}


def _warnings(scores: Mapping[str, Any]) -> list[str]:
    warnings = {
        "seen_in_training": "of these calls trained this model, and flatter it.",
        "codes_only": "of these calls were coded on seeing a model’s codes, which flatters that model.",
    }
    return [f"Careful: {len(scores[key])} {said}" for key, said in warnings.items() if scores.get(key)]


def _curve_of(config: Mapping[str, Any]) -> dict[str, Any] | None:
    """The learning curve of just the calls that the model learnt from."""
    fingerprint = config.get("training", {}).get("examples", {}).get("fingerprint")
    for job in list_jobs(jobs_folder()):
        result = read_result(jobs_folder(), job) if job.kind == "curve" else None
        if result and result["fingerprint"] == fingerprint:
            return result
    return None
