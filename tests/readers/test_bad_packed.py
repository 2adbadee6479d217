"""Damaged office documents, tables and research files: only a TranscriptError may come out."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import make_bare_docx, make_docx, make_xlsx, pack

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.content import Content
from coder.readers.detection import all_formats

SEGMENT = {"session_id": "a", "speaker": "Ana", "words": "Hi", "start_time": "0", "end_time": 1.5}
TASK = {"data": {"d": [{"author": "Ana", "text": "Hi", "start": 1}]}, "annotations": [{"result": [{}]}]}
EAF = (
    '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1"/><TIME_SLOT TIME_SLOT_ID="b"/>'
    '</TIME_ORDER><TIER TIER_ID="x" PARTICIPANT="Ana"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="m" '
    'TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>Hi</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>'
    '</ANNOTATION></TIER><TIER TIER_ID="y" PARENT_REF="x"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="n" '
    'ANNOTATION_REF="m"><ANNOTATION_VALUE>no</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>'
    "</ANNOTATION_DOCUMENT>"
)
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n2\n"IntervalTier"\n"Ana"\n0\n2\n2\n'
GRID += '0\n1\n"Hi ""you"""\n1\n2\n"sp"\n"TextTier"\n"p"\n0\n2\n1\n0.5\n"120"\n'
TEXTS = {
    "call.jsonl": json.dumps({"conversation_id": 1, "speaker": "Ana", "text": "Hi", "timestamp": 1.5e9}) + "\n"
    '{"user": "Ben", "text": "", "meta": {"speaker": "x"}, "label": []}\n{"id": 1, "text": "so", "speaker": "Ben"}\n',
    "seglst.json": json.dumps([SEGMENT, SEGMENT | {"speaker": "Ben"}]),
    "tasks.json": json.dumps([TASK]),
    "call.cha": "@UTF8\n@Begin\n@Participants:\tANA Ana Coach, BEN Rep\n*ANA:\t<so> [//] &-um ok +... \x151_20\x15\n"
    "%mor:\tx\n*BEN:\tno::\n\tyes@i (be)cause &=laughs .\n@End\n",
    "call.eaf": EAF,
    "elan.tsv": "Ana\t1.0\t2.0\t1.0\tHi\nBen\t2.0\t3.5\t1.5\tYes\n",
    "elan.txt": "Tier\tBegin Time - msec\tEnd Time - msec\tAnnotation\nAna\t1000\t2000\tHi\nBen\t2000\t3500\tYes\n",
    "call.TextGrid": GRID,
    "call.stm": ";; x\nrec 1 Ana 0 1.5 <O,F> Hi you\nrec 1 Ben 1 2 Yes\n",
    "call.ctm": "rec A 0 0.5 Hi 0.9\nrec A 0.5 0.5 you\nrec B 3 1 Yes 0.8 lex Ben\n",
    "call.rttm": "SPEAKER rec 1 0 2 <NA> <NA> Ana <NA>\nLEXEME rec 1 0 0.5 Hi LEX Ana <NA>\n"
    "IP rec 1 5 <NA> <NA> x A <NA>\n",
    "sub.csv": 'Start,End,Text\n3.4,6.177,"Hi, you"\n2024-06-01 12:00,1717243200,Yes\n',
}
DOCUMENT = make_docx("Notes", "0:0:0.0 --> 0:0:1.510\nAna\nHi.", "Ben   0:04\nYes.", "Transcript", "Ana: So.")
WORKBOOK = make_xlsx(Notes=[["x", 1]], Call=[["Speaker", "Text", "Start"], ["Ana", "Hi", 1.5], ["Ben", "=1+1", "0:02"]])
BARE = make_bare_docx('<w:p><w:r><w:t>Ana   0:04</w:t><w:br/><w:t xml:space="preserve">Hi.</w:t></w:r></w:p>')
PACKED = {"call.docx": DOCUMENT, "bare.docx": BARE, "call.xlsx": WORKBOOK}
XLSX_PARTS = ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml")
XLSX_PARTS += ("xl/_rels/workbook.xml.rels", "[Content_Types].xml")


