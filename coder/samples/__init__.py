"""Sample calls that ship with the project: invented people, firms and deals; none is training data."""

from pathlib import Path

# What a first visitor sees on top.
_FIRST = "one-to-one-pipeline.vtt"
_SAMPLE_SUFFIXES = {".vtt", ".srt", ".txt", ".csv"}


def sample_calls() -> tuple[Path, ...]:
    """Paths of the sample transcripts: a 1:1 first, the others by name."""
    found = (path for path in Path(__file__).parent.iterdir() if path.suffix in _SAMPLE_SUFFIXES)
    return tuple(sorted(found, key=lambda path: (path.name != _FIRST, path.name)))
