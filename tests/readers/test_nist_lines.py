"""STM, CTM and RTTM, as scoring of speech recognition has them."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.research.nist_lines import parse_seconds


def read(text: str, source: str):
    return [(u.speaker, u.text, u.start_ms, u.end_ms) for u in read_bytes(text.encode(), source).units]


def test_numbers_of_seconds():
    assert [parse_seconds(field) for field in ("1.5", ".25", "3.", "0.30000000000000004", "<NA>")] == [
        1500,
        250,
        3000,
        300,
        None,
    ]


def test_segments_with_labels_alternatives_and_gaps():
    text = (
        ";; a comment: of one line\n"
        "r1 1 ana .50 2.5 <o,f0,female> so { we / they } (uh) left\n"
        "r1 1 ben 2.6 4. they were quiet\nr1 1 inter_segment_gap 4 5 <o,,>\n"
    )
    assert read(text, "a.stm") == [("ana", "so we uh left", 500, 2500), ("ben", "they were quiet", 2600, 4000)]


def test_words_are_joined_into_turns_of_speakers_or_channels():
    words = ";; a comment, too\nr1 A .1 .3 so 0.99 lex ana\nr1 A .4 .3 um 0.9 fp ana\nr1 A .9 .3 no NA lex ben\n"
    assert read(words, "a.ctm") == [("ana", "so um", 100, 700), ("ben", "no", 900, 1200)]
    assert read("r1 1 0.1 0.3 so\nr1 1 9.0 0.3 then\nr1 2 1.2 0.3 no 0.9\n", "a.ctm") == [
        ("Channel 1", "so", 100, 400),
        ("Channel 2", "no", 1200, 1500),
        ("Channel 1", "then", 9000, 9300),
    ]


def test_words_among_stretches():
    text = (
        "SPEAKER r1 1 0.0 2.0 <NA> <NA> ana <NA>\nLEXEME r1 1 0.1 0.4 so lex ana <NA>\n"
        "NON-SPEECH r1 1 1 1 <NA> noise <NA> <NA>\n"
    )
    assert read(text, "a.rttm") == [("ana", "so", 100, 500)]
    with pytest.raises(TranscriptError, match="1 stretches of 1 speakers, no words"):
        read("SPEAKER r1 1 0.0 2.0 <NA> <NA> ana <NA> <NA>\n", "a.rttm")
