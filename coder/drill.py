"""Practice on one's own words: which sentences of a call are worth saying otherwise, and what another one would be.

Nothing here is generated: a rewrite is scored by the model that coded the call, and what stands beside it as an
alternative is an example of the codebook.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coder.codebook import Codebook, load_codebook
from coder.errors import RewriteError
from coder.explanation import Explanation, check_model, explain_spoken, place_of, spoken_of
from coder.features import Spoken
from coder.measures.words import content_words
from coder.model_folder import Model
from coder.review import CodedUtterance, Review
from coder.transcript import Transcript, Unit, count_words

# A tell is picked when it is likelier right than wrong, and can be understood alone.
LEAST_CONFIDENCE = 0.5
LEAST_WORDS = 5
REWRITE_CHARACTERS = 600
MOST_PARTS = 6
MOST_ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Tell:
    """One of the manager's own utterances that could have been a question.

    Attributes:
        answered: whether a rep speaks next.
        by_person: whether a person gave or confirmed its code.
    """

    utterance: CodedUtterance
    answered: bool
    by_person: bool


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """One utterance of a rewrite as the model codes it in that place of the call.

    Attributes:
        probability: calibrated, of ``code``, 0–1.
        modes: probability of each mode by its id, summing to 1.
        explanation: which of its words and of its surroundings weighed.
    """

    text: str
    code: str
    mode: str
    probability: float
    modes: Mapping[str, float]
    explanation: Explanation

    @property
    def listens(self) -> bool:
        """Whether it counts as open question or listening."""
        return self.mode in load_codebook().parts.listening


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite beside the utterance that it stands for.

    Attributes:
        original: the utterance as reviewed, a person's code in place of the machine's where there is one.
        original_modes: the machine's probability of each mode for the original.
        parts: the utterances of the rewrite, in order, each scored after the one before it.
    """

    original: CodedUtterance
    original_modes: Mapping[str, float]
    parts: tuple[ScoredPart, ...]

    @property
    def listens(self) -> bool:
        """Whether every part counts as open question or listening."""
        return all(part.listens for part in self.parts)

    @property
    def is_mixed(self) -> bool:
        """Whether some parts listen and others do not."""
        return len({part.listens for part in self.parts}) > 1


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words of the codebook that listen, with the code they are an example of."""

    text: str
    code: str


def pick_tells(review: Review, codebook: Codebook) -> tuple[Tell, ...]:
    """The manager's utterances in tell, pitch or persuade that are worth saying otherwise, best first.

    Left out are those of fewer than ``LEAST_WORDS`` words and those the machine is less than ``LEAST_CONFIDENCE``
    sure of. First come those that a person coded; then everything but plain information; then those that a rep
    answered; then the surer ones, and among equals the earlier.
    """
    told = codebook.parts.telling
    following = (*review.utterances[1:], None)
    tells = [
        Tell(each, bool(after and after.role == "rep"), each.decided_by == "person")
        for each, after in zip(review.utterances, following, strict=True)
        if each.role == "manager" and each.mode in told and _stands_alone(each)
    ]
    return tuple(sorted(tells, key=lambda tell: _order(tell, codebook)))


def score_rewrite(review: Review, index: int, text: str, model: Model) -> Rewrite:
    """What the words would be coded as, said in place of an utterance of the call.

    Everything before and after stays as it was, also the answer, which a question would have changed. A part's
    probability depends a little on what it is encoded with: see ``Explanation.rescored``.

    Args:
        index: the index of the utterance that is replaced.

    Raises:
        ReviewError: no such utterance, or another model coded the call.
        RewriteError: no words, too many, or too many utterances.
    """
    place = place_of(review, index)
    check_model(review, model)
    original = review.utterances[place]
    texts = _split(text, original.speaker, model)
    call = spoken_of(review)
    said = [call[place]._replace(text=each) for each in texts]
    rewritten = [*call[:place], *said, *call[place + 1 :]]
    parts = tuple(_score(rewritten, place + at, model) for at in range(len(said)))
    return Rewrite(original, mode_probabilities(original.probabilities, model.codebook), parts)


def find_alternatives(utterance: CodedUtterance, codebook: Codebook) -> tuple[Alternative, ...]:
    """At most ``MOST_ALTERNATIVES`` examples of listening from the codebook, for an utterance that does not listen.

    Those with most content words of the utterance come first; among equals, near misses of its code that would
    listen, then examples of the codes these become, then of open questions and of support.
    """
    shared = content_words(utterance.text)
    found = dict.fromkeys(_listening_near(utterance.code, codebook))
    return tuple(sorted(found, key=lambda each: -len(shared & content_words(each.text))))[:MOST_ALTERNATIVES]


def mode_probabilities(probabilities: Mapping[str, float], codebook: Codebook) -> dict[str, float]:
    """The probability of each mode: the sum over its codes."""
    return {
        mode.id: sum(probabilities.get(code, 0.0) for code in codebook.codes_in(mode.id)) for mode in codebook.modes
    }


def _stands_alone(utterance: CodedUtterance) -> bool:
    sure = utterance.decided_by == "person" or utterance.confidence >= LEAST_CONFIDENCE
    return sure and count_words(utterance.text) >= LEAST_WORDS


def _order(tell: Tell, codebook: Codebook) -> tuple[bool, bool, bool, float, int]:
    utterance = tell.utterance
    # A fact is often simply needed: it comes last.
    is_fact = utterance.code in codebook.parts.information
    return not tell.by_person, is_fact, not tell.answered, -utterance.confidence, utterance.index


def _listening_near(code: str, codebook: Codebook) -> Iterator[Alternative]:
    listening = [code for mode in codebook.parts.listening for code in codebook.codes_in(mode)]
    # What stands for a tell where the codebook's near misses name no listening code.
    offered = (*codebook.parts.open_questions, *codebook.parts.help_offers)
    near = [(miss, became) for miss in codebook.code_of[code].near_misses for became in miss.becomes]
    named = [(miss, became) for miss, became in near if became in listening]
    yield from (Alternative(miss.example, became) for miss, became in named if miss.example)
    for each in (*(became for _, became in named), *offered):
        yield from (Alternative(example, each) for example in codebook.code_of[each].counts)


def _split(text: str, speaker: str, model: Model) -> list[str]:
    words = " ".join(text.split())
    if not count_words(words) or not any(char.isalnum() for char in words):
        raise _refused("some words", "none", "Write the sentence that you wish you had said.")
    if len(words) > REWRITE_CHARACTERS:
        found = f"{len(words):,} characters"
        raise _refused(f"at most {REWRITE_CHARACTERS} characters", found, "Write only what you would have said there.")
    said = Transcript("rewrite", "rewrite", "rewrite", (Unit(speaker, words),))
    parts = [utterance.text for utterance in model.segmenter.split(said)]
    if len(parts) > MOST_PARTS:
        raise _refused(f"at most {MOST_PARTS} utterances", f"{len(parts)}", "Keep the question and leave out the rest.")
    return parts


def _score(call: list[Spoken], place: int, model: Model) -> ScoredPart:
    explanation = explain_spoken(call, place, model)
    modes = mode_probabilities(explanation.probabilities, model.codebook)
    code = explanation.code
    return ScoredPart(call[place].text, code, explanation.about.mode, explanation.probability, modes, explanation)


def _refused(expected: str, found: str, next_step: str) -> RewriteError:
    return RewriteError("rewrite", expected=expected, found=found, next_step=next_step)
