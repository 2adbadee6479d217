"""Research formats: tiers, CHAT, NIST's lines, JSON Lines, annotation tools."""

import html
import json

from tests.readers.composing.composer import Composer, Units, clock, json_form, number_speakers, split_words, text_form


def codebook_jsonl(units: Units) -> str:
    rows = [
        {
            "call": "c1",
            "index": at,
            "speaker": unit.speaker,
            "text": unit.text,
            "start_ms": unit.start_ms,
            "end_ms": unit.end_ms,
        }
        for at, unit in enumerate(units)
    ]
    return "".join(f"{json.dumps(row, ensure_ascii=bool(row['index'] % 2))}\n" for row in rows)


def json_lines(units: Units) -> str:
    rows = [
        {"id": f"u{at}", "speaker": unit.speaker, "text": unit.text, "timestamp": unit.start_ms / 1000, "meta": {}}
        for at, unit in enumerate(units)
    ]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def seglst(units: Units) -> list:
    return [
        {
            "session_id": "s",
            "speaker": unit.speaker,
            "words": unit.text,
            "start_time": unit.start_ms / 1000,
            "end_time": unit.end_ms / 1000,
        }
        for unit in units
    ]


def label_studio(units: Units) -> list:
    dialogue = [{"author": unit.speaker, "text": unit.text} for unit in units]
    return [{"id": 1, "data": {"dialogue": dialogue}, "annotations": [{"result": []}]}]


def elan(units: Units) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{at}{side}" TIME_VALUE="{ms}"/>'
        for at, unit in enumerate(units)
        for side, ms in (("a", unit.start_ms), ("b", unit.end_ms))
    )
    tiers = "".join(
        f'<TIER TIER_ID="t{number}" PARTICIPANT="{html.escape(name)}" LINGUISTIC_TYPE_REF="utterance">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{at}" '
            f'TIME_SLOT_REF1="ts{at}a" TIME_SLOT_REF2="ts{at}b">'
            f"<ANNOTATION_VALUE>{html.escape(unit.text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for at, unit in enumerate(units)
            if unit.speaker == name
        )
        + "</TIER>"
        for name, number in number_speakers(units).items()
    )
    types = '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="utterance" TIME_ALIGNABLE="true"/>'
    inside = f'<HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{slots}</TIME_ORDER>{tiers}{types}'
    root = (
        'ANNOTATION_DOCUMENT AUTHOR="" DATE="2025-03-01T09:00:00+00:00" FORMAT="3.0" VERSION="3.0" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EAFv3.0.xsd"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{inside}</ANNOTATION_DOCUMENT>'


def elan_table(units: Units) -> str:
    return "".join(
        f"{unit.speaker}\t{unit.speaker}\t{clock(unit.start_ms)}\t{clock(unit.end_ms)}\t"
        f"{clock(unit.end_ms - unit.start_ms)}\t{unit.text}\n"
        for unit in units
    )


def textgrid(units: Units) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", f"{units[-1].end_ms / 1000}", "<exists>"]
    names = number_speakers(units)
    lines.append(str(len(names)))
    for name in names:
        own = [unit for unit in units if unit.speaker == name]
        lines += ['"IntervalTier"', _quote(name), "0", f"{own[-1].end_ms / 1000}", str(len(own))]
        for unit in own:
            lines += [f"{unit.start_ms / 1000}", f"{unit.end_ms / 1000}", _quote(unit.text)]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def talkbank_chat(units: Units) -> str:
    codes = {name: f"P{number}" for name, number in number_speakers(units).items()}
    people = ", ".join(f"{code} {name.replace(' ', '_')} Participant" for name, code in codes.items())
    main = "".join(
        f"*{codes[unit.speaker]}:\t{unit.text} . \x15{unit.start_ms}_{unit.end_ms}\x15\n%wor:\tx\n" for unit in units
    )
    return f"@UTF8\n@Begin\n@Languages:\teng\n@Participants:\t{people}\n{main}@End\n"


def stm(units: Units) -> str:
    return "".join(
        f"call 1 {unit.speaker.replace(' ', '_')} {unit.start_ms / 1000:.3f} {unit.end_ms / 1000:.3f} "
        f"<o,f0> {unit.text}\n"
        for unit in units
    )


def ctm(units: Units) -> str:
    return "".join(
        f"call 1 {start:.3f} {end - start:.3f} {word} 0.9 lex {unit.speaker.replace(' ', '_')}\n"
        for unit in units
        for word, start, end in split_words(unit)
    )


def rttm(units: Units) -> str:
    lines = []
    for unit in units:
        who, length = unit.speaker.replace(" ", "_"), (unit.end_ms - unit.start_ms) / 1000
        lines.append(f"SPEAKER call 1 {unit.start_ms / 1000:.3f} {length:.3f} <NA> <NA> {who} <NA> <NA>\n")
        lines += [
            f"LEXEME call 1 {start:.3f} {end - start:.3f} {word} lex {who} <NA> <NA>\n"
            for word, start, end in split_words(unit)
        ]
    return "".join(lines)


COMPOSERS = (
    Composer("codebook_jsonl", ".jsonl", text_form(codebook_jsonl)),
    Composer("json_lines", ".jsonl", text_form(json_lines), ends=0),
    Composer("seglst", ".json", json_form(seglst)),
    Composer("label_studio", ".json", json_form(label_studio), starts=0, ends=0),
    Composer("elan", ".eaf", text_form(elan)),
    Composer("elan_table", ".txt", text_form(elan_table), words=True),
    Composer("textgrid", ".TextGrid", text_form(textgrid), words=True),
    Composer("talkbank_chat", ".cha", text_form(talkbank_chat), words=True, closing=" ."),
    Composer("stm", ".stm", text_form(stm), names="joined", words=True),
    Composer("ctm", ".ctm", text_form(ctm), names="joined", words=True),
    Composer("rttm", ".rttm", text_form(rttm), names="joined", words=True),
)
