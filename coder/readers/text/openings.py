"""How the lines of a text open: with a time, a speaker, or both, before what is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coder.readers.text.cleaning import strip_quote_mark, strip_tags
from coder.readers.text.loose_prefix import find_loose_speakers, parse_loose_prefix
from coder.readers.text.speaker_prefix import Prefix, find_speakers, may_be_speaker, parse_prefix
from coder.readers.text.time_marks import MARK, TIME, TO, count_from_first, is_of_day, parse_mark

_DAY = r"(?:\d{4}-\d\d-\d\d[T ,]\s?)"
_ZONE = r"(?:Z|[+-]\d\d:?\d\d)"
_NUMBER_OF_SECONDS = r"\d{1,6}\.\d{1,3}"
_LEADING_TIME = re.compile(
    rf"\s*(?:[-*•]\s+)?@?[\[(]?({_DAY}?{MARK}{_ZONE}?|{_NUMBER_OF_SECONDS})(?:{TO}({MARK}|\d{{1,6}}(?:\.\d{{1,3}})?))?"
    r"[\])]?(?:\s*[-–—|]\s+|\s+|:\s+|(?<=[\])])|$)"
)
_TIME_BEFORE_COLON = re.compile(
    rf"([^:：\n]{{1,80}}?)\s*(?:[\[(]\s*({MARK})(?:{TO}({MARK}))?\s*[\])]|\s({TIME}))\s*(?=[:：](?!\d))"
)
_TIME_AFTER_COLON = re.compile(rf"\s*[\[(]({MARK})(?:{TO}({MARK}))?[\])]\s*")
_EMPHASIS = re.compile(r"^([\s\[\](\d:.,)|*@•–-]{0,24}?)(\*{1,3}|_{1,3})([^\s*_-][^\n]{0,99}?)\2(?![\w*])")
_NUMBER = re.compile(r"\s*(\d{1,5})(?:[.)]\s*|\s+)(?=[^\d\s])")
_NUMBERED_SHARE = 0.8
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:[a-z]{2,10}:|[/#?])[^()\s]{0,500}\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, and what it may open with.

    Attributes:
        number: from 1.
        text: the line as it stands.
        prefix: the name it may open with, and what follows.
        start_ms: the time beside the name; ``None`` without one.
        end_ms: the end of that time, where it is a span.
        opens_paragraph: whether a blank line or nothing stands above.
        is_bold: whether the name is in bold type or italics.
        time: the time as it stands; "" without one.
    """

    number: int
    text: str
    prefix: Prefix | None
    start_ms: int | None
    end_ms: int | None
    opens_paragraph: bool
    is_bold: bool
    time: str = ""

    @property
    def speaker(self) -> str | None:
        """The name that it may open with."""
        return self.prefix.name if self.prefix else None


def parse_lines(raw: Sequence[str], *, first: int, unread: frozenset[int] = frozenset()) -> list[Line]:
    """The lines from the one at ``first`` on that are neither blank nor ``unread``."""
    raw = _strip_numbers(raw)
    parsed = []
    opens_paragraph = True
    for at in range(first, len(raw)):
        if at in unread:
            continue
        if text := strip_quote_mark(strip_tags(raw[at])).rstrip():
            prefix, times = _parse_opening(text)
            start_ms, end_ms = (*map(parse_mark, times), None, None)[:2]
            is_bold = bool(_EMPHASIS.match(text))
            time = times[0] if times else ""
            parsed.append(Line(at + 1, text, prefix, start_ms, end_ms, opens_paragraph, is_bold, time))
        opens_paragraph = not text
    return _close_indented(parsed)


def choose_speakers(lines: Sequence[Line]) -> tuple[list[Line], frozenset[str], bool]:
    """The lines, the speakers that open them, and whether only loose openings, without a colon, name them.

    Lines open in either way, never in both.
    """
    if speakers := _find_speakers(lines):
        return list(lines), speakers, False
    loose = [_read_loosely(line) for line in lines]
    return loose, find_loose_speakers([line.prefix for line in loose]), True


