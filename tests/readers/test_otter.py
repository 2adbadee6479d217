from coder.readers import read_bytes


def test_keywords_unknown_speakers_and_the_line_at_the_end():
    text = (
        "SUMMARY KEYWORDS\nprice, renewal\n\nSPEAKERS\nAna, Unknown Speaker\n\nAna  0:00  \nRight, let's\nstart.\n\n"
        "Unknown Speaker  0:34  \nYes.\n\nAna  1:00:01  \nBye.\n\nTranscribed by https://otter.ai\n"
    )
    transcript = read_bytes(text.encode(), "call.md")
    assert transcript.format == "otter"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana", "Right, let's start.", 0),
        ("Unknown Speaker", "Yes.", 34000),
        ("Ana", "Bye.", 3601000),
    ]
    assert [note.where for note in transcript.skipped] == ["line 1", "line 2", "line 4", "line 5", "line 17"]
    assert transcript.skipped[-1].reason == "sentence of the tool that made the export"


def test_one_turn_alone():
    transcript = read_bytes(b"Ana Gil   0:04\nHello there.\n", "call.txt")
    assert [(unit.speaker, unit.text) for unit in transcript.units] == [("Ana Gil", "Hello there.")]
