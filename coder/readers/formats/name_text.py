"""Plain text or Markdown in which each turn opens with its speaker: "Name: text"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coder.readers.cues import count_timings
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.speaker_prefix import Prefix, find_speakers, is_label, parse_prefix
from coder.timecode import parse_timecode
from coder.transcript import Transcript

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_LEADING_TIME = re.compile(rf"\s*(?:[-*•]\s+)?[\[(]?({_TIME})[\])]?(?:\s*[-–—|]\s+|\s+|:\s+|$)")
_TIME_BEFORE_COLON = re.compile(rf"([^:：\n]{{1,80}}?)\s*(?:[\[(]\s*({_TIME})\s*[\])]|\s({_TIME}))\s*(?=[:：])")
_CONTINUED_AT = re.compile(rf"\s*[\[(]({_TIME})[\])]\s*:?(?:\s+(.*)|$)")
_TIME_ALONE = re.compile(rf"\s*{_TIME}\s*")
_TIME_AFTER_COLON = re.compile(rf"\s*[\[(]({_TIME})[\])]\s*")
_BOLD = re.compile(r"^([\s\[\](\d:.,)|*•–-]{0,24}?)(\*\*|__)([^\n]{1,100}?)\2")
_RULE_OR_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|-{3,}|\*{3,}|_{3,}|={3,})\s*")
_LIST_LABEL = re.compile(
    r"[#*_\s]*(?:attendees|participants|participantes|teilnehmer|invitees|speakers|agenda)\b[^:：]{0,20}[:：][*_\s]*",
    re.IGNORECASE,
)
_FRONT_MATTER_LINES = 200


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, and the speaker and time it may open with."""

    number: int
    text: str
    prefix: Prefix | None
    start_ms: int | None
    opens_paragraph: bool

    @property
    def speaker(self) -> str | None:
        return self.prefix.name if self.prefix else None


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str
    start_ms: int | None
    said: list[str] = field(default_factory=list)


def likelihood(text: str, source: str) -> float:
    """The more lines or paragraphs open with a speaker, the likelier; none with cue times or JSON."""
    head = text[:HEAD_CHARACTERS]
    if any(count_timings(head)) or head.lstrip().startswith(("{", "<", "WEBVTT")):
        return 0.0
    lines = _parse_lines(_after_front_matter(head.split("\n")), first=1)
    speakers = _find_speakers(lines)
    n_named = sum(1 for line in lines if line.speaker in speakers)
    share = n_named / max(1, len(lines))
    return 0.8 if share >= 0.5 else 0.6 if share >= 0.2 else 0.4 if share >= 0.04 else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in a text; lines that open with no speaker carry on the turn above."""
    draft = Draft(source, FORMAT.name)
    lines = text.split("\n")
    body = _after_front_matter(lines)
    if n_front := len(lines) - len(body):
        draft.leave_out(1, f"front matter, {n_front} lines")
    for turn in _split_turns(draft, _parse_lines(body, first=n_front + 1)):
        draft.add(turn.line, turn.speaker, " ".join(turn.said), start_ms=turn.start_ms)
    return draft.finish()


def _split_turns(draft: Draft, lines: Sequence[_Line]) -> Iterator[_Turn]:
    speakers = _find_speakers(lines)
    start = _find_start(lines, speakers)
    for line in lines[:start]:
        draft.leave_out(line.number, _name_head_line(line))
    turn: _Turn | None = None
    for line in lines[start:]:
        if line.speaker in speakers:
            if turn:
                yield turn
            turn = _Turn(line.number, line.speaker, line.start_ms, [line.prefix.text])
        elif _RULE_OR_HEADING.fullmatch(line.text) or _TIME_ALONE.fullmatch(line.text):
            draft.leave_out(line.number, "heading, rule or time mark")
        elif match := _CONTINUED_AT.fullmatch(line.text):
            yield turn
            turn = _Turn(line.number, turn.speaker, parse_timecode(match[1]), [match[2] or ""])
        else:
            turn.said.append(line.text)
    if turn:
        yield turn


def _parse_lines(lines: Sequence[str], *, first: int) -> list[_Line]:
    """The lines that are not blank, numbered from ``first``."""
    parsed = []
    opens_paragraph = True
    for number, text in enumerate(lines, first):
        if text.strip():
            prefix, start_ms = _parse_opening(text)
            parsed.append(_Line(number, text, prefix, start_ms, opens_paragraph))
        opens_paragraph = not text.strip()
    return parsed


def _parse_opening(line: str) -> tuple[Prefix | None, int | None]:
    """The speaker and text that a line opens with, and the time beside them in milliseconds."""
    line = _BOLD.sub(r"\1\3", line, count=1)
    times = []
    if match := _LEADING_TIME.match(line):
        times.append(match[1])
        line = line[match.end() :]
    if match := _TIME_BEFORE_COLON.match(line):
        times.append(match[2] or match[3])
        line = match[1] + line[match.end() :]
    prefix = parse_prefix(line)
    if prefix and (match := _TIME_AFTER_COLON.match(prefix.text)):
        times.append(match[1])
        prefix = Prefix(prefix.name, prefix.text[match.end() :], prefix.bracketed)
    return prefix, parse_timecode(times[0]) if times else None


def _find_speakers(lines: Sequence[_Line]) -> frozenset[str]:
    """Speakers by how lines open, and by how paragraphs do: a wrapped text has few named lines."""
    paragraphs = [line.prefix for line in lines if line.opens_paragraph]
    return find_speakers([line.prefix for line in lines]) | find_speakers(paragraphs)


def _find_start(lines: Sequence[_Line], speakers: frozenset[str]) -> int:
    """Where the first turn opens; names listed under a label such as "Attendees:" open none."""
    in_list = False
    first = None
    for at, line in enumerate(lines):
        in_list = _is_bare_label(line) or (in_list and not line.opens_paragraph)
        if line.speaker in speakers:
            first = at if first is None else first
            if not in_list:
                return at
    return len(lines) if first is None else first


def _is_bare_label(line: _Line) -> bool:
    """Whether the line is a label alone, under which names or topics are listed."""
    return bool(_LIST_LABEL.fullmatch(line.text.strip()))


def _name_head_line(line: _Line) -> str:
    if line.prefix and is_label(line.prefix.name):
        return f'header line "{line.prefix.name}"'
    return "before the first speaker"


def _after_front_matter(lines: Sequence[str]) -> Sequence[str]:
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() != "---":
        return lines
    for at in range(start + 1, min(len(lines), start + _FRONT_MATTER_LINES)):
        if lines[at].strip() == "---":
            return lines[at + 1 :]
    return lines


FORMAT = Format("name_text", "text with 'Name: ' before each turn (.txt, .md)", (".txt", ".md"), likelihood, read)
