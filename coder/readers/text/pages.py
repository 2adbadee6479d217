"""Page numbers, and the headers and footers beside them, in text that was taken out of pages."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NUMBERED = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.)\s{0,3}\d{1,4}(?:\s{0,3}(?:of|/|von|de|di|sur)\s{0,3}\d{1,4})?"
    r"|\d{1,4}\s?(?:/|of|von)\s?\d{1,4}|[-–—]\s?\d{1,4}\s?[-–—])\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_DIGITS = re.compile(r"\d+")
_REACH = 2
_FEWEST = 2


def find_page_lines(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of lines that number pages, and of the lines beside them that come again on other pages."""
    marks = {at for at, line in enumerate(lines) if _NUMBERED.fullmatch(line)}
    marks |= _find_running_numbers(lines)
    if len(marks) < _FEWEST:
        return frozenset()
    filled = [at for at, line in enumerate(lines) if line.strip()]
    place = {at: n for n, at in enumerate(filled)}
    beside = {
        filled[n] for at in marks for n in range(max(0, place[at] - _REACH), min(len(filled), place[at] + _REACH + 1))
    }
    # The first page has its header above everything.
    beside |= set(filled[:_REACH])
    seen = Counter(_mask(lines[at]) for at in beside - marks)
    running = {shown for shown, count in seen.items() if count >= max(_FEWEST, 0.5 * len(marks))}
    return frozenset(marks | {at for at in beside - marks if _mask(lines[at]) in running})


def _find_running_numbers(lines: Sequence[str]) -> set[int]:
    """Lines that are a number alone, where such numbers rise by one from page to page."""
    numbers = [(at, int(match[1])) for at, line in enumerate(lines) if (match := _NUMBER.fullmatch(line))]
    rises = [after[1] - before[1] == 1 for before, after in pairwise(numbers)]
    return {at for at, _ in numbers} if len(numbers) > _FEWEST and all(rises) else set()


def _mask(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))
