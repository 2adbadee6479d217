from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from packed import make_bare_docx, make_docx, pack, reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.containers.word_document import list_paragraphs
from coder.transcript import UNKNOWN_SPEAKER

CUES = ("0:0:0.0 --> 0:0:1.510\nAna Gil\nOK. Yeah.", "0:0:3.270 --> 0:1:4.250\nBen Ode\nUmm.\nNo.", "")
HEADS = (
    "Meeting with Ana Gil-Recording",
    "15 August 2026, 06:07pm",
    "Ana Gil started transcription",
    "Ana Gil   0:04\nHow did it go?\nTell me.",
    "Ben Ode   1:02:03\nThey went quiet.",
    "Ana Gil stopped transcription",
)
MEET = (
    "📝 Notes",
    "Invited Ana Gil Ben Ode",
    "Summary",
    "Next step: Ben will call.",
    "📖 Transcript",
    "Aug 15, 2026",
    "00:00:11",
    "Ana Gil: How did it go?",
    "Ben Ode: They went quiet.",
    "And then nothing.",
    "Transcription ended after 00:00:39",
)


def read(*paragraphs: str):
    return read_bytes(make_docx(*paragraphs), "call.docx")


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in list_paragraphs(data, "call.docx")]


def write_table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_times_name_and_text_in_one_paragraph():
    transcript = read(*CUES)
    assert transcript.format == "docx"
    assert rows_of(transcript) == [("Ana Gil", "OK. Yeah.", 0, 1510), ("Ben Ode", "Umm. No.", 3270, 64250)]
    assert transcript.skipped == ()


def test_times_name_and_text_in_paragraphs_of_their_own():
    transcript = read("Weekly", *(line for cue in CUES for line in cue.split("\n")))
    assert rows_of(transcript) == rows_of(read(*CUES))
    assert reasons_of(transcript) == ["above the first time"]


def test_a_cue_of_one_line_is_of_nobody_known():
    assert rows_of(read("0:0:1 --> 0:0:2\nYes."))[0][0] == UNKNOWN_SPEAKER


def test_heads_of_name_and_time():
    transcript = read(*HEADS)
    assert rows_of(transcript) == [
        ("Ana Gil", "How did it go? Tell me.", 4000, None),
        ("Ben Ode", "They went quiet.", 3723000, None),
    ]
    assert [note.where for note in transcript.skipped] == [f"paragraph {number}" for number in (1, 2, 3, 6)]


def test_heads_in_paragraphs_of_their_own_and_a_time_that_is_said():
    transcript = read("Ana Gil\t0:04", "We meet at 10:30", "and then at 11:30", "Ben 0:09\nYes.")
    assert rows_of(transcript) == [
        ("Ana Gil", "We meet at 10:30 and then at 11:30", 4000, None),
        ("Ben", "Yes.", 9000, None),
    ]


def test_notes_of_google_meet_are_no_speech():
    transcript = read(*MEET)
    assert rows_of(transcript) == [
        ("Ana Gil", "How did it go?", 11000, None),
        ("Ben Ode", "They went quiet. And then nothing.", None, None),
    ]
    assert reasons_of(transcript).count("above the transcript: notes, summary or people invited") == 5
    assert len(transcript.skipped) == 7


def test_notes_without_a_transcript_are_refused():
    with pytest.raises(TranscriptError):
        read(*MEET[:4])
    with pytest.raises(TranscriptError):
        read("")


def test_any_form_of_text_in_a_document():
    transcript = read("Ana: How did it go?", "Ben: They went quiet.", "Ana: Then what?")
    assert (transcript.format, transcript.speakers) == ("docx", ("Ana", "Ben"))


def test_a_document_of_its_main_part_alone():
    text = "<w:p><w:r><w:t>0:0:0.0 --> 0:0:1.5</w:t><w:br/><w:t>Ana</w:t><w:br/><w:t>Hi.</w:t></w:r></w:p>"
    assert rows_of(read_bytes(make_bare_docx(text), "call.docx")) == [("Ana", "Hi.", 0, 1500)]


