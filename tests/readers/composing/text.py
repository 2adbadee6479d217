"""Text and marked-up text: names before, above or beside what was said."""

import html
from collections.abc import Callable

from tests.readers.composing.composer import Composer, Units, clock, number_speakers, text_form, whole_clock


def headed(head: str) -> Callable[[Units], bytes]:
    """Turns under a line made of ``{name}`` and ``{time}``."""

    def compose(units: Units) -> str:
        heads = [head.format(name=unit.speaker, time=whole_clock(unit.start_ms)) for unit in units]
        return "\n\n".join(f"{line}\n{unit.text}" for line, unit in zip(heads, units, strict=True))

    return text_form(compose)


def name_text(units: Units) -> str:
    return "\n".join(f"{unit.speaker}: {unit.text}" for unit in units)


def timed_names(units: Units) -> str:
    return "\n".join(f"[{whole_clock(unit.start_ms)}] {unit.speaker}: {unit.text}" for unit in units)


def markdown(units: Units) -> str:
    return "# Call\n\n" + "\n\n".join(f"**{unit.speaker}:** {unit.text}" for unit in units)


def google_meet(units: Units) -> str:
    names = ", ".join(number_speakers(units))
    turns = "\n\n".join(f"{unit.speaker}: {unit.text}" for unit in units)
    return f"Weekly - Transcript\nAttendees\n{names}\n\nTranscript\n\n{turns}\n\nMeeting ended after 00:30:00\n"


def timed_lines(units: Units) -> str:
    return "\n".join(f"[{clock(unit.start_ms)} --> {clock(unit.end_ms)}]  {unit.text}" for unit in units)


def name_lines(units: Units) -> str:
    return "\n\n".join(f"{unit.speaker}\n{unit.text}" for unit in units)


def zoom_chat(units: Units) -> str:
    return "\n".join(f"{whole_clock(unit.start_ms)}\t{unit.speaker}:\t{unit.text}" for unit in units)


def noscribe_html(units: Units) -> str:
    anchors = "".join(
        f'<p><a name="ts_{unit.start_ms}_{unit.end_ms}_{html.escape(unit.speaker)}" >'
        f"{html.escape(unit.speaker)}: {html.escape(unit.text)}</a></p>\n"
        for unit in units
    )
    return f"<html><head><title>x</title></head><body>{anchors}</body></html>"


def html_page(units: Units) -> str:
    turns = "".join(f"<p><b>{html.escape(unit.speaker)}:</b> {html.escape(unit.text)}</p>\n" for unit in units)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{turns}</body></html>"


def rtf(units: Units) -> bytes:
    turns = "".join(f"{_escape_rtf(f'{unit.speaker}: {unit.text}')}\\par\n" for unit in units)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1\n{turns}}}".encode("ascii")


def _escape_rtf(text: str) -> str:
    """Code units of UTF-16, as signed numbers, for what is not plain ASCII."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    return "".join(
        f"\\{chr(code)}"
        if chr(code) in "\\{}"
        else chr(code)
        if 32 <= code < 127
        else f"\\u{code - (code >> 15 << 16)}?"
        for code in codes
    )


COMPOSERS = (
    Composer("name_text", ".txt", text_form(name_text), starts=0, ends=0),
    Composer("name_text/with times", ".txt", text_form(timed_names), starts=1000, ends=0),
    Composer("name_text/bold", ".md", text_form(markdown), starts=0, ends=0, words=True),
    Composer("google_meet", ".txt", text_form(google_meet), starts=0, ends=0, words=True),
    Composer("otter", ".txt", headed("{name}  {time}"), starts=1000, ends=0, words=True),
    Composer("rev", ".txt", headed("{name} ({time}):"), starts=1000, ends=0, words=True),
    Composer("riverside", ".txt", headed("{name} ({time})"), starts=1000, ends=0, words=True),
    Composer("fathom", ".txt", headed("{time} - {name}"), starts=1000, ends=0, words=True),
    Composer("zoom_captions", ".txt", headed("[{name}] {time}"), starts=1000, ends=0, words=True),
    Composer("headed_text", ".txt", headed("{name}\n{time}"), starts=1000, ends=0, words=True),
    Composer("name_lines", ".txt", text_form(name_lines), starts=0, ends=0, words=True),
    Composer("timed_lines", ".txt", text_form(timed_lines), names="none", words=True),
    Composer("zoom_chat", ".txt", text_form(zoom_chat), starts=1000, ends=0, words=True, chat=True),
    Composer("noscribe_html", ".html", text_form(noscribe_html)),
    Composer("html_page", ".html", text_form(html_page), starts=0, ends=0),
    Composer("rtf", ".rtf", rtf, starts=0, ends=0),
)
