"""Names, addresses and numbers taken out of a call's words. This hides who spoke; it makes nothing anonymous."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from coder.transcript import Role

SHORTEST_PART = 3
LEFT_OUT = "[left out]"

_ROLE_NAMES: Mapping[Role, str] = {"manager": "Manager", "rep": "Rep", "guest": "Guest"}
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)+")
# Parts of what meeting tools and transcripts call a speaker that name nobody.
_NO_NAMES = frozenset(
    _LETTERS.findall(
        "speaker unknown manager rep guest host cohost participant attendee presenter moderator organizer organiser "
        "caller user person voice channel phone mobile external internal unverified the and from sales team"
    )
)
# First and family names that are everyday words as well: taken for names only with a capital letter.
_EVERYDAY = frozenset(
    _LETTERS.findall(
        "april art august bank best bill black bright brown case cash chance chase close dawn day don drew early faith "
        "field fine frank grace grant gray green grey guy hill hope joy june king lane long love major mark may north "
        "page park power price rich rose said see self sharp short small stone strong summer sunny trip van west white "
        "will wise wood young"
    )
)
_TOP_LEVEL = "com|net|org|io|ai|co|de|eu|uk"
_MASKS = tuple(
    (mask, re.compile(pattern, re.IGNORECASE))
    for mask, pattern in (
        ("[link]", r"\b(?:https?://|www\.)\S*[\w/]"),
        ("[e-mail]", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
        ("[e-mail]", rf"\b[\w.+-]+ at [\w-]+(?: dot [\w-]+)* dot (?:{_TOP_LEVEL})\b"),
        ("[link]", rf"\b(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})\b(?:/\S*[\w/])?"),
    )
)
_PHONE = re.compile(r"(?<![\w$€£.,-])(?!\d{4}-\d\d-\d\d\b)\+?\(?\d(?:[ ().-]{0,2}\d){6,14}(?![\w%€])(?![.,]\d)")
# Digits without any mark between them are a telephone number only where they are this many; fewer may be an amount.
_UNBROKEN = re.compile(r"\d{1,8}")


def speaker_pseudonyms(speakers: Iterable[tuple[str, Role]]) -> dict[str, str]:
    """ "Manager", "Rep", "Rep 2" … by speaker, numbered in the order given.

    >>> speaker_pseudonyms([("Ana Ruiz", "manager"), ("Ben", "rep"), ("Cem", "rep")])
    {'Ana Ruiz': 'Manager', 'Ben': 'Rep', 'Cem': 'Rep 2'}
    """
    numbers = {role: count(1) for role in _ROLE_NAMES}
    given = {}
    for name, role in speakers:
        if name not in given:
            number = next(numbers[role])
            given[name] = _ROLE_NAMES[role] + (f" {number}" if number > 1 else "")
    return given


class Disguise:
    """Puts pseudonyms in the place of names, and masks e-mail addresses, telephone numbers, links and further words.

    A name goes as a whole, and so does each of its parts of ``SHORTEST_PART`` letters or more, as a whole word, in any
    case and with or without accents. A part that is an everyday word too goes only where it has a capital letter.
    """

    def __init__(self, names: Mapping[str, str], further: Sequence[str] = ()) -> None:
        """``names``: pseudonym by name; ``further``: words or phrases that become ``LEFT_OUT``."""
        self._told: dict[str, str] = {}
        self._cased: dict[str, str] = {}
        for phrase in further:
            self._told[_plain(phrase)] = LEFT_OUT
        for name, pseudonym in names.items():
            self._learn(name, pseudonym)
        known = sorted({*self._told, *self._cased}, key=lambda each: (-len(each), each))
        pattern = "|".join(r"\s+".join(map(re.escape, each.split())) for each in known)
        self._names = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if known else None

    def apply(self, text: str) -> str:
        """The text without names, addresses, numbers and links; never empty where it was not."""
        for mask, pattern in _MASKS:
            text = pattern.sub(mask, text)
        text = _PHONE.sub(lambda found: found[0] if _UNBROKEN.fullmatch(found[0]) else "[phone]", text)
        return self._hide_names(text, self._names) if self._names else text

    def _learn(self, name: str, pseudonym: str) -> None:
        parts = [part for part in map(_plain, _LETTERS.findall(name)) if part not in _NO_NAMES]
        long = [part for part in parts if len(part) >= SHORTEST_PART]
        for part in long:
            (self._cased if part in _EVERYDAY else self._told).setdefault(part, pseudonym)
        for phrase in (name, *_HYPHENATED.findall(name)):
            # A name without a long part is too short to be told from a word by anything but its capital letter.
            if long and len(parts) > 1:
                self._told.setdefault(_plain(phrase), pseudonym)
            elif parts and not long:
                self._cased.setdefault(_plain(phrase), pseudonym)

    def _hide_names(self, text: str, names: re.Pattern[str]) -> str:
        plain, places = _folded(text)
        hidden, done = [], 0
        for found in names.finditer(plain):
            start, stop = places[found.start()], places[found.end()]
            key = " ".join(found[0].split())
            pseudonym = self._told.get(key) or (self._cased[key] if text[start].isupper() else None)
            if pseudonym:
                hidden += [text[done:start], pseudonym]
                done = stop
        return "".join((*hidden, text[done:]))


def _plain(name: str) -> str:
    return " ".join(_folded(name)[0].split())


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its places, the end included, the place in the text."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for each in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(each):
                letters.append(each)
                places.append(place)
    return "".join(letters), [*places, len(text)]
