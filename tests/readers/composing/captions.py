"""Captions: WebVTT in the ways in which tools write it, SRT, SBV, TTML, and Teams' transcript as text."""

import html

from tests.readers.composing.composer import Composer, Units, clock, number_speakers, text_form


def _cue(unit, said: str, mark: str = ".") -> str:
    return f"{clock(unit.start_ms, mark)} --> {clock(unit.end_ms, mark)}\n{said}\n"


def zoom(units: Units) -> str:
    cues = [f"{at}\n{_cue(unit, f'{unit.speaker}: {html.escape(unit.text)}')}" for at, unit in enumerate(units, 1)]
    return "\n".join(["WEBVTT\n", *cues])


def teams(units: Units) -> str:
    voices = [f"<v {html.escape(unit.speaker)}>{html.escape(unit.text)}</v>" for unit in units]
    return "\n".join(["WEBVTT\n", *(_cue(unit, said) for unit, said in zip(units, voices, strict=True))])


def webex(units: Units) -> str:
    cues = [f'{at} "{unit.speaker}" (32{at})\n{_cue(unit, html.escape(unit.text))}' for at, unit in enumerate(units, 1)]
    return "\n".join(["WEBVTT\n", *cues])


def no_names(units: Units) -> str:
    return "\n".join(["WEBVTT\nKind: captions\n", *(_cue(unit, html.escape(unit.text)) for unit in units)])


def rolling(units: Units) -> str:
    """Each line twice: new below the line before, and again alone."""
    cues, before = [], " "
    for unit in units:
        said = html.escape(unit.text)
        cues.append(_cue(unit, f"{before}\n{said}"))
        before = said
    return "\n".join(["WEBVTT\nKind: captions\n", *cues])


def srt(units: Units) -> str:
    return "\n".join(
        f"{at}\n{_cue(unit, f'{unit.speaker}: {html.escape(unit.text)}', ',')}" for at, unit in enumerate(units, 1)
    )


def sbv(units: Units) -> str:
    return "\n".join(
        f"{clock(u.start_ms)[1:]},{clock(u.end_ms)[1:]}\n{u.speaker}: {html.escape(u.text)}\n" for u in units
    )


def ttml(units: Units) -> str:
    ids = number_speakers(units)
    agents = "".join(
        f'<m:agent xml:id="a{at}"><m:name>{html.escape(name)}</m:name></m:agent>' for name, at in ids.items()
    )
    captions = "".join(
        f'<p begin="{clock(unit.start_ms)}" end="{clock(unit.end_ms)}" m:agent="a{ids[unit.speaker]}">'
        f"{html.escape(unit.text)}</p>\n"
        for unit in units
    )
    spaces = 'xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata"'
    return f"<tt {spaces}><head><metadata>{agents}</metadata></head><body><div>{captions}</div></body></tt>"


def ttml_plain(units: Units) -> str:
    captions = "".join(
        f'<p begin="{unit.start_ms}ms" dur="{unit.end_ms - unit.start_ms}ms">'
        f"{html.escape(unit.speaker)}: {html.escape(unit.text)}</p>\n"
        for unit in units
    )
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{captions}</div></body></tt>'


def teams_text(units: Units) -> str:
    return "\n".join(_cue(unit, f"{unit.speaker}\n{unit.text}") for unit in units)


COMPOSERS = (
    Composer("webvtt/zoom", ".vtt", text_form(zoom)),
    Composer("webvtt/teams", ".vtt", text_form(teams)),
    Composer("webvtt/webex", ".vtt", text_form(webex)),
    Composer("webvtt/no names", ".vtt", text_form(no_names), names="none", words=True),
    Composer("webvtt/rolling", ".vtt", text_form(rolling), names="none", words=True),
    Composer("srt", ".srt", text_form(srt)),
    Composer("sbv", ".sbv", text_form(sbv)),
    Composer("ttml", ".ttml", text_form(ttml)),
    Composer("ttml/names in the text", ".dfxp", text_form(ttml_plain)),
    Composer("teams_text", ".txt", text_form(teams_text), words=True),
)
