"""Audits as tests run them, and what they left."""

from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from coder.audit import Audit, Progress, run_audit

TABLES = ("calls", "utterances", "not_read")


def audit(calls: Path, out: Path, **options: Any) -> Audit:
    return run_audit([calls], out, **{"model": "fast", "jobs": 1, **options})


def rows_of(out: Path, name: str) -> list[dict[str, Any]]:
    return parquet.read_table(out / f"{name}.parquet").to_pylist()


def contents(out: Path) -> dict[str, bytes]:
    return {f"{name}.{kind}": (out / f"{name}.{kind}").read_bytes() for name in TABLES for kind in ("parquet", "csv")}


class StoppedError(Exception):
    """In place of a kill."""


def stop_after(count: int, calls: Path, out: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= count:
            raise StoppedError

    with pytest.raises(StoppedError):
        audit(calls, out, tell=stop)
