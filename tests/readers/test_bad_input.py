"""No bytes at all make a reader fail in any way but a message."""

import os
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder import readers
from coder.errors import TranscriptError
from coder.readers import MAX_BYTES, MAX_WORDS, read_bytes, read_transcript

SAMPLES = {
    "zoom.vtt": "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nAna Gil: Hi, <b>you</b> &amp; me\n\n"
    "2\n00:00:05.000 --> 00:00:06.000\nBen (Acme): Hello.\n\nNOTE x\n\n00:07.000 --> 00:08.000\nand on\n",
    "teams.vtt": "WEBVTT\n\n62357a1d-d250-41d5-a1cf-6cc0eeceffcc/15-0\n00:00:04.963 --> 00:00:08.571\n"
    "<v Ana Gil>OK,\nso</v>\n\n00:00:09.000 --> 00:00:10.000\n<v Ben>Yes.\n",
    "call.srt": "1\n00:00:01,000 --> 00:00:02,000\nAna: Hi.\n\n2\n00:00:03,000 --> 00:00:04,000\n- Ben: Ja {\\an8}\n\n",
    "call.txt": "---\na: b\n---\nDate: 1 May\n\n[00:01] Ana: Hi.\nmore\n**Ben:** Yes.\nBen [0:05]: So: no.\n",
    "call.csv": 'start_ms,speaker,text\n1500,Ana,"Hi, ""you""\nthere"\n2500,Ben,Yes\n',
    "call.tsv": "call\tfrom\tmessage\tend\n1\tAna\tHi\t0:05\n1\tBen\t\tsoon\n",
    "call.jsonl": '{"call": "c1", "speaker": "Ana", "role": "rep", "text": "Hi.", "start_ms": 5, "turn": 0}\n' * 2,
}
SAMPLES |= {
    "call.sbv": "0:00:01.000,0:00:02.000\nAna: Hi[br]you\n\n0:00:02.000,0:00:01.000\nBen: Yes\n",
    "call.ttml": '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata"><head><m:agent '
    'xml:id="a"><m:name>Ana</m:name></m:agent></head><body><div begin="1s"><p begin="0s" dur="5f" m:agent="a">Hi'
    "<br/>you</p><p><span begin='10t' m:agent='b'>Yes</span></p></div></body></tt>",
    "rolling.vtt": "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\n \nHi<00:01.500><c> you</c>\n\n"
    "00:02.000 --> 00:02.010\nHi you\n \n\n00:02.010 --> 00:03.000\nHi you\nYes\n",
    "noscribe.vtt": "WEBVTT x\n\n00:01.000 --> 00:02.000\n<v S01>Hi //S00: Yes // so\n\n"
    "00:02.000 --> 00:03.000\n<v //S00>Hi //S00: Yes//\n",
    "noscribe.html": '<html><body><p>x</p><p><a name="ts_0_900_S01" >S01: [00:00:00] Hi</a>'
    '<a name="ts_900_950_//S00" > //S00: Yes</a><a name="ts_950_999_S01" >// so</a></p></body></html>',
    "page.html": "<!DOCTYPE html><html><head><title>x</title></head><body><p><b>Ana:</b> Hi</p><p>Ben: Yes</p></body>",
    "teams.txt": "0:0:1.0 --> 0:0:2.5\nAna Gil\nHi you\n0:0:3.0 --> 0:0:4.0\nBen\nYes\n",
    "chat.txt": "00:05:41\tAna:\tHi\n\nyou\n10:00:01 From Ben to Everyone:\n\tYes\n"
    '00:05:50\tBen:\tReacted to "x" with y\n',
    "otter.txt": "SPEAKERS\nAna\n\n**Ana Gil**  0:01  \nHi\nyou\n\nBen  1:00:02\nYes\n\nTranscribed by https://otter.ai\n",
    "rev.txt": "---\na: b\n---\n# x\n\nAna (00:00:01):\nHi\n\n(00:00:05):\nyou\n\nBen (00:00:09):\nYes\n",
    "fathom.txt": "x\nVIEW RECORDING - 5 mins:\n\n0:01 - Ana\n  Hi\n  ACTION ITEM: x\n\n0:05 - Ben\n  Yes",
    "captions.txt": "[Ana Gil] 23:59:58\nHi\n\n[Ben] 00:00:03\nYes\n",
    "lines.txt": "Ana\n0:01\nHi\nBen\n0:02\nYes\nAna\n0:03\nHi\nBen\n0:04\nYes\n",
    "timed.txt": "[00:01.000 --> 00:02.000]  Hi\n[00:02.000 --> 00:03.000]  Yes\n0:05\nyou\n",
    "meet.md": "# Weekly - Transcript\n## Attendees\nAna, Ben\n\n00:00:00\n\n"
    "**Ana:** Hi\n\n**Ben:** Yes\n\n**Ana:** x\n\n**Ben:** y\n\n"
    "Meeting ended after 00:05:00\n",
    "names.txt": "Ana Gil\nHi you all\n\nBen Ode\nYes and no\n\nAna Gil\nSo be it\n",
    "data.vtt": 'WEBVTT\n\n00:01.000 --> 00:02.000\n{"speakerName": "Ana", "spokenText": "Hi"}\n\n'
    '00:02.000 --> 00:03.000\n{"speakerName": "Ben", "spokenText": "Yes"}\n',
    "items.html": '<div data-start="1"><b class="speaker-name">Ana</b><p class="text">Hi</p></div>'
    '<div data-start="2.5"><b class="speaker-name">Ben</b><p class="text">Yes</p></div>',
    "youtube.xml": '<transcript><text start="0.5" dur="2">Hi</text><text start="3">Yes</text></transcript>',
    "day.txt": "[9:59:58 AM] Ana: Hi\n[10:00:01 AM] Ben: Yes\nPage 1 of 2\n[10:01:02 AM] Ana: x\nPage 2 of 2\n",
    "loose.txt": "Ana Gil [0:01] Hi\nBen Ode [0:05] Yes\nAna Gil [0:09] So\n",
    "call.rtf": "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0\\fcharset204 A;}"
    "\\pard Ana: Hi \\u8211?\\'e9\\par Ben: Yes{\\*\\x y}}",
}
SAMPLE_FORMATS = {
    "zoom.vtt": "webvtt",
    "teams.vtt": "webvtt",
    "rolling.vtt": "webvtt",
    "noscribe.vtt": "webvtt",
    "call.srt": "srt",
    "call.sbv": "sbv",
    "call.ttml": "ttml",
    "call.txt": "name_text",
    "call.csv": "table",
    "call.tsv": "table",
    "call.jsonl": "codebook_jsonl",
    "call.rtf": "rtf",
    "noscribe.html": "noscribe_html",
    "page.html": "html_page",
    "teams.txt": "teams_text",
    "chat.txt": "zoom_chat",
    "otter.txt": "otter",
    "rev.txt": "rev",
    "fathom.txt": "fathom",
    "captions.txt": "zoom_captions",
    "lines.txt": "headed_text",
    "timed.txt": "timed_lines",
    "meet.md": "google_meet",
    "names.txt": "name_lines",
    "data.vtt": "webvtt",
    "items.html": "html_items",
    "youtube.xml": "youtube_xml",
    "day.txt": "name_text",
    "loose.txt": "name_text",
}
FAST = settings(deadline=None, max_examples=120)


