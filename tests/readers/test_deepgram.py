from json_reading import read, said, units

from coder.transcript import UNKNOWN_SPEAKER


def word(text, start, speaker=None, **more):
    speaker = {} if speaker is None else {"speaker": speaker}
    return {
        "word": text.lower().strip(",.?"),
        "start": start,
        "end": start + 0.4,
        "punctuated_word": text,
        **speaker,
        **more,
    }


WORDS = [word("So,", 0.5, 0), word("Ben?", 1.0, 0), word("Yes.", 2.0, 1)]


def answer(*channels, **results):
    return {"metadata": {}, "results": {"channels": [{"alternatives": [channel]} for channel in channels], **results}}


def test_utterances_go_first():
    turns = [
        {"start": 0.5, "end": 0.9, "transcript": "So,", "speaker": 0, "channel": 0, "words": WORDS[:1]},
        {"start": 1.0, "end": 1.4, "transcript": "Ben?", "speaker": 0, "channel": 0, "words": WORDS[1:2]},
    ]
    transcript = read(answer({"transcript": "So, Ben? Yes.", "words": WORDS}, utterances=turns))
    assert transcript.format == "deepgram"
    assert units(transcript) == [("0", "So,", 500, 900), ("0", "Ben?", 1000, 1400)]


def test_paragraphs_go_before_words():
    sentences = [{"text": "So, Ben?", "start": 0.5, "end": 1.4}, {"text": "Tell me.", "start": 1.5, "end": 2}]
    paragraphs = {"paragraphs": [{"sentences": sentences, "speaker": 1, "start": 0.5, "end": 2}]}
    transcript = read(answer({"words": WORDS, "paragraphs": paragraphs}))
    assert units(transcript) == [("1", "So, Ben? Tell me.", 500, 2000)]


def test_words_make_runs():
    assert units(read(answer({"words": WORDS}))) == [("0", "So, Ben?", 500, 1400), ("1", "Yes.", 2000, 2400)]


def test_text_alone_is_by_an_unknown_speaker():
    assert said(read(answer({"transcript": "so ben"}))) == [(UNKNOWN_SPEAKER, "so ben")]


def test_channels_are_speakers_and_their_words_come_in_order_of_time():
    left = [word("So,", 0.5), word("Ben?", 1.0), word("Good.", 5.0)]
    assert said(read(answer({"words": left}, {"words": [word("Yes.", 2.0)]}))) == [
        ("Channel 0", "So, Ben?"),
        ("Channel 1", "Yes."),
        ("Channel 0", "Good."),
    ]


def test_channels_of_utterances_with_several_speakers_each():
    turns = [
        {"start": start, "end": start + 1, "transcript": text, "speaker": speaker, "channel": channel, "words": []}
        for start, text, speaker, channel in ((0, "a", 0, 0), (4, "b", 1, 0), (2, "c", 0, 1))
    ]
    assert said(read(answer({"words": WORDS}, utterances=turns))) == [
        ("Channel 0 speaker 0", "a"),
        ("Channel 1", "c"),
        ("Channel 0 speaker 1", "b"),
    ]
