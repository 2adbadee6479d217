from json_reading import read, units


def element(value, ts=None):
    return (
        {"type": "text", "value": value, "ts": ts, "end_ts": ts + 0.4}
        if ts is not None
        else {"type": "punct", "value": value}
    )


def test_elements_bring_their_blanks_and_their_times():
    said = [element("Hi", 0.5), element(", "), element("Ben", 1.1), element(".")]
    transcript = read(
        {"monologues": [{"speaker": 0, "elements": said}, {"speaker": 1, "elements": [element("Yes", 2.0)]}]}
    )
    assert transcript.format == "revai"
    assert units(transcript) == [("0", "Hi, Ben.", 500, 1500), ("1", "Yes", 2000, 2400)]


def test_times_on_the_monologue_and_words_without_blanks():
    said = [{"type": "text", "value": "Good"}, {"type": "text", "value": "morning"}, {"type": "punct", "value": "."}]
    tree = {"monologues": [{"speaker": 0, "start_time": 1.0, "end_time": 2.5, "elements": said}]}
    assert units(read(tree)) == [("0", "Good morning.", 1000, 2500)]


def test_names_of_speakers():
    monologue = {"speaker": 7, "elements": [element("Hi", 0.5)]}
    assert read({"speakers": [{"id": 7, "name": "Ana"}], "monologues": [monologue]}).speakers == ("Ana",)
    assert read({"monologues": [{**monologue, "speaker_info": {"display_name": "Ana G"}}]}).speakers == ("Ana G",)


def test_sounds_and_times_as_clocks():
    element = {"type": "text", "value": "So.", "timestamp": "00:00:01,500", "end_timestamp": "00:00:02,000"}
    monologue = {"speaker": 0, "elements": [{"type": "unknown", "value": "<laugh>"}, element]}
    assert units(read({"monologues": [monologue]})) == [("0", "So.", 1500, 2000)]