def check(data: bytes, source: str) -> None:
    """Fails on any exception but the package's own, and on a transcript that breaks its promises."""
    try:
        transcript = read_bytes(data, source)
    except TranscriptError as error:
        assert error.where.startswith(source)
        assert error.expected and error.found and error.next_step
        return
    assert transcript.units or transcript.chat
    for unit in (*transcript.units, *transcript.chat):
        assert unit.speaker == " ".join(unit.speaker.split()) != ""
        assert unit.text == " ".join(unit.text.split()) != ""
        assert unit.text.encode()
        assert unit.start_ms is None or unit.start_ms >= 0
        assert None in (unit.start_ms, unit.end_ms) or unit.start_ms <= unit.end_ms


@FAST
@given(st.binary(max_size=400))
def test_random_bytes(data):
    check(data, "call.vtt")


@FAST
@given(st.text(max_size=300), st.sampled_from(sorted(SAMPLES)))
def test_random_text(text, source):
    check(text.encode("utf-8", "surrogatepass"), source)


STRUCTURE = [
    "\n",
    "\n\n",
    "Ana: ",
    "Ben",
    ":",
    " --> ",
    "00:01.000",
    "00:00:01,000",
    "WEBVTT",
    "<v Ana>",
    "</v>",
    "<",
]
STRUCTURE += [
    '"',
    ",",
    "\t",
    ";",
    "text",
    "speaker",
    "start_ms",
    "{",
    "}",
    '{"speaker": "A", "text": "b"}',
    "[",
    "]",
]
STRUCTURE += [
    "NOTE",
    "---",
    "**",
    "&amp;",
    "&#99999999;",
    "9" * 5000,
    "1",
    "\u200b",
    "\ud800",
    "张三：",
    "-",
    ">>",
    " ",
]


@FAST
@given(st.lists(st.sampled_from(STRUCTURE), max_size=40), st.sampled_from(sorted(SAMPLES)))
def test_random_structure(pieces, source):
    check("".join(pieces).encode("utf-8", "surrogatepass"), source)


@st.composite
def mutated(draw) -> tuple[bytes, str]:
    source = draw(st.sampled_from(sorted(SAMPLES)))
    data = SAMPLES[source].encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        insert = draw(st.one_of(st.binary(max_size=8), st.just(data[start:end] * 2), st.just(b"")))
        data = data[:start] + insert + data[end:]
    return data, source


@settings(deadline=None, max_examples=400)
@given(mutated())
def test_mutated_files(case):
    check(*case)


@pytest.mark.parametrize("source", sorted(SAMPLES))
def test_every_cut_of_a_file(source):
    data = SAMPLES[source].encode()
    for at in range(len(data)):
        check(data[:at], source)
        check(data[at:], source)


