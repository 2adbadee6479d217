"""Zoom's saved chat, old and new: typed messages, which are no speech; reactions are noted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_TIME = r"(?P<time>\d{1,2}:\d{2}:\d{2})"
_TABBED = re.compile(rf"{_TIME}\t(?P<name>[^\t]{{1,100}}?)\s?:\t(?P<text>.*)")
_FROM = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\d[ \t])?{_TIME}[ \t]{{1,4}}From[ \t]{{1,4}}"
    r"(?P<name>[^:\n]{1,250}):(?:[ \t]+(?P<text>.*)|[ \t]*)"
)
_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_REACTION = re.compile(
    r"(?:reacted to|removed an? \S{1,12} reaction from|hat auf .* reagiert|a réagi à|reaccionó a|reagiu a"
    r"|ha reagito a|heeft gereageerd op)\b.{0,200}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Message:
    """One message; ``time`` is the recording's, ``None`` where the file has times of day."""

    line: int
    sender: str
    start_ms: int | None
    typed: list[str] = field(default_factory=list)


def likelihood(text: str, source: str) -> float:
    """Sure with "time, tab, name, colon, tab" or "time From name to" lines near the top."""
    lines = [line for line in text[:HEAD_CHARACTERS].split("\n") if line.strip()]
    n_heads = sum(1 for line in lines if _match_head(line))
    return 0.95 if n_heads and n_heads >= 0.1 * len(lines) else 0.0


def read(text: str, source: str) -> Transcript:
    """The chat: a transcript without speech."""
    draft = Draft(source, FORMAT.name)
    for message in _split(draft, text.split("\n")):
        typed = "\n".join(message.typed).strip()
        if _REACTION.fullmatch(typed):
            draft.leave_out(message.line, "reaction to a message")
        else:
            draft.add_chat(message.line, message.sender, typed, start_ms=message.start_ms)
    return draft.finish()


def _split(draft: Draft, lines: list[str]) -> Iterator[_Message]:
    message: _Message | None = None
    of_day = False
    for number, line in enumerate(lines, 1):
        if match := _match_head(line):
            if message:
                yield message
            is_tabbed = match.re is _TABBED
            if not is_tabbed and not of_day:
                of_day = True
                draft.leave_out(number, "times of day, not of the recording: not used")
            start_ms = parse_timecode(match["time"]) if is_tabbed else None
            message = _Message(number, _TO.split(match["name"], maxsplit=1)[0], start_ms, [match["text"] or ""])
        elif message:
            message.typed.append(line)
        elif line.strip():
            draft.leave_out(number, "before the first message")
    if message:
        yield message


def _match_head(line: str) -> re.Match[str] | None:
    return _TABBED.fullmatch(line) or _FROM.fullmatch(line)


FORMAT = Format("zoom_chat", "Zoom's saved chat (.txt)", (".txt",), likelihood, read)
