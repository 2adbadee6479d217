"""What CHAT writes among the words: times, pauses, repairs and sounds, taken out or turned into plain text."""

import re

# Bytes of \x15 enclose the times; older files name the sound file before them.
_BULLET = re.compile(r'\x15(?:%\w+:\s*"[^"\x15]*"_)?(\d{1,9})_(\d{1,9})-?\x15')
_REPLACEMENTS = (
    (re.compile(r"\x15[^\x15]*\x15?"), " "),
    (re.compile(r"&\*\w+:\S*"), " "),  # a word put in by another speaker
    (re.compile(r"\[[^\[\]]*\]"), " "),  # repairs, errors, explanations: [//], [*], [= shouting]
    (re.compile(r"(?<!\S)&=\S+"), " "),  # sounds: &=laughs
    (re.compile(r"(?<!\S)\((?:\.{1,3}|\d+(?::\d+)?(?:\.\d*)?)\)"), " "),  # pauses: (..), (1.5)
    (re.compile(r"[<>‹›↑↓⇗↗→↘⇘∞≈≋≡∙⌈⌉⌊⌋∆∇⁎⁇°◉▁▔☺♋Ϋ∬§ˈˌ]"), ""),
    (re.compile(r"(?<!\S)&[-+~]?(?=\w)"), ""),  # sounds that are said: &-um, &+fr
    (re.compile(r"(?<!\S)0(?:[^\W\d]\w*)?(?!\S)"), " "),  # words that are not said, and actions
    (re.compile(r"\((?=\w)|(?<=\w)\)"), ""),  # parts of a word that are not said: (be)cause
    (re.compile(r"(?<=\w)@[a-z][\w:$*-]*"), ""),  # kinds of words: wug@n
    (re.compile(r"(?<=[^\W\d_])[:^]+(?=[^\W\d_]|\s|$)"), ""),  # drawn out: no:
    (re.compile(r"(?<!\S)\+\.{3}(?!\S)"), "..."),  # trailing off
    (re.compile(r"(?<!\S)\+[/\"!.]*(?=[.?!](?!\S))"), ""),  # broken off +/., asked +!?
    (re.compile(r"(?<!\S)\+[\"<^,+/.?!]*(?!\S)"), " "),  # links to the line before: ++, +<
    (re.compile(r"(?<!\S)[‡„]"), ","),
    (re.compile(r"(?<=\w)_(?=\w)"), " "),
)


def strip_codes(text: str) -> str:
    """The words and the end marks of a main line.

    >>> strip_codes("well &-um <I like> [/] I like (.) beans@s . \\x1512_95\\x15")
    'well um I like I like beans .'
    """
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def find_times(text: str) -> tuple[int | None, int | None]:
    """Start of the first and end of the last time mark, in milliseconds."""
    bullets = _BULLET.findall(text)
    return (int(bullets[0][0]), int(bullets[-1][1])) if bullets else (None, None)
