"""Times beside speech: of the day, in words, as spans, inside the text."""

import pytest

from coder.readers import read_bytes
from coder.readers.text.time_marks import count_from_first, is_of_day, parse_mark, strip_times

OF_DAY = {
    "{time} {name}: {text}": "name_text",
    "[{time}] {name}: {text}": "name_text",
    "{name} ({time}): {text}": "name_text",
    "{name}  {time}\n{text}": "otter",
    "**{name}** {time}\n{text}": "otter",
    "{name} ({time})\n{text}": "riverside",
    "{name} ({time}):\n{text}": "rev",
    "[{time}] {name}\n{text}": "fathom",
    "{name}\n{time}\n{text}": "headed_text",
    "{time}\n{name}\n{text}": "headed_text",
    "{name}\n{time} → https://example.com/l/message/1\n{text}": "headed_text",
}
TURNS = [("Dana Reyes", "How did it go?"), ("Ben Ode", "Well."), ("Dana Reyes", "And the price?")]


def compose(shape: str, times: list[str]) -> bytes:
    turns = zip(TURNS, times, strict=True)
    return "\n\n".join(shape.format(name=name, text=text, time=time) for (name, text), time in turns).encode()


def said(transcript):
    return [(unit.speaker, unit.text) for unit in transcript.units]


@pytest.mark.parametrize("shape", OF_DAY)
@pytest.mark.parametrize(
    "times", [["11:59:58 AM", "12:00:03 PM", "1:00:00 PM"], ["11:59:58 a.m.", "12:00:03 p.m.", "1:00:00 p.m."]]
)
def test_times_of_day_count_from_the_first(shape, times):
    transcript = read_bytes(compose(shape, times), "call.txt")
    assert transcript.format == OF_DAY[shape]
    assert said(transcript) == TURNS
    assert [unit.start_ms for unit in transcript.units] == [0, 5000, 3_602_000]
    assert any(note.reason == "times of day: counted from the first" for note in transcript.skipped)


def test_times_of_day_to_the_minute():
    transcript = read_bytes(compose("[{time}] {name}: {text}", ["9:59 AM", "10:01 AM", "10:01 AM"]), "call.txt")
    assert [unit.start_ms for unit in transcript.units] == [0, 120_000, 120_000]


def test_a_late_first_time_is_one_of_day():
    transcript = read_bytes(compose("{name} {time}\n{text}", ["10:02:15", "10:02:20", "10:02:31"]), "call.txt")
    assert [unit.start_ms for unit in transcript.units] == [0, 5000, 16000]


@pytest.mark.parametrize(
    ("shape", "times", "starts"),
    [
        ("{name} {time}\n{text}", ["0 minutes 5 seconds", "1 minute 9 seconds", "2 minutes 0 seconds"], [5, 69, 120]),
        ("{name} ({time}): {text}", ["0h 0m 5s", "0h 1m 9s", "1h 0m 0s"], [5, 69, 3600]),
        ("[{time}] {name}: {text}", ["5s", "69.0s", "120.50s"], [5, 69, 120.5]),
    ],
)
def test_times_in_words_and_seconds(shape, times, starts):
    transcript = read_bytes(compose(shape, times), "call.txt")
    assert said(transcript) == TURNS
    assert [unit.start_ms for unit in transcript.units] == [1000 * start for start in starts]


@pytest.mark.parametrize(
    "shape",
    [
        "{name} ({time})\n{text}",
        "[{time}] {name}\n{text}",
        "[{time}] {name}: {text}",
        "{name} [{time}]: {text}",
        "{name}: [{time}] {text}",
    ],
)
def test_spans_give_ends_too(shape):
    times = ["00:00:05 - 00:00:09", "00:00:09 - 00:00:12", "00:00:12 - 00:00:15"]
    transcript = read_bytes(compose(shape, times), "call.txt")
    assert said(transcript) == TURNS
    assert [(unit.start_ms, unit.end_ms) for unit in transcript.units] == [(5000, 9000), (9000, 12000), (12000, 15000)]


def test_whisper_prints_seconds():
    text = b"[0.00s -> 4.20s] How did it go?\n[4.20s -> 6.00s] Well.\n[6.00s -> 7.00s] And?\n"
    units = read_bytes(text, "call.txt").units
    assert [(unit.text, unit.start_ms, unit.end_ms) for unit in units][:2] == [
        ("How did it go?", 0, 4200),
        ("Well.", 4200, 6000),
    ]


def test_times_inside_the_text_are_no_words():
    text = b"Ana: [00:05] So [00:07] we did. [00:00:09][2.1]\n\nBen: [00:10] Yes. [00:00:11][1.0]\n\nAna: [00:12] Good."
    units = read_bytes(text, "call.txt").units
    assert [(unit.text, unit.start_ms, unit.end_ms) for unit in units] == [
        ("So we did.", 5000, 9000),
        ("Yes.", 10000, 11000),
        ("Good.", 12000, None),
    ]
    assert strip_times("at [10:30] sharp [inaudible 00:12:03]") == ("at sharp [inaudible 00:12:03]", None)


def test_a_name_is_no_half_of_a_day():
    transcript = read_bytes(b"0:05 Amy\nHi.\n\n0:09 Pmela\nYes.\n\n0:12 Amy\nAnd so?\n", "call.txt")
    assert transcript.units[0].speaker == "Amy"
    transcript = read_bytes(b"0:05 am I late\n0:09 no\n0:12 good\n", "call.txt")
    assert transcript.units[0].text == "am I late"


def test_next_day_and_what_is_no_time():
    assert count_from_first([86_399_000, None, 1000]) == [0, None, 2000]
    assert is_of_day("10:02 pm")
    assert not is_of_day("10:02")
    assert parse_mark("soon") is None
    assert parse_mark("") is None


@pytest.mark.parametrize("text", ["9" * 400 + "h", "9" * 400 + "s", "112:30 PM"])
def test_what_looks_like_a_mark_and_names_no_time(text):
    assert parse_mark(text) is None
