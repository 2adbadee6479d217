"""What to label next: utterances of many calls that a person's code would teach most, and a random part of the rest."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coder.captions import as_machine_caption
from coder.review import CodedUtterance, Review
from coder.transcript import Role

RANDOM_SHARE = 0.2
# What counts more than unlikeness to what was chosen already; 1 would be uncertainty alone.
UNCERTAINTY_WEIGHT = 0.7
# Of so many of the most uncertain for each place in the queue, the unlike ones are chosen.
POOL_FACTOR = 10
_HASHED_FEATURES = 2**16

Why = Literal["uncertain", "diverse", "random"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One utterance to label.

    Attributes:
        call: the id that the review was given under.
        index: of the utterance in its call.
        why: "uncertain", "diverse" (less uncertain than others, and unlike what was chosen before), or "random".
        uncertainty: 1 less the margin of the two likeliest codes, 0–1.
        inclusion_probability: with which this sentence came into the random part; ``None`` where it was picked.
        stands_for: how many utterances nobody coded have these very words, this one included.
    """

    call: str
    index: int
    why: Why
    code: str
    confidence: float
    uncertainty: float
    inclusion_probability: float | None
    stands_for: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The first utterance with its words, case and punctuation aside."""

    call: str
    utterance: CodedUtterance
    words: str
    stands_for: int


def next_to_label(
    reviews: Mapping[str, Review],
    n: int,
    *,
    seed: int = 0,
    role: Role | None = None,
    random_share: float = RANDOM_SHARE,
) -> tuple[Doubt, ...]:
    """At most ``n`` utterances that nobody coded, in the order in which to label them; the same seed gives the same.

    No sentence comes twice, case and punctuation aside, nor one that a person coded anywhere in these calls. First a
    simple random sample is drawn of all sentences left, so that figures can be estimated from it: weigh each by
    ``stands_for`` and by 1 ÷ ``inclusion_probability``. The rest is picked by margin (T. Scheffer, C. Decomain and
    S. Wrobel, "Active Hidden Markov Models for Information Extraction", IDA 2001), each time the one that is most
    uncertain and least like those picked before (maximal marginal relevance, J. Carbonell and J. Goldstein, SIGIR
    1998; cosine of TF-IDF of character n-grams). The random ones are spread over the queue.

    Args:
        reviews: by any id of a call.
        n: from 0 on.
        role: whose utterances; ``None`` for everybody's.
        random_share: of the queue, 0–1; at least one where it is above 0.
    """
    sentences = _sentences_left(reviews, role)
    n = min(n, len(sentences))
    chance = random.Random(seed)
    n_random = min(n, max(1, round(n * random_share))) if random_share > 0 else 0
    drawn = sorted(chance.sample(range(len(sentences)), n_random))
    left = [place for place in range(len(sentences)) if place not in set(drawn)]
    chance.shuffle(left)
    picked = _pick([sentences[place] for place in left], n - n_random)
    probability = n_random / len(sentences) if sentences else None
    sample = [_doubt(sentences[place], "random", probability) for place in drawn]
    chance.shuffle(sample)
    return _spread(picked, sample)


def _sentences_left(reviews: Mapping[str, Review], role: Role | None) -> list[_Sentence]:
    """Every sentence that nobody coded, at the first place where it was said, by call id and index."""
    said: dict[str, list[tuple[str, CodedUtterance]]] = {}
    coded = set()
    for call in sorted(reviews):
        for utterance in reviews[call].utterances:
            words = as_machine_caption(utterance.text)
            if utterance.decided_by == "person":
                coded.add(words)
            elif words and role in (None, utterance.role):
                said.setdefault(words, []).append((call, utterance))
    return [_Sentence(*found[0], words, len(found)) for words, found in said.items() if words not in coded]


def _pick(sentences: Sequence[_Sentence], n: int) -> list[Doubt]:
    """The most uncertain, each as unlike those before it as may be; of equals the earlier given."""
    if not n:
        return []
    uncertainty = np.array([_uncertainty(sentence.utterance) for sentence in sentences])
    pool = np.argsort(-uncertainty, kind="stable")[: POOL_FACTOR * n]
    by_uncertainty_alone = set(pool[:n].tolist())
    vectors = _vectors([sentences[place].words for place in pool])
    likeness = np.zeros(len(pool))
    open_places = np.ones(len(pool), dtype=bool)
    picked = []
    for _ in range(n):
        worth = UNCERTAINTY_WEIGHT * uncertainty[pool] - (1 - UNCERTAINTY_WEIGHT) * likeness
        best = int(np.where(open_places, worth, -np.inf).argmax())
        open_places[best] = False
        likeness = np.maximum(likeness, (vectors @ vectors[best].T).toarray().ravel())
        why: Why = "uncertain" if int(pool[best]) in by_uncertainty_alone else "diverse"
        picked.append(_doubt(sentences[pool[best]], why, None))
    return picked


def _vectors(texts: Sequence[str]):
    """Rows of length 1, sparse; hashed, so that no text is without features."""
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

    hashed = HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=_HASHED_FEATURES, alternate_sign=False, norm=None
    )
    return TfidfTransformer().fit_transform(hashed.transform(texts))


def _uncertainty(utterance: CodedUtterance) -> float:
    """1 less the margin; an utterance without probabilities is as sure as its code."""
    second, first = (sorted([*utterance.probabilities.values(), 0.0])[-2:]) if utterance.probabilities else (0.0, 1.0)
    return 1 - (first - second)


def _doubt(sentence: _Sentence, why: Why, probability: float | None) -> Doubt:
    said = sentence.utterance
    place = (sentence.call, said.index)
    return Doubt(*place, why, said.code, said.confidence, _uncertainty(said), probability, sentence.stands_for)


def _spread(picked: Sequence[Doubt], sample: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Both in their order, the sample at even distances, so that a queue broken off has its share of either."""
    places = [
        ((place + 0.5) / len(part), number, place)
        for number, part in enumerate((picked, sample))
        for place in range(len(part))
    ]
    return tuple((picked, sample)[number][place] for _, number, place in sorted(places))
