"""Names before what is said, without a colon."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes

TURNS = [("Dana Reyes", "How did it go?"), ("Ben Ode", "Well, fine."), ("Dana Reyes", "And the price?")]


def read_lines(shape: str):
    lines = [shape.format(name=name, text=text, n=n) for n, (name, text) in enumerate(TURNS, 1)]
    return read_bytes("\n".join(lines).encode(), "call.txt")


@pytest.mark.parametrize(
    ("shape", "start_ms"),
    [
        ("{name} [00:00:05] {text}", 5000),
        ("{name} (0:05) {text}", 5000),
        ("{name} 00:00:05 {text}", 5000),
        ("{name} - {text}", None),
        ("{name} – {text}", None),
        ("{name}—{text}", None),
        ("{name}\t{text}", None),
        ("({name}) {text}", None),
        ("**{name}** {text}", None),
        ("0:00:05.2 **{name}** {text}", 5200),
    ],
)
def test_every_shape_of_an_opening(shape, start_ms):
    transcript = read_lines(shape)
    assert transcript.format == "name_text"
    assert [(unit.speaker, unit.text) for unit in transcript.units] == TURNS
    assert transcript.units[0].start_ms == start_ms


@pytest.mark.parametrize("name", ["Speaker {}", "SPEAKER_0{}", "spk_{}", "Participant {}"])
def test_numbered_speakers_before_the_text(name):
    text = "\n".join(f"{name.format(1 + n % 2)} it went well {n}" for n in range(4))
    assert [unit.text for unit in read_bytes(text.encode(), "call.txt").units] == [
        f"it went well {n}" for n in range(4)
    ]


def test_captions_open_so_too():
    cues = ["Dana Reyes - How?", "(Ben Ode) Well.", "and so on", "(Dana Reyes) Good.", "Ben Ode - Yes."]
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{cue}\n\n" for n, cue in enumerate(cues))
    transcript = read_bytes(text.encode(), "call.vtt")
    assert transcript.speakers == ("Dana Reyes", "Ben Ode")
    assert [unit.text for unit in transcript.units] == ["How?", "Well.", "and so on", "Good.", "Yes."]


def test_openings_with_a_colon_come_first():
    transcript = read_bytes(b"Ana: Hi.\nMonday - we met\nBen: Yes.\nMonday - again\nAna: So.\n", "call.txt")
    assert transcript.speakers == ("Ana", "Ben")


@pytest.mark.parametrize("text", ["(Laughter) So we\n(Applause) did\n(Laughter) it", "We - they\nyou - I\nWe - us"])
def test_sounds_and_sentences_are_no_names(text):
    with pytest.raises(TranscriptError):
        read_bytes(text.encode(), "call.txt")
