from json_reading import notes, read, units

from coder.transcript import UNKNOWN_SPEAKER


def test_segments_are_by_an_unknown_speaker():
    segments = [
        {
            "id": 0,
            "seek": 0,
            "start": 0.42,
            "end": 3.46,
            "text": " \u00c7a va\u202f?",
            "avg_logprob": -0.3,
            "tokens": [1],
        },
        {"id": 1, "seek": 0, "start": 4, "end": 5, "text": " ", "avg_logprob": -0.3},
    ]
    transcript = read({"text": "x", "segments": segments, "language": "fr"})
    assert transcript.format == "whisper"
    assert units(transcript) == [(UNKNOWN_SPEAKER, "\u00c7a va ?", 420, 3460)]
    assert notes(transcript) == [("entry 2", "no text")]


def test_a_list_of_segments_alone():
    assert read([{"start": 0.0, "end": 30.0, "text": "Thank you."}]).units[0].end_ms == 30000


def test_milliseconds_are_told_from_seconds():
    segments = [{"start": at * 2000, "end": at * 2000 + 1800, "text": "what do you mean"} for at in range(9)]
    assert read({"segments": segments}).units[1].start_ms == 2000


def test_whisper_cpp():
    times = {"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "offsets": {"from": 1500, "to": 2000}}
    assert units(read({"transcription": [{**times, "text": " Hi."}]})) == [(UNKNOWN_SPEAKER, "Hi.", 1500, 2000)]
