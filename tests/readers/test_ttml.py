import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER

NAMESPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
)


def read(body: str, *, head: str = "", attributes: str = ""):
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<tt {NAMESPACES} {attributes}><head>{head}</head>{body}</tt>'
    return read_bytes(text.encode(), "call.ttml")


def describe(transcript):
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


@pytest.mark.parametrize(
    ("begin", "end", "attributes", "times"),
    [
        ("00:00:01.500", "00:00:02", "", (1500, 2000)),
        ("1:02.5", "63", "", (62500, 63000)),
        ("0.76s", "3450ms", "", (760, 3450)),
        ("0.5m", "0.01h", "", (30000, 36000)),
        ("34000000t", "61770000t", 'ttp:tickRate="10000000"', (3400, 6177)),
        ("00:00:01:15", "45f", "", (1500, 1500)),
        ("25f", "00:00:02:00", 'ttp:frameRate="25"', (1000, 2000)),
        ("30f", "60f", 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', (1001, 2002)),
        ("soon", "", "", (None, None)),
        ("9999999h", "", "", (None, None)),
    ],
)
def test_time_expressions(begin, end, attributes, times):
    units = read(f'<body><p begin="{begin}" end="{end}">Hi.</p></body>', attributes=attributes).units
    assert [(unit.start_ms, unit.end_ms) for unit in units] == [times]


def test_lines_entities_and_overlaps():
    transcript = read(
        '<body><div><p begin="1s" end="3s">\n  to be &amp;<br/>\n  have <span>been</span>\n</p>'
        '<p begin="2s" dur="2s">over</p><p begin="5s" end="6s"> </p></div></body>'
    )
    assert transcript.format == "ttml"
    assert describe(transcript) == [
        (UNKNOWN_SPEAKER, "to be & have been", 1000, 3000),
        (UNKNOWN_SPEAKER, "over", 2000, 4000),
    ]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("caption 3", "no text")]


def test_agents_with_and_without_names():
    transcript = read(
        '<body><div ttm:agent="a"><p begin="1s" end="2s">Hi.</p><p begin="2s" end="4s" ttm:agent="b">Yes'
        '<span ttm:agent="a">No.</span></p></div><p begin="5s" end="6s">Bye.</p></body>',
        head='<metadata><ttm:agent xml:id="a" type="person"><ttm:name> Ana </ttm:name></ttm:agent></metadata>',
    )
    assert describe(transcript) == [
        ("Ana", "Hi.", 1000, 2000),
        ("b", "Yes", 2000, 3000),
        ("Ana", "No.", 3000, 4000),
        (UNKNOWN_SPEAKER, "Bye.", 5000, 6000),
    ]


def test_speakers_in_the_text():
    body = '<body><p begin="1s">Ana: Hi.</p><p begin="2s">Ben: Yes.</p><p begin="3s">and no</p></body>'
    assert [(unit.speaker, unit.text) for unit in read(body).units] == [
        ("Ana", "Hi."),
        ("Ben", "Yes."),
        ("Ben", "and no"),
    ]


def test_words_in_spans_of_their_own():
    transcript = read(
        '<body><p ttm:agent="SPEAKER_1"><span p:unit="word" begin="0.5" end="0.9">So</span>'
        '<span p:unit="word" begin="0.9" end="1.4">what?</span></p></body>',
        attributes='xmlns:p="http://podcasts.apple.com/transcript-ttml-internal"',
    )
    assert describe(transcript) == [("SPEAKER_1", "So what?", 500, 1400)]


def test_times_count_from_the_part_around_unless_they_are_whole():
    inner = '<p begin="{}" end="{}">Hi.</p>'
    assert describe(read(f'<body><div begin="10s">{inner.format("0s", "1s")}</div></body>'))[0][2:] == (10000, 11000)
    assert describe(read(f'<body><div begin="10s">{inner.format("10s", "12s")}</div></body>'))[0][2:] == (10000, 12000)


def test_a_document_without_captions():
    with pytest.raises(TranscriptError) as caught:
        read("<body/>")
    assert caught.value.found == "none"


def test_ampersands_and_entities_of_html_that_xml_does_not_know():
    markup = f'<tt {NAMESPACES}><body><div><p begin="1s" end="2s">R&D &amp; Q&A;&nbsp;x</p></div></body></tt>'
    assert read_bytes(markup.encode(), "call.ttml").units[0].text == "R&D & Q&A; x"
