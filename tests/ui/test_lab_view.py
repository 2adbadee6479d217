"""Scores, models and jobs as plain data, and their charts."""

import json
from pathlib import Path

from coder import Job, ModelEntry
from tests.conftest import Trained
from ui.lab_charts import (
    LEAST_HEIGHT,
    calibration_chart,
    codes_chart,
    confusion_chart,
    curve_chart,
    differences_chart,
    scores_chart,
)
from ui.lab_view import in_minutes, job_head, job_object, job_times, models_table
from ui.score_view import calibration_view, comparison_view, confusion_view, curve_view, part_view, verdict


def test_charts_hold_every_figure_and_none_is_too_low_to_be_drawn(trained: Trained) -> None:
    scores = trained.config["evaluation"]["model"]
    modes, confusion = part_view(scores, "manager_modes"), confusion_view(scores, "codes")
    assert confusion is not None and len(confusion["cells"]) == 18 * 18
    assert sum(cell["count"] for cell in confusion["cells"]) == 180
    point = {"n_calls": 2, "n_utterances": 60, "scores": scores}
    curve = curve_view({"points": [point, {**point, "n_calls": 4}]})
    code = {"code": "Direct", "mode": "tell", "mode_name": "Tell", "count": 1, "share": "1"}
    one = [{"label": "kappa", "first": 0.1, "second": 0.2, "difference": 0.1, "low": 0.0, "high": 0.2, "says": ""}]
    charts = {
        "scores": scores_chart(modes["rows"][:1], "light"),
        "codes": codes_chart([code], "dark"),
        "confusion": confusion_chart(confusion, "light"),
        "calibration": calibration_chart(calibration_view(scores["calibration"])["rows"], "dark"),
        "curve": curve_chart(curve["rows"], "light"),
        "differences": differences_chart(one, "dark"),
    }
    for name, chart in charts.items():
        drawn = chart.to_dict()
        assert drawn["height"] >= LEAST_HEIGHT, name
        assert "http" not in json.dumps(drawn).replace(drawn["$schema"], ""), name


def test_what_a_run_did_not_measure_is_said_and_not_made_up() -> None:
    part = {"macro_f1": 0.5, "kappa": None, "accuracy": None, "labels": {}}
    modes = ("tell", "pitch", "persuade", "listen", "other")
    part["labels"] = {mode: {"f1": None, "precision": None, "recall": None, "support": 0} for mode in modes}
    view = part_view({"n_calls": 1, "modes": part}, "modes")
    assert view["rows"] == [] and view["says"].startswith("Macro-F1 0.50, kappa –, alike – of the utterances")
    assert view["table"]["rows"][0][1:] == ["–", "–", "–", "0"]
    assert confusion_view({"modes": part}, "modes") is None


def test_a_difference_is_clear_only_where_its_interval_leaves_out_nought() -> None:
    row = {"first": 0.5, "second": 0.6, "difference": 0.1, "low": 0.01, "high": 0.2}
    assert verdict(row) == "better"
    assert verdict({**row, "low": -0.01}) == "not told apart"
    assert verdict({**row, "low": -0.2, "high": -0.01}) == "worse"
    assert verdict({**row, "low": None, "high": None}) == "–"
    labels = {mode: {**row, "difference": None} for mode in ("tell", "pitch", "persuade", "listen", "other")}
    part = {"macro_f1": row, "kappa": row, "labels": labels, "support": dict.fromkeys(labels, 0)}
    view = comparison_view({"modes": part}, "modes")
    assert [each["label"] for each in view["rows"]] == ["Macro-F1", "Kappa"]
    assert len(view["table"]["rows"]) == 7


def test_models_without_figures_have_dashes() -> None:
    entry = ModelEntry("old", Path("old"), False, {"version": "1", "name": "old"})
    (row,) = models_table([entry], "1")["rows"]
    assert row == ["old (in use)", "your own", "linear", "1", "–", "–", "–"]


def test_jobs_in_words() -> None:
    job = Job("id", "train", {"to": "/x/mine"}, "running", "fold 2", done=0.5, began_at=0.0, step_at=300.0)
    assert (job_head(job), job_object(job)) == ("Training the model …", "mine")
    assert job_times(job, 300.0) == f"Under way for {in_minutes(300)}; about {in_minutes(300)} left"
    lost = Job("id", "compare", {"first": "/a/b", "second": "/a/c", "examples": "/d"}, "lost")
    assert job_head(lost).startswith("It ended without a word")
    assert job_object(lost) == "b and c, on /d"
    assert job_times(lost, 5.0) == ""
