"""Transcriber, EXMARaLDA, TEI, NITE, and XML of no known tool."""

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes

A, B = "So how did it go?", "They went quiet."


def read(text: str, source: str):
    transcript = read_bytes(text.encode(), source)
    return transcript.format, [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


TRS = f"""<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans><Speakers><Speaker id="spk1" name="Ana"/><Speaker id="spk2" name="Jörg"/></Speakers><Episode><Section>
<Turn startTime="0" endTime="3.5" speaker="spk1"><Sync time="0"/>{A}<Sync time="2.1"/>
<Event desc="laugh"/> and <Comment desc="x"/>more</Turn>
<Turn speaker="spk2 spk1" startTime="3.5" endTime="6"><Sync time="3.5"/><Who nb="1"/>{B}<Who nb="2"/>Yes.</Turn>
<Turn startTime="6" endTime="9"><Sync time="6"/></Turn></Section></Episode></Trans>"""


def test_turns_of_transcriber():
    transcript = read_bytes(TRS.encode("latin-1"), "call.trs")
    assert transcript.format == "transcriber"
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("Ana", A, 0, 2100),
        ("Ana", "and more", 2100, 3500),
        ("Jörg", B, 3500, 6000),
        ("Ana", "Yes.", 3500, 6000),
    ]


EXB = f"""<basic-transcription><head><speakertable><speaker id="S0"><abbreviation>ANA</abbreviation></speaker>
<speaker id="S1"><abbreviation/></speaker></speakertable></head><basic-body><common-timeline>
<tli id="T0" time="0.0"/><tli id="T1" time="1.5"/><tli id="T2"/><tli id="T3" time="4"/></common-timeline>
<tier id="t0" speaker="S0" type="t"><event start="T0" end="T1">So how </event>
<event start="T1" end="T2">did it go?</event>
</tier><tier id="t1" speaker="S0" type="a" display-name="ANA [en]"><event start="T0" end="T2">x</event></tier>
<tier id="t2" speaker="S1" type="t"><event start="T2" end="T3">{B}</event></tier></basic-body></basic-transcription>"""


def test_names_and_remarks_of_exmaralda():
    named = EXB.replace("<abbreviation/>", '<ud-information attribute-name="Name">Ben Orr</ud-information>')
    named = named.replace(f">{B}<", ">((0,4s)) They went ((laughs)) quiet.<")
    assert read(named, "call.exb")[1][1][:2] == ("Ben Orr", B)


def test_tiers_of_exmaralda():
    assert read(EXB, "call.exb") == ("exmaralda", [("ANA", A, 0, None), ("S1", B, None, 4000)])
    assert read_bytes(EXB.encode(), "call.exb").skipped[0].reason == 'tier "ANA [en]": describes or annotates speech'


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><particDesc><person xml:id="S0"><persName>Ana
<surname>Gil</surname></persName></person><person xml:id="S1" n="BEN"/></particDesc></teiHeader><text>
<timeline unit="s"><when xml:id="T0"/><when xml:id="T1" interval="1.5" since="#T0"/>
<when xml:id="T2" interval="4" since="T0"/>
</timeline><body><annotationBlock who="#S0" start="#T0" end="#T1"><u><seg><w>So</w><w>how</w><pc>?</pc>
<incident><desc>coughs</desc></incident></seg></u><spanGrp><span>x</span></spanGrp></annotationBlock>
<u who="#S1" start="#T1" end="#T2">They <anchor synch="#T1"/>went <pause/>quiet.</u></body></text></TEI>"""


def test_utterances_of_tei():
    assert read(TEI, "call.xml") == (
        "tei_speech",
        [("Ana Gil", "So how?", 0, 1500), ("BEN", "They went quiet.", 1500, 4000)],
    )


def test_an_essay_in_tei_is_no_transcript():
    with pytest.raises(TranscriptError):
        read("<TEI><text><body><p>So it is.</p><p>And more.</p></body></text></TEI>", "essay.xml")


NITE = """<nite:root nite:id="m1.A.words" xmlns:nite="http://nite.sourceforge.net/">
<vocalsound nite:id="m1.A.words0" starttime="0.1" endtime="0.5" type="other"/>
<w nite:id="m1.A.words1" starttime="1.2" endtime="1.5">Okay</w>
<w nite:id="m1.A.words2" starttime="1.5" endtime="1.5" punc="true">.</w>
<w nite:id="m1.A.words3" starttime="9.2" endtime="9.5">Right</w></nite:root>"""


def test_words_of_one_speaker_and_of_the_others_beside():
    assert read(NITE, "m1.A.words.xml") == (
        "nite_words",
        [("Speaker A", "Okay.", 1200, 1500), ("Speaker A", "Right", 9200, 9500)],
    )
    other = NITE.replace(".A.", ".B.").replace('"1.2"', '"3.2"').replace('"1.5"', '"3.5"')
    both = read_bytes(NITE.encode(), "m1.A.words.xml", companions=[(other.encode(), "m1.B.words.xml")])
    assert [unit.speaker for unit in both.units] == ["Speaker A", "Speaker B", "Speaker A", "Speaker B"]


@pytest.mark.parametrize(
    "text",
    [
        f'<call><people><person id="1" name="Ana"/><person id="2" name="Ben"/></people><turns>'
        f'<turn speaker="1" start="0"><text>{A}</text></turn><turn speaker="2" start="4"><text>{B}</text></turn>'
        "</turns></call>",
        f"<T><S><Speaker>Ana</Speaker><Start>00:00:00</Start><Text>{A}</Text></S><S><Speaker>Ben</Speaker>"
        f"<Start>00:00:04</Start><Text>{B}</Text></S></T>",
        f'<x:t xmlns:x="y"><x:line who="Ana" begin="0s">{A}</x:line><x:line who="Ben" begin="4s">'
        "They <b>went</b> quiet.</x:line></x:t>",
    ],
)
def test_xml_of_no_known_tool(text):
    assert read(text, "call.xml") == ("generic_xml", [("Ana", A, 0, None), ("Ben", B, 4000, None)])


def test_xml_without_speech_is_refused():
    for text in (
        "<a><b c='1'/><b c='2'/></a>",
        "<rss><item><title>So it is</title></item><item><title>x</title></item></rss>",
    ):
        with pytest.raises(TranscriptError):
            read(text, "feed.xml")
