import pytest

from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def read(text: str, source: str = "call.srt"):
    return read_bytes(text.encode(), source)


def said(transcript):
    return [(unit.speaker, unit.text) for unit in transcript.units]


def cues(*texts: str) -> str:
    return "".join(f"{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{text}\n\n" for at, text in enumerate(texts, 1))


@pytest.mark.parametrize(
    "shape", ["{}: {}", "[{}] {}", "[{}]: {}", "- {}: {}", ">> {}: {}", "&gt;&gt; {}: {}", "<i>{}</i>: {}"]
)
def test_every_way_to_name_a_speaker(shape):
    transcript = read(cues(shape.format("Ana Gil", "Hi."), shape.format("BEN", "Hello."), "and more"))
    assert transcript.format == "srt"
    assert said(transcript) == [("Ana Gil", "Hi."), ("BEN", "Hello."), ("BEN", "and more")]
    assert (transcript.units[1].start_ms, transcript.units[1].end_ms) == (2000, 2900)


@pytest.mark.parametrize("source", ["call.srt", "call.txt", "call"])
def test_dotted_times_without_header_are_read(source):
    assert said(read(cues("Ana: Hi.").replace(",", "."), source)) == [("Ana", "Hi.")]


def test_dotted_times_go_to_the_format_of_the_extension():
    text = cues("Ana: Hi.").replace(",", ".")
    assert (read(text, "a.srt").format, read(text, "a.vtt").format) == ("srt", "webvtt")


def test_missing_numbers_blank_lines_and_blanks_inside_text():
    transcript = read(
        "00:00:01,000 --> 00:00:02,000\nAna: one\n\nand a half\n"
        "2\n00:00:03,000 --> 00:00:04,000\nBen: we sold\n42\n\n"
        "00:00:05,000-->00:00:06,000\nAna: three\n"
    )
    assert said(transcript) == [("Ana", "one and a half"), ("Ben", "we sold 42"), ("Ana", "three")]


def test_lines_of_a_cue_by_two_speakers():
    transcript = read(cues("- Ana: Did you?\n- Ben: I did.", "- Ben: Twice."))
    assert said(transcript) == [("Ana", "Did you?"), ("Ben", "I did."), ("Ben", "Twice.")]


def test_names_only_where_the_speaker_changes():
    lines = [
        "Michael: Hello",
        *["and so on"] * 9,
        "Chelsea: Thanks",
        "a lot",
        "Michael: Sure",
        "Chelsea: Bye",
    ]
    transcript = read(cues(*lines))
    assert transcript.speakers == ("Michael", "Chelsea")
    assert [unit.speaker for unit in transcript.units[:11]] == ["Michael"] * 10 + ["Chelsea"]


def test_colons_in_speech_make_no_speakers():
    transcript = read(
        cues(
            "Ana: Hi.",
            "here's the thing: we lost",
            "Note: it was close",
            "Two things: price and time",
            "https://example.com: our page",
            "Ben: So: what now?",
            "at 12:30: lunch",
        )
    )
    assert transcript.speakers == ("Ana", "Ben")
    assert len(transcript.units) == 7
    assert transcript.units[2].text == "Note: it was close"


def test_sounds_in_brackets_are_no_speakers():
    transcript = read(
        cues("[Ana] Hi.", "[Music]", "[laughs] Yes.", "[Ben] So.", "[Ana] OK.", "[Ben] Go.", "[Music] And on.")
    )
    assert transcript.speakers == ("Ana", "Ben")
    assert [unit.text for unit in transcript.units] == ["Hi.", "[laughs] Yes.", "So.", "OK.", "Go.", "[Music] And on."]
    assert transcript.skipped[0].reason == "remark, not speech"


def test_a_change_mark_without_a_name_is_not_carried_on():
    transcript = read(cues("Ana: Hi.", ">> Who's that?", "Ana: Ben."))
    assert said(transcript)[1] == (UNKNOWN_SPEAKER, "Who's that?")


def test_subtitles_without_speakers_are_one_unknown_speaker():
    transcript = read(cues("In this lesson", "we look at one thing: price"))
    assert transcript.speakers == (UNKNOWN_SPEAKER,)
    assert len(transcript.units) == 2


def test_doubled_carriage_returns():
    assert said(read(cues("Ana: Hi.", "Ben: Hello.").replace("\n", "\r\r\n"))) == [
        ("Ana", "Hi."),
        ("Ben", "Hello."),
    ]


def test_style_codes_and_cues_without_text():
    transcript = read(cues(r"{\an8}Ana: <font color='red'>Hi.</font>", "", "Ben: Hello."))
    assert said(transcript) == [("Ana", "Hi."), ("Ben", "Hello.")]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("line 6", "no text")]


def test_text_before_the_first_cue_is_noted():
    transcript = read("Made by a tool\n\n" + cues("Ana: Hi."))
    assert said(transcript) == [("Ana", "Hi.")]
    assert transcript.skipped[0].reason == "text before the first cue"


def test_a_cue_that_lost_its_timing_line_is_one_of_its_own():
    text = "1\n00:00:01,000 --> 00:00:02,000\nAna: One\n\n2\nBen: Two\n\n3\n00:00:03,000 --> 00:00:04,000\nAna: Three\n"
    transcript = read(text)
    assert said(transcript) == [("Ana", "One"), ("Ben", "Two"), ("Ana", "Three")]
    assert transcript.units[1].start_ms is None
    assert "no timing line above" in transcript.skipped[0].reason


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("00:00:01:12", "00:00:02:24", (1000, 2000)),
        ("00:00:01;12", "00:00:02;24", (1000, 2000)),
        ("00:00:01:500", "00:00:02:250", (1500, 2250)),
    ],
)
def test_frames_and_milliseconds_after_a_third_colon(start, end, times):
    unit = read(f"1\n{start} --> {end}\nAna: Hi.\n\n2\n00:00:03,000 --> 00:00:04,000\nBen: Yes.\n").units[0]
    assert (unit.start_ms, unit.end_ms) == times


def test_speakers_in_brackets_on_a_line_of_their_own():
    transcript = read(
        cues("[speaker 0]\nThank you", "and so on", "[speaker 1]\nHi: hello.", "[Upbeat Music]\n[laughs] So.")
    )
    assert said(transcript) == [
        ("speaker 0", "Thank you"),
        ("speaker 0", "and so on"),
        ("speaker 1", "Hi: hello."),
        ("speaker 1", "[Upbeat Music] [laughs] So."),
    ]
