"""The codebook's own JSON Lines, one utterance a line; codes, lenses and signals are not read here."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coder.errors import TranscriptError
from coder.readers.cleaning import clean_name, clean_text
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.transcript import ROLES, Role, Transcript, Unit, Utterance

_NEEDED = ("speaker", "text")
_TYPICAL = frozenset(("call", "index", "turn", "role", "code", "start_ms", "end_ms", "lenses", "signals"))
_LINES_JUDGED = 20
_LATEST_MS = 1000 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file as JSON; ``where`` names it in errors."""

    number: int
    where: str
    fields: dict[str, Any]


def likelihood(text: str, source: str) -> float:
    """High where most of the first lines are objects with a speaker, a text and fields of the codebook."""
    lines = [line for line in text[:HEAD_CHARACTERS].split("\n") if line.strip()][:_LINES_JUDGED]
    rated = [_rate_line(line) for line in lines]
    return max(rated, default=0.0) if 2 * sum(1 for rate in rated if rate) >= len(rated) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in JSON Lines, utterances as they are, numbered from 0 in file order.

    Raises:
        TranscriptError: a line that is no utterance, an unknown role, or several calls.
    """
    lines = list(_parse_lines(text, source))
    call = _find_call(lines, source)
    draft = Draft(source, FORMAT.name)
    spoken = [(line, unit) for line in lines if (unit := _add_unit(draft, line))]
    transcript = draft.finish()
    return replace(
        transcript,
        call=call or transcript.call,
        utterances=tuple(_make_utterances(spoken)),
        roles=_find_roles(lines),
    )


def _rate_line(line: str) -> float:
    """A whole utterance 0.95, a broken line that was meant as one 0.4, anything else 0."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return 0.4 if line.lstrip().startswith("{") and all(f'"{name}"' in line for name in _NEEDED) else 0.0
    if not isinstance(fields, dict) or not all(isinstance(fields.get(name), str) for name in _NEEDED):
        return 0.0
    return 0.95 if _TYPICAL & fields.keys() or len(fields) == len(_NEEDED) else 0.2


def _parse_lines(text: str, source: str) -> Iterator[_Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{source} line {number}"
            yield _Line(number, where, _parse_fields(line, where))


def _parse_fields(line: str, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise _bad_line(where, f"broken JSON at character {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise _bad_line(where, "JSON too deep or with too long a number") from error
    if not isinstance(fields, dict):
        raise _bad_line(where, "JSON that is no object")
    for name in _NEEDED:
        if not isinstance(fields.get(name), str):
            raise _bad_line(where, f"no {name}" if name not in fields else f"a {name} that is no text")
    if not clean_name(fields["speaker"]):
        raise _bad_line(where, "an empty speaker")
    return fields


def _bad_line(where: str, found: str) -> TranscriptError:
    return TranscriptError(
        where,
        expected='one JSON object with "speaker" and "text", as in the codebook',
        found=found,
        next_step="Mend or delete the line.",
    )


def _add_unit(draft: Draft, line: _Line) -> Unit | None:
    start_ms, end_ms = (_read_time(line, name) for name in ("start_ms", "end_ms"))
    fields = line.fields
    return draft.add(line.number, fields["speaker"], fields["text"], start_ms=start_ms, end_ms=end_ms)


def _read_time(line: _Line, name: str) -> int | None:
    value = line.fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST_MS:
        raise _bad_line(line.where, f"a {name} that is no number of milliseconds from 0 to 1,000 hours")
    return round(value)


def _make_utterances(spoken: Sequence[tuple[_Line, Unit]]) -> Iterator[Utterance]:
    turns = _find_turns(spoken)
    for index, ((_, unit), turn) in enumerate(zip(spoken, turns, strict=True)):
        yield Utterance(index, turn, unit.speaker, unit.text, unit.start_ms, unit.end_ms)


def _find_turns(spoken: Sequence[tuple[_Line, Unit]]) -> list[int]:
    """The file's own turn numbers if every line has one; else a new turn at each change of speaker."""
    stated = [line.fields.get("turn") for line, _ in spoken]
    if all(type(turn) is int and turn >= 0 for turn in stated):
        return stated
    turns, before = [], None
    for _, unit in spoken:
        changed = before is not None and unit.speaker != before
        turns.append((turns[-1] if turns else 0) + changed)
        before = unit.speaker
    return turns


def _find_roles(lines: Sequence[_Line]) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for line in lines:
        role, speaker = line.fields.get("role"), clean_name(line.fields["speaker"])
        if role is None:
            continue
        if role not in ROLES:
            raise _bad_role(line, f'the role "{clean_text(role)[:20]}"' if isinstance(role, str) else "no text")
        if roles.setdefault(speaker, role) != role:
            raise _bad_role(line, f"{role} for a speaker who was {roles[speaker]} above")
    return roles


def _bad_role(line: _Line, found: str) -> TranscriptError:
    return TranscriptError(
        line.where,
        expected=f"one role for each speaker: {', '.join(ROLES)}",
        found=found,
        next_step="Correct the role, or leave it out and choose it after the upload.",
    )


def _find_call(lines: Sequence[_Line], source: str) -> str | None:
    calls = {clean_name(str(line.fields["call"])) for line in lines if line.fields.get("call") is not None}
    if len(calls) > 1:
        raise TranscriptError(
            source,
            expected="one call in a file",
            found=f"{len(calls)} calls",
            next_step='Split the file into one for each value of "call".',
        )
    return next(iter(calls), None)


FORMAT = Format("codebook_jsonl", "the codebook's JSON Lines (.jsonl)", (".jsonl", ".ndjson"), likelihood, read)
