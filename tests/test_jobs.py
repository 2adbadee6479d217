"""Long work in a process of its own: begun, followed, stopped; and what is said when its process dies."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coder.errors import JobError
from coder.job_lock import hold, holder_of
from coder.jobs import (
    MOST_KEPT,
    START_SECONDS,
    Job,
    list_jobs,
    read_job,
    read_result,
    running_job,
    start_job,
    stop_job,
    write_json,
)
from coder.model_folder import load_model
from tests.builders import read_lines

PATIENCE = 120


def wait_for(jobs: Path, job: Job, ready: Callable[[Job], bool]) -> Job:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        job = read_job(jobs / job.id)
        if ready(job) or not job.is_alive:
            return job
        time.sleep(0.1)
    raise AssertionError(f"still {job.state} at {job.step!r}")


def asked_to_train(dataset: Path, to: Path, folds: int = 2) -> dict:
    return {"examples": [str(dataset)], "to": str(to), "model_kind": "linear", "folds": folds, "seed": 3}


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def slow(small_dataset: Path, jobs: Path, tmp_path: Path) -> Job:
    """A training that is in its first fold."""
    job = start_job(jobs, "train", asked_to_train(small_dataset, tmp_path / "models" / "mine", folds=6))
    return wait_for(jobs, job, lambda job: "fold" in job.step)


def end(job: Job, jobs: Path) -> None:
    """Kill its process, as a machine that is switched off would."""
    os.kill(json.loads((jobs / job.id / "state.json").read_text())["pid"], signal.SIGKILL)
    while holder_of(jobs):
        time.sleep(0.05)


def test_a_model_is_trained_in_another_process_and_put_in_its_place(
    small_dataset: Path, jobs: Path, tmp_path: Path
) -> None:
    place = tmp_path / "models" / "mine"
    job = start_job(jobs, "train", asked_to_train(small_dataset, place))
    assert job.is_alive and job.done == 0 and job.seconds_left(time.time()) is None
    late = wait_for(jobs, job, lambda job: job.step.startswith("Fitting the final"))
    assert 0.5 < late.done < 1
    assert (late.seconds_left(time.time()) or 0) > 0
    job = wait_for(jobs, job, lambda _: False)
    assert (job.state, job.done, job.error) == ("done", 1.0, "")
    model = load_model(place)
    result = read_result(jobs, job)
    assert result is not None and (result["model"], result["version"]) == ("mine", model.version)
    assert not list((jobs / job.id / "out").iterdir())
    assert holder_of(jobs) is None


def test_its_log_tells_steps_and_no_words_of_a_call(small_dataset: Path, slow: Job, jobs: Path) -> None:
    log = (jobs / slow.id / "log.txt").read_text(encoding="utf-8")
    assert "Held-out scores: fold 1" in log
    said = {row["text"] for row in read_lines(small_dataset / "calls" / "t01a.jsonl") if len(row["text"]) > 15}
    assert not [text for text in said if text in log]
    stop_job(jobs, slow)


def test_only_one_at_a_time(small_dataset: Path, slow: Job, jobs: Path, tmp_path: Path) -> None:
    assert running_job(jobs) == read_job(jobs / slow.id)
    with pytest.raises(JobError) as refused:
        start_job(jobs, "train", asked_to_train(small_dataset, tmp_path / "other"))
    assert refused.value.found == "train"
    assert len(list_jobs(jobs)) == 1
    stop_job(jobs, slow)


def test_it_can_be_stopped_and_leaves_nothing_half_made(slow: Job, jobs: Path, tmp_path: Path) -> None:
    job = stop_job(jobs, slow)
    assert job.state == "stopped" and not job.is_alive
    assert not (jobs / job.id / "out").exists() and not (tmp_path / "models").exists()
    assert running_job(jobs) is None and holder_of(jobs) is None
    assert read_result(jobs, job) is None
    assert stop_job(jobs, job) == job


def test_a_process_that_was_killed_is_said_to_be_lost_and_blocks_nothing(slow: Job, jobs: Path) -> None:
    end(slow, jobs)
    job = read_job(jobs / slow.id)
    assert job.state == "lost" and "fold" in job.step
    assert running_job(jobs) is None
    with hold(jobs, "another"):
        assert read_job(jobs / slow.id).state == "lost"


def test_what_the_user_can_mend_is_said_in_words(small_dataset: Path, jobs: Path, tmp_path: Path) -> None:
    job = start_job(jobs, "train", asked_to_train(small_dataset, tmp_path / "mine", folds=7))
    job = wait_for(jobs, job, lambda _: False)
    assert job.state == "failed"
    assert "at least 7 authors, found 7 folds and 6 authors" in job.error
    assert not (tmp_path / "mine").exists()


def test_a_fault_is_told_without_the_errors_own_words(jobs: Path) -> None:
    job = wait_for(jobs, start_job(jobs, "train", {"secret": "Lakeland pays less"}), lambda _: False)
    assert job.state == "failed" and job.error.startswith("A fault in this program")
    log = (jobs / job.id / "log.txt").read_text(encoding="utf-8")
    assert "KeyError" in log and "job_work.py" in log and "Lakeland" not in log


def test_a_process_that_never_came_is_lost_after_a_while(jobs: Path) -> None:
    folder = jobs / "20260101-120000-001-train"
    folder.mkdir(parents=True)
    asked = {"format": 1, "kind": "train", "asked": {}}
    write_json(folder / "asked.json", {**asked, "at": time.time()})
    assert read_job(folder).state == "starting"
    write_json(folder / "asked.json", {**asked, "at": time.time() - START_SECONDS - 1})
    assert read_job(folder).state == "lost"


def test_damaged_folders_hide_no_others(jobs: Path) -> None:
    for number, text in enumerate(["", "{", "[]", '{"at": 1, "kind": "train", "asked": {}}'], start=1):
        folder = jobs / f"20260101-120000-00{number}-train"
        folder.mkdir(parents=True)
        (folder / "asked.json").write_text(text, encoding="utf-8")
    assert [job.id[-9:] for job in list_jobs(jobs)] == ["004-train"]
    with pytest.raises(JobError):
        read_job(jobs / "20260101-120000-001-train")


def test_the_oldest_are_forgotten(small_dataset: Path, jobs: Path, tmp_path: Path) -> None:
    for number in range(MOST_KEPT):
        folder = jobs / f"20260101-120000-{number:03}-train"
        folder.mkdir(parents=True)
        write_json(folder / "asked.json", {"kind": "train", "asked": {}, "at": 1.0})
    job = start_job(jobs, "train", {})
    kept = [each.id for each in list_jobs(jobs)]
    assert len(kept) == MOST_KEPT and kept[0] == job.id and "20260101-120000-000-train" not in kept
    wait_for(jobs, job, lambda _: False)


def test_the_lock_is_one_and_goes_with_its_holder(tmp_path: Path) -> None:
    assert holder_of(tmp_path) is None
    with hold(tmp_path, "me"):
        assert holder_of(tmp_path) == "me"
    assert holder_of(tmp_path) is None


def test_time_left_follows_from_what_the_steps_took() -> None:
    job = Job("id", "train", {}, "running", "fold 2", done=0.25, began_at=100.0, step_at=120.0)
    assert job.seconds_left(120.0) == 60
    assert job.seconds_left(150.0) == 30
    assert job.seconds_left(500.0) == 0
