import pytest
from json_reading import notes, read, said, units


def phrase(text, speaker, **more):
    best = {"nBest": [{"confidence": 0.9, "lexical": text.lower(), "display": text}]} if text else {"nBest": []}
    return {"recognitionStatus": "Success", "channel": 0, "speaker": speaker, **best, **more}


@pytest.mark.parametrize(
    "times",
    [
        {"offset": "PT1.04S", "duration": "PT2S"},
        {"offsetInTicks": 10400000.0, "durationInTicks": 20000000.0, "offset": "PT9S"},
        {"offsetMilliseconds": 1040, "durationMilliseconds": 2000},
    ],
)
def test_phrases_of_a_batch(times):
    tree = {"source": "u", "recognizedPhrases": [phrase("Hello.", 1, **times), phrase("", 2, **times)]}
    transcript = read(tree)
    assert transcript.format == "azure_speech"
    assert units(transcript) == [("1", "Hello.", 1040, 3040)]
    assert notes(transcript) == [("entry 2", "no text")]


def test_channels_come_in_order_of_time():
    phrases = [
        {"channel": channel, "offset": f"PT{at}S", "duration": "PT1S", "nBest": [{"display": text}]}
        for channel, at, text in ((0, 1, "a"), (0, 5, "b"), (1, 3, "c"))
    ]
    assert said(read({"recognizedPhrases": phrases})) == [("Channel 0", "a"), ("Channel 1", "c"), ("Channel 0", "b")]


def test_fast_transcription():
    phrases = [{"speaker": 1, "offsetMilliseconds": 40, "durationMilliseconds": 960, "text": "Hello.", "words": []}]
    assert units(read({"durationMilliseconds": 9, "combinedPhrases": [], "phrases": phrases})) == [
        ("1", "Hello.", 40, 1000)
    ]


def test_older_batches():
    segment = {"RecognitionStatus": "Success", "SpeakerId": "2", "Offset": 400000, "Duration": 9600000}
    files = [{"AudioFileName": "a", "SegmentResults": [{**segment, "NBest": [{"Display": "Hello."}]}]}]
    assert units(read({"AudioFileResults": files})) == [("2", "Hello.", 40, 1000)]


def test_live_conversation_results():
    live = {"Id": "x", "RecognitionStatus": "Success", "Offset": 400000, "Duration": 9600000, "SpeakerId": "Guest-1"}
    assert units(read([{**live, "DisplayText": "Hello."}])) == [("Guest-1", "Hello.", 40, 1000)]


def test_the_first_form_of_fast_transcription_by_channels():
    phrases = [{"channel": at, "offset": 1000 * at, "duration": 900, "text": f"Turn {at}."} for at in (0, 1)]
    phrases.insert(1, {"channel": 0, "offset": 3000, "duration": 900, "text": "Right."})
    transcript = read({"combinedPhrases": [{"channel": 0, "text": "x"}], "phrases": phrases})
    assert transcript.format == "azure_speech"
    assert units(transcript) == [
        ("Channel 0", "Turn 0.", 0, 900),
        ("Channel 1", "Turn 1.", 1000, 1900),
        ("Channel 0", "Right.", 3000, 3900),
    ]
