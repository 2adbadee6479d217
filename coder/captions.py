"""Text as a machine caption would give it, to train and test on."""

import re

_NOT_CAPTIONED = re.compile(r"[^\w\s'’%$£€-]")
_LOOSE_MARK = re.compile(r"(?<!\w)['’-]|['’-](?!\w)")


def as_machine_caption(text: str) -> str:
    """Lower case, without punctuation; "" when nothing but punctuation was there.

    >>> as_machine_caption("Right – so, where's Lakeland?")
    "right so where's lakeland"
    """
    return " ".join(_LOOSE_MARK.sub(" ", _NOT_CAPTIONED.sub(" ", text.lower())).split())
