"""The head of a CHAT file: who takes part, and in which role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.examples import LabelledCall
from coder.transcript import Role

_CHAT_ROLE: dict[Role, str] = {"manager": "Leader", "rep": "Member", "guest": "Guest"}
_ROLE_OF = {name: role for role, name in _CHAT_ROLE.items()}
_CALL, _IS, _CODES_ONLY = "call: ", " is ", "people gave codes only"


@dataclass(frozen=True)
class Head:
    """What a head says; ``call`` and ``author`` are ``None`` where it does not.

    Attributes:
        speakers: name, and role where CHAT's is one of ours, by the code of the main lines.
    """

    speakers: dict[str, tuple[str, Role | None]]
    call: str | None = None
    author: str | None = None
    codes_only: bool = False


def list_head(call: LabelledCall, codes: dict[tuple[str, Role], str]) -> Iterator[str]:
    """The lines from ``@UTF8`` to the first main line; fills ``codes`` by speaker and role."""
    for speaker, role in dict.fromkeys((u.speaker, u.role) for u in call.utterances):
        codes[speaker, role] = f"S{len(codes) + 1:02d}"
    taking_part = ", ".join(f"{code} {_plain(name, code)} {_CHAT_ROLE[role]}" for (name, role), code in codes.items())
    yield from ("@UTF8", "@Begin", "@Languages:\teng", f"@Participants:\t{taking_part}")
    for (_, role), code in codes.items():
        yield f"@ID:\teng|calls|{code}|||||{_CHAT_ROLE[role]}|||"
    yield from (f"@Transcriber:\t{call.author}", f"@Comment:\t{_CALL}{call.name}")
    if call.codes_only:
        yield f"@Comment:\t{_CODES_ONLY}"
    for (name, _), code in codes.items():
        if _spaced(_plain(name, code)) != name:
            yield f"@Comment:\t{code}{_IS}{name}"


def read_head(lines: Sequence[tuple[int, str, str]]) -> Head:
    """What the head says; lines by number, tier and text."""
    speakers: dict[str, tuple[str, Role | None]] = {}
    told: dict[str, str] = {}
    call = author = None
    codes_only = ("@Comment", _CODES_ONLY) in {(tier, text) for _, tier, text in lines}
    for _, tier, text in lines:
        if tier == "@Participants":
            speakers |= _read_participants(text)
        elif tier == "@Transcriber":
            author = author or text or None
        elif tier == "@Comment" and text.startswith(_CALL):
            call = call or text.removeprefix(_CALL)
        elif tier == "@Comment" and _IS in text:
            code, _, name = text.partition(_IS)
            told.setdefault(code, name)
    named = {code: (told.get(code, name), role) for code, (name, role) in speakers.items()}
    return Head(named, call, author, codes_only)


def _read_participants(text: str) -> dict[str, tuple[str, Role | None]]:
    found = {}
    for entry in text.split(","):
        code, *named = entry.split()[:3] or [""]
        if code:
            name = _spaced(named[0]) if len(named) == 2 else code
            found[code] = (name, _ROLE_OF.get(named[-1]) if named else None)
    return found


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _plain(name: str, code: str) -> str:
    """The name as one word of letters and digits."""
    return re.sub(r"\W+", "_", name).strip("_") or code
