import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.containers.rtf_text import show_rtf

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset204 Arial;}}
{\info{\title Ana: no}{\author Cy}}{\*\generator Word: x;}{\header Page: 1}
\pard\b Ana Gil:\b0  Caf\'e9 \u8211?\~so\line said {\f1\'cf\'f0\'e8\'e2\'e5\'f2}\par
Ben: \{Yes\} \u-10179?\u-8701?{\uc2\u8364 EU}\par
\par }
"""


def test_code_pages_escapes_and_parts_that_are_no_speech():
    transcript = read_bytes(RTF, "call.rtf")
    assert transcript.format == "rtf"
    assert [(unit.speaker, unit.text) for unit in transcript.units] == [
        ("Ana Gil", "Café – so said Привет"),
        ("Ben", "{Yes} 😃€"),
    ]


def test_the_text_is_detected_by_its_content():
    transcript = read_bytes(rb"{\rtf1 Ana (00:01)\par Hi.\par Ben (00:05)\par Yes.\par}", "call.rtf")
    assert [(unit.speaker, unit.start_ms) for unit in transcript.units] == [("Ana", 1000), ("Ben", 5000)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1 a", "a"),
        (rb"{\rtf1 a}}}b", "ab"),
        (rb"{\rtf1 a\bin3 }}}b}", "ab"),
        (rb"{\rtf1 a\bin999999999 b}", "a"),
        (rb"{\rtf1 a\'zz\'8", "azz8"),
        (b"{\\rtf1 a\\\nb\\", "a\nb"),
        (rb"{\rtf1\ansicpg99999999 \'e9\u65?\ud", "éA"),
    ],
)
def test_broken_rtf_gives_what_can_be_read(data, text):
    assert show_rtf(data) == text


@pytest.mark.parametrize("data", [rb"{\rtf1}", rb"{\rtf1 Nothing but prose.}", rb"{\rtf1 \{\\rtf1 Ana: Hi.\}}"])
def test_documents_without_a_transcript(data):
    with pytest.raises(TranscriptError):
        read_bytes(data, "call.rtf")
