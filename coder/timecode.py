"""Integer milliseconds to and from text: the only time code in the project."""

import re

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?")
_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,](\d{1,9}))?\s?([ap])\.?\s?m\.?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?")


def parse_timecode(text: str) -> int | None:
    """Milliseconds named by ``H:MM:SS.mmm``, ``M:SS`` or plain seconds; ``None`` if it names no time.

    A comma or a dot may part the fraction, and padding is optional. With AM or PM it is a time of day,
    ``H:MM`` or ``H:MM:SS``, counted from midnight.

    >>> parse_timecode("00:01:02.345"), parse_timecode("1:02,3"), parse_timecode("62.5")
    (62345, 62300, 62500)
    >>> parse_timecode("12:00:05 AM"), parse_timecode("1:02 pm")
    (5000, 46920000)
    >>> parse_timecode("soon") is None
    True
    """
    text = text.strip()
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction = match.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    elif match := _SECONDS.fullmatch(text):
        seconds, fraction = match.groups()
        whole = int(seconds)
    elif match := _OF_DAY.fullmatch(text):
        hours, minutes, seconds, fraction, half = match.groups()
        hour = int(hours) % 12 + 12 * (half.lower() == "p")
        whole = hour * 3600 + int(minutes) * 60 + int(seconds or 0)
    else:
        return None
    return whole * 1000 + _fraction_ms(fraction)


def _fraction_ms(digits: str | None) -> int:
    return int((digits or "")[:3].ljust(3, "0"))


def format_timecode(ms: int) -> str:
    """``M:SS``, or ``H:MM:SS`` from one hour on; whole seconds, rounded down.

    >>> format_timecode(62345), format_timecode(3_723_000)
    ('1:02', '1:02:03')
    """
    seconds = ms // 1000
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"
