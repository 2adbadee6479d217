"""Timed cues, as WebVTT and SRT share them: timing lines, cue numbers, text, and what is broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coder.readers.text.cleaning import show_structure, strip_markup
from coder.timecode import parse_timecode

# Some count frames after a third colon, and some write milliseconds there.
_CLOCK = r"-?(?:\d{1,4}:\d{1,3}:\d{1,2}[:;]\d{2,3}|(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?)"
_FRAMES = re.compile(r"[:;]\d\d$|[:;](?=\d{3}$)")
_TIMING = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?=\s|$)(.*)")
_BROKEN_TIMING = re.compile(rf"\s*(?:(?:[\d:.,]\S{{0,15}}?\s*)?-->|{_CLOCK}\s*(?:->|=+>|→|[–—]>))\s*(?:\S*\d[:.,]\S*)?")
_ARROW = re.compile("[-=–—]>|→")
_SETTING = re.compile(r"\w+:\S+")
_NUMBER = re.compile(r"\d{1,7}")
_CUE_ID = re.compile(r"\d{1,7}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?:/\d+-\d+)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of a caption file.

    Attributes:
        line: of the timing line, or of the first line of text where there is none; from 1.
        lines: the text as the file has it.
        fault: why it has no times; ``None`` for a whole cue.
        follows: whether a cue stands before it in the file.
        label: the line above the timing line: a number, an id, in Webex's files the speaker; "" without one.
    """

    line: int
    lines: tuple[str, ...]
    start_ms: int | None = None
    end_ms: int | None = None
    fault: str | None = None
    follows: bool = True
    label: str = ""

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)


def parse_timing(line: str) -> Cue | None:
    """A cue with the times of a timing line, or with its fault; ``None`` if the line is none.

    What stands after the times and is no cue setting starts the cue's text.
    """
    if not _ARROW.search(line):
        return None
    if match := _TIMING.fullmatch(line):
        start, end, rest = match.groups()
        return Cue(0, _text_after(rest), _parse_clock(start), _parse_clock(end))
    if match := _BROKEN_TIMING.match(line):
        fault = f'timing line "{show_structure(line)}" is not "start --> end"'
        return Cue(0, _text_after(line[match.end() :]), fault=fault)
    return None


def count_timings(text: str) -> tuple[int, int, int]:
    """Timing lines with dotted times, with comma or whole-second times, and broken ones."""
    dotted = commas = broken = 0
    for line in text.split("\n"):
        if match := _TIMING.fullmatch(line):
            dotted, commas = (dotted + 1, commas) if "." in match[1] else (dotted, commas + 1)
        elif _BROKEN_TIMING.match(line):
            broken += 1
    return dotted, commas, broken


def has_timings(text: str) -> bool:
    """Whether any line is a timing line, whole or broken: told faster than ``count_timings`` tells how many."""
    if not _ARROW.search(text):
        return False
    return any(_TIMING.fullmatch(line) or _BROKEN_TIMING.match(line) for line in text.split("\n"))


def split_cues(lines: Sequence[str], *, blank_ends_cue: bool) -> Iterator[Cue]:
    """The cues of a caption file in order, then text that belongs to none, as cues with a fault.

    A cue ends at the next one's number or timing line, so missing blank lines do no harm. With
    ``blank_ends_cue`` an empty line ends it too, and what follows is text without a timing line.
    """
    timings = {at: cue for at, line in enumerate(lines) if (cue := parse_timing(line))}
    heads = _find_heads(lines, timings, numbers_only=not blank_ends_cue)
    bounds = [*(head for head, _ in heads), len(lines)]
    yield from _loose_blocks(lines, 0, bounds[0], follows=False)
    for (head, at), end in zip(heads, bounds[1:], strict=True):
        body_end = _first_blank(lines, at + 1, end) if blank_ends_cue else _lost_cue(lines, at + 1, end)
        cue = timings[at]
        label = " ".join(" ".join(lines[head:at]).split())
        yield replace(cue, line=at + 1, lines=(*cue.lines, *lines[at + 1 : body_end]), label=label)
        yield from _loose_blocks(lines, body_end, end, follows=True)


def is_cue_id(label: str) -> bool:
    """Whether the line above a timing line is a number or an id of the tool's, and no name."""
    return bool(_CUE_ID.fullmatch(label))


def is_speech(text: str) -> bool:
    """Whether a cue's text has a letter and is no cue number or id."""
    return any(char.isalpha() for char in strip_markup(text)) and not _CUE_ID.fullmatch(text.strip())


def _parse_clock(text: str) -> int | None:
    """The time, 0 for one before the start; to the second where it has frames, whose length the file does not say."""
    if text.startswith("-"):
        return 0
    if text.count(":") + text.count(";") < 3:
        return parse_timecode(text)
    return parse_timecode(_FRAMES.sub(lambda match: "." if len(match.group()) == 1 else "", text))


def _text_after(rest: str) -> tuple[str, ...]:
    is_settings = all(_SETTING.fullmatch(token) for token in rest.split())
    return () if is_settings else (rest,)


def _find_heads(lines: Sequence[str], timings: dict[int, Cue], *, numbers_only: bool) -> list[tuple[int, int]]:
    """For each timing line the line where its cue begins (its number, if it has one) and its own."""
    heads, number, before = [], 0, -1
    for at in timings:
        head = _find_id(lines, at, after=before, number=number, numbers_only=numbers_only)
        number = int(lines[head]) if _NUMBER.fullmatch(lines[head].strip()) else number + 1
        heads.append((head, at))
        before = at
    return heads


def _find_id(lines: Sequence[str], at: int, *, after: int, number: int, numbers_only: bool) -> int:
    above = at - 1
    while numbers_only and above > after and not lines[above].strip():
        above -= 1
    if above <= after or not (text := lines[above].strip()):
        return at
    continues = bool(_NUMBER.fullmatch(text)) and int(text) == number + 1
    opens_block = above == 0 or not lines[above - 1].strip()
    if not numbers_only and not opens_block and above - 1 > after and _opens_with_number(lines, above - 1):
        return above - 1
    is_id = bool(_CUE_ID.fullmatch(text)) if numbers_only or not opens_block else True
    if continues or (above == at - 1 and is_id and (opens_block or not _NUMBER.fullmatch(text))):
        return above
    return at


def _opens_with_number(lines: Sequence[str], at: int) -> bool:
    """Whether a number alone opens a block: below it stands a name, and then the times."""
    return bool(_NUMBER.fullmatch(lines[at].strip())) and (at == 0 or not lines[at - 1].strip())


def _first_blank(lines: Sequence[str], start: int, end: int) -> int:
    return next((at for at in range(start, end) if not lines[at]), end)


def _lost_cue(lines: Sequence[str], start: int, end: int) -> int:
    """Where a cue begins that lost its timing line: at a number alone between a blank line and text."""
    inner = range(start + 1, end - 1)
    numbers = (at for at in inner if _NUMBER.fullmatch(lines[at].strip()))
    return next((at for at in numbers if not lines[at - 1].strip() and lines[at + 1].strip()), end)


def _loose_blocks(lines: Sequence[str], start: int, end: int, *, follows: bool) -> Iterator[Cue]:
    block: list[str] = []
    for at in range(start, end + 1):
        if at < end and lines[at].strip():
            block.append(lines[at])
        elif block:
            fault = "no timing line above this block"
            line = at - len(block) + 1
            if len(block) > 1 and _NUMBER.fullmatch(block[0].strip()):
                block = block[1:]
            yield Cue(line, tuple(block), fault=fault, follows=follows)
            block = []
