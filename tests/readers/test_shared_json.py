"""Real JSON exports by other people, against facts counted by hand."""

import csv
from pathlib import Path

import pytest

from coder.errors import TranscriptError
from coder.readers import read_transcript
from coder.transcript import UNKNOWN_SPEAKER, Transcript

FORMATS = Path(__file__).parents[2].parent / "shared" / "formats"
READ_AS = {
    "json-assemblyai": "assemblyai",
    "json-aws-call-analytics": "aws_call_analytics",
    "json-aws-transcribe": "aws_transcribe",
    "json-azure-batch": "azure_speech",
    "json-deepgram": "deepgram",
    "json-elevenlabs": "elevenlabs",
    "json-fathom": "fathom_json",
    "json-fireflies": "fireflies",
    "json-gong": "gong",
    "json-google-stt": "google_stt",
    "json-otter": "otter_json",
    "json-retell": "retell",
    "json-revai": "revai",
    "json-speechmatics": "speechmatics",
    "json-speechmatics-v1": "speechmatics_v1",
    "json-vapi": "vapi",
    "json-vexa": "vexa",
    "json-whisper": "whisper",
    "json-whisperx": "whisperx",
    "json-zoom-timeline": "zoom_timeline",
}
# Files that hold no conversation, and a part of the reason given.
REFUSED = {
    "json-fireflies/5.json": "no speech",
    "json-gong/3.json": "No calls found",
    "json-zoom-timeline/1.json": "no text",
}
WORDS = "the file has words, which are joined into a unit for each run by one speaker"
# Where the readers differ from the count on purpose: file to fact, its value here, and why.
DIFFERENCES = {
    "json-aws-transcribe/3.json": {"n_units": (1, WORDS)},
    "json-deepgram/3.json": {"n_units": (1, WORDS)},
    "json-elevenlabs/1.json": {"n_units": (1, WORDS)},
    "json-gong/1.json": {"first_speaker": ("Speaker speaker_internal_001", "the name stands in another file")},
    "json-google-stt/1.json": {"n_units": (3, "the last result, with speakers, repeats the four before: " + WORDS)},
    "json-speechmatics/1.json": {
        "n_units": (1, WORDS),
        "first_6_words": ("Tidy things up. Place your shelves", "a mark is counted as a word there"),
    },
    "json-speechmatics/3.json": {
        "n_units": (1, WORDS),
        "first_6_words": ("Now, immediately after winning his first", "a mark is counted as a word there"),
    },
    "json-speechmatics-v1/1.json": {"first_6_words": ("There was a day about 10", "one word is counted there")},
    "json-vexa/1.json": {"last_timestamp_s": (10.893, "calendar time, here from the meeting's start")},
    "json-whisperx/1.json": {
        "n_units": (5, "the third segment has words by both speakers, and is split"),
        "first_speaker": ("SPEAKER_00", "a remark stands beside the label there"),
    },
}

pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason=f"no folder of shared format files at {FORMATS}")


def list_rows() -> list[dict[str, str]]:
    if not FORMATS.is_dir():
        return []
    with (FORMATS / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["format"].startswith("json-")]


def describe(transcript: Transcript) -> dict[str, object]:
    """The facts of the manifest; units without a label of their own count as no speaker there."""
    first, last = transcript.units[0], transcript.units[-1]
    last_ms = last.end_ms if last.end_ms is not None else last.start_ms
    return {
        "n_speakers": len(set(transcript.speakers) - {UNKNOWN_SPEAKER}),
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
    for fact, (here, _) in DIFFERENCES.get(row["file"], {}).items():
        value = here.split() if fact == "first_6_words" else here
        assert facts[fact] != value, "the difference is gone: take it off the list"
        facts[fact] = value
    return facts


@pytest.mark.parametrize("row", list_rows(), ids=lambda row: row["file"])
def test_facts_of_a_real_file(row):
    path = FORMATS / row["file"]
    if row["file"] in REFUSED:
        with pytest.raises(TranscriptError, match=REFUSED[row["file"]]):
            read_transcript(path)
        return
    transcript = read_transcript(path)
    assert transcript.format == READ_AS[row["format"]]
    assert describe(transcript) == expect(row)


def test_every_folder_is_covered():
    assert {row["format"] for row in list_rows()} == set(READ_AS)
    assert DIFFERENCES.keys() | REFUSED.keys() <= {row["file"] for row in list_rows()}
