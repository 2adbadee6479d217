"""Labelled calls out of what another tool's file holds, checked as ours are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from coder.codebook import load_codebook
from coder.errors import ExamplesError
from coder.examples import LabelledCall, LabelledUtterance
from coder.exchange.coders import AGREED, Labels, is_whole, order_coders
from coder.exchange.form import Imported
from coder.transcript import ROLES, Role

_MANAGER, _REP = ROLES[0], ROLES[1]
_BEYOND = 10**12
_LIKE_AN_ID = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One utterance as one or more coders have it, not yet checked.

    Attributes:
        where: its place in words, for errors.
        row: ``speaker`` and ``text``, and where the file tells them ``call``, ``author``, ``codes_only``, ``index``,
            ``turn``, ``role``, ``start_ms``, ``end_ms``.
        labels: ids of its code, lenses and signals by coder.
    """

    where: str
    row: Mapping[str, Any]
    labels: Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class _Draft:
    """A call that is being put together; entries by index, labels by coder and index."""

    entries: dict[int, Entry] = field(default_factory=dict)
    labels: dict[str, dict[int, Labels]] = field(default_factory=dict)


def collect_calls(
    entries: Iterable[Entry], source: str, *, manager: str | None = None, left_out: Sequence[str] = ()
) -> Imported:
    """The calls that the entries make up; without an index, entries of a coder count in their order.

    Args:
        source: the file's name, for errors.
        manager: who leads, where no role is told; everybody else is then a rep.
        left_out: what the reader itself left out.

    Raises:
        ExamplesError: no entry, one that is broken, two that contradict each other, an unknown label, or no roles.
    """
    drafts: dict[str, _Draft] = {}
    counted: dict[tuple[str, str], int] = {}
    for entry in entries:
        name = _read_name(entry, "call") or source
        _add(drafts.setdefault(name, _Draft()), entry, name, counted)
    if not drafts:
        raise broken(source, "labelled utterances", "none", "Check that this is the tool's export, and its form.")
    said = [each if n == 1 else f"{each} ({n:,} times)" for each, n in Counter(left_out).items()]
    calls = [_build_call(name, draft, manager, said) for name, draft in drafts.items()]
    return Imported(tuple(sorted(calls, key=lambda call: call.name)), tuple(said))


def broken(where: object, expected: str, found: str, next_step: str) -> ExamplesError:
    """The error for a file that breaks its form."""
    return ExamplesError(str(where), expected=expected, found=found, next_step=next_step)


def _read_name(entry: Entry, key: str) -> str | None:
    name = entry.row.get(key)
    if name is not None and not isinstance(name, str):
        raise broken(entry.where, f"{key} as a text", "something else", "Correct that entry.")
    return name if name and name.strip() else None


def _add(draft: _Draft, entry: Entry, name: str, counted: dict[tuple[str, str], int]) -> None:
    index = entry.row.get("index")
    if index is None:
        key = (name, " ".join(entry.labels))
        index = counted[key] = counted.get(key, -1) + 1
    if not _is_count(index):
        raise broken(entry.where, "index as a whole number from 0", "something else", "Correct that entry.")
    known = draft.entries.setdefault(index, entry)
    if any(known.row.get(key) != entry.row.get(key) for key in ("speaker", "text")):
        next_step = "Give each utterance of a call an index of its own."
        raise broken(entry.where, "the same words under one index", f"others under {index}", next_step)
    for coder, labels in entry.labels.items():
        of_coder = draft.labels.setdefault(coder, {})
        if index in of_coder:
            found = f"utterance {index} again"
            raise broken(entry.where, "each utterance once for a coder", found, "Keep one of the two.")
        of_coder[index] = _check_labels(entry.where, labels)


