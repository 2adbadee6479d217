"""Names of files in a zip, as people can read them: whatever code page wrote them, and never a path on a disk."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from zipfile import ZipInfo

from coder.readers.text.cleaning import clean_name

_LONGEST_PART = 150
_MOST_PARTS = 8
# As many names as tell the code page; longer ones are no people's.
_MOST_LOOKED_AT = 200
_LONGEST_LOOKED_AT = 300
_IS_UTF8 = 0x800
# What a zip that does not say so is read in, by the standard.
_STANDARD = "cp437"
# In order of preference between equals: Western Europe, then Eastern, then East Asia.
_CODE_PAGES = (_STANDARD, "cp850", "cp1252", "cp852", "cp866", "cp1251", "cp932", "cp949", "gb18030")
_SEPARATOR = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"[A-Za-z]:")
_JAPANESE_OR_CHINESE = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "FULLWIDTH"))
_USUAL = frozenset(" !#$%&'()+,-./;=@[]_{}~–—’“”、。・「」（）：")


def name_members(members: Sequence[ZipInfo]) -> list[tuple[str, ...]]:
    """Each member's folders and file name, in order; no part is empty, "." or "..", a drive, or very long."""
    raw = [_undeclared(member) for member in members]
    telling = [name for name in raw if name is not None and len(name) <= _LONGEST_LOOKED_AT]
    page = _guess_code_page(telling[:_MOST_LOOKED_AT])
    names = [
        member.filename if name is None else name.decode(page, "replace")
        for member, name in zip(members, raw, strict=True)
    ]
    return [_split_path(name) for name in names]


def _undeclared(member: ZipInfo) -> bytes | None:
    """The bytes of a name whose code page the zip does not state; ``None`` where it is stated."""
    if member.flag_bits & _IS_UTF8 or member.filename.isascii():
        return None
    try:
        return member.filename.encode(_STANDARD)
    except UnicodeEncodeError:
        return None  # a second, declared name took its place


def _split_path(name: str) -> tuple[str, ...]:
    parts = [clean_name(part) for part in _SEPARATOR.split(name)]
    kept = [part for part in parts if part not in ("", ".", "..") and not _DRIVE.fullmatch(part)]
    return tuple(_shorten(part) for part in kept[-_MOST_PARTS:])


def _shorten(part: str) -> str:
    """Too long a name without its middle, so that its ending stays."""
    return part if len(part) <= _LONGEST_PART else f"{part[: _LONGEST_PART - 20]}…{part[-19:]}"


def _guess_code_page(names: Sequence[bytes]) -> str:
    """The code page in which all names together read most like names; one program wrote them all."""
    if _decode(names, "utf-8") is not None:
        return "utf-8"  # nothing else is valid UTF-8 by chance
    read = [(_count_odd(text), page) for page in _CODE_PAGES if (text := _decode(names, page)) is not None]
    return min(read, key=lambda pair: pair[0])[1] if read else _STANDARD


def _decode(names: Sequence[bytes], page: str) -> str | None:
    try:
        return "\n".join(name.decode(page) for name in names)
    except UnicodeDecodeError:
        return None


def _count_odd(text: str) -> int:
    """Signs that no name has, and letters in words of two scripts, of capitals inside, or of hardly a plain letter."""
    odd = sum(1 for char in text if not (char.isalpha() or char.isdecimal()) and char not in _USUAL and char != "\n")
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {_script_of(char) for char in word}
        odd += len(word) * (len(scripts) - 1)
        odd += len(word) * ("LATIN" in scripts and len(word) > 3 and sum(map(str.isascii, word)) < len(word) / 3)
        odd += sum(1 for before, char in pairwise(word) if before.islower() and char.isupper())
    return odd


def _script_of(char: str) -> str:
    script = unicodedata.name(char, "UNKNOWN").split()[0]
    return "CJK" if script in _JAPANESE_OR_CHINESE else script
