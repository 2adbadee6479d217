"""What people did on a call, as plain data for the page: who coded what, notes, what can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coder import CodeChange, Note
from ui.call_words import shown_moment


@dataclass(frozen=True)
class Work:
    """What the store holds of a call besides the review.

    Attributes:
        person: whose session this is.
        history: every change of codes, oldest first.
        applied: by browser, the number of its last act that was done.
        why: the answer to "why this code?", as plain data.
        explains: whether the model that coded the call is here to say why.
    """

    call_id: str = ""
    person: str = ""
    history: Sequence[CodeChange] = ()
    notes: Sequence[Note] = ()
    applied: Mapping[str, int] | None = None
    why: Mapping[str, Any] | None = None
    explains: bool = False

    @property
    def coders(self) -> dict[int, CodeChange]:
        """By index of the utterance, the change whose code holds."""
        held: dict[int, CodeChange] = {}
        for change in self.history:
            if change.undone_at is None:
                for index, code in change.codes:
                    held.pop(index, None)
                    if code is not None:
                        held[index] = change
        return held


def work_view(work: Work) -> dict[str, Any]:
    """What the call's component needs besides the rows."""
    own = any(change.person == work.person and change.undone_at is None for change in work.history)
    return {"applied": dict(work.applied or {}), "undo": own, "why": work.why, "explains": work.explains}


def coded_by(change: CodeChange | None, person: str) -> str:
    """Who coded an utterance and when."""
    if change is None:
        return "Coded by a person."
    who = "you" if change.person == person else change.person
    said = "Taken as right" if change.kind == "confirm" else "Settled" if change.adjudicated else "Coded"
    return f"{said} by {who}, {shown_moment(change.at)}."


def notes_by_utterance(work: Work) -> dict[int | None, list[dict[str, str]]]:
    """The notes on each utterance, oldest first; those on the call under ``None``."""
    found: dict[int | None, list[dict[str, str]]] = {}
    for note in work.notes:
        who = "You" if note.person == work.person else note.person
        shown = {
            "id": note.id,
            "text": note.text,
            "person": who,
            "at": shown_moment(note.changed_at or note.created_at),
        }
        found.setdefault(note.utterance, []).append(shown)
    return found
