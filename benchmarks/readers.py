"""What reading costs: beside the coding of the same call, and for very long files.

Times are of this process on the processor, the least of some runs, so that other work on the machine tells little.
"""

import csv
import io
import json
import time
import zipfile
from collections.abc import Callable
from itertools import cycle, islice
from xml.sax.saxutils import escape

from benchmarks.speed import one_hour_call
from coder.model_folder import Model, load_model
from coder.pipeline import code_call
from coder.readers import read_bytes
from coder.samples import sample_calls
from coder.transcript import Unit

# The one that codes in the least time.
MODEL = "fast"
MOST_OF_CODING = 0.1
MOST_SECONDS = 1.0
LONG = 10_000
RUNS = 5
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def main() -> None:
    """Print both tables."""
    model = load_model(MODEL)
    limit = f"{100 * MOST_OF_CODING:.0f} %"
    print(f"reading against coding of the same call with the model {MODEL!r} (a reader may cost {limit} of it)")
    print(f"{'':<44}{'read ms':>9}{'code ms':>9}{'share':>8}")
    hour = read_bytes(one_hour_call().encode(), "hour.vtt").units
    files = {path.name: path.read_bytes() for path in sample_calls()}
    for name, data in {**files, **hour_files(hour)}.items():
        print(_compare(name, data, model))
    print(f"\n{LONG:,} cues or entries (each in at most {MOST_SECONDS:g} s)")
    for name, data in long_files(hour).items():
        seconds = least_seconds(lambda data=data, name=name: read_bytes(data, name))
        print(f"{name:<44}{seconds:>7.2f} s{_mark(seconds <= MOST_SECONDS)}")


def least_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least processor time of some runs, after one that warms up."""
    work()
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def hour_files(units: tuple[Unit, ...]) -> dict[str, bytes]:
    """One-hour calls in four forms."""
    return {
        "one hour.vtt": as_vtt(units),
        "one hour.docx": as_docx(units),
        "one hour.json": as_json(units),
        "one hour.csv": as_csv(units),
    }


def long_files(units: tuple[Unit, ...]) -> dict[str, bytes]:
    """The units over and over until there are ``LONG``, four seconds apart."""
    repeated = [
        Unit(unit.speaker, unit.text, 4000 * at, 4000 * at + 3000) for at, unit in enumerate(islice(cycle(units), LONG))
    ]
    return {
        f"{LONG} cues.vtt": as_vtt(repeated),
        f"{LONG} cues.srt": as_srt(repeated),
        f"{LONG} entries.json": as_json(repeated),
    }


def as_vtt(units) -> bytes:
    """As Teams writes captions."""
    cues = [f"{_stamp(u.start_ms)} --> {_stamp(u.end_ms)}\n<v {u.speaker}>{u.text}</v>\n" for u in units]
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def as_srt(units) -> bytes:
    """Numbered cues, the name before the words."""
    cues = [
        f"{number}\n{_stamp(u.start_ms, ',')} --> {_stamp(u.end_ms, ',')}\n{u.speaker}: {u.text}\n"
        for number, u in enumerate(units, start=1)
    ]
    return "\n".join(cues).encode()


def as_json(units) -> bytes:
    """A list of entries, times in seconds."""
    entries = [
        {"speaker": u.speaker, "text": u.text, "start": u.start_ms / 1000, "end": u.end_ms / 1000} for u in units
    ]
    return json.dumps(entries).encode()


def as_csv(units) -> bytes:
    """A row an utterance."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["speaker", "text", "start", "end"])
    writer.writerows([u.speaker, u.text, u.start_ms / 1000, u.end_ms / 1000] for u in units)
    return file.getvalue().encode()


def as_docx(units) -> bytes:
    """As Teams writes a document: name and time, then the words, in a paragraph each."""
    lines = [line for u in units for line in (f"{u.speaker}   {_clock(u.start_ms)}", u.text)]
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def _compare(name: str, data: bytes, model: Model) -> str:
    transcript = read_bytes(data, name)
    read = least_seconds(lambda: read_bytes(data, name))
    coded = least_seconds(lambda: code_call(transcript, model))
    share = read / coded
    return f"{name:<44}{1000 * read:>9.0f}{1000 * coded:>9.0f}{100 * share:>6.0f} %{_mark(share <= MOST_OF_CODING)}"


def _mark(kept: bool) -> str:
    return "" if kept else "  OVER"


def _stamp(ms: int, point: str = ".") -> str:
    hours, rest = divmod(ms, 3_600_000)
    return f"{hours:02d}:{rest // 60_000:02d}:{rest % 60_000 // 1000:02d}{point}{rest % 1000:03d}"


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms % 60_000 // 1000:02d}"
