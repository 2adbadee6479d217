"""Times beside speech in a text: of the recording, or of the day, which are counted from the first."""

import re
from collections.abc import Sequence

from coder.timecode import parse_timecode

# "am" before "I" opens a sentence.
TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?(?!\s[iI]\b))?+"
_UNITS = r"(?:\d{1,2} ?h(?:ours?)? ?)?\d{1,3} ?m(?:in(?:ute)?s?)? ?\d{1,2} ?s(?:ec(?:ond)?s?)?(?![a-z])"
MARK = rf"(?:{TIME}|{_UNITS}|\d{{1,6}}(?:\.\d{{1,3}})?s\b)"
TO = r"\s*(?:-{1,2}>|→|[-–—]|\bto\b)\s*"
OF_DAY_NOTE = "times of day: counted from the first"
_PARTS = re.compile(
    r"(?:(\d{1,9}) ?h[a-z]* ?)?(?:(\d{1,9}) ?m[a-z]* ?)?(?:(\d{1,9}(?:\.\d{1,9})?) ?s[a-z]*)?", re.IGNORECASE
)
_DAY_AND_ZONE = re.compile(r"^\d{4}-\d\d-\d\d[T ,]\s?|(?<=\d)(?:Z|[+-]\d\d:?\d\d)$")
_HALF_DAY = re.compile(r"m\.?\s*$", re.IGNORECASE)
# Blanks are taken whole and from their first on: else a long run of them costs its square.
_IN_TEXT = re.compile(rf"(?<!\s)\s*+\[{TIME}\](?:\s*\[\d{{1,5}}(?:\.\d{{1,3}})?\])?")
_ENDING = re.compile(rf"(?<!\s)\s*+\[({TIME})\]\s*\[\d{{1,5}}(?:\.\d{{1,3}})?\]\s*")
# A recording that opens so late is rarer than a file with times of day.
_LATE_MS = 6 * 3600 * 1000
_DAY_MS = 24 * 3600 * 1000


def parse_mark(text: str) -> int | None:
    """Milliseconds of a time as texts write it.

    >>> parse_mark("1:05"), parse_mark("1 minute 5 seconds"), parse_mark("4.20s")
    (65000, 65000, 4200)
    """
    text = _DAY_AND_ZONE.sub("", text.strip())
    if (time := parse_timecode(text)) is not None:
        return time
    if not (match := _PARTS.fullmatch(text.strip())) or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round(1000 * (3600 * hours + 60 * minutes + seconds))


def strip_times(text: str) -> tuple[str, int | None]:
    """The text without times in square brackets, and the end where it closes with one and a length, as Trint's do.

    >>> strip_times("So [00:00:05] we did. [00:00:07][2.1]")
    ('So we did.', 7000)
    """
    last = None
    for match in _ENDING.finditer(text):
        last = match
    end_ms = parse_timecode(last[1]) if last and last.end() == len(text) else None
    return _IN_TEXT.sub("", text), end_ms


def is_of_day(time: str, *, from_ms: int = _LATE_MS) -> bool:
    """Whether the first time of a file is one of day: with AM or PM, or as late as none of a recording.

    >>> is_of_day("10:02 AM"), is_of_day("10:02:15"), is_of_day("10:02")
    (True, True, False)
    """
    return bool(_HALF_DAY.search(time) or _DAY_AND_ZONE.match(time)) or (parse_mark(time) or 0) >= from_ms


def count_from_first(times: Sequence[int | None]) -> list[int | None]:
    """Times of day as times since the first; one that jumps far back is of the next day.

    >>> count_from_first([86_399_000, None, 1_000])
    [0, None, 2000]
    """
    first = before = next((time for time in times if time is not None), 0)
    counted: list[int | None] = []
    for time in times:
        if time is not None:
            while time < before - _DAY_MS // 2:
                time += _DAY_MS
            before = max(before, time)
        counted.append(None if time is None else max(0, time - first))
    return counted
