"""What each kind of job does, in this process; the steps it tells are those that were planned."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder.job_work import plan_steps, run_job
from coder.jobs import list_jobs, read_result, write_json
from coder.model_choice import place_in_use
from coder.model_folder import load_model
from tests.builders import quick_training
from tests.conftest import Trained


@pytest.fixture(autouse=True)
def own_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALL_REVIEW_LAB", str(tmp_path / "lab"))


def do(tmp_path: Path, kind: str, **asked: Any) -> dict[str, Any]:
    """What came of the job; every planned step was told, and no other."""
    folder = tmp_path / "jobs" / f"20260101-120000-001-{kind}"
    folder.mkdir(parents=True)
    write_json(folder / "asked.json", {"kind": kind, "asked": asked, "at": 1.0})
    with quick_training():
        run_job(folder)
    (job,) = list_jobs(tmp_path / "jobs")
    assert job.state == "done", job.error
    assert len((folder / "log.txt").read_text().splitlines()) == len(plan_steps(kind, asked))
    result = read_result(tmp_path / "jobs", job)
    assert result is not None
    json.dumps(result, allow_nan=False)
    return result


def test_train(tmp_path: Path, small_dataset: Path, unseen: Path) -> None:
    asked = {"examples": [str(small_dataset)], "model_kind": "linear", "folds": 2, "seed": 3, "test": str(unseen)}
    result = do(tmp_path, "train", **asked, to=str(tmp_path / "models" / "mine"))
    scores = load_model(tmp_path / "models" / "mine").config["evaluation"]
    assert result["macro_f1"] == scores["model"]["manager_modes"]["macro_f1"]
    assert scores["test"]["n_calls"] == 6


def test_doubts_hold_places_and_no_words(tmp_path: Path, small_dataset: Path) -> None:
    result = do(tmp_path, "doubts", examples=str(small_dataset), folds=3)
    assert (result["n_calls"], result["n_utterances"]) == (6, 180)
    assert set(result["doubts"][0]) == {
        "call",
        "index",
        "given",
        "likelier",
        "given_probability",
        "likelier_probability",
    }


def test_curve(tmp_path: Path, small_dataset: Path) -> None:
    result = do(tmp_path, "curve", examples=[str(small_dataset)], folds=2, seed=0)
    assert [point["n_calls"] for point in result["points"]] == [1, 1, 2, 3]
    assert all(point["scores"]["n_utterances"] == 180 for point in result["points"])


def test_compare_and_score(tmp_path: Path, trained: Trained, stubborn: Path, unseen: Path) -> None:
    models = {"first": str(stubborn), "second": str(trained.folder)}
    result = do(tmp_path / "one", "compare", **models, examples=str(unseen), seen="refuse")
    assert result["codes"]["kappa"]["low"] > 0 and result["warnings"]
    scores = do(tmp_path / "two", "score", model=str(trained.folder), examples=str(unseen))
    assert scores["codes"]["macro_f1"] == result["codes"]["macro_f1"]["second"]
    assert sum(map(sum, scores["codes"]["confusion"])) == 300


def test_a_worse_model_is_not_promoted(tmp_path: Path, stubborn: Path, unseen: Path) -> None:
    # No call of the gold set may have trained the shipped model, so these are others' words.
    gold = tmp_path / "gold"
    gold.mkdir()
    for path in unseen.glob("*.jsonl"):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        (gold / path.name).write_text("\n".join(json.dumps({**row, "speaker": f"X{row['speaker']}"}) for row in rows))
    result = do(tmp_path, "promote", candidate=str(stubborn), gold=str(gold))
    assert result["worse"] and not result["is_promoted"]
    assert not place_in_use().exists()
