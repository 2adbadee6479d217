"""Long pieces of work in a process of their own, one at a time; each is a folder, so that it outlives who began it.

A job's folder holds ``asked.json`` (written once, by who begins it), ``state.json`` (written by its process alone, each
time whole), ``log.txt`` (steps with their times, never words of a call), ``stop`` (somebody wants it ended) and, in the
end, ``result.json``. While a job's process lives it holds the lock beside the folders, which no crash can leave behind.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coder.errors import JobError
from coder.job_lock import holder_of

State = Literal["starting", "running", "done", "failed", "stopped", "lost"]

JOB_FORMAT = 1
ASKED, STATE, RESULT, LOG, STOP = "asked.json", "state.json", "result.json", "log.txt", "stop"
# A process that did not say a word for so long after it was begun never will.
START_SECONDS = 60
STOP_SECONDS = 10
MOST_KEPT = 40
_ID = re.compile(r"\d{8}-\d{6}-\d{3}-[a-z]+")


@dataclass(frozen=True)
class Job:
    """One piece of work as it stands.

    Attributes:
        kind: what is done, see ``coder.job_work``.
        asked: what it was asked to do.
        state: "lost" where its process ended without a word: killed, or the machine was switched off.
        step: what it does now, or did last.
        done: how much of the work lies behind it, 0–1, by what the steps cost elsewhere.
        began_at, step_at, ended_at: seconds since 1970; ``None`` where that did not happen yet.
        error: why it failed; empty where it did not.
    """

    id: str
    kind: str
    asked: Mapping[str, Any]
    state: State
    step: str = ""
    done: float = 0.0
    began_at: float | None = None
    step_at: float | None = None
    ended_at: float | None = None
    error: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether it is under way."""
        return self.state in ("starting", "running")

    def seconds_left(self, now: float) -> float | None:
        """About how long it will take yet; ``None`` before there is anything to go by."""
        if self.state != "running" or not self.done or self.began_at is None or self.step_at is None:
            return None
        return max(0.0, self.began_at + (self.step_at - self.began_at) / self.done - now)


def start_job(jobs: Path, kind: str, asked: Mapping[str, Any]) -> Job:
    """The job, begun in a process that goes on when this one ends.

    Args:
        jobs: the folder of all jobs.
        asked: what ``coder.job_work`` needs for that kind, as JSON holds it.

    Raises:
        JobError: another one is under way, or the folder cannot be written.
    """
    if alive := running_job(jobs):
        raise JobError(
            f"job {kind}",
            expected="no other under way",
            found=alive.kind,
            next_step="Wait until it is done, or stop it.",
        )
    _forget_oldest(jobs)
    folder = jobs / f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() // 1_000_000 % 1000:03}-{kind}"
    try:
        # What is learnt from calls is as private as they are.
        jobs.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        jobs.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700)
        write_json(folder / ASKED, {"format": JOB_FORMAT, "kind": kind, "asked": dict(asked), "at": time.time()})
        _begin_process(folder)
    except OSError as error:
        raise JobError(
            str(folder),
            expected="a folder that can be written, and a process that can be begun",
            found=error.strerror or type(error).__name__,
            next_step="Check who may write there.",
        ) from error
    return read_job(folder)


def list_jobs(jobs: Path) -> tuple[Job, ...]:
    """All jobs, the latest first; folders that cannot be read are passed over."""
    found = []
    for folder in sorted((path for path in jobs.glob("*") if _ID.fullmatch(path.name)), reverse=True):
        with suppress(JobError):
            found.append(read_job(folder))
    return tuple(found)


def running_job(jobs: Path) -> Job | None:
    """The one that is under way; ``None`` if there is none."""
    return next((job for job in list_jobs(jobs) if job.is_alive), None)


def read_job(folder: Path) -> Job:
    """The job as it stands now.

    Raises:
        JobError: no job's folder, or a damaged one.
    """
    about = _read(folder / ASKED)
    told, is_alive = _state_of(folder), holder_of(folder.parent) == folder.name
    if not is_alive:
        # Its last word may have come between the two looks.
        told = _state_of(folder)
    return Job(
        id=folder.name,
        kind=str(about.get("kind", "")),
        asked=about.get("asked", {}),
        state=_judge(folder, told.get("state", "starting"), float(about.get("at", 0)), is_alive=is_alive),
        step=str(told.get("step", "")),
        done=float(told.get("done", 0)),
        began_at=told.get("began_at", about.get("at")),
        step_at=told.get("step_at"),
        ended_at=told.get("ended_at"),
        error=str(told.get("error", "")),
    )


def _state_of(folder: Path) -> dict[str, Any]:
    return _read(folder / STATE) if (folder / STATE).is_file() else {}


def _judge(folder: Path, told: State, asked_at: float, *, is_alive: bool) -> State:
    """What is so, where the last word was "starting" or "running" and the process may be gone."""
    if told not in ("starting", "running") or is_alive:
        return told
    if (folder / STOP).exists():
        return "stopped"
    return told if told == "starting" and time.time() - asked_at < START_SECONDS else "lost"


def read_result(jobs: Path, job: Job) -> dict[str, Any] | None:
    """What came of a job; ``None`` while there is nothing.

    Raises:
        JobError: a damaged folder.
    """
    path = jobs / job.id / RESULT
    return _read(path) if job.state == "done" and path.is_file() else None


def stop_job(jobs: Path, job: Job) -> Job:
    """The job after it was told to end; what it wrote so far is removed with it, and nothing else."""
    folder = jobs / job.id
    if not job.is_alive:
        return job
    (folder / STOP).touch()
    told = _state_of(folder)
    if told.get("state") == "running" and holder_of(jobs) == job.id:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(int(told["pid"]), signal.SIGTERM)
    for _ in _moments(STOP_SECONDS):
        if not (job := read_job(folder)).is_alive:
            shutil.rmtree(folder / "out", ignore_errors=True)
            break
    return job


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file that is at no moment half written."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _own_session() -> dict[str, Any]:
    """What keeps a process from ending with the terminal or the app that began it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS}
    return {"start_new_session": True}


def _begin_process(folder: Path) -> None:
    home = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    subprocess.Popen(
        [sys.executable, "-m", "coder.job_work", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        **_own_session(),
    )


def _forget_oldest(jobs: Path) -> None:
    for job in list_jobs(jobs)[MOST_KEPT - 1 :]:
        shutil.rmtree(jobs / job.id, ignore_errors=True)


def _moments(seconds: float) -> Iterator[None]:
    """One moment after the other, for so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(0.05)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise ValueError
    except (OSError, ValueError) as error:
        raise JobError(
            str(path), expected="a job's JSON object", found=type(error).__name__, next_step="Remove that folder."
        ) from error
    return data
