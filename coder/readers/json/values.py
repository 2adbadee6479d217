"""Values of a JSON tree as readers need them: times in milliseconds, labels and texts. Nothing here raises."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from coder.readers.tables.columns import normalize_header
from coder.timecode import parse_timecode

# Milliseconds in one unit of a plain number.
SECONDS, MILLISECONDS, TICKS = 1000.0, 1.0, 1e-4

_UNITS = {"ms": 1.0, "msec": 1.0, "millis": 1.0, "millisecond": 1.0, "milliseconds": 1.0}
_UNITS |= {"s": 1000.0, "sec": 1000.0, "secs": 1000.0, "second": 1000.0, "seconds": 1000.0}
_UNITS |= {"us": 1e-3, "micros": 1e-3, "microseconds": 1e-3, "ns": 1e-6, "nanos": 1e-6, "nanoseconds": 1e-6}
_UNITS |= {"ticks": TICKS}
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{0,20})?")
_WITH_UNIT = re.compile(r"(\d{1,15}(?:\.\d{0,20})?)\s*(ms|s)")
_DURATION = re.compile(r"P(?:(\d{1,4})D)?T?(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10}(?:\.\d{0,20})?)S)?")
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.{0,30}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_OFFSET_MS = 10**9  # eleven days: what is later was counted from 1970
_LATEST = 1e20
_NAME_KEYS = ("display_name", "displayName", "name", "full_name", "fullName", "username", "user_name", "label")
_NAME_KEYS += ("email", "emailAddress", "id")
_TEXT_KEYS = ("punctuated_word", "text", "word", "content", "value", "transcript", "sentence")


def parse_time(value: Any, scale: float = SECONDS) -> int | None:
    """Milliseconds named by a number or a text; ``None`` if it names no time.

    ``scale`` is the milliseconds in one unit of a plain number. Moments of a calendar, and numbers
    too large to count from a recording's start, come as milliseconds since 1970.

    >>> parse_time("25.600s"), parse_time("PT0.04S"), parse_time(400000, TICKS), parse_time("1:02.5")
    (25600, 40, 40, 62500)
    >>> parse_time({"seconds": "12", "nanos": 900000000}), parse_time("2001-09-09T01:46:40Z")
    (12900, 1000000000000)
    """
    if isinstance(value, dict):
        return _parse_parts(value, scale)
    if isinstance(value, str):
        return _parse_text(value.strip(), scale)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _scale_number(value, scale)
    return None


@lru_cache(maxsize=4096)
def scale_of(key: str, default: float) -> float:
    """Milliseconds in one unit of the number under a key, by the key's name.

    >>> scale_of("offsetInTicks", SECONDS), scale_of("startMs", SECONDS), scale_of("start", SECONDS)
    (0.0001, 1.0, 1000.0)
    """
    return next((_UNITS[word] for word in normalize_header(key).split("_") if word in _UNITS), default)


def label_of(value: Any) -> str:
    """A speaker's label from a name, a number or an object that holds a name; "" if there is none.

    >>> label_of(0), label_of({"id": 7, "name": "Ana"}), label_of(None)
    ('0', 'Ana', '')
    """
    if isinstance(value, dict):
        inner = (value[key] for key in _NAME_KEYS if key in value)
        return next((label for item in inner if not isinstance(item, dict) and (label := label_of(item))), "")
    if isinstance(value, float) and value.is_integer() and abs(value) < _LATEST:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LATEST:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def text_of(value: Any) -> str:
    """A text, or the texts of a list of words or sentences joined; "" for anything else.

    >>> text_of([{"text": "Well"}, {"text": ","}, {"text": "yes."}])
    'Well, yes.'
    """
    if isinstance(value, str):
        return value
    return join_pieces(filter(None, map(_piece_of, value))) if isinstance(value, list) else ""


def join_pieces(pieces: Iterable[str]) -> str:
    """Words as a text, with spaces where the words bring none of their own.

    >>> join_pieces([" Yes", ",", " so"]), join_pieces(["Yes", ",", "so"])
    (' Yes, so', 'Yes, so')
    """
    pieces = list(pieces)
    if any(piece[:1].isspace() or piece[-1:].isspace() for piece in pieces):
        return "".join(pieces)
    return "".join(piece if is_punctuation(piece) else f" {piece}" for piece in pieces).strip()


def is_punctuation(text: str) -> bool:
    """Whether the text is a mark that closes what stands before it.

    >>> is_punctuation(","), is_punctuation("$5")
    (True, False)
    """
    return bool(text) and all(char in ".,;:!?…)]}»”’。，、！？；：%" for char in text)


def _piece_of(item: Any) -> str:
    if isinstance(item, dict):
        return next((item[key] for key in _TEXT_KEYS if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""


def _scale_number(value: float, scale: float) -> int | None:
    if not 0 <= value < _LATEST:  # NaN is neither
        return None
    ms = round(value * scale)
    return _parse_epoch(value) if ms >= _LATEST_OFFSET_MS else ms


def _parse_epoch(value: float) -> int:
    """Milliseconds since 1970, given as seconds, or as thousandths, millionths or billionths of one."""
    for limit, divisor in ((1e11, 1), (1e14, 1e3), (1e17, 1e6)):
        if value < limit:
            return round(value / divisor * 1000)
    return round(value / 1e9 * 1000)


def _parse_text(text: str, scale: float) -> int | None:
    if _NUMBER.fullmatch(text):
        return _scale_number(float(text.replace(",", ".")), scale)
    if match := _WITH_UNIT.fullmatch(text):
        return _scale_number(float(match[1]), _UNITS[match[2]])
    if len(text) > 2 and (match := _DURATION.fullmatch(text)):
        days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    if _DATE_TIME.fullmatch(text):
        return _parse_moment(text)
    return parse_timecode(text)


def _parse_moment(text: str) -> int | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH
    return max(0, round(since.total_seconds() * 1000))


def _parse_parts(parts: dict[str, Any], scale: float) -> int | None:
    """The time in ``{"relative": 1.5, …}`` or in ``{"seconds": "12", "nanos": 5}``, either of which may be left out."""
    for key, unit in (("relative", scale), ("milliseconds", MILLISECONDS)):
        if key in parts:
            return None if isinstance(parts[key], dict) else parse_time(parts[key], unit)
    seconds, nanos = parts.get("seconds"), parts.get("nanos")
    if (seconds is None and nanos is None) or isinstance(seconds, dict) or isinstance(nanos, dict):
        return None
    whole, rest = parse_time(seconds or 0), parse_time(nanos or 0, 1e-6)
    return None if whole is None or rest is None else whole + rest
