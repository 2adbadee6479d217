from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def test_names_below_times():
    text = (
        "0:0:0.0 --> 0:0:1.510\nAna Gil\nOK. Yeah.\n00:00:02.000 --> 00:00:03.000\n+12*******65\nSo\nthen: go.\n\n"
        "00:00:03.500 --> 00:00:04.000\nOur Rep\nNo.\n00:00:04.000 --> 00:00:05.000\nAna Gil\nYes.\n"
        "00:00:06.000 --> 00:00:07.000\nand so on\n00:00:07.000 --> 00:00:08.000\nAna Gil\n1\n"
    )
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "teams_text"
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("Ana Gil", "OK. Yeah.", 0, 1510),
        ("+12*******65", "So then: go.", 2000, 3000),
        ("Our Rep", "No.", 3500, 4000),
        ("Ana Gil", "Yes.", 4000, 5000),
        ("Ana Gil", "and so on", 6000, 7000),
        ("Ana Gil", "1", 7000, 8000),
    ]


def test_captions_of_two_lines_stay_captions():
    text = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nSo they told us {n}\nthat it is late\n\n" for n in range(1, 8)
    )
    transcript = read_bytes(text.encode(), "call.srt")
    assert (transcript.format, transcript.speakers) == ("srt", (UNKNOWN_SPEAKER,))
    named = text.replace("So they told us", "Ana:")
    assert read_bytes(named.encode(), "call.txt").format == "srt"


def test_times_with_a_dash_and_frames_as_video_editors_write_them():
    text = (
        "[01:00:00:12 - 01:00:05:03]\nSpeaker 1\n  Hello there.\n\n"
        "[01:00:05:10 - 01:00:09:03]\nSpeaker 2\n  Thanks.\n\n"
        "[01:00:09:10 - 01:00:12:03]\nSpeaker 1\n  And more.\n"
    )
    for shown in (text, text.replace(":", ";"), text.replace("[", "").replace("]", "")):
        transcript = read_bytes(shown.encode(), "call.txt")
        assert transcript.format == "teams_text"
        assert [(unit.speaker, unit.text) for unit in transcript.units] == [
            ("Speaker 1", "Hello there."),
            ("Speaker 2", "Thanks."),
            ("Speaker 1", "And more."),
        ]
        assert (transcript.units[0].start_ms, transcript.units[0].end_ms) == (3_600_000, 3_605_000)
