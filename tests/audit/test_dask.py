"""A Dask cluster gives what one process gives; what is wrong with it is one clear error."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.audit import run_audit
from coder.audit.engines import run_tasks
from coder.command_line import main
from coder.errors import AuditError
from tests.audit.auditing import audit, contents

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers, each a process."""
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options, host="127.0.0.1") as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_what_one_process_gives(calls: Path, tmp_path: Path, scheduler: str) -> None:
    audit(calls, tmp_path / "one")
    done = audit(calls, tmp_path / "cluster", engine="dask", address=scheduler)
    assert done.counts is not None and done.counts.calls == 5
    assert contents(tmp_path / "one") == contents(tmp_path / "cluster")


def test_the_encoder_gives_the_same_there_too(calls: Path, tmp_path: Path, scheduler: str) -> None:
    audit(calls / "a.txt", tmp_path / "one", model="default")
    audit(calls / "a.txt", tmp_path / "cluster", model="default", engine="dask", address=scheduler)
    assert contents(tmp_path / "one") == contents(tmp_path / "cluster")


def test_an_error_on_a_worker_comes_back_as_it_is(scheduler: str) -> None:
    with pytest.raises(AuditError) as caught:
        run_tasks([fail], engine="dask", address=scheduler)
    assert (caught.value.where, caught.value.found) == ("there", "that")


def fail() -> None:
    raise AuditError("there", expected="this", found="that", next_step="Mend it.")


def test_workers_that_see_other_folders_are_told_apart(
    calls: Path, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.audit.running.run_tasks", lambda tasks, **_: list(tasks))
    with pytest.raises(AuditError, match="same paths"):
        audit(calls, tmp_path / "out", engine="dask", address=scheduler)


def test_workers_of_another_version_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.audit.engines.version", lambda name: "99.0")
    with pytest.raises(AuditError, match=r"version 99\.0"):
        run_tasks([], engine="dask", address=scheduler)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tls://127.0.0.1:1", None])
def test_an_address_that_does_not_answer_is_told(
    calls: Path, tmp_path: Path, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.audit.engines.CONNECT_S", 1)
    with pytest.raises(AuditError, match=r"a scheduler that answers|certificates"):
        run_audit([calls], tmp_path / "out", model="fast", engine="dask", address=address)


def test_the_command_without_the_extra_names_it(
    calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    arguments = ["audit", calls, "--out", tmp_path / "out", "--model", "fast", "--engine", "dask", "--address", "x"]
    assert main([str(each) for each in arguments]) == 1
    assert "call-review-coder[dask]" in capsys.readouterr().err


def test_an_audit_on_this_machine_loads_no_dask(calls: Path, tmp_path: Path) -> None:
    code = f"from tests.audit.auditing import audit; audit({str(calls)!r}, {str(tmp_path / 'out')!r})"
    code = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert not {"distributed", "dask", "streamlit"} & set(done.stdout.split())
