"""The lab's long work as the page sees it: begun, followed, stopped; one piece at a time."""

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from coder import CoderError, Job, jobs_folder, list_jobs, read_result, running_job, start_job, stop_job
from ui.keys import Lab
from ui.lab_view import job_head, job_object, job_times
from ui.widgets import draw_lines

EVERY_SECONDS = 2
ONE_AT_A_TIME = "One piece of work at a time: this can be begun when the one above is done."
GOES_ON = "It goes on when you close this tab, and is here when you come back."


def draw_job() -> None:
    """The work that is under way, followed as it goes; else how the last one ended."""
    found = list_jobs(jobs_folder())
    if not found:
        return
    with st.container(key="job"):
        if found[0].is_alive:
            _follow(found[0].id)
        else:
            _draw_ended(found[0])


def is_busy() -> bool:
    """Whether work is under way, so that no other can be begun."""
    return running_job(jobs_folder()) is not None


def begin(kind: str, asked: Mapping[str, Any]) -> None:
    """Begin a piece of work, or say why not; the page is drawn anew either way."""
    try:
        start_job(jobs_folder(), kind, asked)
    except CoderError as error:
        st.session_state[Lab.PROBLEM] = str(error)
    st.rerun()


def latest_result(kind: str, **asked: Any) -> tuple[Job, dict[str, Any]] | None:
    """The last finished job of that kind that was asked just this, and what came of it."""
    for job in list_jobs(jobs_folder()):
        if job.kind == kind and all(job.asked.get(name) == value for name, value in asked.items()):
            result = read_result(jobs_folder(), job)
            if result is not None:
                return job, result
    return None


@st.fragment(run_every=EVERY_SECONDS)
def _follow(job_id: str) -> None:
    job = next((each for each in list_jobs(jobs_folder()) if each.id == job_id), None)
    if job is None or not job.is_alive:
        st.rerun()
    now = time.time()
    st.progress(_share_done(job, now), text=job_head(job))
    draw_lines([" · ".join(line for line in (job_object(job), job.step) if line)])
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.caption(f"{job_times(job, now)}. {GOES_ON}", width="stretch")
        if st.button("Stop", key="stop_job"):
            stop_job(jobs_folder(), job)
            st.rerun()


def _share_done(job: Job, now: float) -> float:
    """How much of the work is done by the clock; never all of it while it runs."""
    left = job.seconds_left(now)
    if left is None or job.began_at is None:
        return job.done
    return min(0.99, max(job.done, (now - job.began_at) / max(1.0, now - job.began_at + left)))


def _draw_ended(job: Job) -> None:
    draw_lines([f"{job_head(job)}: {job_object(job)}"])
    if job.error:
        draw_lines([job.error])
    if times := job_times(job, time.time()):
        st.caption(times)