def check(data: bytes, source: str) -> None:
    """Fails on any exception but the package's own, and on a transcript that breaks its promises."""
    try:
        transcript = read_bytes(data, source)
    except TranscriptError as error:
        assert error.where.startswith(source)
        assert error.expected and error.found and error.next_step
        return
    assert transcript.units or transcript.chat
    for unit in transcript.units:
        assert unit.speaker == " ".join(unit.speaker.split()) != ""
        assert unit.text == " ".join(unit.text.split()) != ""
        assert unit.text.encode()
        assert unit.start_ms is None or unit.start_ms >= 0
        assert None in (unit.start_ms, unit.end_ms) or unit.start_ms <= unit.end_ms


def unpack(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@st.composite
def damage(draw, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        insert = draw(st.one_of(st.binary(max_size=8), st.just(data[start:end] * 2), st.just(b"")))
        data = data[:start] + insert + data[end:]
    return data


@pytest.mark.parametrize("source", TEXTS)
def test_the_samples_themselves_are_read(source):
    if source != "sub.csv":
        assert read_bytes(TEXTS[source].encode(), source).units


@settings(deadline=None, max_examples=500)
@given(st.data(), st.sampled_from(sorted(TEXTS)), st.sampled_from(["utf-8", "utf-16"]))
def test_damaged_text(data, source, encoding):
    check(data.draw(damage(TEXTS[source].encode(encoding))), source)


@settings(deadline=None, max_examples=200)
@given(st.data(), st.sampled_from(sorted(PACKED)))
def test_damaged_archives(data, source):
    check(data.draw(damage(PACKED[source])), source)


@settings(deadline=None, max_examples=150)
@given(st.data(), st.sampled_from(XLSX_PARTS))
def test_damage_inside_a_workbook(data, part):
    parts = unpack(WORKBOOK)
    check(pack(parts | {part: data.draw(damage(parts[part]))}), "call.xlsx")


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_damage_inside_a_document(data):
    parts = unpack(BARE)
    check(pack({name: data.draw(damage(part)) for name, part in parts.items()}), "call.docx")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["data", "annotations", "result", "text", "words", "speaker", "meta", "session_id", "start_time"]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=150)
@given(VALUES)
def test_any_tree_of_json(tree):
    check(json.dumps(tree).encode(), "call.json")
    content = Content(b"", json.dumps([tree, tree]), "call.json")
    for form in all_formats():
        if form.shape == "json":
            assert 0 <= form.likelihood(content.shaped("json"), "call.json") <= 1


@pytest.mark.parametrize("source", sorted(PACKED))
def test_every_cut_of_a_packed_file(source):
    data = PACKED[source]
    for at in range(0, len(data), max(1, len(data) // 60)):
        check(data[:at], source)
        check(data[at:], source)


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b"\t" * 2_000_000 + b"x", "call.tsv"),
        (b"*A:\t" + b"[" * 1_000_000, "call.cha"),
        (b"@Begin\n*A:\t" + b"(" * 500_000 + b"<" * 500_000, "call.cha"),
        (b'"ooTextFile"\n"TextGrid"\n' + b'"' * 1_000_001, "call.TextGrid"),
        (b"a " * 1_000_000, "call.ctm"),
        (b"rec 1 " + b"9" * 1_000_000 + b" 1 word", "call.stm"),
        (b'{"text": "' + b"so" * 1_000_000 + b'", "speaker": "A"}\n' * 2, "call.jsonl"),
        (b"{" * 1_000_000, "call.jsonl"),
    ],
)
def test_long_lines_take_no_time(data, source):
    check(data, source)


def test_long_paragraphs_and_cells_take_no_time():
    check(make_docx("Ana" + "\t" * 100_000 + "0:0x", "Ana 0:01\n" + "so " * 50_000), "call.docx")
    check(make_xlsx(A=[["who", "text"], *(["Ana", "so " * 10_000] for _ in range(10))]), "call.xlsx")
