"""Who leads the call: a proposal, how sure it is, and on what ground.

Each speaker is described by a few cues that need no coding. A logistic model,
learnt from labelled calls, turns each speaker's difference from the others into
a probability. The user has the last word.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coder.errors import RoleError
from coder.people import speaker_kind
from coder.review import RoleProposal
from coder.transcript import Role, Transcript, count_words

# A call of this many words is trusted half.
DAMPING_WORDS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker said: ``texts`` are turns in call order; ``first_turn`` counts from 0."""

    speaker: str
    texts: tuple[str, ...]
    first_turn: int

    @property
    def words(self) -> int:
        """Words spoken, at least 1."""
        return max(1, sum(count_words(text) for text in self.texts))


def _rate_of(pattern: str) -> Callable[[Part], float]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def rate(part: Part) -> float:
        found = sum(len(compiled.findall(text)) for text in part.texts)
        # Hits per hundred words, damped so that a speaker of few words decides nothing.
        return 100 * found / (part.words + 100)

    return rate


@dataclass(frozen=True)
class Cue:
    """Something that tells a manager from a rep: ``ground`` is how people are told of it."""

    name: str
    ground: str
    value: Callable[[Part], float]


CUES: tuple[Cue, ...] = (
    Cue("opens", "opens the call", lambda part: float(part.first_turn == 0)),
    Cue("asks", "asks more of the questions", _rate_of(r"\?")),
    Cue(
        "asks_status",
        "asks for status and numbers",
        _rate_of(
            r"\b(?:where are we|where(?:'s| is) (?:that|this|it|the)"
            r"|what(?:'s| is| was) (?:the|your|his|her|their|next)|when(?:'s| is| are| did| do| does| will)"
            r"|how (?:much|many|long|far)|did (?:you|he|she|they)|have you"
            r"|has he|has she|is (?:it|that|he|she) (?:still|in|signed|going|closing)|who(?:'s| is|se| owns))\b"
        ),
    ),
    Cue(
        "asks_openly",
        "asks the others what they think",
        _rate_of(
            r"\b(?:what do you|what are you|how do you|how did (?:you|it|that)|what (?:would|did) you|tell me"
            r"|walk me|talk me|what(?:'s| is) (?:holding|stopping|going|on your)|why do you|what happened)\b"
        ),
    ),
    Cue(
        "assigns",
        "assigns work and sets terms",
        _rate_of(
            r"\b(?:i want (?:you|a|the|that|it|to)|i need (?:you|a|the|that|it)|get me|send me|bring me|show me|give me"
            r"|make sure|you (?:need|have|ought|should|could|can|might)|don't (?:you|let|go|call|send|give|be)"
            r"|go (?:and|back|get)|put (?:it|that|the|in|him|her)|let's"
            r"|by (?:monday|tuesday|wednesday|thursday|friday))\b"
        ),
    ),
    Cue("says_you", "speaks of what the others do", _rate_of(r"\b(?:you|your|you're|you've|yours)\b")),
    Cue("says_i", "reports on own work", _rate_of(r"\b(?:i|i've|i'm|i'd|my|me)\b")),
    Cue(
        "says_they",
        "reports on customers",
        _rate_of(r"\b(?:he|she|they|him|her|them|their|his|they're|they've)\b"),
    ),
    Cue("talks", "talks most", lambda part: math.log(part.words)),
    Cue(
        "titled",
        "the name says so",
        lambda part: float(bool(re.search(r"\b(?:manager|director|head|coach|boss|lead|vp)\b", part.speaker, re.I))),
    ),
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")

# Nobody can learn this one from calls without titles; a title is near proof.
_TITLE_WEIGHT = 4.0


def speaker_parts(transcript: Transcript) -> tuple[Part, ...]:
    """Each person's part, bots and unnamed lines left out, in the order in which they first speak."""
    texts: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for turn in transcript.turns:
        text = " ".join(unit.text for unit in turn.units)
        texts.setdefault(turn.speaker, []).append(text.replace("’", "'"))
        first.setdefault(turn.speaker, turn.index)
    return tuple(Part(name, tuple(said), first[name]) for name, said in texts.items() if speaker_kind(name) == "person")


def describe_parts(parts: Sequence[Part]) -> list[list[float]]:
    """Each speaker's cues less the mean of the others', a row a speaker, a column a cue; small in a short call."""
    rows = [[cue.value(part) for cue in CUES] for part in parts]
    if len(rows) < 2:
        return [[0.0] * len(CUES) for _ in rows]
    words = sum(part.words for part in parts)
    trust = words / (words + DAMPING_WORDS)
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return [
        [trust * (value - (s - value) / (len(rows) - 1)) for value, s in zip(row, sums, strict=True)] for row in rows
    ]


def propose_manager(
    parts: Sequence[Part], weights: Mapping[str, float], *, ceiling: float = 1.0
) -> RoleProposal | None:
    """The speaker most likely to lead; ``None`` with fewer than two known speakers.

    Args:
        weights: by cue name, as learnt; "titled" is fixed.
        ceiling: no probability is above it; what a test on that many calls can vouch for.
    """
    if len(parts) < 2:
        return None
    rows = describe_parts(parts)
    per_cue = [[_weight(cue, weights) * value for cue, value in zip(CUES, row, strict=True)] for row in rows]
    scores = [sum(row) for row in per_cue]
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    shares = [odd / sum(odds) for odd in odds]
    chances = [ceiling * share + (1 - ceiling) * (1 - share) / (len(parts) - 1) for share in shares]
    candidates = sorted(zip([part.speaker for part in parts], chances, strict=True), key=lambda c: -c[1])
    best = scores.index(highest)
    grounds = sorted(zip(per_cue[best], CUES, rows[best], strict=True), key=lambda item: -item[0])
    told = tuple(cue.ground for part, cue, value in grounds if part > 0 and value > 0)[:3]
    return RoleProposal(parts[best].speaker, candidates[0][1], told, tuple(candidates))


def _weight(cue: Cue, weights: Mapping[str, float]) -> float:
    return _TITLE_WEIGHT if cue.name == "titled" else weights.get(cue.name, 0.0)


def assign_roles(speakers: Sequence[str], manager: str | None, guests: Iterable[str] = ()) -> dict[str, Role]:
    """A role for each speaker: the manager, the guests named, everybody else a rep.

    A name is taken without regard to case, brackets, commas and the order of its words, and a part of it is
    enough where only one speaker has that part.

    Raises:
        RoleError: a name that nobody in the call has, or one given as manager and as guest; the message
            lists those who speak.
    """
    roles: dict[str, Role] = dict.fromkeys(speakers, "rep")
    for guest in guests:
        roles[find_speaker(guest, speakers)] = "guest"
    if manager is not None:
        leader = find_speaker(manager, speakers)
        if roles[leader] == "guest":
            raise RoleError(
                f'the speaker "{leader}"',
                expected="one role",
                found="manager and guest",
                next_step="Name the speaker as one of them.",
            )
        roles[leader] = "manager"
    return roles


def find_speaker(name: str, speakers: Sequence[str]) -> str:
    """The one speaker whose name it is, exactly, or by its words; else the only one who has those words.

    Raises:
        RoleError: nobody has the name, or several have.
    """
    words = _name_words(name)
    for match in (
        [s for s in speakers if s == name],
        [s for s in speakers if words and _name_words(s) == words],
        [s for s in speakers if words and words <= _name_words(s, with_brackets=True)],
    ):
        if len(match) == 1:
            return match[0]
    raise RoleError(
        "the speaker's name",
        expected="one of " + ", ".join(f'"{speaker}"' for speaker in speakers),
        found=f'"{name}"',
        next_step="Give the name as the transcript writes it.",
    )


def _name_words(name: str, *, with_brackets: bool = False) -> frozenset[str]:
    kept = name if with_brackets else _BRACKETS.sub(" ", name)
    return frozenset(re.findall(r"[^\W_]+", kept.casefold()))