def _build_call(name: str, draft: _Draft, manager: str | None, said: list[str]) -> LabelledCall:
    entries = [draft.entries[index] for index in sorted(draft.entries)]
    place = {index: at for at, index in enumerate(sorted(draft.entries))}
    codings = {
        coder: {place[index]: labels for index, labels in of_coder.items()} for coder, of_coder in draft.labels.items()
    }
    main, first, second, rest = order_coders(tuple(codings))
    codes, n = frozenset(load_codebook().code_ids), len(entries)
    partial = [coder for coder in (first, second) if coder and not is_whole(codings[coder], n, codes)]
    said += [f"{name}: the codes of coder {coder!r}, who did not code every utterance" for coder in partial]
    said += [f"{name}: the codes of coder {coder!r}, one too many" for coder in rest]
    if main == AGREED and first in partial and second not in (None, *partial):
        # Without the first coder's, what was agreed would pass for it.
        said.append(f"{name}: the codes of coder {second!r}, which stand beside those of {first!r}")
        partial.append(second)
    first, second = (None if coder in partial else coder for coder in (first, second))
    second_labels = [_part(codings[second][at]) for at in range(n)] if second else None
    return LabelledCall(
        name,
        _read_name(entries[0], "author") or name,
        _build_utterances(name, entries, codings.get(main, {}), manager),
        first=tuple(_part(codings[first][at])[0] for at in range(n)) if first else None,
        second=tuple(code for code, _, _ in second_labels) if second_labels else None,
        second_tags=tuple((*lenses, *signals) for _, lenses, signals in second_labels) if second_labels else None,
        codes_only=entries[0].row.get("codes_only") is True,
    )


def _build_utterances(
    name: str, entries: Sequence[Entry], labels: Mapping[int, Labels], manager: str | None
) -> tuple[LabelledUtterance, ...]:
    for entry in entries:
        _check_row(entry)
    speakers = [entry.row["speaker"] for entry in entries]
    known = frozenset(map(str.casefold, speakers))
    roles = [_find_role(name, entry, manager, known) for entry in entries]
    turns = [entry.row.get("turn") for entry in entries]
    if None in turns:
        turns = _count_turns(speakers)
    return tuple(
        LabelledUtterance(
            turn, row["speaker"], role, row["text"], *_part(labels.get(at, ())), row.get("start_ms"), row.get("end_ms")
        )
        for at, (row, turn, role) in enumerate(zip((entry.row for entry in entries), turns, roles, strict=True))
    )


def _check_row(entry: Entry) -> None:
    for key in ("speaker", "text"):
        if not isinstance(entry.row.get(key), str) or not entry.row[key].strip():
            raise broken(entry.where, f"a {key}", "none", "Add it, or leave that entry out.")
    for key in ("turn", "start_ms", "end_ms"):
        if entry.row.get(key) is not None and not _is_count(entry.row[key]):
            raise broken(entry.where, f"{key} as a whole number from 0", "something else", "Correct that entry.")


def _find_role(name: str, entry: Entry, manager: str | None, speakers: frozenset[str]) -> Role:
    role = entry.row.get("role")
    if role in ROLES:
        return role
    if role is not None:
        raise broken(entry.where, f"a role of {', '.join(ROLES)}", _name_value(role), "Correct that entry.")
    if manager is None:
        raise broken(entry.where, "a role", "none", "Say who leads with --manager NAME; all others are then reps.")
    if manager.casefold() not in speakers:
        expected, found = f"the manager {manager!r} among the speakers", f"{len(speakers)} others"
        raise broken(name, expected, found, "Write the name as it stands in the file.")
    return _MANAGER if entry.row["speaker"].casefold() == manager.casefold() else _REP


def _count_turns(speakers: Sequence[str]) -> list[int]:
    turns = [0]
    for before, speaker in pairwise(speakers):
        turns.append(turns[-1] + (speaker != before))
    return turns


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _BEYOND


@cache
def _kinds() -> dict[str, str]:
    codebook = load_codebook()
    kinds = dict.fromkeys(codebook.code_ids, "code")
    kinds |= {lens.id: "lens" for lens in codebook.lenses}
    return kinds | {signal.id: "signal" for signal in codebook.signals}


def _check_labels(where: str, labels: Sequence[Any]) -> Labels:
    unknown = [label for label in labels if not isinstance(label, str) or label not in _kinds()]
    if unknown:
        expected, found = "codes, lenses and signals of the codebook", _name_value(unknown[0])
        raise broken(where, expected, found, "See their ids with: coder codebook")
    given = tuple(dict.fromkeys(labels))
    if len([label for label in given if _kinds()[label] == "code"]) > 1:
        raise broken(where, "one code for an utterance", "several", "Keep the one that fits best.")
    return given


def _name_value(value: object) -> str:
    """The value if it is like an id; of a text, which may be somebody's words, nothing but that it is one."""
    return repr(value) if isinstance(value, str) and _LIKE_AN_ID.fullmatch(value) else "something else"


def _part(labels: Labels) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The code, "" where there is none, the lenses and the signals among labels."""
    kinds = _kinds()
    code = next((label for label in labels if kinds[label] == "code"), "")
    lenses = tuple(label for label in labels if kinds[label] == "lens")
    return code, lenses, tuple(label for label in labels if kinds[label] == "signal")
