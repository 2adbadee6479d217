import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes

TEXTS = ["How did the call go?", "It went well, I think.", "What did they say?", "They said\nthat it is high."]


def describe(text: str, source: str = "call.txt"):
    transcript = read_bytes(text.encode(), source)
    assert transcript.format == "name_lines"
    return [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units]


@pytest.mark.parametrize("shape", ["{}\n{}\n", "{}\n{}", "{}\n\n{}\n", "### {}\n{}\n", "**{}**\n{}\n", "[{}]\n{}\n"])
@pytest.mark.parametrize("names", [("Speaker 1", "Speaker 2"), ("Dana Reyes", "Ben Ode"), ("DANA", "BEN")])
def test_names_alone_above_what_they_say(shape, names):
    text = "\n".join(shape.format(names[at % 2], said) for at, said in enumerate(TEXTS))
    assert describe(text) == [(names[at % 2], " ".join(said.split()), None) for at, said in enumerate(TEXTS)]


def test_one_who_speaks_once():
    text = "Dana Reyes\nHow did it go?\n\nBen Ode\nWell, I think.\n\nCleo Marks\nI was there too.\n"
    text += "\nDana Reyes\nGood to hear.\n\nBen Ode\nThank you.\n"
    assert [speaker for speaker, *_ in describe(text)] == [
        "Dana Reyes",
        "Ben Ode",
        "Cleo Marks",
        "Dana Reyes",
        "Ben Ode",
    ]


def test_ids_in_brackets_with_a_topic_and_times_below():
    text = (
        "[4999092314777]\n[00:00] Hi, all.\n[00:01] Good morning.\n\n[3851765349207] [Price]\n[00:03] Yes, hello.\n\n"
        "[4999092314777]\n[00:09] So how did it go?\n"
    )
    assert describe(text) == [
        ("4999092314777", "Hi, all. Good morning.", 0),
        ("3851765349207", "Yes, hello.", 3000),
        ("4999092314777", "So how did it go?", 9000),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Roses\nare red\n\nViolets\nare blue\n\nRoses\nare nice\n",
        "Title\n\nWe met and talked about it.\n\nSummary\n\nIt went well.\n",
        "Ana\nBen\nAna\nBen\n",
        "Thank You\nfor the call and for the talk.\nThank You\nfor all the rest of it.\nThank You\nall of you.\n",
    ],
)
def test_verse_headings_and_lists_are_no_talk(text):
    with pytest.raises(TranscriptError):
        read_bytes(text.encode(), "call.txt")


def test_speakers_with_letters_for_names():
    turns = "\n\n".join(f"Speaker {'AB'[at % 2]}\nso it goes {at}" for at in range(4))
    assert read_bytes(turns.encode(), "call.txt").speakers == ("Speaker A", "Speaker B")
