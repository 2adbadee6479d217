"""A coded call as arrays: its codes as given, or drawn many times from their probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from coder.codebook import load_codebook
from coder.review import CodedUtterance, Review
from coder.transcript import Role


@dataclass(frozen=True)
class CodedCall:
    """Codes of one call, once or in many draws.

    Attributes:
        review: the call.
        role: the side that is measured.
        codes: positions in the codebook's order of codes, shape (n_draws, n_utterances).
    """

    review: Review
    role: Role
    codes: np.ndarray

    @classmethod
    def as_given(cls, review: Review, role: Role) -> "CodedCall":
        """One draw: the codes that the review shows."""
        place = {code: at for at, code in enumerate(load_codebook().code_ids)}
        return cls(review, role, np.array([[place[u.code] for u in review.utterances]], dtype=np.int16))

    @classmethod
    def drawn(cls, review: Review, role: Role, draws: int, chance: np.random.Generator) -> "CodedCall":
        """Codes drawn from their probabilities; a person's code is certain."""
        ids = load_codebook().code_ids
        table = np.array([_certain_or_likely(utterance, ids) for utterance in review.utterances])
        reached = np.cumsum(table, axis=1)
        reached /= reached[:, -1:]
        found = np.empty((draws, len(table)), dtype=np.int16)
        for at, row in enumerate(reached):
            found[:, at] = np.searchsorted(row, chance.random(draws), side="right")
        return cls(review, role, np.minimum(found, len(ids) - 1))

    @cached_property
    def side(self) -> np.ndarray:
        """Which utterances are this side's, shape (n_utterances,)."""
        return np.array([utterance.role == self.role for utterance in self.review.utterances], dtype=bool)

    @cached_property
    def turns(self) -> np.ndarray:
        """Each utterance's turn, counted anew: a file may number them badly. Shape (n_utterances,)."""
        names = [(utterance.turn, utterance.speaker) for utterance in self.review.utterances]
        return np.cumsum([0, *(a != b for a, b in pairwise(names))])[: len(names)]

    def are(self, codes: Sequence[str]) -> np.ndarray:
        """This side's utterances with one of some codes, shape (n_draws, n_utterances)."""
        return self._among(codes) & self.side

    def in_modes(self, modes: Sequence[str]) -> np.ndarray:
        """This side's utterances in some modes, shape (n_draws, n_utterances)."""
        mode_of = load_codebook().mode_of
        return self.are([code for code, mode in mode_of.items() if mode in modes])

    @property
    def in_coaching_modes(self) -> np.ndarray:
        """This side's utterances in any mode that counts in shares."""
        return self.in_modes(load_codebook().coaching_modes)

    @cached_property
    def begins_turn(self) -> np.ndarray:
        """Whether the utterance is the first of its turn. Shape (n_utterances,)."""
        return np.append(True, self.turns[1:] != self.turns[:-1])[: len(self.turns)]

    @cached_property
    def same_turn_as_next(self) -> np.ndarray:
        """Whether the next utterance belongs to the same turn; false for the last. Shape (n_utterances,)."""
        return np.append(self.turns[:-1] == self.turns[1:], False) if len(self.turns) else np.zeros(0, dtype=bool)

    @cached_property
    def _found(self) -> dict[frozenset[str], np.ndarray]:
        """What was asked for already: most measures ask for the same few codes."""
        return {}

    def _among(self, codes: Sequence[str]) -> np.ndarray:
        wanted = frozenset(codes)
        if wanted not in self._found:
            is_one = np.array([code in wanted for code in load_codebook().code_ids])
            self._found[wanted] = is_one.take(self.codes)
        return self._found[wanted]


def _certain_or_likely(utterance: CodedUtterance, ids: Sequence[str]) -> list[float]:
    if utterance.decided_by == "person":
        return [float(code == utterance.code) for code in ids]
    return [utterance.probabilities.get(code, 0.0) for code in ids]
