"""Training for coders: code part of a call whose codes are settled, and see code by code how far one's own meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from coder.agreement import LabelScore, confusion, label_scores
from coder.codebook import Codebook, load_codebook
from coder.errors import ExamplesError
from coder.examples import LabelledCall
from coder.review import Review
from coder.transcript import Role


@dataclass(frozen=True, slots=True)
class GoldUtterance:
    """One utterance with its settled code; ``code`` is ``None`` where none is settled."""

    index: int
    turn: int
    speaker: str
    role: Role
    text: str
    start_ms: int | None
    code: str | None


@dataclass(frozen=True, slots=True)
class GoldCall:
    """A call whose codes are taken as settled, to learn coding from."""

    name: str
    utterances: tuple[GoldUtterance, ...]

    @property
    def n_gold(self) -> int:
        """Utterances with a settled code."""
        return sum(each.code is not None for each in self.utterances)


@dataclass(frozen=True, slots=True)
class Miss:
    """An utterance that was given another code than the settled one; ``given`` is the learner's."""

    utterance: GoldUtterance
    gold: str
    given: str


@dataclass(frozen=True, slots=True)
class TrainingScore:
    """How far a learner's codes meet the settled ones.

    Attributes:
        met, n: of ``n`` utterances, how many got the settled code.
        codes, modes: by id in the codebook's order, those that either gave; ``support`` counts the settled ones,
            ``predicted`` the learner's.
        misses: in call order.
    """

    met: int
    n: int
    codes: Mapping[str, LabelScore]
    modes: Mapping[str, LabelScore]
    misses: tuple[Miss, ...]


def gold_of_review(review: Review) -> GoldCall:
    """A reviewed call: the codes that a person gave or confirmed are settled, the machine's are not."""
    utterances = tuple(
        GoldUtterance(
            each.index,
            each.turn,
            each.speaker,
            each.role,
            each.text,
            each.start_ms,
            each.code if each.decided_by == "person" else None,
        )
        for each in review.utterances
    )
    return GoldCall(review.call, utterances)


def gold_of_example(call: LabelledCall) -> GoldCall:
    """A labelled call: every code in it is settled."""
    utterances = tuple(
        GoldUtterance(index, each.turn, each.speaker, each.role, each.text, each.start_ms, each.code or None)
        for index, each in enumerate(call.utterances)
    )
    return GoldCall(call.name, utterances)


def draw_stretch(gold: GoldCall, n: int, *, seed: int) -> tuple[int, ...]:
    """Indexes of ``n`` utterances with a settled code, one after the other, from a random place; of all if fewer.

    Raises:
        ExamplesError: no utterance has a settled code.
    """
    places = [each.index for each in gold.utterances if each.code is not None]
    if not places:
        raise ExamplesError(
            gold.name, expected="utterances with a settled code", found="none", next_step="Choose another call."
        )
    start = Random(seed).randrange(max(1, len(places) - n + 1))
    return tuple(places[start : start + n])


def score_training(
    gold: GoldCall, asked: Sequence[int], given: Mapping[int, str], codebook: Codebook | None = None
) -> TrainingScore:
    """How the learner's codes compare, on the utterances asked of them that they coded."""
    codebook = codebook or load_codebook()
    wanted = set(asked)
    coded = [each for each in gold.utterances if each.index in wanted and each.index in given and each.code]
    pairs = [(each.code or "", given[each.index]) for each in coded]
    modes = [(codebook.mode_of[code], codebook.mode_of[own]) for code, own in pairs]
    return TrainingScore(
        met=sum(code == own for code, own in pairs),
        n=len(pairs),
        codes=_scores(pairs, codebook.code_ids),
        modes=_scores(modes, [mode.id for mode in codebook.modes]),
        misses=tuple(Miss(each, *pair) for each, pair in zip(coded, pairs, strict=True) if pair[0] != pair[1]),
    )


def _scores(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> dict[str, LabelScore]:
    scores = label_scores(confusion([pair[0] for pair in pairs], [pair[1] for pair in pairs], labels))
    return {label: each for label, each in zip(labels, scores, strict=True) if each.support or each.predicted}
