"""What the store takes and gives back."""

from dataclasses import dataclass
from typing import Literal

CallType = Literal["one_to_one", "cadence", "deal_review", "onboarding", "other"]
CALL_TYPES: tuple[CallType, ...] = ("one_to_one", "cadence", "deal_review", "onboarding", "other")

ReviewState = Literal["new", "started", "done"]
REVIEW_STATES: tuple[ReviewState, ...] = ("new", "started", "done")

SortBy = Literal["call_date", "added_at", "title", "manager", "rep", "type", "state", "reviewed"]
SORT_BY: tuple[SortBy, ...] = ("call_date", "added_at", "title", "manager", "rep", "type", "state", "reviewed")

ChangeKind = Literal["set", "confirm", "reset"]


@dataclass(frozen=True, slots=True)
class CallDetails:
    """What is known of a call besides its words; ``None`` takes what the review says.

    Attributes:
        call_date: the day of the call as YYYY-MM-DD, or "" where it is unknown.
        manager, rep: their names; of several in a role, joined with commas.
    """

    call_date: str = ""
    type: CallType = "other"
    title: str | None = None
    manager: str | None = None
    rep: str | None = None


@dataclass(frozen=True, slots=True)
class StoredCall:
    """One call as a list shows it.

    Attributes:
        n_reviewed: how many of its utterances a person coded.
        added_at: UTC, ISO 8601.
        is_sample: whether it came with the program, to be looked at.
    """

    id: str
    title: str
    source: str
    call_date: str
    type: CallType
    manager: str
    rep: str
    model_name: str
    model_version: str
    added_at: str
    added_by: str
    state: ReviewState
    n_utterances: int
    n_reviewed: int
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class AddedCall:
    """The call's id, and whether it is new: the same words by the same speakers are one call."""

    id: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class CallQuery:
    """Which calls to list, and how.

    Attributes:
        search: words that must all occur in title, manager, rep or file name, whatever their case.
        manager, rep: the whole name, whatever its case.
        is_sample: ``True`` for samples alone, ``False`` for all others.
        dated_from, dated_to: days as YYYY-MM-DD, both included; calls without a date are then left out.
        limit: how many at most; ``None`` for all from ``offset`` on.
    """

    search: str = ""
    manager: str | None = None
    rep: str | None = None
    type: CallType | None = None
    state: ReviewState | None = None
    is_sample: bool | None = None
    dated_from: str | None = None
    dated_to: str | None = None
    sort: SortBy = "call_date"
    descending: bool = True
    offset: int = 0
    limit: int | None = 50


@dataclass(frozen=True, slots=True)
class CallPage:
    """A part of the list, and how many calls the whole list has."""

    calls: tuple[StoredCall, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CodeChange:
    """One act of a person on the codes of a call.

    Attributes:
        kind: codes "set", the machine's taken as right ("confirm"), or given back to the machine ("reset").
        codes: pairs of an utterance's index and its code; ``None`` gives it back to the machine.
        undone_at, undone_by: when and by whom it was undone, else ``None``.
        adjudicated: whether it settles where coders differ.
    """

    kind: ChangeKind
    person: str
    at: str
    drawn_at_random: bool
    codes: tuple[tuple[int, str | None], ...]
    undone_at: str | None = None
    undone_by: str | None = None
    adjudicated: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A person's note; ``utterance`` is an index, or ``None`` for a note on the call."""

    id: str
    utterance: int | None
    person: str
    text: str
    created_at: str
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change to the store: who did what to which call, and to how many utterances or calls; never text."""

    line_id: str
    at: str
    person: str
    action: str
    call_id: str | None
    count: int


@dataclass(frozen=True, slots=True)
class MachineCoding:
    """One coding of a call by a machine.

    Attributes:
        codes: a code for each utterance, in call order.
    """

    at: str
    person: str
    model_name: str
    model_version: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredGuess:
    """What a person guessed of a call before they saw its figures; ``None`` where they guessed nothing.

    Attributes:
        talk_share: the manager's, 0-1.
        questions_to_directives: the manager's ratio, 0 or more.
    """

    call_id: str
    person: str
    at: str
    talk_share: float | None
    questions_to_directives: float | None


@dataclass(frozen=True, slots=True)
class CodingTask:
    """A call that one person codes without seeing the codes of others.

    Attributes:
        coder: the person's name.
        assigned_at: UTC, ISO 8601.
        state: "new" before the first code, "done" once finished; then its codes stand.
        n_coded, n_utterances: how many utterances have a code, of how many.
    """

    id: str
    call_id: str
    title: str
    coder: str
    assigned_by: str
    assigned_at: str
    state: ReviewState
    n_coded: int
    n_utterances: int


@dataclass(frozen=True, slots=True)
class BlindCoding:
    """What one person gave to a call without seeing the codes of others.

    Attributes:
        codes: index of the utterance, code, and when it was given; in call order.
    """

    id: str
    coder: str
    assigned_by: str
    assigned_at: str
    state: ReviewState
    codes: tuple[tuple[int, str, str], ...] = ()

    @property
    def code_of(self) -> dict[int, str]:
        """Code by index of the utterance."""
        return {index: code for index, code, _ in self.codes}
