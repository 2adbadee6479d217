"""XML of speech corpora and of players, and web pages that mark who says what."""

import html
from itertools import groupby

from tests.readers.composing.composer import Composer, Units, number_speakers, split_words, text_form, whole_clock


def exmaralda(units: Units) -> str:
    ids = number_speakers(units)
    people = "".join(
        f'<speaker id="SPK{at}"><abbreviation>{html.escape(name)}</abbreviation></speaker>' for name, at in ids.items()
    )
    line = "".join(
        f'<tli id="T{at}{side}" time="{ms / 1000}"/>'
        for at, unit in enumerate(units)
        for side, ms in (("a", unit.start_ms), ("b", unit.end_ms))
    )
    events = {name: [(at, unit) for at, unit in enumerate(units) if unit.speaker == name] for name in ids}
    tiers = "".join(
        f'<tier id="TIE{ids[name]}" speaker="SPK{ids[name]}" category="v" type="t">'
        + "".join(f'<event start="T{at}a" end="T{at}b">{html.escape(unit.text)} </event>' for at, unit in own)
        + "</tier>"
        for name, own in events.items()
    )
    head = f"<head><speakertable>{people}</speakertable></head>"
    body = f"<basic-body><common-timeline>{line}</common-timeline>{tiers}</basic-body>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<basic-transcription>{head}{body}</basic-transcription>'


def transcriber(units: Units) -> str:
    ids = number_speakers(units)
    people = "".join(f'<Speaker id="spk{at}" name="{html.escape(name)}"/>' for name, at in ids.items())
    turns = "".join(
        f'<Turn speaker="spk{ids[unit.speaker]}" startTime="{unit.start_ms / 1000}" endTime="{unit.end_ms / 1000}">\n'
        f'<Sync time="{unit.start_ms / 1000}"/>\n{html.escape(unit.text)}\n</Turn>\n'
        for unit in units
    )
    episode = f'<Episode><Section type="report">{turns}</Section></Episode>'
    return f'<?xml version="1.0"?>\n<Trans><Speakers>{people}</Speakers>{episode}</Trans>'


def transcriber_syncs(units: Units) -> str:
    """One turn for each run of a speaker, with a mark of time before each unit."""
    ids = number_speakers(units)
    people = "".join(f'<Speaker id="spk{at}" name="{html.escape(name)}"/>' for name, at in ids.items())
    turns = []
    for name, run in groupby(units, key=lambda unit: unit.speaker):
        own = list(run)
        said = "".join(f'<Sync time="{unit.start_ms / 1000}"/>\n{html.escape(unit.text)}\n' for unit in own)
        times = f'startTime="{own[0].start_ms / 1000}" endTime="{own[-1].end_ms / 1000}"'
        turns.append(f'<Turn speaker="spk{ids[name]}" {times}>{said}</Turn>')
    return f"<Trans><Speakers>{people}</Speakers><Episode><Section>{''.join(turns)}</Section></Episode></Trans>"


def tei_speech(units: Units) -> str:
    ids = number_speakers(units)
    people = "".join(
        f'<person xml:id="P{at}"><persName>{html.escape(name)}</persName></person>' for name, at in ids.items()
    )
    moments = "".join(
        f'<when xml:id="T{at}{side}" interval="{ms / 1000}" since="#T"/>'
        for at, unit in enumerate(units)
        for side, ms in (("a", unit.start_ms), ("b", unit.end_ms))
    )
    blocks = "".join(
        f'<annotationBlock who="#P{ids[unit.speaker]}" start="#T{at}a" end="#T{at}b">'
        f"<u>{html.escape(unit.text)}</u></annotationBlock>\n"
        for at, unit in enumerate(units)
    )
    header = f"<teiHeader><profileDesc><particDesc>{people}</particDesc></profileDesc></teiHeader>"
    line = f'<timeline unit="s"><when xml:id="T" absolute="0"/>{moments}</timeline>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text>{line}<body>{blocks}</body></text></TEI>'


def nite_words(units: Units) -> str:
    words = "".join(
        f'<w nite:id="M1.A.words{at}" starttime="{start:.3f}" endtime="{end:.3f}">{html.escape(word)}</w>\n'
        for at, (word, start, end) in enumerate(word for unit in units for word in split_words(unit))
    )
    return f'<nite:root nite:id="M1.A.words" xmlns:nite="http://nite.sourceforge.net/">{words}</nite:root>'


def youtube_xml(units: Units) -> str:
    captions = "".join(
        f'<text start="{unit.start_ms / 1000}" dur="{(unit.end_ms - unit.start_ms) / 1000}">'
        f"{html.escape(unit.text)}</text>"
        for unit in units
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{captions}</transcript>'


def generic_xml(units: Units) -> str:
    turns = "".join(
        f'<turn speaker="{html.escape(unit.speaker)}" start="{unit.start_ms / 1000}" end="{unit.end_ms / 1000}">'
        f"{html.escape(unit.text)}</turn>\n"
        for unit in units
    )
    return f"<call><title>x</title>{turns}</call>"


def html_items(units: Units) -> str:
    items = "".join(
        f'<div class="turn"><span class="speaker-name">{html.escape(unit.speaker)}</span>'
        f'<span class="timestamp">{whole_clock(unit.start_ms)}</span>'
        f'<p class="turn-text">{html.escape(unit.text)}</p></div>\n'
        for unit in units
    )
    return f"<html><head><title>x</title></head><body>{items}</body></html>"


COMPOSERS = (
    Composer("exmaralda", ".exb", text_form(exmaralda)),
    Composer("transcriber", ".trs", text_form(transcriber)),
    Composer("transcriber/marks of time", ".trs", text_form(transcriber_syncs)),
    Composer("tei_speech", ".xml", text_form(tei_speech)),
    Composer("nite_words", ".xml", text_form(nite_words), names="labels", joins=True, words=True, people=1),
    Composer("youtube_xml", ".xml", text_form(youtube_xml), names="none", words=True),
    Composer("generic_xml", ".xml", text_form(generic_xml)),
    Composer("html_items", ".html", text_form(html_items), starts=1000, ends=0, words=True),
)
