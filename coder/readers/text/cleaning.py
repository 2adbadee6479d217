"""Text as it should be shown and coded: no markup, no invisible characters, single spaces."""

import html
import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0020-\U000e007f]"
    # Joiners spell words in Persian and Indic scripts and build emoji: dropped only beside plain ASCII.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"</?(?:b|i|u|s|c|v|em|strong|lang|ruby|rt|font|span|br)(?:[.\s][^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|br|p|span|font)(?:\s+[a-z-]{1,30}\s?=[^<>]{0,300})?\s?/?>", re.IGNORECASE
)
_INLINE_TIME = re.compile(r"<\d{1,4}(?::\d{1,3}){1,2}(?:[.,]\d{1,9})?>")
_STYLE_CODE = re.compile(r"\{\\[^{}]*\}")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)(?!>)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STRUCTURE = re.compile(r"[\d:.,;\s<>=→–—-]*")


def clean_text(text: str) -> str:
    """The text with white space folded, and zero-width, control and broken characters taken out.

    >>> clean_text(" Walk\\u200b me\\n through it. ")
    'Walk me through it.'
    """
    if text.isprintable():  # then there is nothing to take out
        return " ".join(text.split())
    text = _SURROGATE.sub("\ufffd", text)
    return " ".join(_CONTROL.sub("", _INVISIBLE.sub("", text)).split())


def clean_name(name: str) -> str:
    """A speaker's name, cleaned and composed, so that one name spelled in two ways of Unicode is one."""
    return unicodedata.normalize("NFC", clean_text(name))


def strip_markup(text: str) -> str:
    """A cue's text without caption tags, inline times and style codes, its entities resolved.

    Tags that captions do not know stay: they may be speech, such as ``<inaudible>``.

    >>> strip_markup("<i>Q&amp;A</i> <00:01.500>starts")
    'Q&A starts'
    """
    for pattern in (_TAG, _INLINE_TIME, _STYLE_CODE):
        text = pattern.sub("", text)
    return unescape(text)


def strip_tags(text: str) -> str:
    """A line without tags of emphasis and line breaks, its entities resolved; times in angle brackets stay.

    >>> strip_tags("<b>Ana</b>: it&#39;s <00:05> so<br>")
    "Ana: it's <00:05> so"
    """
    return unescape(_EMPHASIS_TAG.sub("", text))


def unescape(text: str) -> str:
    """The text with complete HTML entities resolved; ``R&D`` and the like are left alone."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def strip_quote_mark(line: str) -> str:
    """The line without Markdown's mark of a quotation; ``>>``, which marks a change of speakers, stays.

    >>> strip_quote_mark("> Hello"), strip_quote_mark(">> Hello")
    ('Hello', '>> Hello')
    """
    return _QUOTED.sub("", line, count=1) if _QUOTED.match(line) else line


def show_structure(line: str) -> str:
    """The leading digits and punctuation of a line, at most 40 characters: safe to quote in a message."""
    shown = _STRUCTURE.match(line).group().strip()
    return shown[:40]
