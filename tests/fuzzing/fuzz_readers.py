"""Coverage-guided fuzzing of the readers with Atheris; README.md beside this file says how to run it."""

import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["coder.readers", "coder.timecode"]):
    from coder.readers import all_formats

    all_formats()

from tests.fuzzing.mutating import mutate
from tests.fuzzing.promise import keep_promise
from tests.fuzzing.seeds import ENTRIES, LARGEST, write_seeds

_WARM_UP = b"Ana: Hi.\nBen: Caf\xe9.\n"  # what the first call imports is not the input's time
_SLOWNESS = 2.0  # of code that counts what it covers


def main() -> None:
    """Fuzzes until its time is up; an input that fails is kept, the smallest for each place that fails."""
    entry, folder, *options = sys.argv[1:]
    if entry not in ENTRIES:
        sys.exit(f"expected one of {', '.join(ENTRIES)}, found {entry}")
    corpus, failures = Path(folder) / "corpus", Path(folder) / "failures"
    failures.mkdir(parents=True, exist_ok=True)
    write_seeds(corpus, entry)
    keep_promise(_WARM_UP, "call.txt", slowness=10)

    def run(data: bytes) -> None:
        try:
            keep_promise(data, slowness=_SLOWNESS)
        except Exception as error:
            _keep(failures / _name_place(error), data)

    limits = [f"-max_len={2 * LARGEST}", "-timeout=30", "-rss_limit_mb=3072", f"-artifact_prefix={failures}/"]
    atheris.Setup([sys.argv[0], str(corpus), *limits, *options], run, custom_mutator=_change)
    atheris.Fuzz()


def _change(data: bytes, max_size: int, seed: int) -> bytes:
    """Byte by byte as the fuzzer does, or along the file's form."""
    changed = atheris.Mutate(data, max_size) if seed % 4 == 0 or not data else mutate(data, seed)
    return changed if len(changed) <= max_size else data


def _name_place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "/coder/" in frame.filename), frames[-1])
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"


def _keep(path: Path, data: bytes) -> None:
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)


if __name__ == "__main__":
    main()