@pytest.mark.parametrize("source", sorted(SAMPLES))
def test_the_samples_themselves_are_read(source):
    transcript = read_bytes(SAMPLES[source].encode(), source)
    assert len(transcript.units) + len(transcript.chat) >= 1
    assert transcript.format == SAMPLE_FORMATS.get(source, transcript.format)


@settings(deadline=None, max_examples=60)
@given(mutated(), st.sampled_from(["zyzzyva", "quokka"]))
def test_messages_never_quote_speech(case, secret):
    data, source = case
    text = data.decode("utf-8", "replace").replace("Hi", secret).replace("Yes", secret)
    with suppress(TranscriptError):
        reasons = " ".join(note.reason for note in read_bytes(text.encode(), source).skipped)
        assert secret not in reasons
        return
    with pytest.raises(TranscriptError) as caught:
        read_bytes(text.encode(), source)
    # Damage can make a row look like the header, whose columns the message has to list.
    assert secret not in str(caught.value).partition("the columns")[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "MP4"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00", "M4A"),
        (b"ID3\x04\x00\x00", "MP3"),
        (b"\xff\xfb\x90\x00", "MP3"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "WAV"),
        (b"OggS\x00\x02", "Ogg"),
        (b"\x1aE\xdf\xa3\x01", "WebM"),
        (b"PK\x03\x04\x14\x00word/document.xml", "Word document (docx)"),
        (b"PK\x03\x04\x14\x00xl/workbook.xml", "Excel workbook (xlsx)"),
        (b"PK\x03\x04\x14\x00photo.txt", "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
        (b"\x89PNG\r\n\x1a\n", "image (PNG)"),
        (b"\xff\xd8\xff\xe0", "image (JPEG)"),
        (b"\x01\x02\x03\x00" * 40, "binary data"),
    ],
)
def test_binary_files_are_named(data, kind):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(data, "call.vtt")
    assert kind in caught.value.found
    assert "export the transcript as VTT, SRT or plain text" in caught.value.next_step


def test_a_few_stray_nuls_do_not_make_text_binary():
    assert read_bytes(b"Ana: Hi\x00 there.\nBen: Yes.\x00", "call.txt").units[0].text == "Hi there."


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\n".encode()])
def test_empty_files(data):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(data, "call.vtt")
    assert caught.value.found == ("nothing but white space" if data else "an empty file")


def test_a_file_over_the_limit_is_sized_and_not_read(tmp_path):
    path = tmp_path / "recording.vtt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), MAX_BYTES + 1024**2)
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    assert (caught.value.expected, caught.value.found) == ("at most 16 MB", "17.0 MB")
    assert "not the recording" in caught.value.next_step
    with pytest.raises(TranscriptError):
        read_bytes(b"a" * (MAX_BYTES + 1), "call.txt")


@pytest.mark.parametrize("n_words", [MAX_WORDS + 2, 9 * MAX_WORDS])
def test_too_many_words(n_words):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(b"Ana: Hi\nBen: Yes " + b"so " * (n_words - 2), "call.txt")
    assert f"at most {MAX_WORDS:,} words" in caught.value.expected


def test_the_most_words_are_read(monkeypatch):
    monkeypatch.setattr(readers, "MAX_WORDS", 4)
    assert read_bytes(b"Ana: a b\nBen: c d", "call.txt").speakers == ("Ana", "Ben")
    with pytest.raises(TranscriptError):
        read_bytes(b"Ana: a b\nBen: c d e", "call.txt")


def test_paths_that_hold_no_file(tmp_path):
    for path, found in [
        (tmp_path, "a folder"),
        (tmp_path / "none.vtt", "nothing of that name"),
        (tmp_path / "a\0b.vtt", ""),
        (tmp_path / ("x" * 5000), ""),
    ]:
        with pytest.raises(TranscriptError) as caught:
            read_transcript(path)
        assert str(path) in caught.value.where
        assert found in caught.value.found


def test_an_unreadable_file(tmp_path, monkeypatch):
    path = tmp_path / "call.vtt"
    path.write_text("WEBVTT")
    monkeypatch.setattr(type(path), "read_bytes", _deny)
    with pytest.raises(TranscriptError) as caught:
        read_transcript(path)
    assert caught.value.found == "Permission denied"


def _deny(path):
    raise PermissionError(13, "Permission denied")


def test_a_path_may_be_text(tmp_path):
    path = tmp_path / "Monday 1-1.txt"
    path.write_text("Ana: Hi.\nBen: Yes.")
    transcript = read_transcript(str(path))
    assert (transcript.call, transcript.source) == ("Monday 1-1", "Monday 1-1.txt")


def test_a_gigantic_word_is_refused():
    with pytest.raises(TranscriptError, match="20,000 characters in one word"):
        read_bytes(f"Ana: Hi.\nBen: {'a' * 30_000}\n".encode(), "call.txt")


def test_a_crowd_is_no_call():
    rows = "".join(f"Speaker {number},Hello there.\n" for number in range(501))
    with pytest.raises(TranscriptError, match="500 speakers"):
        read_bytes(f"speaker,text\n{rows}".encode(), "call.csv")
