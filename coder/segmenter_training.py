"""Train and test the sentence recogniser that splits turns into utterances."""

import random
import re
from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from coder.agreement import LabelScore
from coder.captions import as_machine_caption
from coder.segmentation import Segmenter, blank_pipeline

EPOCHS = 6
BATCH_SIZE = 64
DROPOUT = 0.2
LEARNING_RATE = 0.002
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)

_AFTER_MARK = re.compile(r"[.?!…]+\s+(?=\S)")
_WORD = re.compile(r"\S+")

# A turn as the list of its utterances' texts.
SplitTurn = Sequence[str]


def fit_segmenter(turns: Sequence[SplitTurn], *, seed: int = 0, epochs: int = EPOCHS) -> Segmenter:
    """A segmenter fitted to turns split by people, as written and as machine captions."""
    fix_random_seed(seed)
    shuffler = random.Random(seed)
    nlp = blank_pipeline()
    captioned = caption_turns(turns)
    nlp.initialize(lambda: [_example(nlp, turn) for turn in turns[:200]])
    optimizer = nlp.create_optimizer()
    for epoch in range(epochs):
        optimizer.learn_rate = LEARNING_RATE * (1 - epoch / epochs)
        texts = [*_join_some(turns, shuffler), *_join_some(captioned, shuffler)]
        shuffler.shuffle(texts)
        for batch in minibatch([_example(nlp, turn) for turn in texts], BATCH_SIZE):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
    return Segmenter(nlp)


def choose_threshold(segmenter: Segmenter, turns: Sequence[SplitTurn]) -> float:
    """The threshold with the best F0.5 of starts on captioned turns.

    Precision weighs double: a clause cut in two gets two codes, and neither half may show what it does.
    """
    captioned = caption_turns(turns)
    scores = [(_f_half(score_starts(segmenter, captioned, threshold)), threshold) for threshold in THRESHOLDS]
    return max(scores)[1]


def _f_half(score: LabelScore) -> float:
    return 1.25 * score.both / (0.25 * score.support + score.predicted) if score.both else 0.0


def score_starts(segmenter: Segmenter, turns: Sequence[SplitTurn], threshold: float = 0.5) -> LabelScore:
    """Agreement on where utterances begin inside turns; the start of a turn, always given, is not counted."""
    return _compare(turns, segmenter.find_starts([" ".join(turn) for turn in turns], threshold))


def score_punctuation(turns: Sequence[SplitTurn]) -> LabelScore:
    """The same for a rule: an utterance begins after ".", "?", "!" or "…" and white space."""
    return _compare(turns, [[0, *(m.end() for m in _AFTER_MARK.finditer(" ".join(turn)))] for turn in turns])


def score_fixed_length(turns: Sequence[SplitTurn]) -> LabelScore:
    """The same for a rule: an utterance begins every so many words, as many as an utterance has in the mean."""
    texts = [text for turn in turns for text in turn]
    length = max(1, round(sum(len(text.split()) for text in texts) / max(1, len(texts))))
    return _compare(turns, [[m.start() for m in _WORD.finditer(" ".join(turn))][::length] for turn in turns])


def _compare(turns: Sequence[SplitTurn], found: Sequence[Sequence[int]]) -> LabelScore:
    support = predicted = both = 0
    for turn, starts in zip(turns, found, strict=True):
        truth, guess = set(true_starts(turn)[1:]), set(starts[1:])
        support, predicted, both = support + len(truth), predicted + len(guess), both + len(truth & guess)
    return LabelScore(support, predicted, both)


def true_starts(turn: SplitTurn) -> list[int]:
    """Character offsets of the utterances in the turn's joined text."""
    return [0, *np.cumsum([len(text) + 1 for text in turn[:-1]]).tolist()]


def caption_turns(turns: Iterable[SplitTurn]) -> list[SplitTurn]:
    """The turns as machine captions; what becomes empty is left out."""
    captioned = ([as_machine_caption(text) for text in turn] for turn in turns)
    kept = ([text for text in turn if text] for turn in captioned)
    return [turn for turn in kept if turn]


def _join_some(turns: Sequence[SplitTurn], shuffler: random.Random) -> list[SplitTurn]:
    """Turns, some joined by two or three, so that long monologues are learnt too."""
    joined: list[SplitTurn] = []
    start = 0
    while start < len(turns):
        end = start + shuffler.choice((1, 1, 1, 2, 3))
        joined.append([text for turn in turns[start:end] for text in turn])
        start = end
    return joined


def _example(nlp: Language, turn: SplitTurn) -> Example:
    doc = nlp.make_doc(" ".join(turn))
    starts = set(true_starts(turn))
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    begins = [token.i == 0 or token.idx in starts for token in doc]
    return Example(doc, Doc(doc.vocab, words=words, spaces=spaces, sent_starts=begins))
