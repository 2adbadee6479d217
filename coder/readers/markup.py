"""Texts in JSON and tables that are HTML in some files, and literal in most."""

import re
from collections.abc import Sequence

from coder.readers.text.cleaning import strip_markup

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|apos|#39|#x27);")
_BARE = re.compile(r"&(?!#?\w{1,10};)")
_TAG = re.compile(r"</(?:b|i|u|p|em|strong|span|font|div)>|<br ?/?>")
_FEWEST = 5
_BLOCK = re.compile(r"</?(?:p|div)>|<br ?/?>")


def strip_html(texts: Sequence[str]) -> list[str]:
    """The texts of a file without tags and entities, if it writes them as HTML; else as they are.

    It does so where several texts have tags or the usual entities, and none an ampersand of another kind.

    >>> strip_html(["Q&amp;A", "<b>so</b>"] * 3)[:2], strip_html(["R&D", "&amp;"] * 5)[:2]
    (['Q&A', 'so'], ['R&D', '&amp;'])
    """
    n_marked = sum(1 for text in texts if _ENTITY.search(text) or _TAG.search(text))
    if n_marked < _FEWEST or any(_BARE.search(text) for text in texts):
        return list(texts)
    return [strip_markup(_BLOCK.sub(" ", text)) for text in texts]
