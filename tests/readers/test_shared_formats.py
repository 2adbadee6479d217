"""Real exports by other people, against facts counted by hand."""

import csv
from pathlib import Path

import pytest

from coder.readers import read_transcript
from coder.transcript import UNKNOWN_SPEAKER, Transcript

FORMATS = Path(__file__).parents[2].parent / "shared" / "formats"
FOLDERS = {
    "srt": "srt",
    "vtt-zoom": "webvtt",
    "vtt-teams": "webvtt",
    "vtt-webex": "webvtt",
    "vtt-generic": "webvtt",
    "txt-name-colon": "name_text",
    "csv-edu-convokit": "table",
}
# Where this reader differs from the count on purpose: file to (fact, its value here, why).
DIFFERENCES = {
    "srt/9.srt": ("n_units", 4, "a cue without text is noted in skipped, not kept as a unit"),
}

pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason=f"no folder of shared format files at {FORMATS}")


def list_rows() -> list[dict[str, str]]:
    if not FORMATS.is_dir():
        return []
    with (FORMATS / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["format"] in FOLDERS]


def describe(transcript: Transcript) -> dict[str, object]:
    """The facts of the manifest; cues without a label of their own count as no speaker there."""
    named = [speaker for speaker in transcript.speakers if speaker != UNKNOWN_SPEAKER]
    first, last = transcript.units[0], transcript.units[-1]
    last_ms = last.end_ms if last.end_ms is not None else last.start_ms
    return {
        "n_speakers": len(named),
        "n_units": len(transcript.units),
        "first_speaker": "" if first.speaker == UNKNOWN_SPEAKER else first.speaker,
        "first_6_words": first.text.split()[:6],
        "last_timestamp_s": None if last_ms is None else last_ms / 1000,
    }


def expect(row: dict[str, str]) -> dict[str, object]:
    facts: dict[str, object] = {
        "n_speakers": int(row["n_speakers"]),
        "n_units": int(row["n_units"]),
        "first_speaker": row["first_speaker"],
        "first_6_words": row["first_6_words"].split()[:6],
        "last_timestamp_s": float(row["last_timestamp_s"]) if row["last_timestamp_s"] else None,
    }
    if row["file"] in DIFFERENCES:
        fact, value, _ = DIFFERENCES[row["file"]]
        assert facts[fact] != value, "the difference is gone: take it off the list"
        facts[fact] = value
    return facts


@pytest.mark.parametrize("row", list_rows(), ids=lambda row: row["file"])
def test_facts_of_a_real_file(row):
    transcript = read_transcript(FORMATS / row["file"])
    assert transcript.format == FOLDERS[row["format"]]
    assert describe(transcript) == expect(row)


def test_every_folder_has_files():
    assert {row["format"] for row in list_rows()} == set(FOLDERS)
