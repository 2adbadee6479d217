"""Turns split into utterances by the codebook's unit, with a spaCy pipeline.

A trained spaCy sentence recogniser marks where a new thought begins. It learnt
from labelled calls, with and without punctuation, so machine captions are split
too. Where captions carry no punctuation, a long pause between cues also begins
an utterance, and no utterance stays over ``MAX_WORDS``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from coder.transcript import Transcript, Turn, Unit, Utterance

MAX_WORDS = 40
PAUSE_MS = 900

_SENTENCE_MARKS = frozenset(".?!。？！؟।…")
_OPENING_MARKS = frozenset("¿¡")
# Sentence marks per word under which a text counts as unpunctuated.
_SPARSE_MARKS = 1 / 60

# The readers bound a file long before this.
_MAX_CHARACTERS = 50_000_000

_RECOGNISER = "senter"
_ARCHITECTURE: dict[str, Any] = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 64,
        "depth": 3,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
        "pretrained_vectors": None,
    },
}


class Segmenter:
    """Splits text into utterances.

    Attributes:
        threshold: probability from which a token of unpunctuated text begins an utterance.
    """

    def __init__(self, nlp: Language, *, threshold: float = 0.5) -> None:
        self.nlp = nlp
        self.threshold = threshold

    @classmethod
    def load(cls, folder: Path, *, threshold: float) -> "Segmenter":
        """The segmenter saved in a folder. Only weights are read; nothing in the folder is executed."""
        nlp = blank_pipeline()
        nlp.get_pipe(_RECOGNISER).from_disk(folder, exclude=["vocab"])
        return cls(nlp, threshold=threshold)

    def save(self, folder: Path) -> None:
        """Write the weights into a folder, which is made if need be."""
        self.nlp.get_pipe(_RECOGNISER).to_disk(folder, exclude=["vocab"])

    def split(self, transcript: Transcript) -> tuple[Utterance, ...]:
        """Utterances of a transcript in call order; those the file states are taken as they are."""
        if transcript.utterances is not None:
            return transcript.utterances
        turns = transcript.turns
        texts = [join_units(turn.units) for turn in turns]
        unpunctuated = is_unpunctuated(texts)
        threshold = self.threshold if unpunctuated else 0.5
        utterances: list[Utterance] = []
        for turn, text, starts in zip(turns, texts, self.find_starts(texts, threshold), strict=True):
            if unpunctuated:
                starts = sorted({*starts, *_pauses(turn.units)})
            utterances += _cut(turn, text, starts, first_index=len(utterances))
        return tuple(utterances)

    def find_starts(self, texts: Sequence[str], threshold: float = 0.5) -> list[list[int]]:
        """For each text the character offsets at which utterances begin; 0 is always the first."""
        docs = [self.nlp.make_doc(text) for text in texts]
        if not any(len(doc) for doc in docs):
            return [[0] for _ in docs]
        tables = self.nlp.get_pipe(_RECOGNISER).model.predict(docs)
        return [
            _choose_starts(doc, np.asarray(table)[:, 1], threshold) for doc, table in zip(docs, tables, strict=True)
        ]


def blank_pipeline() -> Language:
    """An English spaCy pipeline with an untrained sentence recogniser."""
    nlp = spacy.blank("en")
    nlp.max_length = _MAX_CHARACTERS
    nlp.add_pipe(_RECOGNISER, config={"model": _ARCHITECTURE})
    return nlp


def join_units(units: Iterable[Unit]) -> str:
    """A turn's text: its units parted by one space."""
    return " ".join(unit.text for unit in units)


def is_unpunctuated(texts: Iterable[str]) -> bool:
    """Whether texts together carry too few sentence marks to have been punctuated.

    >>> is_unpunctuated(["so where are we with it", "not signed yet"])
    True
    """
    words = marks = 0
    for text in texts:
        words += len(text.split())
        marks += sum(char in _SENTENCE_MARKS for char in text)
    return marks < words * _SPARSE_MARKS


