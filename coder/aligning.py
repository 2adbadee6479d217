"""Several coders' codes side by side, matched by call and index."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.codings import Coding, Place
from coder.errors import ExamplesError
from coder.transcript import Role


@dataclass(frozen=True)
class Aligned:
    """The utterances that at least two coders coded.

    Attributes:
        places: call and index of each, sorted.
        codes: for each, every coder's code in the order of the coders, ``None`` where that coder gave none.
        coded_by_one: utterances left out because only one coder coded them.
        without_role: utterances left out because a role was asked for and no coder's file tells theirs.
    """

    places: tuple[Place, ...]
    codes: tuple[tuple[str | None, ...], ...]
    coded_by_one: int
    without_role: int


def align(codings: Sequence[Coding], role: Role | None = None) -> Aligned:
    """The codings matched; with ``role``, that role's utterances alone.

    Raises:
        ExamplesError: fewer than two coders, other words or roles at the same place, or nothing coded by two.
    """
    if len(codings) < 2:
        found, next_step = (
            f"{len(codings)}",
            "Name a file or folder for each coder, such as DATASET/first DATASET/second.",
        )
        raise ExamplesError("coders", expected="two or more", found=found, next_step=next_step)
    places = sorted({place for coding in codings for place in coding.units})
    _check_texts(codings, places)
    coded = {place: tuple(_code(coding, place) for coding in codings) for place in places}
    shared = [place for place in places if sum(code is not None for code in coded[place]) > 1]
    if not shared:
        raise _no_overlap(codings)
    chosen = set(places if role is None else _with_role(codings, places, role))
    kept = tuple(place for place in shared if place in chosen)
    if not kept:
        raise _no_role(codings, str(role))
    alone = sum(sum(code is not None for code in coded[place]) == 1 for place in chosen)
    without_role = sum(not _roles(codings, place) for place in shared) if role else 0
    return Aligned(kept, tuple(coded[place] for place in kept), alone, without_role)


def _code(coding: Coding, place: Place) -> str | None:
    unit = coding.units.get(place)
    return unit.code if unit else None


def _roles(codings: Sequence[Coding], place: Place) -> set[str]:
    units = (coding.units.get(place) for coding in codings)
    return {unit.role for unit in units if unit and unit.role}


def _check_texts(codings: Sequence[Coding], places: Sequence[Place]) -> None:
    compared, differing = 0, []
    for place in places:
        units = (coding.units.get(place) for coding in codings)
        texts = [unit.text for unit in units if unit and unit.text]
        compared += len(texts) > 1
        if len(set(texts)) > 1:
            differing.append(place)
    if differing:
        raise ExamplesError(
            _say(differing[0]),
            expected="the same words from every coder",
            found=f"others; so at {len(differing):,} of {compared:,} utterances",
            next_step="Let all code one transcript split in one way, such as the same review file.",
        )


def _with_role(codings: Sequence[Coding], places: Sequence[Place], role: Role) -> list[Place]:
    chosen = []
    for place in places:
        roles = _roles(codings, place)
        if len(roles) > 1:
            next_step = "Code the call again with --manager NAME, or compare all roles."
            found = " and ".join(sorted(roles))
            raise ExamplesError(_say(place), expected="one role from all coders", found=found, next_step=next_step)
        if role in roles:
            chosen.append(place)
    return chosen


def _no_overlap(codings: Sequence[Coding]) -> ExamplesError:
    first, second = codings[:2]
    if any(a.calls & b.calls for a in codings for b in codings if a is not b):
        found, next_step = "the same calls with no index coded by two", "Check how the files count utterances."
    else:
        found = f"no call in two of them ({_some(first)} against {_some(second)})"
        next_step = "Give the same call the same name in every file (the field call, else the file's name)."
    where = " and ".join(coding.name for coding in codings)
    return ExamplesError(where, expected="utterances coded by two", found=found, next_step=next_step)


def _no_role(codings: Sequence[Coding], role: str) -> ExamplesError:
    told = any(unit.role for coding in codings for unit in coding.units.values())
    found = f"none of a {role}" if told else "no roles in these files"
    next_step = "Compare all roles, or name one file that tells roles, such as the dataset's calls."
    where = " and ".join(coding.name for coding in codings)
    return ExamplesError(where, expected=f"utterances of a {role} coded by two", found=found, next_step=next_step)


def _say(place: Place) -> str:
    return f"call {place[0]} index {place[1]}"


def _some(coding: Coding) -> str:
    names = sorted(coding.calls)
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
