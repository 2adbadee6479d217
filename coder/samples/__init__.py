"""Sample calls that ship with the project: invented people, firms and deals; none is training data."""

from pathlib import Path

_SAMPLE_SUFFIXES = {".vtt", ".srt", ".txt", ".csv"}


def sample_calls() -> tuple[Path, ...]:
    """Paths of the sample transcripts, sorted by name."""
    here = Path(__file__).parent
    return tuple(sorted(path for path in here.iterdir() if path.suffix in _SAMPLE_SUFFIXES))
