"""How long ``coder code`` takes on a one-hour call, cold start included, and where the time goes.

Times depend on the machine; the shares and the ratio to a bare
Python start in the same run do not, much.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.samples import sample_calls
from coder.timecode import format_timecode

HOUR_MS = 3_600_000
RUNS = 5


def main() -> None:
    """Print the cold times and the share of each stage."""
    with tempfile.TemporaryDirectory() as folder:
        call = Path(folder) / "one-hour.vtt"
        call.write_text(one_hour_call(), encoding="utf-8")
        _print_cold_times(call)
        sys.stdout.flush()
        script = f"from benchmarks.speed import print_stages, Path; print_stages(Path({str(call)!r}))"
        subprocess.run([sys.executable, "-c", script], check=True)


def one_hour_call() -> str:
    """WebVTT of the two Zoom and Teams samples, one after the other until an hour is filled."""
    from coder.readers import read_transcript

    samples = [read_transcript(path) for path in sample_calls() if path.suffix == ".vtt"]
    lines, offset, number = ["WEBVTT", ""], 0, 0
    while offset < HOUR_MS:
        for unit in samples[number % len(samples)].units:
            if unit.start_ms is None or unit.end_ms is None or offset + unit.end_ms > HOUR_MS:
                continue
            # Two names throughout, as in a call of two.
            name = "Marta" if unit.speaker.split()[0] in {"Marta", "Amara", "Lena"} else "Jonas"
            start, end = (_stamp(offset + ms) for ms in (unit.start_ms, unit.end_ms))
            lines += [f"{start} --> {end}", f"{name}: {unit.text}", ""]
        offset += samples[number % len(samples)].units[-1].end_ms or HOUR_MS
        number += 1
    return "\n".join(lines)


def _stamp(ms: int) -> str:
    hours, rest = divmod(ms, HOUR_MS)
    return f"{hours:02d}:{rest // 60_000:02d}:{rest % 60_000 // 1000:02d}.{rest % 1000:03d}"


def _print_cold_times(call: Path) -> None:
    command = [sys.executable, "-m", "coder.command_line"]
    commands = {
        "python, nothing else": [sys.executable, "-c", "pass"],
        "coder --help": [*command, "--help"],
        "coder code, one-hour call": [*command, "code", str(call), "--manager", "Marta", "--format", "json"],
    }
    bare = 0.0
    print(f"{'cold start, ' + str(RUNS) + ' runs':<32}{'median s':>9}{'min':>7}{'max':>7}{'× bare Python':>15}")
    for name, arguments in commands.items():
        times = [
            _wall_time(lambda a=arguments: subprocess.run(a, check=True, capture_output=True)) for _ in range(RUNS)
        ]
        median = statistics.median(times)
        bare = bare or median
        print(f"{name:<32}{median:>9.2f}{min(times):>7.2f}{max(times):>7.2f}{median / bare:>15.0f}")


def print_stages(call: Path) -> None:
    """Each stage of one cold run, imports where they happen; call it in a fresh process."""
    stages = _Stages()
    with stages.timed("start: readers"):
        from coder.readers import read_transcript
    with stages.timed("read the file"):
        transcript = read_transcript(call)
    with stages.timed("start: NumPy, classifier"):
        from coder.model_folder import load_model

        model = load_model()
    with stages.timed("start: spaCy, segmenter"):
        segmenter = model.segmenter
    with stages.timed("propose roles"):
        from coder.roles import propose_manager, speaker_parts

        propose_manager(speaker_parts(transcript), model.role_weights)
    with stages.timed("split into utterances"):
        utterances = segmenter.split(transcript)
    with stages.timed("code"):
        from coder.features import Spoken

        model.classifier.predict_proba([Spoken(u.turn, u.speaker, "manager", u.text) for u in utterances])
    with stages.timed("write JSON"):
        from coder import code_call, render_report

        report_only = code_call(transcript, model)
        stages.restart()
        render_report(report_only, "json")
    stages.show(f"{len(utterances)} utterances, {format_timecode(utterances[-1].end_ms or 0)} long")


class _Stages:
    """Names and seconds of stages, in order."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._started = 0.0

    def restart(self) -> None:
        """Forget what the running stage has used so far."""
        self._started = time.perf_counter()

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        self.restart()
        yield
        self._seconds[name] = time.perf_counter() - self._started

    def show(self, what: str) -> None:
        """Print each stage's seconds and share."""
        total = sum(self._seconds.values())
        print(f"\nstages of one cold run ({what})")
        for name, seconds in self._seconds.items():
            print(f"{name:<32}{seconds:>7.3f} s{100 * seconds / total:>6.0f} %")


def _wall_time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
