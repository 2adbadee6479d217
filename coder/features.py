"""Named features of an utterance in its context, for the classifier.

An utterance is described by blocks: its words, its characters, its words as
spoken in its role, its setting (role, neighbours, length, edge of the call,
question mark), and the words around it. Each block of n-grams has length 1, so
that no block outweighs another by being long.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coder.transcript import Role

# Utterances before and after that are seen, nearest first, with the weight of their words.
CONTEXT_WEIGHTS = {-1: 0.5, -2: 0.3, 1: 0.4}
SETTING_REACH = (-3, -2, -1, 1, 2)
SETTING_WEIGHT = 0.7
ROLE_WORDS_WEIGHT = 0.7
CHARACTER_LENGTHS = (2, 3, 4, 5)
EDGE_OF_CALL = 6
# A shorter text is an excerpt: nothing tells that the call opens or closes in it.
MIN_WHOLE_CALL = 40
# One utterance is at most some dozens of words; a longer "word" is damage and need not be seen whole.
MAX_CHARACTERS = 2000

_TOKEN = re.compile(r"\w+(?:'\w+)?|[?!.,…-]")


class Spoken(NamedTuple):
    """What the classifier may see of an utterance: never its code."""

    turn: int
    speaker: str
    role: Role
    text: str


# A call, or a stretch of one, and the place in it of the utterance that is asked about.
Version = tuple[Sequence[Spoken], int]


class _Prepared(NamedTuple):
    spoken: Spoken
    tokens: list[str]
    is_question: bool
    length: float


def extract_features(call: Sequence[Spoken], rows: Iterable[int] | None = None) -> list[dict[str, float]]:
    """One feature dict for each utterance of one call, in call order.

    Args:
        call: all utterances of the call, in order; context is taken from it.
        rows: places of the utterances wanted; ``None`` for all.
    """
    prepared = [_prepare(spoken) for spoken in call]
    return [_describe(prepared, index) for index in (range(len(prepared)) if rows is None else rows)]


def tokenize(text: str) -> list[str]:
    """Lower-case words and sentence marks.

    >>> tokenize("Don’t you think so?")
    ["don't", 'you', 'think', 'so', '?']
    """
    return _TOKEN.findall(text.lower().replace("’", "'"))


def _prepare(spoken: Spoken) -> _Prepared:
    is_question = spoken.text.rstrip(" \"'”’)").endswith("?")
    length = min(math.log1p(len(spoken.text.split())) / 4, 1.0)
    return _Prepared(spoken, tokenize(spoken.text[:MAX_CHARACTERS]), is_question, length)


def _describe(call: Sequence[_Prepared], index: int) -> dict[str, float]:
    this = call[index]
    role = this.spoken.role[0]
    framed = ["<", *this.tokens, ">"]
    features = _block("w", _ngrams(framed, 3), 1.0)
    features |= _block("c", _character_ngrams(this.tokens), 1.0)
    features |= _block(f"{role}w", framed, ROLE_WORDS_WEIGHT)
    for offset, weight in CONTEXT_WEIGHTS.items():
        if 0 <= index + offset < len(call):
            near = call[index + offset]
            features |= _block(f"{offset}{_who(near, this)}", near.tokens, weight)
    for name, value in _setting(call, index).items():
        features[f"s:{name}"] = SETTING_WEIGHT * value
    return features


def _setting(call: Sequence[_Prepared], index: int) -> dict[str, float]:
    this = call[index]
    role, words = this.spoken.role, len(this.spoken.text.split())
    is_whole = len(call) >= MIN_WHOLE_CALL
    setting = {f"role={role}": 1.0, "length": this.length}
    if this.is_question:
        setting |= {"question": 1.0, f"question by {role}": 1.0}
    for name, holds in (
        ("exclamation", this.spoken.text.rstrip().endswith("!")),
        ("one word", words == 1),
        ("few words", words <= 3),
        ("many words", words >= 15),
        ("call opens", is_whole and index < EDGE_OF_CALL),
        ("call closes", is_whole and len(call) - index <= EDGE_OF_CALL),
    ):
        if holds:
            setting[name] = 1.0
    for offset in SETTING_REACH:
        setting |= _neighbour_setting(call, index, offset)
    return setting


def _neighbour_setting(call: Sequence[_Prepared], index: int, offset: int) -> dict[str, float]:
    if not 0 <= index + offset < len(call):
        return {f"{offset} nobody": 1.0}
    near, this = call[index + offset], call[index]
    setting = {
        f"{offset} {_who(near, this)}": 1.0,
        f"{offset} {_who(near, this)} {near.spoken.role}": 1.0,
        f"{offset} length": near.length,
    }
    if near.is_question:
        setting[f"{offset} question"] = 1.0
    return setting


def _who(near: _Prepared, this: _Prepared) -> str:
    return "same" if near.spoken.speaker == this.spoken.speaker else "else"


def _ngrams(tokens: Sequence[str], longest: int) -> Iterable[str]:
    for length in range(1, longest + 1):
        for start in range(len(tokens) - length + 1):
            yield " ".join(tokens[start : start + length])


def _character_ngrams(tokens: Iterable[str]) -> Iterable[str]:
    for token in tokens:
        padded = f" {token} "
        for length in CHARACTER_LENGTHS:
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def _block(name: str, terms: Iterable[str], weight: float) -> dict[str, float]:
    """Sublinear counts scaled to a vector of length ``weight``."""
    scaled = {term: 1 + math.log(count) for term, count in Counter(terms).items()}
    norm = math.sqrt(sum(value * value for value in scaled.values())) or 1.0
    return {f"{name}:{term}": weight * value / norm for term, value in scaled.items()}
