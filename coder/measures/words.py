"""Content words and their weights: rare words tell more of what somebody took up than common ones."""

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

# In how many of the labelled utterances each word occurs; written by tools/count_words.py.
FILE = Path(__file__).with_name("words.json")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")


class _Table(NamedTuple):
    utterances: int
    function_words: frozenset[str]
    counts: dict[str, int]


def words_in(text: str) -> list[str]:
    """Lower-case words without "'s" and the like, in order.

    >>> words_in("The buyer's deck isn't ready.")
    ['the', 'buyer', 'deck', 'is', 'ready']
    """
    found = (_ENDINGS.sub("", word) for word in _WORD.findall(text.lower()))
    return [word for word in found if word]


def content_words(text: str) -> set[str]:
    """The words that carry meaning: all but function words and fillers."""
    return set(words_in(text)) - _table().function_words


def weight_of(word: str) -> float:
    """Inverse document frequency, ln(utterances ÷ utterances with the word), among the labelled calls."""
    table = _table()
    return math.log(table.utterances / max(1, table.counts.get(word, 1)))


@cache
def _table() -> _Table:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return _Table(found["utterances"], frozenset(found["function_words"]), found["counts"])
