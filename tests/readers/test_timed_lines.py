import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def describe(text: str):
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "timed_lines"
    assert transcript.speakers == (UNKNOWN_SPEAKER,)
    return [(unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


@pytest.mark.parametrize("shape", ["{} {}", "[{}] {}", "({}) {}", "{} - {}", "{}\n{}", "{}\t{}", "[{}]\n\n{}"])
def test_every_shape_of_a_line(shape):
    text = "\n\n".join(shape.format(f"00:00:{at:02}", f"we said {at}, Okay.") for at in range(5))
    assert describe(text) == [(f"we said {at}, Okay.", at * 1000, None) for at in range(5)]


def test_whisper_prints_ends_too():
    text = "".join(f"[00:0{at}.000 --> 00:0{at}.900]   And so {at}.\n" for at in range(4))
    assert describe(text) == [(f"And so {at}.", at * 1000, at * 1000 + 900) for at in range(4)]


def test_what_stands_above_and_lines_that_carry_on():
    text = "A title\n\n0:01 we\ndid\n0:05 not\n0:09\n0:12 go\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert describe(text) == [("we did", 1000, None), ("not", 5000, None), ("go", 12000, None)]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 1", "before the first time"),
        ("line 6", "no text"),
    ]


def test_lines_with_speakers_are_another_format():
    text = "0:01 Ana: Hi.\n0:05 Ben: Yes.\n0:07 and so\n0:09 Ana: Bye.\n"
    assert read_bytes(text.encode(), "call.txt").format == "name_text"


@pytest.mark.parametrize("text", ["10:30 works\n11:00 does not\n", "12:00 a\n9:00 b\n7:00 c\n"])
def test_few_or_falling_times_make_no_transcript(text):
    with pytest.raises(TranscriptError):
        read_bytes(text.encode(), "call.txt")
