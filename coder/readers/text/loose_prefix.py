"""Openings that name a speaker without a colon: "Ana Gil [0:05] text", "Ana - text", "Speaker 1 text", "**Ana** text".

They say less than "Ana: text", so they are looked for only where a file has no speaker of that kind,
and believed only where most lines have one.
"""

import re
from collections import Counter
from collections.abc import Sequence

from coder.readers.text.cleaning import clean_name
from coder.readers.text.speaker_prefix import Prefix, is_label, is_person_like, is_sound, looks_like_name
from coder.readers.text.time_marks import MARK

_SHARE = 0.5
_NUMBERED = r"(?:speaker|spk|participant|person|sprecher|locuteur|hablante|interviewer|interviewee)[ _#-]?\d{1,3}"
_NUMBERED_SPEAKER = re.compile(_NUMBERED, re.IGNORECASE)
_OPENINGS = (
    re.compile(rf"\s*+(?P<name>[^\[\](){{}}\n]{{1,60}}?)\s*[\[(](?P<time>{MARK})[\])]\s+(?=\S)"),
    re.compile(rf"\s*+(?P<name>[^\[\](){{}}\n\d]{{1,60}}?)\s+(?P<time>{MARK})\s+(?:[-–—|]\s+)?(?=\S)"),
    re.compile(rf"\s*+(?P<name>{_NUMBERED})\b[\s.|–—-]+(?=\S)", re.IGNORECASE),
    re.compile(r"\s*+(?P<mark>\*\*|__)(?P<name>[^*\n]{1,60}?)(?P=mark)\s+(?=\S)"),
    re.compile(r"\s*+\((?P<name>[^()\n]{1,60})\)\s+(?=\S)"),
    re.compile(r"\s*+(?P<name>[^\t\n|]{1,60}?)\s*(?:\s[-–—|]\s|\t|[—|])\s*(?=\S)"),
)


def parse_loose_prefix(line: str) -> tuple[Prefix, str] | None:
    """The name a line opens with, what follows, and the time between them, "" without one.

    >>> parse_loose_prefix("Ana Gil [00:05] Hello.")
    (Prefix(name='Ana Gil', text='Hello.', bracketed=False), '00:05')
    """
    for pattern in _OPENINGS:
        if match := pattern.match(line):
            name = clean_name(match["name"])
            is_name = is_person_like(name) or _NUMBERED_SPEAKER.fullmatch(name)
            if looks_like_name(name) and is_name and not is_sound(name):
                return Prefix(name, line[match.end() :]), match.groupdict().get("time") or ""
    return None


def find_loose_speakers(prefixes: Sequence[Prefix | None]) -> frozenset[str]:
    """The speakers of a file by how its lines or cues open; none unless most of them name one, and some recur."""
    counts = Counter(prefix.name for prefix in prefixes if prefix and not is_label(prefix.name))
    n_named = sum(counts.values())
    if n_named < _SHARE * len(prefixes) or n_named < 2 or n_named == len(counts) or len(counts) < 2:
        return frozenset()
    return frozenset(counts)
