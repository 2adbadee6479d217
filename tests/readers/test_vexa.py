from json_reading import read, units

SEGMENT = {"text": "Hi.", "speaker": "Ana", "language": "en", "segment_id": "1", "completed": True}
STARTED = {"platform": "jitsi", "native_meeting_id": "x", "start_time": "2026-08-17T17:13:31.500000Z"}


def test_calendar_times_are_counted_from_the_start_of_the_meeting():
    absolute = {"absolute_start_time": "2026-08-17T17:13:34Z", "absolute_end_time": "2026-08-17T17:13:36Z"}
    epoch = {**SEGMENT, "start": 1786986814.0, "end": 1786986816.0, **absolute}
    transcript = read({**STARTED, "segments": [epoch]})
    assert transcript.format == "vexa"
    assert units(transcript) == [("Ana", "Hi.", 2500, 4500)]
    assert units(read({**STARTED, "segments": [{**SEGMENT, **absolute}]})) == [("Ana", "Hi.", 2500, 4500)]


def test_times_of_the_recording_stay():
    assert units(read({**STARTED, "segments": [{**SEGMENT, "start": 0.5, "end": 2.0}]})) == [("Ana", "Hi.", 500, 2000)]


def test_without_a_start_of_the_meeting_the_first_segment_is_at_zero():
    epoch = {**SEGMENT, "start": 1786986814.0, "end": 1786986816.0}
    tree = {"native_meeting_id": "x", "segments": [epoch, {**epoch, "start": 1786986817.0, "end": 1786986818.0}]}
    assert [unit.start_ms for unit in read(tree).units] == [0, 3000]
