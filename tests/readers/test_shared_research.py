"""Real office documents, tables and research formats by other people, against facts counted by hand."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_transcript
from tests.readers.manifest import FORMATS, describe, facts_of, list_rows, needs_formats

FOLDERS = {
    "chat-cha": "talkbank_chat",
    "convokit": "json_lines",
    "csv-annomi": "table",
    "csv-edu-convokit": "table",
    "csv-subtitles": "table",
    "ctm": "ctm",
    "doccano-jsonl": "json_lines",
    "docx-google-meet": "docx",
    "docx-teams": "docx",
    "elan-eaf": "elan",
    "label-studio": "label_studio",
    "prodigy-jsonl": "json_lines",
    "rttm": "rttm",
    "seglst": "seglst",
    "stm": "stm",
    "textgrid": "textgrid",
    "tsv-elan": "elan_table",
    "xlsx-talkmoves": "xlsx",
}
# Files that hold no conversation, or several: what the refusal says.
REFUSED = {
    "convokit/1.jsonl": "8 calls",
    "convokit/2.json": "without any text",
    "convokit/3.json": "without any text",
    "convokit/4.json": "without any text",
    "convokit/5.json": "no list in it of things that were said",
    "csv-annomi/1.csv": "3 calls",
    "ctm/1.ctm": "2 calls",
    "doccano-jsonl/1.jsonl": "3 texts with labels and no speaker",
    "doccano-jsonl/3.csv": 'the columns "text", "label"',
    "elan-eaf/3.eaf": "none",
    "prodigy-jsonl/1.jsonl": "830 texts with labels and no speaker",
    "rttm/1.rttm": "6 stretches of 2 speakers, no words",
    "seglst/1.json": "2 calls",
    "stm/1.stm": "2 calls",
}
# Where this reader differs from the count on purpose: file to facts with their values here, and why.
DIFFERENCES = {
    "chat-cha/3.cha": ({"first_6_words": ["Um", "I", "like", "I", "like", "I"]}, "codes of CHAT are no words"),
    "textgrid/1.TextGrid": (
        {"n_units": 1, "first_6_words": ["mary", "rolled", "the", "barrel"], "last_timestamp_s": 1.518},
        "words are joined into turns; the counted last interval has no text",
    ),
    "textgrid/3.TextGrid": (
        {"n_units": 5, "last_timestamp_s": 1422.232},
        "16 of the 45 words are pauses, labelled sp, and the others are joined into turns",
    ),
    "textgrid/5.TextGrid": (
        {"n_units": 1, "last_timestamp_s": 1.117},
        "the phrase is read and not its four words again; the counted last interval has no text",
    ),
    "tsv-elan/3.tab": (
        {"first_speaker": "Speaker 3", "first_6_words": ["Okay", "let's", "do", "this"]},
        "rows sorted by speaker are put in order of time, without which there are no turns",
    ),
}

pytestmark = needs_formats
ROWS = list_rows(FOLDERS.__contains__)


def expect(row: dict[str, str]) -> dict[str, object]:
    """The manifest names no words where it counts annotations of any kind."""
    changed, _ = DIFFERENCES.get(row["file"], ({}, ""))
    facts = facts_of(row, changed)
    return facts if row["first_6_words"] else {fact: value for fact, value in facts.items() if fact != "first_6_words"}


@pytest.mark.parametrize("row", [row for row in ROWS if row["file"] not in REFUSED], ids=lambda row: row["file"])
def test_facts_of_a_real_file(row):
    transcript = read_transcript(FORMATS / row["file"])
    assert transcript.format == FOLDERS[row["format"]]
    found, expected = describe(transcript), expect(row)
    assert {fact: found[fact] for fact in expected} == expected


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_without_a_conversation_is_refused_with_the_reason(name):
    with pytest.raises(TranscriptError) as caught:
        read_transcript(FORMATS / name)
    assert REFUSED[name] in caught.value.found
    assert caught.value.next_step


def test_every_file_is_accounted_for():
    rows = ROWS
    assert {row["format"] for row in rows} == set(FOLDERS)
    assert {row["file"] for row in rows} >= set(REFUSED) | set(DIFFERENCES)
