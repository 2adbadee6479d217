"""The codings that the store holds of a call, side by side: each coder's own, the machine's, and what was reviewed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from coder.codings import CodedUnit, Coding
from coder.review import Review
from coder.store import Store, blind_codes_of, code_history, get_review

MACHINE = "The machine"
REVIEWED = "Reviewed with the machine’s codes in view"


@dataclass(frozen=True, slots=True)
class Difference:
    """An utterance that codings of a call differ on.

    Attributes:
        index: the utterance's.
        codes: what each coding gives it, in the codings' order; ``None`` where it gives none.
        choices: the codes given, each once, in an order that tells nothing of who gave which.
    """

    index: int
    codes: tuple[str | None, ...]
    choices: tuple[str, ...]


def codings_of_call(store: Store, call_id: str) -> tuple[Coding, ...]:
    """The call's codings: the finished blind ones as they were assigned, then the machine's, then what people reviewed.

    Codes that settle a difference count as reviewed no more than the machine's do: they come from these codings.

    Raises:
        StoreError: no such call.
    """
    machine = get_review(store, call_id, corrected=False)
    reviewed = _reviewed(store, call_id)
    found = [
        *((each.coder, each.code_of) for each in blind_codes_of(store, call_id) if each.state == "done"),
        (MACHINE, {each.index: each.code for each in machine.utterances if each.decided_by != "person"}),
        (REVIEWED, reviewed),
    ]
    return tuple(_coding(name, call_id, machine, codes) for name, codes in found if codes)


def join_codings(codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """One coding for each name, of all its calls, in the order in which names first come."""
    units: dict[str, dict[tuple[str, int], CodedUnit]] = {}
    for coding in codings:
        units.setdefault(coding.name, {}).update(coding.units)
    return tuple(Coding(name, of_name) for name, of_name in units.items())


def find_differences(call_id: str, codings: Sequence[Coding]) -> tuple[Difference, ...]:
    """The utterances of one call to which codings give different codes, in call order."""
    found = []
    for place in sorted({place for coding in codings for place in coding.units if place[0] == call_id}):
        units = [coding.units.get(place) for coding in codings]
        codes = tuple(unit.code if unit else None for unit in units)
        choices = sorted({code for code in codes if code})
        if len(choices) > 1:
            Random(f"{call_id} {place[1]}").shuffle(choices)
            found.append(Difference(place[1], codes, tuple(choices)))
    return tuple(found)


def settled_codes(store: Store, call_id: str) -> dict[int, str]:
    """By index of the utterance, the code that holds because somebody settled a difference with it.

    Raises:
        StoreError: no such call.
    """
    return {index: code for index, (code, adjudicated) in _held(store, call_id).items() if adjudicated}


def _reviewed(store: Store, call_id: str) -> dict[int, str]:
    """Codes that people gave, those left out that only settle a difference."""
    changes = [change for change in code_history(store, call_id) if change.undone_at is None and not change.adjudicated]
    codes = {index: code for change in changes for index, code in change.codes}
    return {index: code for index, code in codes.items() if code is not None}


def _held(store: Store, call_id: str) -> dict[int, tuple[str, bool]]:
    held: dict[int, tuple[str, bool]] = {}
    for change in code_history(store, call_id):
        if change.undone_at is None:
            for index, code in change.codes:
                held.pop(index, None)
                if code is not None:
                    held[index] = (code, change.adjudicated)
    return held


def _coding(name: str, call_id: str, review: Review, codes: dict[int, str]) -> Coding:
    roles = {each.index: each.role for each in review.utterances}
    return Coding(name, {(call_id, index): CodedUnit(code, roles[index]) for index, code in codes.items()})
