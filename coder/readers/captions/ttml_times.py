"""TTML's times: clock, offset, frame and tick expressions to milliseconds."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from coder.timecode import parse_timecode

_OFFSET = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_FRAMES = re.compile(r"(\d{1,4}:\d{2}:\d{2}):(\d{1,3})(?:\.\d{1,3})?")
_UNITS = {"h": 3_600_000.0, "m": 60_000.0, "s": 1000.0, "ms": 1.0}
_LATEST_MS = 1000 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Clock:
    """How long a frame and a tick last, in milliseconds."""

    frame_ms: float
    tick_ms: float

    def parse(self, text: str | None) -> int | None:
        """Milliseconds of a time expression; ``None`` for none, or none that can be read.

        >>> Clock(40.0, 0.0001).parse("34000000t"), Clock(40.0, 0.0001).parse("00:00:01:05")
        (3400, 1200)
        """
        text = (text or "").strip()
        if match := _OFFSET.fullmatch(text):
            unit = {**_UNITS, "f": self.frame_ms, "t": self.tick_ms}[match[2]]
            time = round(float(match[1]) * unit)
        elif match := _FRAMES.fullmatch(text):
            time = parse_timecode(match[1]) + round(int(match[2]) * self.frame_ms)
        else:
            time = parse_timecode(text)
        return time if time is not None and time <= _LATEST_MS else None


def find_clock(root: Element) -> Clock:
    """The document's clock, by its frame and tick rates; those that TTML lays down where it states none."""
    stated = _read_number(attribute(root, "frameRate"))
    times, over = (*map(_read_number, re.split(r"[\s:]+", attribute(root, "frameRateMultiplier"))), None, None)[:2]
    frame_rate = (stated or 30) * ((times or 1) / (over or 1))
    tick_rate = _read_number(attribute(root, "tickRate")) or (frame_rate if stated else 1)
    return Clock(1000 / frame_rate, 1000 / tick_rate)


def find_offset(element: Element, clock: Clock) -> int:
    """What to add to the times inside: the element's start, unless they are whole times that lie inside it.

    TTML counts them from that start, yet Apple's captions do not.
    """
    start_ms, _ = read_times(element, clock)
    if not start_ms:
        return 0
    inside = [time for child in element if (time := read_times(child, clock)[0]) is not None]
    return 0 if inside and min(inside) >= start_ms else start_ms


def read_times(element: Element, clock: Clock) -> tuple[int | None, int | None]:
    """Start and end of an element by its own attributes, or for a paragraph by those of its spans."""
    start_ms, end_ms, lasts_ms = (clock.parse(attribute(element, name)) for name in ("begin", "end", "dur"))
    if end_ms is None and lasts_ms is not None:
        end_ms = (start_ms or 0) + lasts_ms
    if start_ms is None and end_ms is None and local_name(element.tag) == "p":
        spans = [span for span in element if local_name(span.tag) == "span"]
        starts = [time for span in spans if (time := clock.parse(attribute(span, "begin"))) is not None]
        ends = [time for span in spans if (time := clock.parse(attribute(span, "end"))) is not None]
        return min(starts, default=None), max(ends, default=None)
    return start_ms, end_ms


def local_name(tag: str) -> str:
    """The tag without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name in any namespace; "" without it."""
    return next((value for key, value in element.attrib.items() if local_name(key) == name), "")


def _read_number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[1-9]\d{0,9}", text.strip()) else None
