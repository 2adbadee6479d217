"""What runs the shards: this machine's cores, or a Dask cluster, both through joblib."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

import joblib
from joblib.externals.loky.process_executor import TerminatedWorkerError

from coder.errors import AuditError

if TYPE_CHECKING:
    from distributed import Client

Engine = Literal["local", "dask"]
ENGINES: tuple[Engine, ...] = ("local", "dask")
Task = Callable[[], None]
CONNECT_S = 15
# So long do processes stay whose parent was killed.
_IDLE_S = 20


def run_tasks(
    tasks: Iterable[Task], *, engine: Engine = "local", jobs: int | None = None, address: str | None = None
) -> None:
    """Do all tasks, asking for the next one whenever one is done.

    Args:
        tasks: what can be sent to another process.
        jobs: how many at a time on this machine; ``None`` is one a core. A cluster has as many as its cores.
        address: of the Dask scheduler.

    Raises:
        AuditError: the cluster cannot be used, or a process died.
    """
    if engine == "dask":
        with _connected(address) as client, joblib.parallel_config(backend="dask", client=client):
            _run(tasks, -1)
        return
    with joblib.parallel_config(backend="loky", inner_max_num_threads=1, idle_worker_timeout=_IDLE_S):
        _run(tasks, jobs or joblib.cpu_count())


def package_version() -> str:
    """This package's version on the machine that is asked."""
    return version("call-review-coder")


def _run(tasks: Iterable[Task], jobs: int) -> None:
    calls = (joblib.delayed(task)() for task in tasks)
    try:
        # Shards take seconds: no task waits behind another, and what was not asked for yet takes no memory.
        joblib.Parallel(n_jobs=jobs, batch_size=1, pre_dispatch="n_jobs")(calls)
    except TerminatedWorkerError as error:
        raise AuditError(
            "audit",
            expected="processes that live until they are done",
            found="one that died",
            next_step="Perhaps memory ran out: run it again with fewer --jobs; it goes on where it stopped.",
        ) from error


@contextmanager
def _connected(address: str | None) -> Iterator["Client"]:
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise AuditError(
            "--engine dask",
            expected="the package distributed",
            found="none",
            next_step='Install it with: pip install "call-review-coder[dask]"',
        ) from error
    # What it would log on stderr is told by the errors below.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    _check_address(address or "none")
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _unreachable(f"Dask scheduler {address}", "no answer") from error
    with client:
        _check_workers(client, address)
        try:
            yield client
        except (KilledWorker, CancelledError, OSError) as error:
            found = "workers that died" if isinstance(error, KilledWorker) else "a connection that broke"
            raise _unreachable(f"Dask scheduler {address}", found) from error


def _check_address(address: str) -> None:
    """Refuse what no client should be made for: one without its certificates hangs when it is let go."""
    from distributed.security import Security

    scheme, _, place = address.partition("://")
    if scheme not in ("tcp", "tls") or not place:
        raise _unreachable("--address", address)
    try:
        secured = scheme != "tls" or Security().get_connection_args("client").get("ssl_context") is not None
    except (OSError, ValueError) as error:
        raise _uncertified(address, type(error).__name__) from error
    if not secured:
        raise _uncertified(address, "none")


def _check_workers(client: "Client", address: str) -> None:
    """Refuse a cluster that would code with another version."""
    where = f"Dask cluster {address}"
    try:
        versions = set(client.run(package_version).values())
    except ImportError as error:
        raise _unlike(where, "no such package") from error
    if not versions:
        raise AuditError(where, expected="workers", found="none", next_step="Start some, then run this again.")
    if versions != {package_version()}:
        raise _unlike(where, ", ".join(sorted(versions)))


def _uncertified(address: str, found: str) -> AuditError:
    return AuditError(
        f"--address {address}",
        expected="certificates for TLS in Dask's own configuration",
        found=found,
        next_step="Set distributed.comm.tls there, see docs/audit.md.",
    )


def _unlike(where: str, found: str) -> AuditError:
    return AuditError(
        where,
        expected=f"workers with version {package_version()} of this package",
        found=found,
        next_step="Install the same version on every machine.",
    )


def _unreachable(where: str, found: str) -> AuditError:
    return AuditError(
        where,
        expected="the address of a scheduler that answers, such as tcp://10.0.0.5:8786",
        found=found,
        next_step="Start one with: dask scheduler; what is coded already stays.",
    )
