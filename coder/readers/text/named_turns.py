"""Text in which each turn opens with its speaker, "Name: ", and perhaps with a time beside the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coder.readers.captions.cue_speech import share_time
from coder.readers.captions.cues import has_timings
from coder.readers.captions.overlaps import split_overlaps
from coder.readers.draft import Draft
from coder.readers.text.boilerplate import count_front_matter, name_boilerplate
from coder.readers.text.openings import Line, choose_speakers, count_lines_from_first, parse_lines, strip_links
from coder.readers.text.pages import find_page_lines
from coder.readers.text.speaker_prefix import is_label
from coder.readers.text.surroundings import find_end, find_start, name_outside
from coder.readers.text.time_marks import MARK, OF_DAY_NOTE, parse_mark, strip_times

_CONTINUED_AT = re.compile(rf"\s*[*_]{{0,3}}[\[(]({MARK})[\])][*_]{{0,3}}\s*:?(?:\s+(.*)|$)")
_MARK_ALONE = re.compile(rf"[#*_>\s]*[\[(]?({MARK})[\])]?[*_\s]*(?:\{{#[^{{}}]{{0,80}}\}}\s*)?")
_MOST_HEADINGS = 4
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str
    start_ms: int | None
    end_ms: int | None
    said: list[str] = field(default_factory=list)


def rate_named(head: str) -> float:
    """How likely the text is of this kind: the more lines open with a speaker; 0 with cue times or JSON."""
    if has_timings(head) or head.lstrip().startswith(("{", "<", "WEBVTT")):
        return 0.0
    raw = head.split("\n")
    lines, speakers, is_loose = choose_speakers(parse_lines(raw, first=count_front_matter(raw)))
    n_named = sum(1 for line in lines if line.speaker in speakers)
    share = n_named / max(1, len(lines))
    if is_loose:
        return 0.55 if n_named else 0.0
    return 0.8 if share >= 0.5 else 0.6 if share >= 0.2 else 0.4 if share >= 0.04 else 0.0


def read_named(draft: Draft, raw: Sequence[str], *, first: int = 0) -> None:
    """Adds the turns from the line at ``first`` on; lines that open with no speaker carry on the turn above."""
    if n_front := count_front_matter(raw):
        draft.leave_out(1, f"front matter, {n_front} lines")
    pages = find_page_lines(raw)
    for at in sorted(pages):
        draft.leave_out(at + 1, "page number, header or footer")
    lines, speakers, _ = choose_speakers(parse_lines(raw, first=max(first, n_front), unread=pages))
    if counted := count_lines_from_first(lines, speakers):
        lines = counted
        draft.leave_out(lines[0].number, OF_DAY_NOTE)
    is_markdown = any("**" in line.text or "__" in line.text for line in lines if line.speaker in speakers)
    for turn in _split_turns(draft, lines, speakers):
        said = " ".join(turn.said)
        _add_turn(draft, turn, _ESCAPE.sub(r"\1", strip_links(said)) if is_markdown else said, speakers)


def _add_turn(draft: Draft, turn: _Turn, said: str, speakers: frozenset[str]) -> None:
    """Adds a turn; who talks over it gets units of their own, timed only if the turn's end is known."""
    said, end_ms = strip_times(said)
    end_ms = turn.end_ms if turn.end_ms is not None else end_ms
    parts = split_overlaps(turn.speaker, said, speakers)
    times = share_time(turn.start_ms, end_ms, [len(text) for _, text in parts])
    if end_ms is None:
        times = [(turn.start_ms, None), *[(None, None)] * (len(parts) - 1)]
    for (speaker, text), (start_ms, end_ms) in zip(parts, times, strict=True):
        draft.add(turn.line, speaker, text, start_ms=start_ms, end_ms=end_ms)


def _split_turns(draft: Draft, lines: Sequence[Line], speakers: frozenset[str]) -> Iterator[_Turn]:
    """The turns; a time alone on a line above a turn is its own."""
    start, end = find_start(lines, speakers), find_end(lines, speakers)
    turn: _Turn | None = None
    mark_ms: int | None = None
    for at, line in enumerate(lines):
        if line.speaker in speakers and start <= at < end:
            if turn:
                yield turn
            start_ms = mark_ms if line.start_ms is None else line.start_ms
            turn, mark_ms = _Turn(line.number, line.speaker, start_ms, line.end_ms, [line.prefix.text]), None
        elif (match := _MARK_ALONE.fullmatch(line.text)) and _opens_turn(lines, at + 1, speakers):
            mark_ms = parse_mark(match[1])
            draft.leave_out(line.number, "time mark")
        elif not start <= at < end:
            draft.leave_out(line.number, name_outside(line, is_above=at < start))
        elif reason := name_boilerplate(line.text) or _name_empty_label(line):
            draft.leave_out(line.number, reason)
        elif match := _CONTINUED_AT.fullmatch(line.text):
            yield turn
            turn = _Turn(line.number, turn.speaker, parse_mark(match[1]), None, [match[2] or ""])
        else:
            turn.said.append(line.text)
    if turn:
        yield turn


def _opens_turn(lines: Sequence[Line], at: int, speakers: frozenset[str]) -> bool:
    """Whether the next line that is no heading opens a turn."""
    after = next((line for line in lines[at : at + _MOST_HEADINGS] if not name_boilerplate(line.text)), None)
    return after is not None and after.speaker in speakers


def _name_empty_label(line: Line) -> str | None:
    """Whether the line is a label such as "Break:", with nothing or only a time after it."""
    is_empty = line.prefix and is_label(line.prefix.name) and not any(map(str.isalpha, line.prefix.text))
    return "label without speech" if is_empty else None
