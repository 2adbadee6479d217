"""Real text and caption exports by other people: how each is detected, and facts counted by hand."""

import csv
from pathlib import Path

import pytest

from coder.errors import TranscriptError
from coder.readers import read_transcript
from coder.transcript import UNKNOWN_SPEAKER, Transcript

FORMATS = Path(__file__).parents[2].parent / "shared" / "formats"
FOLDERS = {
    "html-noscribe": "noscribe_html",
    "md-bold-name": "name_text",
    "sbv": "sbv",
    "srt": "srt",
    "ttml": "ttml",
    "txt-fathom": "fathom",
    "txt-google-meet": "google_meet",
    "txt-name-colon": "name_text",
    "txt-noscribe": "name_text",
    "txt-otter": "otter",
    "txt-rev": "rev",
    "txt-riverside": "riverside",
    "txt-teams": "teams_text",
    "txt-timestamp-only": "timed_lines",
    "txt-zoom-chat": "zoom_chat",
    "vtt-generic": "webvtt",
    "vtt-invalid": "webvtt",
    "vtt-noscribe": "webvtt",
    "vtt-podcast": "webvtt",
    "vtt-teams": "webvtt",
    "vtt-teams-stream": "webvtt",
    "vtt-webex": "webvtt",
    "vtt-youtube": "webvtt",
    "vtt-zoom": "webvtt",
}
_END_BEFORE_START = "the last unit ends before it starts: the end is not used, the start is"
_OVERLAPS = "who talks over a turn gets units of their own, and the turn goes on in another"
_ROLLING = "rolling captions show each line twice or more: each word is read once"
# Where these readers differ from the count on purpose: file to fact to (its value here, why).
DIFFERENCES = {
    "html-noscribe/1.html": {
        "first_speaker": ("", "the count describes the pause that nobody speaks"),
        "last_timestamp_s": (737.141, _END_BEFORE_START),
    },
    "sbv/3.sbv": {"last_timestamp_s": (17.484, _END_BEFORE_START)},
    "srt/9.srt": {"n_units": (4, "a cue without text is noted in skipped, not kept as a unit")},
    "txt-google-meet/1.md": {"n_units": (115, "13 turns without a word are noted in skipped")},
    "txt-google-meet/3.md": {"n_units": (21, "line 41 lost its bold type and is a turn all the same")},
    "txt-noscribe/1.txt": {"n_units": (98, _OVERLAPS)},
    "txt-zoom-chat/1.txt": {
        "n_units": (36, "94 reactions are noted in skipped; 36 messages are kept"),
        "n_speakers": (20, "16 people only reacted"),
    },
    "vtt-invalid/3.vtt": {"n_units": (7, "text without a timing line is kept without times")},
    "vtt-noscribe/1.vtt": {"n_units": (99, _OVERLAPS), "last_timestamp_s": (737.141, _END_BEFORE_START)},
    "vtt-youtube/1.vtt": {"n_units": (2, _ROLLING)},
    "vtt-youtube/3.vtt": {"n_units": (4, _ROLLING)},
}

pytestmark = pytest.mark.skipif(not FORMATS.is_dir(), reason=f"no folder of shared format files at {FORMATS}")


def list_rows() -> list[dict[str, str]]:
    if not FORMATS.is_dir():
        return []
    with (FORMATS / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["format"] in FOLDERS]


def describe(transcript: Transcript) -> dict[str, object]:
    """The facts of the manifest; chat where there is no speech; the unknown speaker counts as none."""
    units = transcript.units or transcript.chat
    named = {unit.speaker for unit in units} - {UNKNOWN_SPEAKER}
    first, last = units[0], units[-1]
    last_ms = last.end_ms if last.end_ms is not None else last.start_ms
    return {
        "n_speakers": len(named),
        "n_units": len(units),
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
    for fact, (value, _) in DIFFERENCES.get(row["file"], {}).items():
        assert facts[fact] != value, "the difference is gone: take it off the list"
        facts[fact] = value
    return facts


@pytest.mark.parametrize("row", list_rows(), ids=lambda row: row["file"])
def test_facts_of_a_real_file(row):
    if row["n_units"] == "0":
        with pytest.raises(TranscriptError) as caught:
            read_transcript(FORMATS / row["file"])
        assert caught.value.expected == "at least one thing that somebody said"
        return
    transcript = read_transcript(FORMATS / row["file"])
    assert transcript.format == FOLDERS[row["format"]]
    assert describe(transcript) == expect(row)


@pytest.mark.parametrize("row", list_rows(), ids=lambda row: row["file"])
def test_content_decides_and_not_the_name(row, tmp_path):
    if row["n_units"] == "0":
        return
    for name in ("call", "call.txt", "call.vtt", "call.csv", "call.json"):
        path = tmp_path / name
        path.write_bytes((FORMATS / row["file"]).read_bytes())
        # Without its header, WebVTT and SRT with dots look the same.
        expected = {"webvtt", "srt"} if row["format"] == "vtt-invalid" else {FOLDERS[row["format"]]}
        assert read_transcript(path).format in expected


def test_every_folder_has_files():
    assert {row["format"] for row in list_rows()} == set(FOLDERS)
