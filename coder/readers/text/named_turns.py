"""Text in which each turn opens with its speaker, "Name: ", and perhaps with a time beside the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coder.readers.captions.cue_speech import share_time
from coder.readers.captions.cues import count_timings
from coder.readers.captions.overlaps import split_overlaps
from coder.readers.draft import Draft
from coder.readers.text.boilerplate import count_front_matter, name_boilerplate
from coder.readers.text.speaker_prefix import Prefix, find_speakers, is_label, parse_prefix
from coder.timecode import parse_timecode

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_LEADING_TIME = re.compile(
    rf"\s*(?:[-*•]\s+)?[\[(]?({_TIME})(?:\s*(?:-->|[-–—])\s*({_TIME}))?[\])]?(?:\s*[-–—|]\s+|\s+|:\s+|$)"
)
_TIME_BEFORE_COLON = re.compile(rf"([^:：\n]{{1,80}}?)\s*(?:[\[(]\s*({_TIME})\s*[\])]|\s({_TIME}))\s*(?=[:：])")
_CONTINUED_AT = re.compile(rf"\s*[\[(]({_TIME})[\])]\s*:?(?:\s+(.*)|$)")
_TIME_ALONE = re.compile(rf"\s*({_TIME})\s*")
_TIME_AFTER_COLON = re.compile(rf"\s*[\[(]({_TIME})[\])]\s*")
_BOLD = re.compile(r"^([\s\[\](\d:.,)|*•–-]{0,24}?)(\*\*|__)([^\n]{1,100}?)\2")
_ESCAPE = re.compile(r"\\([\[\]*_`#>~-])")
_LIST_LABEL = re.compile(
    r"[#*_\s]*(?:attendees|participants|participantes|teilnehmer|invitees|speakers|agenda)\b[^:：]{0,20}[:：][*_\s]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, and the speaker and times it may open with."""

    number: int
    text: str
    prefix: Prefix | None
    start_ms: int | None
    end_ms: int | None
    opens_paragraph: bool
    is_bold: bool

    @property
    def speaker(self) -> str | None:
        return self.prefix.name if self.prefix else None


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str
    start_ms: int | None
    end_ms: int | None
    said: list[str] = field(default_factory=list)


def rate_named(head: str) -> float:
    """How likely the text is of this kind: the more lines open with a speaker; 0 with cue times or JSON."""
    if any(count_timings(head)) or head.lstrip().startswith(("{", "<", "WEBVTT")):
        return 0.0
    raw = head.split("\n")
    lines = _parse_lines(raw, first=count_front_matter(raw))
    speakers = _find_speakers(lines)
    n_named = sum(1 for line in lines if line.speaker in speakers)
    share = n_named / max(1, len(lines))
    return 0.8 if share >= 0.5 else 0.6 if share >= 0.2 else 0.4 if share >= 0.04 else 0.0


def read_named(draft: Draft, raw: Sequence[str], *, first: int = 0) -> None:
    """Adds the turns from the line at ``first`` on; lines that open with no speaker carry on the turn above."""
    if n_front := count_front_matter(raw):
        draft.leave_out(1, f"front matter, {n_front} lines")
    lines = _parse_lines(raw, first=max(first, n_front))
    speakers = _find_speakers(lines)
    lines = _take_times_above(lines, speakers)
    is_markdown = any("**" in line.text or "__" in line.text for line in lines if line.speaker in speakers)
    for turn in _split_turns(draft, lines, speakers):
        said = " ".join(turn.said)
        _add_turn(draft, turn, _ESCAPE.sub(r"\1", said) if is_markdown else said, speakers)


def _add_turn(draft: Draft, turn: _Turn, said: str, speakers: frozenset[str]) -> None:
    """Adds a turn; who talks over it gets units of their own, timed only if the turn's end is known."""
    parts = split_overlaps(turn.speaker, said, speakers)
    times = share_time(turn.start_ms, turn.end_ms, [len(text) for _, text in parts])
    if turn.end_ms is None:
        times = [(turn.start_ms, None), *[(None, None)] * (len(parts) - 1)]
    for (speaker, text), (start_ms, end_ms) in zip(parts, times, strict=True):
        draft.add(turn.line, speaker, text, start_ms=start_ms, end_ms=end_ms)


