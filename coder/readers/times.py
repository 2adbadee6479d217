"""Times as JSON and tables write them: numbers, clocks, durations, moments of a calendar. Nothing here raises."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from coder.readers.tables.columns import normalize_header
from coder.timecode import parse_timecode

# Milliseconds in one unit of a plain number.
SECONDS, MILLISECONDS, MICROSECONDS, TICKS, NANOSECONDS = 1000.0, 1.0, 1e-3, 1e-4, 1e-6
CALENDAR_MS = 10**11  # 1973: a later time is a moment of a calendar, no time in a recording

_UNITS = {"ms": 1.0, "msec": 1.0, "msecs": 1.0, "millis": 1.0, "millisecond": 1.0, "milliseconds": 1.0}
_UNITS |= {"s": 1000.0, "sec": 1000.0, "secs": 1000.0, "second": 1000.0, "seconds": 1000.0}
_UNITS |= {"usec": 1e-3, "usecs": 1e-3}
_UNITS |= {"us": 1e-3, "micros": 1e-3, "microseconds": 1e-3, "ns": 1e-6, "nanos": 1e-6, "nanoseconds": 1e-6}
_UNITS |= {"ticks": TICKS, "min": 60_000.0, "mins": 60_000.0, "minutes": 60_000.0}
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{0,20})?")
_FRACTION = r"\d{1,15}(?:[.,]\d{0,20})?"
_WITH_UNITS = re.compile(
    rf"(?:(\d{{1,4}})\s*h(?:ours?|rs?)?)?[\s,]*(?:(\d{{1,6}})\s*m(?:in(?:ute)?s?)?(?![a-z]))?[\s,]*"
    rf"(?:({_FRACTION})\s*s(?:ec(?:ond)?s?)?)?[\s,]*(?:({_FRACTION})\s*ms)?",
    re.IGNORECASE,
)
_DURATION = re.compile(r"P(?:(\d{1,4})D)?T?(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10}(?:\.\d{0,20})?)S)?")
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}.{0,30}")
_LOCAL_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?\s+(\d{1,2}:\d{2}.{0,20})")
_HALF_DAY = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*[AaPp]\.?\s?[Mm]\.?")
_FRAMES = re.compile(r"(\d{1,3}[:;]\d{2}[:;]\d{2})[:;](\d{2,3})")
_TENTHS = re.compile(r"#?(\d{1,3}:\d{2}:\d{2})-(\d)#?")
_RANGE = re.compile(r"\s*([^\s-][^-]*?)\s*(?:-->|–|—|\s-\s|\bto\b|(?<=\d)-(?=\d))\s*(\S.*?)\s*")
_BRACKETS = "[](){}<>#"
_FRAMES_A_SECOND = 30  # the most that is usual: a time is late by a few frames at worst
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_OFFSET_MS = 10**9  # eleven days: what is later was counted from 1970
_LATEST = 1e20


def parse_time(value: Any, scale: float = SECONDS) -> int | None:
    """Milliseconds named by a number or a text; ``None`` if it names no time.

    ``scale`` is the milliseconds in one unit of a plain number. Moments of a calendar, times of day with
    AM or PM, and numbers too large to count from a recording's start, come as milliseconds from 1973 on.

    >>> parse_time("25.600s"), parse_time("PT0.04S"), parse_time(400000, TICKS), parse_time("1:02.5")
    (25600, 40, 40, 62500)
    >>> parse_time({"seconds": "12", "nanos": 900000000}), parse_time("2001-09-09T01:46:40Z")
    (12900, 1000000000000)
    >>> parse_time("1m 5s"), parse_time("[00:01:02]"), parse_time("00:00:04:15"), parse_time("#00:01:02-5#")
    (65000, 62000, 4500, 62500)
    """
    if isinstance(value, dict):
        return _parse_parts(value, scale)
    if isinstance(value, str):
        return _parse_text(value.strip().strip(_BRACKETS), scale)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _scale_number(value, scale)
    return None


def parse_range(text: str, scale: float = SECONDS) -> tuple[int, int] | None:
    """Start and end of a text that names both; ``None`` for one time, or none.

    >>> parse_range("0:00.0 - 0:03.2"), parse_range("00:01 --> 00:03"), parse_range("0:05")
    ((0, 3200), (1000, 3000), None)
    """
    match = _RANGE.fullmatch(text.strip().strip(_BRACKETS)) if len(text) < 100 and not _is_moment(text) else None
    start, end = (parse_time(part, scale) for part in match.groups()) if match else (None, None)
    return None if start is None or end is None else (start, end)


@lru_cache(maxsize=4096)
def scale_of(key: str, default: float) -> float:
    """Milliseconds in one unit of the number under a key, by the key's name.

    >>> scale_of("offsetInTicks", SECONDS), scale_of("startMs", SECONDS), scale_of("start", SECONDS)
    (0.0001, 1.0, 1000.0)
    """
    return next((_UNITS[word] for word in normalize_header(key).split("_") if word in _UNITS), default)


def _scale_number(value: float, scale: float) -> int | None:
    if not 0 <= value < _LATEST:  # NaN is neither
        return None
    ms = round(value * scale)
    return _parse_epoch(value) if ms >= _LATEST_OFFSET_MS and scale <= SECONDS else ms


def _parse_epoch(value: float) -> int:
    """Milliseconds since 1970, given as seconds, or as thousandths, millionths or billionths of one."""
    for limit, divisor in ((1e11, 1), (1e14, 1e3), (1e17, 1e6)):
        if value < limit:
            return round(value / divisor * 1000)
    return round(value / 1e9 * 1000)


def _parse_text(text: str, scale: float) -> int | None:
    if _NUMBER.fullmatch(text):
        return _scale_number(float(text.replace(",", ".")), scale)
    for parse in (_parse_units, _parse_duration, _parse_moment, _parse_local_date, _parse_clock):
        if (time := parse(text)) is not None:
            return time
    return None


def _parse_units(text: str) -> int | None:
    """ "1h 2m 3.5s" and the like; at least one unit."""
    match = _WITH_UNITS.fullmatch(text) if text[:1].isdigit() else None
    if not match:
        return None
    hours, minutes, seconds, ms = (float((part or "0").replace(",", ".")) for part in match.groups())
    return round(((hours * 60 + minutes) * 60 + seconds) * 1000 + ms)


def _parse_duration(text: str) -> int | None:
    match = _DURATION.fullmatch(text) if len(text) > 2 else None
    if not match:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)


def _parse_moment(text: str) -> int | None:
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH
    return max(0, round(since.total_seconds() * 1000))


def _parse_local_date(text: str) -> int | None:
    """A date in numbers, in whatever order, and a time of day."""
    if not (match := _LOCAL_DATE.fullmatch(text)):
        return None
    first, second, third = (int(match[at]) for at in (1, 2, 3))
    year, month, day = (first, second, third) if len(match[1]) == 4 else (third, first, second)
    if month > 12:
        month, day = day, month
    try:
        days = date(year + (2000 if year < 100 else 0), month, day).toordinal() - _EPOCH.toordinal()
    except ValueError:
        return None
    time = parse_timecode(match[4])
    return None if time is None or days < 0 else days * 24 * 3600 * 1000 + time


def _parse_clock(text: str) -> int | None:
    if _HALF_DAY.fullmatch(text):
        time = parse_timecode(text)
        return None if time is None else CALENDAR_MS + time
    if match := _TENTHS.fullmatch(text):
        text = f"{match[1]}.{match[2]}"
    if match := _FRAMES.fullmatch(text):
        time = parse_timecode(match[1].replace(";", ":"))
        return None if time is None else time + round(int(match[2]) * 1000 / _FRAMES_A_SECOND)
    return parse_timecode(text.removesuffix("Z"))


def _is_moment(text: str) -> bool:
    return bool(_DATE_TIME.fullmatch(text.strip()))


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


def is_of_calendar(times: Sequence[int | None]) -> bool:
    """Whether any of the times is a moment of a calendar.

    >>> is_of_calendar([None, 5_000]), is_of_calendar([1_700_000_000_000])
    (False, True)
    """
    return any(time is not None and time >= CALENDAR_MS for time in times)
