"""What was said: units as the file has them, turns, and utterances.

All times are integer milliseconds from the start of the recording; ``None``
means that the file does not say.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

Role = Literal["manager", "rep", "guest"]
ROLES: tuple[Role, ...] = ("manager", "rep", "guest")

UNKNOWN_SPEAKER = "Unknown speaker"
# Japanese and Chinese, Thai and Lao.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One cue, line or row as the file has it, its speaker taken out of the text."""

    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Consecutive units of one speaker. ``index`` counts turns from 0."""

    index: int
    speaker: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One complete thought by one speaker: what gets a code.

    Times inside a unit are interpolated by its characters.
    """

    index: int
    turn: int
    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of the file that is not speech, or could not be read, and why."""

    where: str
    reason: str


@dataclass(frozen=True)
class Transcript:
    """A conversation as read from one file.

    Attributes:
        call: the call's name, from the file's name unless the file names it.
        source: the file's name.
        format: the name of the format it was read as.
        units: speech in file order, each with text; empty only where the file holds nothing but chat.
        utterances: for forms that hold utterances already, one for each unit; ``None`` when turns must
            still be split.
        roles: roles that the file itself states, by speaker; mostly empty.
        chat: typed messages, which are no speech: neither coded nor counted as talk.
        skipped: what was left out.
    """

    call: str
    source: str
    format: str
    units: tuple[Unit, ...]
    utterances: tuple[Utterance, ...] | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    chat: tuple[Unit, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Distinct speakers in the order in which they first speak."""
        return tuple(dict.fromkeys(unit.speaker for unit in self.units))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Runs of consecutive units of one speaker; where the file numbers its turns, those."""
        if self.utterances is not None:
            pairs = zip(self.units, self.utterances, strict=True)
            numbered = groupby(pairs, key=lambda pair: (pair[1].turn, pair[1].speaker))
            return tuple(Turn(turn, name, tuple(unit for unit, _ in group)) for (turn, name), group in numbered)
        runs = groupby(self.units, key=lambda unit: unit.speaker)
        return tuple(Turn(i, speaker, tuple(units)) for i, (speaker, units) in enumerate(runs))


def count_words(text: str) -> int:
    """Words parted by white space; scripts written without spaces count one word per two characters.

    >>> count_words("Walk me through it.")
    4
    """
    tokens = text.split()
    if not _UNSPACED.search(text):
        return len(tokens)
    return sum(max(1, (len(_UNSPACED.findall(token)) + 1) // 2) for token in tokens)
