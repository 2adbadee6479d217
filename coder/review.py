"""A coded call: every utterance with its code, and who spoke how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coder.people import SamePerson
from coder.transcript import Role, Skipped

DecidedBy = Literal["model", "person"]
RolesFrom = Literal["named", "file", "proposed"]

# Under this the tool asks who leads rather than supposes it.
HARDLY_SURE_BELOW = 0.92


@dataclass(frozen=True, slots=True)
class CodedUtterance:
    """One utterance with its code.

    Attributes:
        code: codebook id; ``mode`` follows from it.
        confidence: calibrated probability of ``code``, 0–1.
        probabilities: by code id, in the codebook's order, summing to 1.
        lenses: ids of lenses seen (manager's utterances only).
        signals: ids of signals seen (reps' utterances only).
        possible: ids of lenses or signals that may be there: shown as possible, counted in no figure.
    """

    index: int
    turn: int
    speaker: str
    role: Role
    text: str
    start_ms: int | None
    end_ms: int | None
    code: str
    mode: str
    confidence: float
    probabilities: dict[str, float]
    lenses: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    decided_by: DecidedBy = "model"
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken run of talk by one speaker: one turn.

    Attributes:
        turn: index of the turn.
        words: words in it.
        speech_ms: speech time in it, pauses left out; ``None`` without times.
    """

    turn: int
    words: int
    speech_ms: int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker's part in the call.

    Attributes:
        words: words spoken.
        speech_ms: time speaking, overlapping cues of this speaker counted once; ``None`` without times.
        stretches: their turns, in call order.
    """

    name: str
    role: Role
    words: int
    speech_ms: int | None
    stretches: tuple[Stretch, ...]

    @property
    def longest_stretch(self) -> Stretch:
        """The longest turn: by time, else by words."""
        return max(self.stretches, key=lambda stretch: (stretch.speech_ms or 0, stretch.words))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that seems wrong with a transcript, and what hangs on it.

    Attributes:
        id: which check found it.
        says: what was found, one sentence, in plain words and numbers; never utterance text.
        touches: ids of the measures that it makes less certain.
        effect: what it does to them, one sentence.
        next_step: what the user can do.
    """

    id: str
    says: str
    touches: tuple[str, ...]
    effect: str
    next_step: str


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """Who seems to lead the call.

    Attributes:
        manager: name of the speaker proposed.
        probability: how sure, 0–1, among this call's speakers.
        grounds: what speaks for it, in words, strongest first; never utterance text.
        candidates: every speaker's probability, highest first.
    """

    manager: str
    probability: float
    grounds: tuple[str, ...]
    candidates: tuple[tuple[str, float], ...]

    @property
    def is_clear(self) -> bool:
        """Whether it is sure enough to be supposed."""
        return self.probability >= HARDLY_SURE_BELOW


def percent_sure(probability: float) -> int:
    """The whole per cent that people are shown, rounded down, so that nothing is called certain.

    >>> percent_sure(0.996)
    99
    """
    return int(100 * probability)


@dataclass(frozen=True)
class Review:
    """One call, coded.

    Attributes:
        format: the format the transcript was read as.
        model_name, model_version: the model that coded it.
        roles_from: "named" by the user, stated in the "file", or "proposed" by the tool.
        proposal: the tool's own view of who leads; ``None`` with one speaker.
        speakers: in the order in which they first speak.
        same_people: names that seem to be one person; those in ``joined`` are counted as one.
        joined: by the name that went, the name that was kept.
        damage: what seems wrong with the file, gravest first.
        uncounted_tags: ids of lenses and signals that the model finds too unsurely to count.
        widening: by measure id, by how much the model's intervals must be stretched; 1 where it is not named.
        reviewed_at_random: whether the utterances that a person coded were drawn at random.
    """

    call: str
    source: str
    format: str
    model_name: str
    model_version: str
    roles_from: RolesFrom
    proposal: RoleProposal | None
    speakers: tuple[Speaker, ...]
    utterances: tuple[CodedUtterance, ...]
    skipped: tuple[Skipped, ...] = ()
    same_people: tuple[SamePerson, ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    damage: tuple[Finding, ...] = ()
    uncounted_tags: tuple[str, ...] = ()
    widening: Mapping[str, float] = field(default_factory=dict)
    reviewed_at_random: bool = False

    def spoken_by(self, role: Role) -> tuple[CodedUtterance, ...]:
        """Utterances of all speakers in that role, in call order."""
        return tuple(utterance for utterance in self.utterances if utterance.role == role)

    def speakers_in(self, role: Role) -> tuple[Speaker, ...]:
        """Speakers in that role; usually one manager and one rep."""
        return tuple(speaker for speaker in self.speakers if speaker.role == role)