def test_text_that_python_docx_passes_over():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('Ana: one')}<w:ins>{run.format(' two')}</w:ins></w:p>"
    body += f"<w:sdt><w:sdtContent><w:p>{run.format('Ben: three')}</w:p></w:sdtContent></w:sdt>"
    body += f"<w:tbl><w:tr><w:tc><w:p>{run.format('Ana: four')}</w:p></w:tc></w:tr></w:tbl>"
    body += f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:moveFrom>{run.format('gone')}</w:moveFrom></w:p>"
    body += "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    assert texts(make_bare_docx(body)) == ["Ana: one two", "Ben: three", "Ana: four", "", ""]


@pytest.mark.parametrize("paragraphs", [CUES, HEADS, MEET, ("a\tb\nc", "  d  ")])
def test_paragraphs_are_those_of_python_docx_where_it_holds(paragraphs):
    data = make_docx(*paragraphs)
    expected = [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]
    assert texts(data) == expected == list(paragraphs)


def test_a_main_part_of_another_name():
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    parts = {"_rels/.rels": f"<Relationships>{relation}</Relationships>"}
    main = make_bare_docx("<w:p><w:r><w:t>Ana: Hi.</w:t></w:r></w:p>")
    parts["word/document2.xml"] = ZipFile(BytesIO(main)).read("word/document.xml")
    assert texts(pack(parts)) == ["Ana: Hi."]


def test_a_table_beside_the_transcript_is_no_speech():
    body = "<w:p><w:r><w:t>0:0:0 --&gt; 0:0:1</w:t><w:br/><w:t>Ana</w:t><w:br/><w:t>Hi.</w:t></w:r></w:p>"
    transcript = read_bytes(make_bare_docx(body + write_table(["saved by", "Ben"])), "call.docx")
    assert rows_of(transcript) == [("Ana", "Hi.", 0, 1000)]
    assert reasons_of(transcript) == ["in a table beside the transcript"] * 2


def test_a_transcript_in_a_table():
    table = write_table(["Time", "Speaker", "Text"], ["0:05", "Ana", "Hi."], ["0:07", "Ben", "Yes."])
    data = make_bare_docx("<w:p><w:r><w:t>Weekly</w:t></w:r></w:p>" + table)
    transcript = read_bytes(data, "call.docx")
    assert rows_of(transcript) == [("Ana", "Hi.", 5000, None), ("Ben", "Yes.", 7000, None)]
    assert reasons_of(transcript) == ["1 paragraphs outside the table with the transcript"]


def test_a_cue_without_a_name_carries_on():
    transcript = read(CUES[0], "0:0:1.6 --> 0:0:2.0\nand so on", CUES[1])
    assert [unit.speaker for unit in transcript.units] == ["Ana Gil", "Ana Gil", "Ben Ode"]


@pytest.mark.parametrize("voice", ["{}: {}", "<v {}>{}</v>"])
def test_captions_pasted_into_a_document(voice):
    cues = [("1", "00:00:01.000 --> 00:00:02.000", voice.format("Ana", "Hi.")), ("2", "00:03.000 --> 00:04.000", "x")]
    cues[1] = (*cues[1][:2], voice.format("Ben", "Yes."))
    transcript = read("WEBVTT", "", *(line for cue in cues for line in (*cue, "")))
    assert rows_of(transcript) == [("Ana", "Hi.", 1000, 2000), ("Ben", "Yes.", 3000, 4000)]


def test_names_and_times_on_lines_of_their_own_below_a_heading():
    lines = ["Transcript", "Ana Gil", "00:05", "Hi.", "Ben", "00:09", "Yes.", "Ana Gil", "00:15", "So?"]
    assert rows_of(read(*lines)) == [
        ("Ana Gil", "Hi.", 5000, None),
        ("Ben", "Yes.", 9000, None),
        ("Ana Gil", "So?", 15000, None),
    ]


def test_notes_that_name_people_are_refused():
    with pytest.raises(TranscriptError):
        read("📝 Notes", "Invited Ana Ben", "Ana: a", "Ben: b", "Ana: c", "You should review Gemini's notes to check.")
