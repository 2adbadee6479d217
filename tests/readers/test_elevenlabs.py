from json_reading import notes, read, said, units


def token(text, start, speaker="speaker_0", kind="word"):
    return {"text": text, "start": start, "end": start + 0.2, "type": kind, "speaker_id": speaker}


WORDS = [
    token("Hi,", 0.1),
    token(" ", 0.3, kind="spacing"),
    token("Ben.", 0.4),
    token(" ", 0.6, "speaker_1", "spacing"),
    token("(laughs)", 0.7, "speaker_1", "audio_event"),
    token("Yes.", 1.0, "speaker_1"),
]


def test_blanks_stay_with_the_word_before_and_sounds_are_noted():
    transcript = read({"language_code": "eng", "text": "Hi, Ben.", "words": WORDS})
    assert transcript.format == "elevenlabs"
    assert units(transcript) == [("speaker_0", "Hi, Ben.", 100, 600), ("speaker_1", "Yes.", 1000, 1200)]
    assert notes(transcript) == [("entry 5", "a sound, no speech")]


def test_channels():
    transcripts = [{"channel_index": 0, "words": WORDS[:3]}, {"channel_index": 1, "words": [token("Yes.", 2.0)]}]
    assert said(read({"transcripts": transcripts})) == [("Channel 0", "Hi, Ben."), ("Channel 1", "Yes.")]
