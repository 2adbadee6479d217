import pytest

from coder.readers import read_bytes
from coder.readers.captions.cue_speech import share_time
from coder.readers.captions.overlaps import split_overlaps
from coder.transcript import UNKNOWN_SPEAKER


def describe(text: str, source: str = "call.vtt"):
    units = read_bytes(text.encode(), source).units
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in units]


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "lengths", "times"),
    [
        (0, 1000, [7], [(0, 1000)]),
        (0, 1000, [30, 10], [(0, 750), (750, 1000)]),
        (0, 1000, [0, 0], [(0, 0), (0, 1000)]),
        (5, 5, [3, 4], [(5, 5), (5, 5)]),
        (1000, None, [3, 4], [(1000, None), (1000, None)]),
        (None, None, [3, 4], [(None, None), (None, None)]),
        (2000, 1000, [3, 4], [(2000, 1000), (2000, None)]),
    ],
)
def test_shares_of_a_cue(start_ms, end_ms, lengths, times):
    assert share_time(start_ms, end_ms, lengths) == times


def test_two_speakers_of_a_cue_share_its_time_by_characters():
    cue = "1\n00:00:01,000 --> 00:00:02,000\n- Ana: abcdef\n- Ben: ab\n\n2\n00:00:02,000 --> 00:00:03,000\nAna: So.\n"
    assert describe(cue, "call.srt")[:2] == [("Ana", "abcdef", 1000, 1750), ("Ben", "ab", 1750, 2000)]
    voices = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>abcdef</v><v Ben>ab</v>\n"
    assert describe(voices) == [("Ana", "abcdef", 1000, 1750), ("Ben", "ab", 1750, 2000)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("So //S02: Yes. // we did.", [("S01", "So"), ("S02", "Yes."), ("S01", "we did.")]),
        ("So //S00: a b //S02: c.//", [("S01", "So"), ("S00", "a b"), ("S02", "c.")]),
        ("//Ana: Hi // there", [("Ana", "Hi"), ("S01", "there")]),
        ("see https://S02: it", [("S01", "see https://S02: it")]),
        ("either // or", [("S01", "either // or")]),
        ("a //Note: b // c", [("S01", "a //Note: b // c")]),
    ],
)
def test_overlapping_speech_goes_to_who_says_it(text, parts):
    assert split_overlaps("S01", text, {"S01", "Ana"}) == parts


def test_noscribe_captions():
    text = (
        "WEBVTT A talk\n\nNOTE\nTranscribed with noScribe\n\n1\n00:00.000 --> 00:01.000\n(1 second pause)\n\n"
        "2\n00:01.000 --> 00:02.000\n<v S01>Soon //S00: Ja. // so\n\n"
        "3\n00:02.000 --> 00:03.000\n<v //S00>Well //S00: no.//\n"
    )
    assert describe(text) == [
        ("S01", "Soon", 1000, 1444),
        ("S00", "Ja.", 1444, 1777),
        ("S01", "so", 1777, 2000),
        (UNKNOWN_SPEAKER, "Well", 2000, 2571),
        ("S00", "no.", 2571, 3000),
    ]
    notes = read_bytes(text.encode(), "call.vtt").skipped
    assert [note.reason for note in notes if note.where == "line 7"] == ["remark, not speech"]
    assert "the voice tag names who talks over" in notes[-1].reason
