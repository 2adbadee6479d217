"""An utterance as the encoder reads it: token ids of its role, its words and the words just before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coder.features import Spoken

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TOKENIZER = "tokenizer.json"
# Longer utterances keep their beginning; one in five hundred of the labelled ones is longer.
MAX_OWN_TOKENS = 64
MAX_CONTEXT_TOKENS = 24
# Of a long utterance before, a third of what is kept is its beginning, the rest its end.
CONTEXT_HEAD = MAX_CONTEXT_TOKENS // 3
ROLE_IDS = {"manager": 0, "rep": 1, "guest": 2}
UNKNOWN_ROLE = "unknown"
UNKNOWN_ROLE_ID = 3
_ROLE_WORDS = {"manager": "manager:", "rep": "rep:", "guest": "guest:", UNKNOWN_ROLE: "speaker:"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One call as arrays.

    Attributes:
        tokens: each utterance's token ids, own words first, then the context's.
        n_own: how many of them are its own.
        roles: role ids, shape (n_utterances,).
        same_speaker: 1.0 where the one before is by the same speaker, shape (n_utterances,).
    """

    tokens: list[list[int]]
    n_own: list[int]
    roles: np.ndarray
    same_speaker: np.ndarray

    def part(self, start: int, stop: int) -> "Reading":
        """A stretch of the call, context kept as it was."""
        span = slice(start, stop)
        return Reading(self.tokens[span], self.n_own[span], self.roles[span], self.same_speaker[span])


class Reader:
    """Turns calls into ``Reading``s with one tokenizer."""

    def __init__(self, tokenizer: "Tokenizer", *, context: bool) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._context = context
        self._start = tokenizer.token_to_id("[CLS]")
        self._stop = tokenizer.token_to_id("[SEP]")
        self._role_ids = {role: self._ids(words) for role, words in _ROLE_WORDS.items()}

    @classmethod
    def load(cls, folder: Path, *, context: bool) -> "Reader":
        """The reader with the tokenizer that lies in a folder."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(folder / TOKENIZER)), context=context)

    def read(self, call: Sequence[Spoken], *, hide_roles: bool = False) -> Reading:
        """The call as arrays; with ``hide_roles`` everybody is just a speaker."""
        roles = [UNKNOWN_ROLE if hide_roles else spoken.role for spoken in call]
        return self._arrange(call, roles, [self._ids(spoken.text) for spoken in call])

    def read_versions(self, calls: Sequence[Sequence[Spoken]]) -> list[Reading]:
        """Several calls that are mostly alike as arrays: each different text is cut into tokens once."""
        words = {text: self._ids(text) for text in {spoken.text for call in calls for spoken in call}}
        return [self._arrange(call, [s.role for s in call], [words[s.text] for s in call]) for call in calls]

    def _arrange(self, call: Sequence[Spoken], roles: Sequence[str], words: Sequence[list[int]]) -> Reading:
        tokens, n_own = [], []
        for index in range(len(call)):
            own = [self._start, *self._role_ids[roles[index]], *words[index][:MAX_OWN_TOKENS], self._stop]
            before = self._before(words, roles, index) if self._context else []
            tokens.append([*own, *before])
            n_own.append(len(own))
        same = [0.0, *(float(a.speaker == b.speaker) for a, b in pairwise(call))]
        ids = [ROLE_IDS.get(role, UNKNOWN_ROLE_ID) for role in roles]
        return Reading(tokens, n_own, np.array(ids, dtype=np.int64), np.array(same[: len(call)], dtype=np.float32))

    def _before(self, words: Sequence[list[int]], roles: Sequence[str], index: int) -> list[int]:
        if not index:
            return [self._stop]
        last = words[index - 1]
        if len(last) > MAX_CONTEXT_TOKENS:
            last = [*last[:CONTEXT_HEAD], *last[CONTEXT_HEAD - MAX_CONTEXT_TOKENS :]]
        return [*self._role_ids[roles[index - 1]], *last, self._stop]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


def pad(tokens: Sequence[Sequence[int]], n_own: Sequence[int]) -> dict[str, np.ndarray]:
    """Token ids, mask and segment (0 own words, 1 context) of some utterances, shape (n, longest)."""
    width = max(len(ids) for ids in tokens)
    arrays = {name: np.zeros((len(tokens), width), dtype=np.int64) for name in ("ids", "mask", "segments")}
    for row, (ids, own) in enumerate(zip(tokens, n_own, strict=True)):
        arrays["ids"][row, : len(ids)] = ids
        arrays["mask"][row, : len(ids)] = 1
        arrays["segments"][row, own : len(ids)] = 1
    return arrays