def count_lines_from_first(lines: Sequence[Line], speakers: frozenset[str]) -> list[Line] | None:
    """The lines with times since the first where theirs are times of day; ``None`` where they are not."""
    first = next((line.time for line in lines if line.time and line.speaker in speakers), "")
    if not is_of_day(first):
        return None
    starts = count_from_first([line.start_ms if line.speaker in speakers else None for line in lines])
    return [replace(line, start_ms=start_ms, end_ms=None) for line, start_ms in zip(lines, starts, strict=True)]


def strip_links(text: str) -> str:
    """The text with Markdown's links as their words.

    >>> strip_links("see [the page](https://example.com)")
    'see the page'
    """
    return _LINK.sub(r"\1", text) if "](" in text else text


def _strip_numbers(raw: Sequence[str]) -> Sequence[str]:
    """The lines without the numbers that count them or their turns, where nearly all have one."""
    matches = [_NUMBER.match(line) for line in raw]
    numbers = [int(match[1]) for match in matches if match]
    n_filled = sum(1 for line in raw if line.strip())
    rising = sum(1 for before, after in pairwise(numbers) if after == before + 1)
    if len(numbers) < max(3, _NUMBERED_SHARE * n_filled) or rising < _NUMBERED_SHARE * (len(numbers) - 1):
        return raw
    return [line[match.end() :] if match else line for line, match in zip(raw, matches, strict=True)]


def _close_indented(lines: list[Line]) -> list[Line]:
    """The lines; where names stand at the margin, what is indented goes on and opens nothing."""
    named = [line for line in lines if line.prefix]
    indented = [line for line in named if line.text[:2].isspace()]
    if not indented or 2 * len(indented) >= len(named):
        return lines
    return [replace(line, prefix=None) if line.prefix and line.text[:2].isspace() else line for line in lines]


def _parse_opening(line: str) -> tuple[Prefix | None, list[str]]:
    """The speaker and text that a line opens with, and the time beside them, with its end if there is one."""
    line = _EMPHASIS.sub(r"\1\3", strip_links(line), count=1)
    times: list[str] = []
    if match := _LEADING_TIME.match(line):
        times = [time for time in match.groups() if time]
        line = _EMPHASIS.sub(r"\1\3", line[match.end() :], count=1)
    if match := _TIME_BEFORE_COLON.match(line):
        times = times or [time for time in match.groups()[1:] if time]
        line = match[1] + line[match.end() :]
    prefix = parse_prefix(line)
    if prefix and (match := _TIME_AFTER_COLON.match(prefix.text)):
        times = times or [time for time in match.groups() if time]
        prefix = Prefix(prefix.name, prefix.text[match.end() :], prefix.bracketed)
    return prefix, times


def _find_speakers(lines: Sequence[Line]) -> frozenset[str]:
    """Speakers by how lines open, and by how paragraphs do: a wrapped text has few named lines.

    Where openings in bold type, or alone on their line, are mostly speakers, one who speaks once is one too;
    so it is where most times have a name beside them.
    """
    paragraphs = [line.prefix for line in lines if line.opens_paragraph]
    speakers = find_speakers([line.prefix for line in lines]) | find_speakers(paragraphs)
    named = [line for line in lines if line.prefix]
    for alike in ([line for line in named if line.is_bold], [line for line in named if not line.prefix.text]):
        n_known = sum(1 for line in alike if line.speaker in speakers)
        if 2 * n_known > len(alike):
            speakers |= find_speakers([line.prefix for line in alike])
    timed = [line for line in lines if line.time]
    if len(timed) > 1 and 2 * sum(1 for line in timed if line.prefix) > len(timed):
        speakers |= {line.speaker for line in timed if line.prefix and may_be_speaker(line.speaker)}
    return speakers


def _read_loosely(line: Line) -> Line:
    text = strip_links(line.text)
    match = _LEADING_TIME.match(text)
    time = match[1] if match else ""
    parsed = parse_loose_prefix(text[match.end() :] if match else text)
    if not parsed:
        return replace(line, prefix=None)
    prefix, beside = parsed
    return replace(line, prefix=prefix, start_ms=parse_mark(time or beside), time=time or beside)
