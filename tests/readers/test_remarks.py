"""Remarks that stand where speech should, in captions and in text."""

import json

import pytest

from coder.readers import read_bytes
from coder.readers.text.remarks import name_remark


@pytest.mark.parametrize(
    "text",
    [
        "[Music]",
        "(12 seconds pause)",
        "(laughs)",
        "[Dana laughs]",
        "[Applause] [Music]",
        "♪ upbeat music ♪",
        "♪♪",
        "♪ We walk along ♪",
        "*coughs*",
        "[BLANK_AUDIO]",
        "[no audio]",
        "(phone ringing)",
        "[aplausos]",
        "[Gelächter]",
        "...",
        "—",
        "[00:05:12]",
    ],
)
def test_what_is_no_speech(text):
    assert name_remark(text)


@pytest.mark.parametrize(
    "text",
    [
        "[laughs] I did.",
        "[inaudible]",
        "(crosstalk)",
        "[INAUDIBLE 00:00:12]",
        "(speaking in French)",
        "(I was laughing)",
        "Music",
        "*Okay.*",
        "(yes)",
        "?",
        "👍",
        "No.",
    ],
)
def test_what_is_speech_or_may_be(text):
    assert name_remark(text) is None


def test_a_pause_is_nobodys_talk_and_is_noted():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: Hi.\n\n00:02.000 --> 00:14.000\n(12 seconds pause)\n"
    transcript = read_bytes(text.encode(), "call.vtt")
    assert [unit.text for unit in transcript.units] == ["Hi."]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("line 6", "remark, not speech")]


def test_a_turn_of_nothing_but_a_remark():
    transcript = read_bytes(b"Ana: Hi.\nBen: (laughs)\nAna: [laughs] Bye.", "call.txt")
    assert [unit.text for unit in transcript.units] == ["Hi.", "[laughs] Bye."]


def test_labelled_utterances_stay_whatever_they_say():
    lines = [{"speaker": "Ana", "text": text, "code": "other"} for text in ("Hi.", "[laughs]")]
    text = "\n".join(map(json.dumps, lines))
    assert len(read_bytes(text.encode(), "call.jsonl").units) == 2
