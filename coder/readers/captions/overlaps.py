"""Words of one speaker inside another's turn, as noScribe marks them: ``So //S02: Yes. // we did``."""

import re
from collections.abc import Collection

from coder.readers.text.cleaning import clean_name

MARK = "//"
_MARK = re.compile(r"(?<![:\w])//(?:\s?(?P<name>[^\s:/][^:/\n]{0,40}):(?=\s))?")
_NUMBERED = re.compile(r"S\d{2}")


def split_overlaps(speaker: str, text: str, speakers: Collection[str]) -> list[tuple[str, str]]:
    """The speakers of a turn and what each says, in order; one pair where nobody talks over it.

    >>> split_overlaps("S01", "So //S02: Yes. // we did.", ())
    [('S01', 'So'), ('S02', 'Yes.'), ('S01', 'we did.')]
    """
    parts, current, start = [], speaker, 0
    for match in _MARK.finditer(text):
        name = clean_name(match["name"] or "")
        if name in speakers or _NUMBERED.fullmatch(name):
            heard, after = name, match.end()
        elif current != speaker:
            heard, after = speaker, match.start() + len(MARK)
        else:
            continue
        parts.append((current, text[start : match.start()].strip()))
        current, start = heard, after
    parts.append((current, text[start:].strip()))
    return [part for part in parts if part[1]] if len(parts) > 1 else [(speaker, text)]
