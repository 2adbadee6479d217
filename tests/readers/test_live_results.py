"""What services send while a call goes on, kept as JSON Lines or as a list: the settled results are read."""

import json

import pytest
from json_reading import notes, read, said, units

from coder.readers import read_bytes


def word(text, start, speaker=0):
    return {
        "word": text.lower().strip("."),
        "punctuated_word": text,
        "start": start,
        "end": start + 0.2,
        "speaker": speaker,
    }


def deepgram(words, *, final=True, channel=0):
    said = {"transcript": " ".join(one["punctuated_word"] for one in words), "words": words}
    return {"type": "Results", "channel_index": [channel, 1], "is_final": final, "channel": {"alternatives": [said]}}


def speechmatics(message, *words):
    results = [
        {
            "type": "word",
            "start_time": at,
            "end_time": at + 0.2,
            "alternatives": [{"content": text, "speaker": speaker}],
        }
        for text, at, speaker in words
    ]
    return {"message": message, "metadata": {"transcript": "x"}, "results": results}


def google(text, *, final, end):
    return {"results": [{"alternatives": [{"transcript": text}], "isFinal": final, "resultEndTime": f"{end}s"}]}


def amazon(text, *, partial, start, speaker="0"):
    items = [{"Content": text, "StartTime": start, "Type": "pronunciation", "Speaker": speaker}]
    result = {
        "IsPartial": partial,
        "StartTime": start,
        "EndTime": start + 1,
        "Alternatives": [{"Transcript": text, "Items": items}],
    }
    return {"Transcript": {"Results": [result]}}


STREAMS = {
    "deepgram": [
        deepgram([word("So", 0.1)], final=False),
        deepgram([word("So", 0.1), word("far.", 0.3)]),
        {"type": "Metadata", "duration": 4},
        deepgram([word("Yes.", 1.1, 1)]),
    ],
    "speechmatics": [
        {"message": "RecognitionStarted", "id": "x"},
        speechmatics("AddPartialTranscript", ("So", 0.1, "0")),
        speechmatics("AddTranscript", ("So", 0.1, "0"), ("far.", 0.3, "0")),
        speechmatics("AddTranscript", ("Yes.", 1.1, "1")),
    ],
    "revai": [
        {"type": "connected", "id": "x"},
        {"type": "partial", "ts": 0.1, "elements": [{"type": "text", "value": "so"}], "speaker": 0},
        {
            "type": "final",
            "ts": 0.1,
            "speaker": 0,
            "elements": [
                {"type": "text", "value": "So"},
                {"type": "punct", "value": " "},
                {"type": "text", "value": "far."},
            ],
        },
        {"type": "final", "ts": 1.1, "elements": [{"type": "text", "value": "Yes."}], "speaker": 1},
    ],
    "aws_streaming": [
        amazon("So", partial=True, start=0.1),
        amazon("So far.", partial=False, start=0.1),
        amazon("Yes.", partial=False, start=1.1, speaker="1"),
    ],
}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("as_lines", [True, False])
def test_settled_results(name, as_lines):
    events = STREAMS[name]
    data = "\n".join(map(json.dumps, events)) if as_lines else json.dumps(events)
    transcript = read_bytes(data.encode(), "live.json")
    assert transcript.format == name
    assert [unit[:3] for unit in units(transcript)] == [("0", "So far.", 100), ("1", "Yes.", 1100)]


def test_results_of_google_without_speakers():
    transcript = read(
        [google("so", final=False, end=1), google("So far.", final=True, end=2), google("Yes.", final=True, end=3)]
    )
    assert transcript.format == "google_stt"
    assert [unit.text for unit in transcript.units] == ["So far.", "Yes."]
    assert notes(transcript) == [("entry 1", "an interim result")]


def test_channels_of_a_call_as_they_speak():
    events = [
        {
            "callId": "c",
            "transcriptEvent": {
                "Transcript": {
                    "Results": [
                        {
                            "ChannelId": f"ch_{at % 2}",
                            "StartTime": at,
                            "EndTime": at + 1,
                            "IsPartial": False,
                            "Alternatives": [{"Transcript": f"Turn {at}."}],
                        }
                    ]
                }
            },
        }
        for at in range(3)
    ]
    assert said(read(events)) == [("Channel ch_0", "Turn 0."), ("Channel ch_1", "Turn 1."), ("Channel ch_0", "Turn 2.")]
