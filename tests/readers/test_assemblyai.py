import pytest
from json_reading import read, said, units

from coder.errors import TranscriptError
from coder.transcript import UNKNOWN_SPEAKER

SETTINGS = {"id": "x", "status": "completed", "acoustic_model": "default", "audio_url": "u", "audio_duration": 4}


def word(text, start, speaker):
    return {"text": text, "start": start, "end": start + 100, "confidence": 0.9, "speaker": speaker}


WORDS = [word("Hi,", 0, "A"), word("Ben.", 200, "A"), word("Yes?", 500, "B")]


def test_utterances():
    turns = [{"speaker": "A", "start": 0, "end": 300, "text": "Hi, Ben.", "words": WORDS[:2]}]
    transcript = read({**SETTINGS, "text": "Hi, Ben. Yes?", "words": WORDS, "utterances": turns})
    assert transcript.format == "assemblyai"
    assert units(transcript) == [("A", "Hi, Ben.", 0, 300)]


def test_words_with_speakers_where_utterances_are_missing():
    transcript = read({**SETTINGS, "words": WORDS, "utterances": None})
    assert units(transcript) == [("A", "Hi, Ben.", 0, 300), ("B", "Yes?", 500, 600)]


@pytest.mark.parametrize("words", [None, [{**item, "speaker": None} for item in WORDS]])
def test_without_speakers_all_is_by_an_unknown_one(words):
    tree = {**SETTINGS, "text": "Hi, Ben. Yes?", "words": words, "utterances": None}
    assert said(read(tree)) == [(UNKNOWN_SPEAKER, "Hi, Ben. Yes?")]


def test_a_failed_transcription_is_refused_with_its_reason():
    with pytest.raises(TranscriptError, match="Download error"):
        read({**SETTINGS, "status": "error", "error": "Download error", "words": None, "text": None})


def test_utterances_without_the_settings_around_them():
    words = [{"text": "So", "start": 1000, "end": 1200}]
    utterances = [{"speaker": "A", "text": "So it is.", "start": 1000, "end": 5000, "words": words}]
    transcript = read({"utterances": utterances})
    assert transcript.format == "assemblyai"
    assert units(transcript) == [("A", "So it is.", 1000, 5000)]


def test_a_transcription_that_is_not_finished():
    answer = {"audio_url": "u", "audio_duration": None, "status": "processing", "words": None, "utterances": None}
    with pytest.raises(TranscriptError, match="not finished"):
        read(answer)
