from json_reading import notes, read, units


def word(text, start, *, plain=False):
    times = (start, start + 0.4)
    keys = ("start_timestamp", "end_timestamp")
    return {
        "text": text,
        **{
            k: t if plain else {"relative": t, "absolute": "2025-01-01T10:00:00Z"}
            for k, t in zip(keys, times, strict=True)
        },
    }


ENTRY = {"participant": {"id": 100, "name": "Ana"}, "words": [word("Hi,", 1.5), word("Ben.", 2.0)]}


def test_entries_of_participants():
    nameless = {"participant": {"id": 101, "name": None}, "words": [word("Yes.", 3.0)]}
    transcript = read([ENTRY, nameless, {"participant": {"id": 1}, "words": []}])
    assert transcript.format == "recall"
    assert units(transcript) == [("Ana", "Hi, Ben.", 1500, 2400), ("Speaker 101", "Yes.", 3000, 3400)]
    assert notes(transcript) == [("entry 3", "no text")]


def test_the_older_form():
    old = [{"speaker": "Ana", "speaker_id": 1, "language": "en", "words": [word("Hi.", 1.5, plain=True)]}]
    assert units(read(old)) == [("Ana", "Hi.", 1500, 1900)]


def test_live_events_that_were_not_final_are_noted():
    events = [{"event": f"transcript.{kind}", "data": {"data": ENTRY, "bot": {}}} for kind in ("partial_data", "data")]
    transcript = read(events)
    assert units(transcript) == [("Ana", "Hi, Ben.", 1500, 2400)]
    assert notes(transcript) == [("entry 1", "an interim result")]
