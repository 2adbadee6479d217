"""Real JSON exports by other people, against facts counted by hand."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_transcript
from tests.readers.manifest import FORMATS, describe, facts_of, list_rows, needs_formats

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

pytestmark = needs_formats
ROWS = list_rows(lambda folder: folder.startswith("json-"))


def expect(row: dict[str, str]) -> dict[str, object]:
    found = DIFFERENCES.get(row["file"], {})
    return facts_of(row, {fact: here.split() if fact == "first_6_words" else here for fact, (here, _) in found.items()})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
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
    assert {row["format"] for row in ROWS} == set(READ_AS)
    assert DIFFERENCES.keys() | REFUSED.keys() <= {row["file"] for row in ROWS}
