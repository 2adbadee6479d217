"""Files as libraries of their formats read them, in one shape with ours: speaker, text, start, end.

The speaker is "" where the library leaves the name in the text, and a time is ``None`` where it gives none.
"""

import html
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

Row = tuple[str, str, int | None, int | None]
_BLANKS = re.compile(r"\s+")


def read_webvtt(path: Path) -> list[Row]:
    """webvtt-py, which leaves entities to its users; voices are speakers."""
    import webvtt

    captions = webvtt.from_string(path.read_text(encoding="utf-8-sig")).captions
    return [
        (
            html.unescape(cue.voice or ""),
            fold(html.unescape(cue.text)),
            cue.start_time.in_milliseconds(),
            cue.end_time.in_milliseconds(),
        )
        for cue in captions
    ]


def read_subtitles(path: Path) -> list[Row]:
    """pysubs2, which leaves entities to its users."""
    import pysubs2

    file = pysubs2.SSAFile.from_string(path.read_text(encoding="utf-8-sig"))
    return [("", fold(html.unescape(event.plaintext)), event.start, event.end) for event in file.events]


def read_elan(path: Path) -> list[Row]:
    """pympi; speakers are participants."""
    from pympi import Eaf

    file = Eaf(path)
    return [
        (file.get_parameters_for_tier(tier).get("PARTICIPANT") or tier, fold(text), start, end)
        for tier in file.get_tier_names()
        if "PARENT_REF" not in file.get_parameters_for_tier(tier)
        for start, end, text, *_ in file.get_annotation_data_for_tier(tier)
    ]


def read_textgrid(path: Path) -> list[Row]:
    """praatio; speakers are tiers, and of these only the interval tiers count."""
    from praatio import textgrid

    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    return [
        (tier.name.strip('"'), fold(entry.label.replace('""', '"')), round(entry.start * 1000), round(entry.end * 1000))
        for tier in grid.tiers
        if isinstance(tier, textgrid.IntervalTier)
        for entry in tier.entries
    ]


def read_chat(path: Path) -> list[Row]:
    """pylangacq; speakers are codes."""
    import pylangacq

    chat = pylangacq.read_chat(str(path))
    return [(one.participant, fold(one.audible), *(one.time_marks or (None, None))) for one in chat.utterances()]


def read_rtf(path: Path) -> str:
    """striprtf: the document as text; it leaves pairs of surrogates apart."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(path.read_bytes().decode("ascii"))
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def read_document(path: Path) -> str:
    """python-docx: the document as text."""
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def read_sheet(path: Path) -> list[list[object]]:
    """python-calamine: the rows of the first sheet."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def read_anchors(path: Path) -> list[Row]:
    """lxml: noScribe's anchors, whose names hold the times and the speaker."""
    from lxml.html import fromstring

    rows = []
    for anchor in fromstring(path.read_bytes().decode()).iter("a"):
        if match := re.fullmatch(r"ts_(\d+)_(\d+)_(.*)", anchor.get("name", "")):
            rows.append((match[3], fold(anchor.text_content()), int(match[1]), int(match[2])))
    return rows


def show_ttml(path: Path) -> Callable[[int], str]:
    """ttconv: what is shown at a time, as the standard lays it down."""
    from ttconv.imsc import reader
    from ttconv.isd import ISD

    model = reader.to_model(ElementTree.parse(path))

    def shown(ms: int) -> str:
        scene = ISD.from_model(model, Fraction(ms, 1000))
        return fold(" ".join(text for region in scene.iter_regions() for text in _texts(region)))

    return shown


def fold(text: str) -> str:
    """The text with single blanks."""
    return _BLANKS.sub(" ", text).strip()


def _texts(element) -> Iterator[str]:
    from ttconv.model import Br, Text

    for one in element.dfs_iterator():
        if isinstance(one, Text):
            yield one.get_text()
        elif isinstance(one, Br):
            yield "\n"
