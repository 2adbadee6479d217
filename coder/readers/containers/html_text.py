"""HTML as text, by the standard library's parser: what a browser would show, block by block."""

import re
from html.parser import HTMLParser

UNSHOWN = frozenset(("head", "script", "style", "template", "noscript", "nav", "footer", "button", "select", "svg"))
_BLOCK_TAGS = (
    "address article aside blockquote body br dd div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 header hr "
    "li main ol p pre section summary details table tr ul"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRAY = re.compile(r"<(?!/?[A-Za-z!?][^<>]*>)")
_TIME = re.compile(r"\s*[\[(]?\d{1,3}(?::\d{2}){1,2}[\])]?\s*")
BLOCKS = frozenset(_BLOCK_TAGS.split())


class MildParser(HTMLParser):
    """A parser that takes broken declarations for comments, and no more than linear time for broken tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse(self, markup: str) -> None:
        """Handles the whole page, in which a ``<`` that opens no whole tag is text."""
        markup = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), markup)
        self.feed(_STRAY.sub("&lt;", markup))
        self.close()

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Python's own fails on a section of no known kind."""
        return self.parse_bogus_comment(i, report)


def show_html(markup: str) -> str:
    """The text of a page, a line for each block, cells parted by tabs.

    >>> show_html("<p><b>Ana:</b> Hi.</p><p>Ben: Yes &amp; no.</p>").split()
    ['Ana:', 'Hi.', 'Ben:', 'Yes', '&', 'no.']
    """
    parser = _Shown()
    parser.parse(markup)
    return "".join(parser.shown)


class _Shown(MildParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unshown = 0 if tag == "body" else self._unshown + (tag in UNSHOWN)
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unshown = max(0, self._unshown - (tag in UNSHOWN))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            shown = " ".join(data.split("\n"))
            # A time beside a name often has its distance from the page's style alone.
            self.shown.append(f" {shown} " if _TIME.fullmatch(shown) else shown)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS:
            self.shown.append("\n")
        elif tag in ("td", "th"):
            self.shown.append("\t")
