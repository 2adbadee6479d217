"""YouTube's captions as XML: ``<text start dur>`` in seconds, or ``<p t d>`` in milliseconds."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coder.readers.captions.cue_speech import add_cues
from coder.readers.captions.cues import Cue
from coder.readers.captions.ttml_times import attribute, local_name
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.transcript import Transcript

_TAGS = {"transcript": ("text", "start", "dur", 1000.0), "timedtext": ("p", "t", "d", 1.0)}


def likelihood(root: Element, source: str) -> float:
    """Sure with captions that have starts in one of the two forms."""
    return 0.95 if next(_list_cues(root), None) else 0.0


def read(root: Element, source: str) -> Transcript:
    """The conversation, rolling captions read once."""
    draft = Draft(source, FORMAT.name, place="caption")
    add_cues(draft, list(_list_cues(root)))
    return draft.finish()


def _list_cues(root: Element) -> Iterator[Cue]:
    tag, start, lasts, scale = _TAGS.get(local_name(root.tag), ("", "", "", 1.0))
    captions = [element for element in root.iter() if tag and local_name(element.tag) == tag]
    for number, element in enumerate(captions, 1):
        start_ms, lasts_ms = (_read_time(attribute(element, name), scale) for name in (start, lasts))
        if start_ms is not None:
            end_ms = None if lasts_ms is None else start_ms + lasts_ms
            yield Cue(number, tuple("".join(element.itertext()).split("\n")), start_ms, end_ms)


def _read_time(text: str, scale: float) -> int | None:
    try:
        time = float(text) * scale
    except ValueError:
        return None
    return round(time) if 0 <= time < 1e9 else None


FORMAT = Format("youtube_xml", "YouTube's captions as XML (.xml)", (".xml", ".srv1", ".srv3"), likelihood, read, "xml")
