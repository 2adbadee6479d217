from json_reading import notes, read, said, units


def result(text, start, speaker="S1", kind="word", **more):
    spoken = [{"content": text, "confidence": 1, "speaker": speaker}]
    return {"type": kind, "start_time": start, "end_time": start + 0.3, "alternatives": spoken, **more}


def mark(text, start, **more):
    return result(text, start, "UU", "punctuation", **more)


def test_words_make_runs_and_marks_stay_with_the_word_before():
    results = [
        result("So", 0.5),
        mark(",", 0.8, attaches_to="previous"),
        result("Ben", 1.0),
        mark("?", 1.3),
        result("Yes", 2.0, "S2"),
        result("12%", 2.5, "S2", "entity"),
    ]
    transcript = read({"format": "2.9", "results": results})
    assert transcript.format == "speechmatics"
    assert units(transcript) == [("S1", "So, Ben?", 500, 1600), ("S2", "Yes 12%", 2000, 2800)]


def test_marks_that_open():
    results = [result("so", 0), mark("\u00bf", 0.4, attaches_to="next"), result("qu\u00e9", 0.5)]
    assert said(read({"results": results})) == [("S1", "so \u00bfqu\u00e9")]


def test_what_is_no_word_is_noted():
    change = {"type": "speaker_change", "start_time": 1.0, "end_time": 1.0, "score": 0.8}
    assert notes(read({"results": [result("so", 0), change]})) == [("entry 2", "speaker change, no word")]


def test_channels_are_speakers():
    results = [result("so", 0, "UU", channel="agent"), result("yes", 1, "UU", channel="client")]
    assert said(read({"results": results})) == [("agent", "so"), ("client", "yes")]
