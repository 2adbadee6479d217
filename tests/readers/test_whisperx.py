from json_reading import read, units


def word(text, start, speaker=None):
    named = {"speaker": speaker} if speaker else {}
    return {"word": text, "start": start, "end": start + 0.4, "score": 0.9, **named}


def test_speakers_of_segments():
    segments = [
        {"start": 0.0, "end": 1.5, "text": " Hi.", "speaker": "SPEAKER_00"},
        {"start": 2, "end": 3, "text": "So"},
    ]
    transcript = read({"segments": segments})
    assert transcript.format == "whisperx"
    assert units(transcript) == [("SPEAKER_00", "Hi.", 0, 1500), ("Unknown speaker", "So", 2000, 3000)]


def test_speakers_of_words_alone_a_word_without_one_goes_with_the_word_before():
    words = [word("In", 0.1, "A"), {"word": "2024"}, word("we", 0.9, "A")]
    assert units(read({"segments": [{"start": 0, "end": 2, "text": "In 2024 we", "words": words}]})) == [
        ("A", "In 2024 we", 0, 2000)
    ]


def test_a_segment_that_mixes_speakers_is_split_whatever_it_says_itself():
    words = [word(" So", 0.1, "A"), word(" we?", 0.6, "A"), word(" Yes.", 1.2, "B")]
    segment = {"start": 0, "end": 2, "text": " So we? Yes.", "words": words, "speaker": "A"}
    assert units(read({"segments": [segment]})) == [("A", "So we?", 100, 1000), ("B", "Yes.", 1200, 1600)]


def test_milliseconds_are_told_from_seconds():
    turns = [
        {"start": at * 2000, "end": at * 2000 + 1800, "text": "what do you mean", "speaker": "A"} for at in range(9)
    ]
    assert read(turns).units[1].start_ms == 2000


def test_names_of_speakers_from_a_table_beside():
    segments = [{"start": 0, "end": 1, "text": "So.", "speaker": "SPEAKER_00"}]
    assert read({"speaker_map": {"SPEAKER_00": "Ana"}, "segments": segments}).speakers == ("Ana",)
