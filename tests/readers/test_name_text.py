import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes


def read(text: str, source: str = "call.txt"):
    return read_bytes(text.encode(), source)


def said(transcript):
    return [(unit.speaker, unit.text) for unit in transcript.units]


@pytest.mark.parametrize(
    ("shape", "start_ms"),
    [
        ("{}: {}", None),
        ("{} : {}", None),
        ("**{}:** {}", None),
        ("**{}**: {}", None),
        ("__{}:__ {}", None),
        ("[00:01:02] {}: {}", 62000),
        ("[00:01:02] **{}:** {}", 62000),
        ("(1:02) {}: {}", 62000),
        ("00:01:02 {}: {}", 62000),
        ("00:01:02.500 - {}: {}", 62500),
        ("{} (00:01:02): {}", 62000),
        ("{} [1:02]: {}", 62000),
        ("**{}** (1:02): {}", 62000),
        ("{}: [00:01:02] {}", 62000),
    ],
)
def test_every_shape_of_a_turn(shape, start_ms):
    text = "\n".join([shape.format("Ana Gil", "How did it go?"), shape.format("Ben", "They went quiet.")])
    transcript = read(text)
    assert transcript.format == "name_text"
    assert said(transcript) == [("Ana Gil", "How did it go?"), ("Ben", "They went quiet.")]
    assert [(unit.start_ms, unit.end_ms) for unit in transcript.units] == [(start_ms, None)] * 2


@pytest.mark.parametrize(
    "name",
    [
        "José Núñez",
        "Łukasz",
        "Иван Петров",
        "李雷",
        "김철수",
        "محمد",
        "דנה",
        "Dr. O’Neil-Smith",
        "Müller, Hans",
        "Jean de la Fontaine",
        "Justin Florentine (Besu)",
        "Speaker 1",
        "SPEAKER_00",
        "pk910",
        "A",
        "+1 415***1234",
    ],
)
def test_names_of_any_script(name):
    assert said(read(f"{name}: Yes.\nAna: No.\n{name}: Fine.")) == [
        (name, "Yes."),
        ("Ana", "No."),
        (name, "Fine."),
    ]


def test_colons_of_scripts_that_use_no_spaces():
    assert said(read("张三：你好。\n李四:好的。")) == [("张三", "你好。"), ("李四", "好的。")]


@pytest.mark.parametrize(
    "line",
    [
        "So here is the thing: we lost",
        "https://example.com/a: look there",
        "12:30 works",
        "at 12:30: lunch",
        "Note: they never called",
        "Next steps: none yet",
        "The Problem: price",
        "Are you there? Ben: yes",
        "one two three four five six: seven",
        "Yes. Exactly. Thing: so",
    ],
)
def test_lines_with_a_colon_carry_on_the_turn(line):
    transcript = read(f"Ana: Hi.\n{line}\nBen: Hello.\nAna: Bye.\nBen: Bye.")
    assert transcript.speakers == ("Ana", "Ben")
    assert transcript.units[0].text == f"Hi. {line}"


def test_continuation_lines_and_paragraphs_join_the_speaker_above():
    transcript = read("Ana:\nHi\n  there.\n\nHow are you?\n\nBen: Fine.\n")
    assert said(transcript) == [("Ana", "Hi there. How are you?"), ("Ben", "Fine.")]


def test_hard_wrapped_text_still_has_its_speakers():
    filler = "and a line of text that goes on\n" * 9
    transcript = read(f"Ana: Hi\n{filler}\nBen: So\n{filler}\nCleo: Once\n{filler}")
    assert transcript.speakers == ("Ana", "Ben", "Cleo")


def test_a_time_alone_in_brackets_starts_a_unit_of_the_same_speaker():
    transcript = read("[00:00] Ana: Hi.\n[00:05] and on\n00:00:10\nBen: Yes.")
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana", "Hi.", 0),
        ("Ana", "and on", 5000),
        ("Ben", "Yes.", 10000),
    ]
    assert (transcript.skipped[0].where, transcript.skipped[0].reason) == ("line 3", "time mark")


def test_head_of_the_file_is_skipped_with_reasons():
    transcript = read(
        "---\ntitle: One: two\n---\nMeeting title: Weekly\nDate: 3 May\nAgenda: <https://example.com>\n"
        "Attendees:\nAna: manager\nBen: rep\n\n# Transcript\nAna: Hi.\nBen: Date: Friday.\n"
    )
    assert said(transcript) == [("Ana", "Hi."), ("Ben", "Date: Friday.")]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 1", "front matter, 3 lines"),
        ("line 4", 'header line "Meeting title"'),
        ("line 5", 'header line "Date"'),
        ("line 6", 'header line "Agenda"'),
        ("line 7", 'header line "Attendees"'),
        ("line 8", "before the first speaker"),
        ("line 9", "before the first speaker"),
        ("line 11", "heading, rule or time mark"),
    ]


def test_speech_under_a_label_without_a_blank_line_is_kept():
    assert said(read("Transcript:\nAna: Hi.\nBen: Yes.\n\nAna: Bye.")) == [
        ("Ana", "Hi."),
        ("Ben", "Yes."),
        ("Ana", "Bye."),
    ]
    assert len(read("Participants:\nAna: Hi.\nBen: Yes.").units) == 2


def test_a_turn_without_text_is_noted():
    transcript = read("Ana: Hi.\nBen:\nAna: Bye.")
    assert said(transcript) == [("Ana", "Hi."), ("Ana", "Bye.")]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("line 2", "no text")]


def test_prose_is_refused_with_what_to_do():
    with pytest.raises(TranscriptError) as caught:
        read("We met on Tuesday and they told us: no.\nThen we left the secret building.\n")
    assert caught.value.where == "call.txt"
    assert "forms that are read" in caught.value.expected
    assert "coder read" in caught.value.next_step
    assert "secret" not in str(caught.value)


def test_a_comma_and_a_quote_make_no_table():
    transcript = read('Ana: So one\nBen: two\nAna: three ," or\nBen: four\nAna: five\nBen: six')
    assert transcript.format == "name_text"
    assert said(transcript)[2] == ("Ana", 'three ," or')
    assert len(transcript.units) == 6
