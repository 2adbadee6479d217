import json

import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes


def segment(speaker: object, words: str, start: object, end: object, session: str = "a") -> dict:
    return {"session_id": session, "speaker": speaker, "words": words, "start_time": start, "end_time": end}


def read(*segments: object):
    return read_bytes(json.dumps(segments).encode(), "call.json")


def test_segments_with_times_as_text_or_numbers():
    transcript = read(segment("Ana", "Hi there", "0", "1.25"), segment("Ben", "Yes", 1.5, 2))
    assert transcript.format == "seglst"
    assert rows_of(transcript) == [("Ana", "Hi there", 0, 1250), ("Ben", "Yes", 1500, 2000)]


def test_what_is_no_segment_is_noted():
    many = [segment("Ana", "Hi", 0, 1)] * 20
    transcript = read(*many, {"speaker": 1}, segment("Ben", "", 1, 2))
    assert reasons_of(transcript) == ["no segment with speaker and words", "no text"]


def test_several_sessions_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read(segment("Ana", "Hi", 0, 1), segment("Ana", "Hi", 0, 1, session="b"))
    assert caught.value.found.startswith("2 calls: ")
