"""Real text and caption exports by other people: how each is detected, and facts counted by hand."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_transcript
from tests.readers.manifest import FORMATS, describe, facts_of, list_rows, needs_formats

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
_REMARK = "a remark such as a pause is no speech: noted in skipped"
_GREETING = ["Guten", "Tag,", "ich", "habe", "heute", "die"]
_ROLLING = "rolling captions show each line twice or more: each word is read once"
# Where these readers differ from the count on purpose: file to fact to (its value here, why).
DIFFERENCES = {
    "html-noscribe/1.html": {
        "n_units": (248, _REMARK),
        "first_speaker": ("S01", _REMARK),
        "first_6_words": (_GREETING, _REMARK),
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
    "vtt-noscribe/1.vtt": {
        "n_units": (98, _OVERLAPS),
        "first_speaker": ("S01", _REMARK),
        "first_6_words": (_GREETING, _REMARK),
        "last_timestamp_s": (737.141, _END_BEFORE_START),
    },
    "vtt-youtube/1.vtt": {"n_units": (2, _ROLLING)},
    "vtt-youtube/3.vtt": {
        "n_units": (3, _ROLLING),
        "first_6_words": (["the", "first", "thing", "to", "understand"], _REMARK),
    },
}

pytestmark = needs_formats
ROWS = list_rows(FOLDERS.__contains__)


def expect(row: dict[str, str]) -> dict[str, object]:
    differences = {fact: value for fact, (value, _) in DIFFERENCES.get(row["file"], {}).items()}
    return facts_of(row, differences)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_facts_of_a_real_file(row):
    if row["n_units"] == "0":
        with pytest.raises(TranscriptError) as caught:
            read_transcript(FORMATS / row["file"])
        assert caught.value.expected == "at least one thing that somebody said"
        return
    transcript = read_transcript(FORMATS / row["file"])
    assert transcript.format == FOLDERS[row["format"]]
    assert describe(transcript) == expect(row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
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
    assert {row["format"] for row in ROWS} == set(FOLDERS)
