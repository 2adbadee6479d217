"""spaCy's text categorizers, one code an utterance, on the utterance, its role and the one before as one text."""

import random
from collections.abc import Sequence
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from benchmarks.bakeoff.row import SEED, Material, Predict
from coder.evaluation import codes_of, spoken_of
from coder.features import Spoken

EPOCHS = 4
BATCH = 64
DROPOUT = 0.2
BAG_OF_WORDS = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 2,
    "no_output_layer": False,
}


def fit_bag_of_words(material: Material) -> Predict:
    """Words and pairs of words, in any order."""
    return _fit(material, {"model": BAG_OF_WORDS})


def fit_default(material: Material) -> Predict:
    """What spaCy gives without being told: a convolutional network and a bag of words together."""
    return _fit(material, {})


def texts_of(call: Sequence[Spoken]) -> list[str]:
    """Each utterance as one text: who speaks, the words, and the words before.

    >>> texts_of([Spoken(0, "Ana", "manager", "How so?"), Spoken(1, "Ben", "rep", "Late.")])[1]
    'rep : Late. | manager : How so?'
    """
    own = [f"{spoken.role} : {spoken.text}" for spoken in call]
    return [f"{text} | {before}" for text, before in zip(own, ["", *own], strict=False)]


def _fit(material: Material, config: dict[str, Any]) -> Predict:
    fix_random_seed(SEED)
    nlp = spacy.blank("en")
    textcat = nlp.add_pipe("textcat", config=config)
    for code in material.codebook.code_ids:
        textcat.add_label(code)
    examples = [example for call in material.calls for example in _examples(nlp, call)]
    optimizer = nlp.initialize(lambda: examples)
    chance = random.Random(SEED)
    for _ in range(EPOCHS):
        chance.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
    return lambda call: [max(doc.cats, key=doc.cats.__getitem__) for doc in nlp.pipe(texts_of(call), batch_size=BATCH)]


def _examples(nlp: Any, call: Any) -> list[Example]:
    return [
        Example.from_dict(
            nlp.make_doc(text), {"cats": {each: float(each == code) for each in nlp.pipe_labels["textcat"]}}
        )
        for text, code in zip(texts_of(spoken_of(call)), codes_of(call), strict=True)
    ]