def _split_turns(draft: Draft, lines: Sequence[_Line], speakers: frozenset[str]) -> Iterator[_Turn]:
    start = _find_start(lines, speakers)
    for line in lines[:start]:
        draft.leave_out(line.number, _name_head_line(line))
    turn: _Turn | None = None
    for line in lines[start:]:
        if line.speaker in speakers:
            if turn:
                yield turn
            turn = _Turn(line.number, line.speaker, line.start_ms, line.end_ms, [line.prefix.text])
        elif reason := name_boilerplate(line.text) or _name_empty_label(line):
            draft.leave_out(line.number, reason)
        elif match := _CONTINUED_AT.fullmatch(line.text):
            yield turn
            turn = _Turn(line.number, turn.speaker, parse_timecode(match[1]), None, [match[2] or ""])
        else:
            turn.said.append(line.text)
    if turn:
        yield turn


def _parse_lines(raw: Sequence[str], *, first: int) -> list[_Line]:
    """The lines from the one at ``first`` on that are not blank."""
    parsed = []
    opens_paragraph = True
    for at in range(first, len(raw)):
        if raw[at].strip():
            prefix, times = _parse_opening(raw[at])
            start_ms, end_ms = (*map(parse_timecode, times), None, None)[:2]
            parsed.append(_Line(at + 1, raw[at], prefix, start_ms, end_ms, opens_paragraph, bool(_BOLD.match(raw[at]))))
        opens_paragraph = not raw[at].strip()
    return parsed


def _parse_opening(line: str) -> tuple[Prefix | None, list[str]]:
    """The speaker and text that a line opens with, and the time beside them, with its end if there is one."""
    line = _BOLD.sub(r"\1\3", line, count=1)
    times: list[str] = []
    if match := _LEADING_TIME.match(line):
        times = [time for time in match.groups() if time]
        line = line[match.end() :]
    if match := _TIME_BEFORE_COLON.match(line):
        times = times or [match[2] or match[3]]
        line = match[1] + line[match.end() :]
    prefix = parse_prefix(line)
    if prefix and (match := _TIME_AFTER_COLON.match(prefix.text)):
        times = times or [match[1]]
        prefix = Prefix(prefix.name, prefix.text[match.end() :], prefix.bracketed)
    return prefix, times


def _find_speakers(lines: Sequence[_Line]) -> frozenset[str]:
    """Speakers by how lines open, and by how paragraphs do: a wrapped text has few named lines.

    Where bold openings are mostly speakers, one who speaks once is one too.
    """
    paragraphs = [line.prefix for line in lines if line.opens_paragraph]
    speakers = find_speakers([line.prefix for line in lines]) | find_speakers(paragraphs)
    bold = [line.prefix for line in lines if line.prefix and line.is_bold]
    n_known = sum(1 for prefix in bold if prefix.name in speakers)
    return speakers | find_speakers(bold) if 2 * n_known > len(bold) else speakers


def _take_times_above(lines: Sequence[_Line], speakers: frozenset[str]) -> list[_Line]:
    """The lines with the time alone on the line above as their own, where nearly every turn has one.

    A time now and then marks a stretch of the recording rather than a turn.
    """
    above = {
        at: match[1]
        for at in range(1, len(lines))
        if lines[at].speaker in speakers and (match := _TIME_ALONE.fullmatch(lines[at - 1].text))
    }
    n_named = sum(1 for line in lines if line.speaker in speakers)
    if len(above) < max(2, 0.8 * n_named):
        return list(lines)
    timed = list(lines)
    for at, time in above.items():
        timed[at] = replace(lines[at], start_ms=parse_timecode(time))
    return timed


def _find_start(lines: Sequence[_Line], speakers: frozenset[str]) -> int:
    """Where the first turn opens; names listed under a label such as "Attendees:" open none."""
    in_list = False
    first = None
    for at, line in enumerate(lines):
        in_list = bool(_LIST_LABEL.fullmatch(line.text.strip())) or (in_list and not line.opens_paragraph)
        if line.speaker in speakers:
            first = at if first is None else first
            if not in_list:
                return at
    return len(lines) if first is None else first


def _name_head_line(line: _Line) -> str:
    if reason := name_boilerplate(line.text):
        return reason
    if line.prefix and is_label(line.prefix.name):
        return f'header line "{line.prefix.name}"'
    return "before the first speaker"


def _name_empty_label(line: _Line) -> str | None:
    """Whether the line is a label such as "Break:", with nothing or only a time after it."""
    is_empty = line.prefix and is_label(line.prefix.name) and not any(map(str.isalpha, line.prefix.text))
    return "label without speech" if is_empty else None
