from coder.readers import read_bytes


def test_name_and_time_on_two_lines():
    text = "Weekly\n\nAna Gil\n0:05\nHi there.\n\nBen\n0:09\nYes.\nAna Gil\n0:12\nSo?\nBen\n1:00:00\nBye.\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "headed_text"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "Hi there.", 5000),
        ("Ben", "Yes.", 9000),
        ("Ana Gil", "So?", 12000),
        ("Ben", "Bye.", 3_600_000),
    ]
    assert [note.where for note in transcript.skipped] == ["line 1"]


def test_lines_of_speech_above_times_are_no_names():
    text = "0:05\nHello everyone\n0:09\nWelcome\n0:12\nLet us start\n0:15\nThank you\n"
    assert read_bytes(text.encode(), "call.txt").format == "timed_lines"