def _choose_starts(doc: Doc, probabilities: np.ndarray, threshold: float) -> list[int]:
    """Character offsets of the starts; runs of over ``MAX_WORDS`` words are cut where a start is likeliest."""
    runs: list[list[int]] = [[]]
    for token in doc:
        if token.is_punct or token.is_space:
            continue
        if runs[-1] and probabilities[token.i] >= threshold:
            runs.append([])
        runs[-1].append(token.i)
    cuts = [cut for run in runs for cut in _cut_long(run, probabilities)]
    # Marks before the first word belong to the first utterance.
    return [0, *(doc[_opening_before(doc, i)].idx for i in cuts[1:])]


def _opening_before(doc: Doc, start: int) -> int:
    """The first of the quotes, brackets and the like that stand directly before a token."""
    while start > 1 and not doc[start - 1].whitespace_ and _opens(doc, start - 1):
        start -= 1
    return start


def _opens(doc: Doc, index: int) -> bool:
    token = doc[index]
    opening = token.is_left_punct or token.is_quote or token.text in _OPENING_MARKS
    return bool(opening and doc[index - 1].whitespace_)


def _cut_long(run: list[int], probabilities: np.ndarray) -> list[int]:
    """First tokens of the pieces of one run of words."""
    if len(run) <= MAX_WORDS:
        return run[:1]
    margin = len(run) // 6
    at = margin + int(np.argmax(probabilities[run[margin : len(run) - margin]]))
    return _cut_long(run[:at], probabilities) + _cut_long(run[at:], probabilities)


def _pauses(units: Sequence[Unit]) -> Iterable[int]:
    """Character offsets of units that follow a long pause."""
    offset = 0
    for before, after in pairwise(units):
        offset += len(before.text) + 1
        if before.end_ms is not None and after.start_ms is not None and after.start_ms - before.end_ms >= PAUSE_MS:
            yield offset


def _cut(turn: Turn, text: str, starts: Sequence[int], *, first_index: int) -> list[Utterance]:
    clock = _Clock(turn.units)
    utterances: list[Utterance] = []
    for start, end in pairwise([*starts, len(text)]):
        if piece := text[start:end].strip():
            start_ms, end_ms = clock.span(start, start + len(text[start:end].rstrip()))
            index = first_index + len(utterances)
            utterances.append(Utterance(index, turn.index, turn.speaker, piece, start_ms, end_ms))
    return utterances


class _Clock:
    """Times at character offsets of a turn's joined text, interpolated within its units.

    Asked in the order of the text, it never goes back, even where cues overlap.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._offsets = [0, *accumulate(len(unit.text) + 1 for unit in units)]
        self._reached = 0

    def span(self, start: int, end: int) -> tuple[int | None, int | None]:
        """When the text from one offset to another begins and ends; ``None`` where its units do not say."""
        return self._forward(self._at(start)), self._forward(self._at(end, ending=True))

    def _forward(self, ms: int | None) -> int | None:
        if ms is None:
            return None
        self._reached = max(self._reached, ms)
        return self._reached

    def _at(self, offset: int, *, ending: bool = False) -> int | None:
        place = bisect_left(self._offsets, offset) if ending else bisect_right(self._offsets, offset)
        index = min(max(place - 1, 0), len(self._units) - 1)
        unit = self._units[index]
        return _interpolate(unit, offset - self._offsets[index], len(unit.text), ending=ending)


def _interpolate(unit: Unit, done: int, total: int, *, ending: bool) -> int | None:
    if unit.start_ms is None or unit.end_ms is None:
        # With one end known only its own edge can be told.
        edge = unit.end_ms if ending else unit.start_ms
        return edge if done in (0, total) else None
    share = min(max(done / total, 0.0), 1.0) if total else 0.0
    return unit.start_ms + round((unit.end_ms - unit.start_ms) * share)
