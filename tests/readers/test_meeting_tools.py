"""What further meeting tools and phone systems write: all read by the guess at JSON of any tool."""

import pytest
from json_reading import read, units

A, B = "So how did the renewal call go?", "They were quiet about it."
TREES = {
    "person ids of users and guests": {
        "users": [{"userEmail": "Ana", "personId": 0}],
        "externalParticipants": [{"name": "Ben", "personId": 1}],
        "transcript": [{"text": A, "start": 1, "personId": 0}, {"text": B, "start": 4, "personId": 1}],
    },
    "speakers in objects, times in thousandths": {
        "transcriptUtterances": [
            {"speaker": {"id": "3", "name": "Ana"}, "text": A, "startTimeMillis": 1000},
            {"speaker": {"name": "Ben"}, "text": B, "startTimeMillis": 4000},
        ]
    },
    "speakers and transcript side by side": {
        "relations": {
            "speakers": [{"speakerId": 1, "name": "Ana"}, {"speakerId": 2, "name": "Ben"}],
            "transcript": [
                {"startTime": 1, "speakerId": 1, "content": A},
                {"startTime": 4, "speakerId": 2, "content": B},
            ],
        }
    },
    "sentences in paragraphs": {
        "paragraphs": [
            {"speakerName": "Ana", "startTime": "00:00:01", "sentences": [{"text": A}]},
            {"speakerName": "Ben", "startTime": "00:00:04", "sentences": [{"text": B}]},
        ]
    },
    "the text in an object": [
        {"speaker_name": "Ana", "timestamp_ms": 1000, "transcription": {"transcript": A}},
        {"speaker_name": "Ben", "timestamp_ms": 4000, "transcription": {"transcript": B}},
    ],
    "millionths of a second": {
        "entries": [
            {"text": A, "role": "Ana", "start_timestamp_usec": 1000000},
            {"text": B, "role": "Ben", "start_timestamp_usec": 4000000},
        ]
    },
    "times on the words alone": {
        "transcriptSegments": [
            {"text": A, "words": [{"word": "So", "startOffset": "1s"}], "segmentParticipant": {"role": "Ana"}},
            {"text": B, "words": [{"word": "They", "startOffset": "4s"}], "segmentParticipant": {"role": "Ben"}},
        ]
    },
    "a text with marks and one without": {
        "phrases": [
            {"text": "so how did", "decoratedText": A, "participantPurpose": "Ana", "startTimeMs": 1000},
            {"text": "they were", "decoratedText": B, "participantPurpose": "Ben", "startTimeMs": 4000},
        ]
    },
    "participants of two kinds": {
        "utterances": [
            {"start_time": 1, "text": A, "participant_type": "Ana", "user_id": None},
            {"start_time": 4, "text": B, "participant_type": "Ben", "phone_number": "+1"},
        ]
    },
    "names by the place in a list": {
        "content": [{"speakerIndex": 1, "text": A, "start": 1.0}, {"speakerIndex": 2, "text": B, "start": 4.0}],
        "speakers": [{"index": 1, "first_name": "Ana"}, {"index": 2, "first_name": "Ben"}],
    },
    "a text of unknown name": {
        "transcript": [
            {"id": "t1", "speaker_name": "Ana", "start_time": 1, "words_str": A},
            {"id": "t2", "speaker_name": "Ben", "start_time": 4, "words_str": B},
        ],
        "action_items": [{"owner": "Ben", "text": "Send the agenda to all participants"}],
    },
    "one sound in, one out": [
        {"speaker": {"source": "Ana"}, "text": A, "start_time": "2024-01-01T10:00:01Z"},
        {"speaker": {"source": "x", "diarization_label": "Ben"}, "text": B, "start_time": "2024-01-01T10:00:04Z"},
    ],
}


@pytest.mark.parametrize("name", TREES)
def test_each(name):
    transcript = read(TREES[name])
    assert transcript.format == "generic_json"
    rows = [(speaker, text, start_ms) for speaker, text, start_ms, _ in units(transcript)]
    first = rows[0][2]
    assert rows == [("Ana", A, first), ("Ben", B, first + 3000)]
