"""The codebook's own JSON Lines, one utterance a line; codes, lenses and signals are not read here."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coder.errors import TranscriptError
from coder.readers.calls import keep_call
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.codebook_lines import NEEDED, Line, parse_lines, read_time
from coder.readers.text.cleaning import clean_name, clean_text
from coder.transcript import ROLES, Role, Transcript, Unit, Utterance

_TYPICAL = frozenset(("call", "index", "turn", "role", "code", "start_ms", "end_ms", "lenses", "signals"))
_LINES_JUDGED = 20


def likelihood(text: str, source: str) -> float:
    """High where most of the first lines are objects with a speaker, a text and fields of the codebook."""
    lines = [line for line in text[:HEAD_CHARACTERS].split("\n") if line.strip()][:_LINES_JUDGED]
    rated = [_rate_line(line) for line in lines]
    return max(rated, default=0.0) if 2 * sum(1 for rate in rated if rate) >= len(rated) else 0.0


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The conversation in JSON Lines, utterances as they are, numbered from 0 in file order.

    Raises:
        SeveralCallsError: several calls.
        TranscriptError: a line that is no utterance, or an unknown role.
    """
    draft = Draft(source, FORMAT.name, keeps_remarks=True)
    lines = keep_call(
        draft,
        list(parse_lines(text, source)),
        name=_name_call,
        place=lambda line: line.number,
        wanted=call,
        named_by='value of "call"',
    )
    named = next((name for line in lines if (name := clean_name(_name_call(line)))), None)
    spoken = [(line, unit) for line in lines if (unit := _add_unit(draft, line))]
    transcript = draft.finish()
    return replace(
        transcript,
        call=named or transcript.call,
        utterances=tuple(_make_utterances(spoken)),
        roles=_find_roles(lines),
    )


def _name_call(line: Line) -> str:
    call = line.fields.get("call")
    return "" if call is None else str(call)


def _rate_line(line: str) -> float:
    """A whole utterance 0.95, a broken line that was meant as one 0.4, anything else 0."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return 0.4 if line.lstrip().startswith("{") and all(f'"{name}"' in line for name in NEEDED) else 0.0
    if not isinstance(fields, dict) or not all(isinstance(fields.get(name), str) for name in NEEDED):
        return 0.0
    return 0.95 if _TYPICAL & fields.keys() or len(fields) == len(NEEDED) else 0.2


def _add_unit(draft: Draft, line: Line) -> Unit | None:
    start_ms, end_ms = (read_time(line, name) for name in ("start_ms", "end_ms"))
    fields = line.fields
    return draft.add(line.number, fields["speaker"], fields["text"], start_ms=start_ms, end_ms=end_ms)


def _make_utterances(spoken: Sequence[tuple[Line, Unit]]) -> Iterator[Utterance]:
    turns = _find_turns(spoken)
    for index, ((_, unit), turn) in enumerate(zip(spoken, turns, strict=True)):
        yield Utterance(index, turn, unit.speaker, unit.text, unit.start_ms, unit.end_ms)


def _find_turns(spoken: Sequence[tuple[Line, Unit]]) -> list[int]:
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


def _find_roles(lines: Sequence[Line]) -> dict[str, Role]:
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


def _bad_role(line: Line, found: str) -> TranscriptError:
    return TranscriptError(
        line.where,
        expected=f"one role for each speaker: {', '.join(ROLES)}",
        found=found,
        next_step="Correct the role, or leave it out and choose it after the upload.",
    )


FORMAT = Format(
    "codebook_jsonl",
    "the codebook's JSON Lines (.jsonl)",
    (".jsonl", ".ndjson"),
    likelihood,
    read,
    shape="json_lines",
    takes_call=True,
)
