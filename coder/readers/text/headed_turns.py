"""Text in which a line with a name and a time heads each turn; formats differ in how that line is written."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coder.readers.captions.cues import count_timings
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS
from coder.readers.text.boilerplate import count_front_matter, name_boilerplate
from coder.readers.text.cleaning import clean_name
from coder.readers.text.speaker_prefix import Prefix, find_speakers, looks_like_name
from coder.timecode import parse_timecode
from coder.transcript import UNKNOWN_SPEAKER

NAME = r"(?P<name>\S(?:[^\n\t]{0,78}?\S)?)"
TIME = r"(?P<time>\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)"
_SENTENCE_END = re.compile(r"\w{4}\.$|\.\.$")
_DAY_MS = 24 * 3600 * 1000
_MARKUP = " \t*_#"
_SEPARATORS = " \t*_,|-–—:"


@dataclass(frozen=True, slots=True)
class Head:
    """A line that heads a turn; an empty name carries on the one above."""

    name: str
    start_ms: int | None


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str
    start_ms: int | None
    said: list[str] = field(default_factory=list)


def rate_heads(text: str, pattern: re.Pattern[str]) -> float:
    """How likely the pattern's heads part the text into turns: 0 without heads or without text below them."""
    head = text[:HEAD_CHARACTERS]
    if any(count_timings(head)) or head.lstrip().startswith(("{", "<")):
        return 0.0
    lines = head.split("\n")
    heads = find_heads(lines, pattern)
    n_lines = sum(1 for line in lines[count_front_matter(lines) :] if line.strip())
    n_alike = sum(1 for line in lines if pattern.fullmatch(line.strip(_MARKUP)))
    if not heads or 3 * n_alike > 2 * n_lines:
        return 0.0
    return 0.9 if len(heads) >= max(2, 0.05 * n_lines) else 0.6


def find_heads(lines: Sequence[str], pattern: re.Pattern[str]) -> dict[int, Head]:
    """The heads by the index of their line: those whose names, seen over the file, are names."""
    found = {at: head for at, line in enumerate(lines) if (head := _parse_head(line, pattern))}
    names = find_speakers([Prefix(head.name, "") for head in found.values() if head.name])
    return {at: head for at, head in found.items() if not head.name or head.name in names}


def read_heads(
    draft: Draft,
    text: str,
    pattern: re.Pattern[str],
    *,
    name_noise: Callable[[str], str | None] = name_boilerplate,
    of_day: bool = False,
) -> None:
    """Adds the turns; ``name_noise`` says why a line is no speech.

    Times ``of_day`` are counted from the first.
    """
    lines = text.split("\n")
    heads = find_heads(lines, pattern)
    if of_day and heads:
        draft.leave_out(min(heads) + 1, "times of day: counted from the first")
        heads = _count_from_first(heads)
    n_front = count_front_matter(lines)
    if n_front:
        draft.leave_out(1, f"front matter, {n_front} lines")
    for turn in _split_turns(draft, lines, heads, first=n_front, name_noise=name_noise):
        draft.add(turn.line, turn.speaker, " ".join(turn.said), start_ms=turn.start_ms)


def _split_turns(
    draft: Draft,
    lines: Sequence[str],
    heads: dict[int, Head],
    *,
    first: int,
    name_noise: Callable[[str], str | None],
) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for at in range(first, len(lines)):
        line = lines[at]
        if head := heads.get(at):
            if turn:
                yield turn
            carried = turn.speaker if turn else UNKNOWN_SPEAKER
            turn = _Turn(at + 1, head.name or carried, head.start_ms)
        elif not line.strip():
            continue
        elif turn is None:
            draft.leave_out(at + 1, name_noise(line) or "before the first speaker")
        elif reason := name_noise(line):
            draft.leave_out(at + 1, reason)
        else:
            turn.said.append(line)
    if turn:
        yield turn


def _parse_head(line: str, pattern: re.Pattern[str]) -> Head | None:
    if not (match := pattern.fullmatch(line.strip(_MARKUP))):
        return None
    name = clean_name((match["name"] or "").strip(_SEPARATORS))
    if match["name"] and (not looks_like_name(name) or _SENTENCE_END.search(name)):
        return None
    return Head(name, parse_timecode(match["time"]))


def _count_from_first(heads: dict[int, Head]) -> dict[int, Head]:
    """The heads with times from the first one's; one that jumps far back is of the next day."""
    first = before = min(heads.items())[1].start_ms
    counted = {}
    for at, head in heads.items():
        time = head.start_ms
        while time < before - _DAY_MS // 2:
            time += _DAY_MS
        before = max(before, time)
        counted[at] = replace(head, start_ms=max(0, time - first))
    return counted
