"""The shared folder of real exports by other people, and the facts counted by hand in its manifest."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coder.transcript import UNKNOWN_SPEAKER, Transcript

FORMATS = Path(__file__).parents[2].parent / "shared" / "formats"

needs_formats = pytest.mark.skipif(not FORMATS.is_dir(), reason=f"no folder of shared format files at {FORMATS}")


def list_rows(wanted: Callable[[str], bool]) -> list[dict[str, str]]:
    """The manifest's rows of the folders wanted; none where the folder is missing."""
    if not FORMATS.is_dir():
        return []
    with (FORMATS / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if wanted(row["format"])]


def describe(transcript: Transcript) -> dict[str, object]:
    """The facts of the manifest; chat where there is no speech; the unknown speaker counts as none there."""
    units = transcript.units or transcript.chat
    first, last = units[0], units[-1]
    last_ms = last.end_ms if last.end_ms is not None else last.start_ms
    return {
        "n_speakers": len({unit.speaker for unit in units} - {UNKNOWN_SPEAKER}),
        "n_units": len(units),
        "first_speaker": "" if first.speaker == UNKNOWN_SPEAKER else first.speaker,
        "first_6_words": first.text.split()[:6],
        "last_timestamp_s": None if last_ms is None else last_ms / 1000,
    }


def facts_of(row: dict[str, str], differences: dict[str, object]) -> dict[str, object]:
    """The facts that a row states, with those replaced in which the readers differ on purpose."""
    words = re.sub(r" \(after the label\)$", "", row["first_6_words"])
    facts: dict[str, object] = {
        "n_speakers": int(row["n_speakers"]),
        "n_units": int(row["n_units"]),
        "first_speaker": row["first_speaker"],
        "first_6_words": words.split()[:6],
        "last_timestamp_s": float(row["last_timestamp_s"]) if row["last_timestamp_s"] else None,
    }
    for fact, value in differences.items():
        assert facts[fact] != value, "the difference is gone: take it off the list"
        facts[fact] = value
    return facts
