"""Formats made by ``make_list_format``: one list, told by its keys."""

import pytest
from json_reading import notes, read, units

CASES = {
    "fathom_json": (
        {"transcript": [{"speaker": {"display_name": "Ana"}, "text": "Hi.", "timestamp": "00:01:05"}]},
        [("Ana", "Hi.", 65000, None)],
    ),
    "read_ai": (
        {
            "start_time": "2025-02-05T10:39:20Z",
            "transcript": {
                "speaker_blocks": [
                    {"start_time": 1738751962, "end_time": 1738751963, "speaker": {"name": "Ana"}, "words": "Hi."},
                    {
                        "start_time": "1738751964000",
                        "end_time": 1738751965000,
                        "speaker": {"name": "Ben"},
                        "words": "Yes.",
                    },
                ]
            },
        },
        [("Ana", "Hi.", 2000, 3000), ("Ben", "Yes.", 4000, 5000)],
    ),
    "meetgeek": (
        {
            "sentences": [
                {"id": 1, "transcript": "Hi.", "timestamp": "2025-03-01T09:00:02.500Z", "speaker": "Ana"},
                {"id": 2, "transcript": "Yes.", "timestamp": "2025-03-01T10:00:05.000+01:00", "speaker": "Ben"},
            ]
        },
        [("Ana", "Hi.", 0, None), ("Ben", "Yes.", 2500, None)],
    ),
    "tldv": (
        {"id": "t", "meetingId": "m", "data": [{"speaker": "Ana", "text": "Hi.", "startTime": 1, "endTime": 2.5}]},
        [("Ana", "Hi.", 1000, 2500)],
    ),
    "grain": (
        [{"participant_id": None, "speaker": "Ana", "start": 1200, "end": 2500, "text": "Hi."}],
        [("Ana", "Hi.", 1200, 2500)],
    ),
    "teams_json": (
        {
            "$schema": "http://stream.office.com/schemas/transcript.json",
            "entries": [
                {
                    "id": "1",
                    "text": "Hi.",
                    "speakerId": "a@x",
                    "speakerDisplayName": "Ana",
                    "startOffset": "00:00:03.2910000",
                }
            ],
        },
        [("Ana", "Hi.", 3291, None)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each(name):
    tree, expected = CASES[name]
    transcript = read(tree)
    assert transcript.format == name
    assert units(transcript) == expected
    assert notes(transcript) == []


def test_utterances_of_teams_with_calendar_times():
    spoken = {"startDateTime": "2023-02-01T10:00:00Z", "endDateTime": "2023-02-01T10:00:02.5Z", "speakerName": "Ana"}
    assert units(read([{**spoken, "spokenText": "Hi.", "spokenLanguage": "en-us"}])) == [("Ana", "Hi.", 0, 2500)]


@pytest.mark.parametrize(
    ("start", "later", "second_ms"),
    [("00:00:05", "00:00:30", 30000), (5000, 95000, 95000), (1707655200, 1707655206, 6000), (5, 12, 12000)],
)
def test_times_of_read_ai_in_whatever_unit(start, later, second_ms):
    blocks = [{"start_time": at, "speaker": {"name": "Ana"}, "words": "So how did it go?"} for at in (start, later)]
    assert read({"transcript": {"speaker_blocks": blocks}}).units[1].start_ms == second_ms
