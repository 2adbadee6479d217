import pytest
from json_reading import read, units


def test_segments():
    segments = [{"speaker_id": 0, "speaker_name": "Ana", "start_ts": 0.0, "end_ts": 1.5, "transcript": "Hi."}]
    transcript = read({"title": "x", "speech_segments": segments})
    assert transcript.format == "otter_json"
    assert units(transcript) == [("Ana", "Hi.", 0, 1500)]


@pytest.mark.parametrize("factor", [1, 16])
def test_offsets_in_milliseconds_or_samples_and_speakers_by_id(factor):
    said = [(1, "How did the call with them go?", 2000, 4500), (2, "They want another week to think.", 5000, 8000)]
    parts = [
        {"speaker_id": who, "transcript": text, "start_offset": start * factor, "end_offset": end * factor}
        for who, text, start, end in said
    ]
    speech = {"transcripts": parts, "speakers": [{"id": 1, "speaker_name": "Ana"}]}
    assert units(read({"status": "OK", "speech": speech})) == [
        ("Ana", "How did the call with them go?", 2000, 4500),
        ("Speaker 2", "They want another week to think.", 5000, 8000),
    ]
