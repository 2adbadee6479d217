from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER

SBV = """0:00:01.500,0:00:04.000
Ana: How did
it go?

0:00:03.000,0:00:05.000
Ben: They[br]went quiet.

0:00:09.000,0:00:08.000
and left
"""


def test_cues_speakers_and_times():
    transcript = read_bytes(SBV.encode(), "call.sbv")
    assert transcript.format == "sbv"
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("Ana", "How did it go?", 1500, 4000),
        ("Ben", "They went quiet.", 3000, 5000),
        ("Ben", "and left", 9000, None),
    ]
    assert [note.where for note in transcript.skipped] == ["line 8"]


def test_numbers_that_are_said_stay():
    text = "0:00:01.000,0:00:02.000\n7\n\n0:00:02.000,0:00:03.000\n8\n"
    units = read_bytes(text.encode(), "call.txt").units
    assert [(unit.speaker, unit.text) for unit in units] == [(UNKNOWN_SPEAKER, "7"), (UNKNOWN_SPEAKER, "8")]
