from coder.readers import read_bytes

ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
 
so<00:00:00.200><c> what</c><00:00:00.400><c> did</c><00:00:00.640><c> they</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
so what did they
 

00:00:02.010 --> 00:00:04.550 align:start position:0%
so what did they
say<00:00:02.240><c> about</c><00:00:02.800><c> price</c>

00:00:04.550 --> 00:00:04.560 align:start position:0%
say about price
 
"""


def read(text: str, source: str = "call.vtt"):
    return read_bytes(text.encode(), source)


def test_each_word_of_rolling_captions_is_read_once():
    transcript = read(ROLLING)
    assert [(unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("so what did they", 0, 2010),
        ("say about price", 2010, 4560),
    ]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 9", "lines that rolling captions show again, 3 in all: each is read once")
    ]


def test_rolling_captions_converted_to_srt():
    cues = ["so what", "so what", "so what\nwas said", "was said", "was said\nabout price"]
    text = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}" for n, said in enumerate(cues, 1))
    transcript = read(text, "call.srt")
    assert transcript.format == "srt"
    assert [unit.text for unit in transcript.units] == ["so what", "was said", "about price"]


def test_people_who_repeat_themselves_are_kept():
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\nYeah.\n\n" for n in range(6))
    assert len(read(text).units) == 6
    named = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\nAna: Yeah.\nRight {n}.\n\n" for n in range(6))
    assert len(read(named).units) == 6


def test_growing_captions_are_read_at_their_longest():
    cues = ["so", "so what", "so what was", "so what was said", "about", "about the", "about the price"]
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{said}\n\n" for n, said in enumerate(cues))
    transcript = read(text)
    assert [(unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("so what was said", 0, 3900),
        ("about the price", 4000, 6900),
    ]
    assert transcript.skipped[0].reason.startswith("words that growing captions show again, in 5 cues")


def test_growing_captions_with_names():
    cues = ["Ana: so", "Ana: so what", "Ana: so what now", "Ben: the", "Ben: the price", "Ben: the price is high"]
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}\n\n" for n, said in enumerate(cues, 1))
    assert [(unit.speaker, unit.text) for unit in read(text, "call.srt").units] == [
        ("Ana", "so what now"),
        ("Ben", "the price is high"),
    ]
