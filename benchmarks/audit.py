"""How many calls ``coder audit`` codes a minute with one process and with all cores, and that memory stays flat.

Times depend on the machine; the ratio of the two, measured in the same run, does not much.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from coder.samples import sample_calls

CALLS = 40
MANY = 4
MODELS = ("default", "fast")


def main() -> None:
    """Print calls a minute by model, and the peak of memory for few and for many calls."""
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        few, many = (write_calls(Path(folder) / str(count), count) for count in (CALLS, MANY * CALLS))
        head = f"{'one process':>18}{f'{cores} processes':>14}{'ratio':>7}"
        print(f"{f'{CALLS} calls of 208 to 452 utterances, start included':<55}{head}")
        for model in MODELS:
            one, all_cores = (seconds_for(few, jobs, model) for jobs in (1, cores))
            print(row(model, one, all_cores))
        for calls, count in ((few, CALLS), (many, MANY * CALLS)):
            print(f"peak memory of one process, model fast, {count} calls: {peak_megabytes(calls):,.0f} MB")


def row(model: str, one: float, all_cores: float) -> str:
    """Calls a minute with one process and with all cores, from the seconds for all calls, and their ratio."""
    rates = "".join(f"{60 * CALLS / seconds:>{width}.0f}" for seconds, width in ((one, 18), (all_cores, 14)))
    return f"{f'model {model}, calls a minute':<55}{rates}{one / all_cores:>7.2f}"


def write_calls(folder: Path, count: int) -> Path:
    """That many calls: the samples over and over, each time with names and words of their own."""
    samples = sample_calls()
    folder.mkdir()
    for number in range(count):
        sample = samples[number % len(samples)]
        text = sample.read_text(encoding="utf-8").replace("deal", f"deal{number}").replace("call", f"call{number}")
        (folder / f"{number:04}{sample.suffix}").write_text(text, encoding="utf-8")
    return folder


def seconds_for(calls: Path, jobs: int, model: str) -> float:
    """How long the command takes for all calls."""
    started = time.perf_counter()
    _audit(["-m", "coder.command_line", "audit", str(calls), "--jobs", str(jobs), "--model", model, "--out"])
    return time.perf_counter() - started


def peak_megabytes(calls: Path) -> float:
    """The most memory that one process held while it coded all calls."""
    script = "import resource, sys; from coder.audit import run_audit; "
    script += "run_audit(sys.argv[1:2], sys.argv[2], model='fast', jobs=1); "
    script += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    return int(_audit(["-c", script, str(calls)])) / 1024


def _audit(arguments: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, *arguments, f"{out}/audit"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
