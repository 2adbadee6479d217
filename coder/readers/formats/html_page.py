"""A transcript saved as a web page: its text is read as any text is."""

import re

from coder.readers.containers.html_text import show_html
from coder.readers.containers.unpacked import read_unpacked
from coder.readers.format import Format
from coder.transcript import Transcript

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|body)\b", re.I | re.S
)
_PART = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*)?<(?:article|b|cite|details|div|dl|figure|h[1-6]|header|main|ol|p|pre|section|span|strong"
    r"|table|ul)\b[^<>]*>",
    re.I | re.S,
)


def likelihood(text: str, source: str) -> float:
    """Middling for any web page or part of one, so that forms known in HTML are preferred."""
    head = text[:2000]
    return 0.5 if _PAGE.match(head) or _PART.match(head) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in the page's text."""
    return read_unpacked(show_html(text), source, FORMAT.name)


FORMAT = Format("html_page", "a web page with the transcript as text (.html)", (".html", ".htm"), likelihood, read)
