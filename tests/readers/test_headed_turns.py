"""What the formats with a line of name and time above each turn have in common."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.readers import read_bytes

SHAPES = {
    "{name}  {time}": "otter",
    "{name} {time}  ": "otter",
    "**{name}**  {time}": "otter",
    "{name} - {time}": "otter",
    "{name} | {time}": "otter",
    "{name}, {time}": "otter",
    "{name} ({time}):": "rev",
    "**{name}** ({time}):": "rev",
    "{name} [{time}]:": "rev",
    "{name} ({time})": "riverside",
    "{name} [{time}]": "riverside",
    "{time} - {name}": "fathom",
    "{time} | {name}": "fathom",
    "[{time}] {name}": "fathom",
    "{time} {name}": "fathom",
    "[{name}] {time}": "zoom_captions",
    "{name}\n{time}": "headed_text",
}
SPEAKERS = ["Ana Gil", "Ben", "Dr. O'Neil (Acme)", "李雷", "Speaker 1", "stokes", "Unknown Speaker"]
_TEXTS = st.lists(
    st.text("abcdé :,'?", min_size=1, max_size=30).map(lambda text: f"x {text} y"), min_size=4, max_size=9
)


def compose(shape: str, turns: list[tuple[str, str, str]]) -> str:
    return "\n\n".join(f"{shape.format(name=name, time=time)}\n{text}" for name, time, text in turns)


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None, max_examples=25)
@given(texts=_TEXTS, speakers=st.permutations(SPEAKERS), source=st.sampled_from(["call.txt", "call.md", "call"]))
def test_every_shape_of_a_head(shape, texts, speakers, source):
    turns = [(speakers[at % 2], f"{at // 60}:{at % 60:02}", text) for at, text in enumerate(texts)]
    transcript = read_bytes(compose(shape, turns).encode(), source)
    assert transcript.format == SHAPES[shape]
    assert [(unit.speaker, unit.text) for unit in transcript.units] == [
        (name, " ".join(text.split())) for name, _, text in turns
    ]
    assert [unit.start_ms for unit in transcript.units] == [at * 1000 for at in range(len(texts))]
    assert transcript.skipped == ()


@pytest.mark.parametrize("time", ["0:07", "00:07", "00:00:07", "00:07.000", "00:00:07,000"])
def test_every_way_to_write_a_time(time):
    text = f"Ana Gil  0:01\nHi.\n\nBen  {time}\nYes.\n"
    assert [unit.start_ms for unit in read_bytes(text.encode(), "call.txt").units] == [1000, 7000]


def test_paragraphs_join_and_what_stands_above_is_noted():
    text = (
        "---\ntitle: x\n---\n# Weekly\nDuration 45:10\nDate 10:30\n\nAna  0:01\nHi\nthere.\n\nHow are you?\n\n"
        "---\n\nBen  0:05\nAt 10:30\n\n"
    )
    transcript = read_bytes(text.encode(), "call.txt")
    assert [(unit.speaker, unit.text) for unit in transcript.units] == [
        ("Ana", "Hi there. How are you?"),
        ("Ben", "At 10:30"),
    ]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 1", "front matter, 3 lines"),
        ("line 4", "heading, rule or time mark"),
        ("line 5", "before the first speaker"),
        ("line 6", "before the first speaker"),
        ("line 14", "heading, rule or time mark"),
    ]


def test_a_head_without_text_is_noted():
    transcript = read_bytes(b"Ana  0:01\nHi.\nand so on\n\nBen  0:02\n\nAna  0:03\nBye.\n", "call.txt")
    assert [unit.text for unit in transcript.units] == ["Hi. and so on", "Bye."]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("line 5", "no text")]


def test_an_agenda_is_no_transcript():
    agenda = "Welcome 10:00\nCoffee Break 10:30\nClosing Words 11:00\n"
    with pytest.raises(Exception, match="expected a transcript"):
        read_bytes(agenda.encode(), "agenda.txt")


def test_dates_and_lengths_above_are_no_names():
    text = "Weekly-Meeting Recording\nMay 3, 2024, 2:02PM\n32m 5s\n\nAna Gil   0:05\nHi.\n\nBen   0:09\nYes.\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert [(unit.speaker, unit.start_ms) for unit in transcript.units] == [("Ana Gil", 5000), ("Ben", 9000)]


def test_what_a_copied_page_shows_beside_a_name_is_no_speech():
    text = "".join(
        f"{initials}\n{name}\n0 minutes {at} seconds\n0:0{at}\n{name} 0 minutes {at} seconds\nsaid {at}\n"
        for at, (initials, name) in enumerate([("AG", "Ana Gil"), ("BO", "Ben Ode")] * 2)
    )
    transcript = read_bytes(text.encode(), "call.txt")
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        (name, f"said {at}", 1000 * at) for at, name in enumerate(["Ana Gil", "Ben Ode"] * 2)
    ]


def test_quoted_lines():
    text = "> **Ana Gil** (00:05)\n> Hi.\n\n> **Ben** (00:09)\n> Yes.\n\n> **Ana Gil** (00:15)\n> So?\n"
    assert [unit.text for unit in read_bytes(text.encode(), "call.md").units] == ["Hi.", "Yes.", "So?"]


def test_mails_behind_names():
    text = "Ana Gil <ana@example.com>  0:05\nHi.\n\nBen <b@example.com>  0:09\nYes.\n\n"
    text += "Ana Gil <ana@example.com>  0:15\nSo?\n"
    assert read_bytes(text.encode(), "call.txt").speakers == ("Ana Gil", "Ben")
    alone = "".join(f"{name} <a@example.com>\nit went well {at}\n\n" for at, name in enumerate(["Ana Gil", "Ben"] * 2))
    assert read_bytes(alone.encode(), "call.txt").speakers == ("Ana Gil", "Ben")
