"""Text in which a line with a name and a time heads each turn; formats differ in how that line is written."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coder.readers.captions.cues import has_timings
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS
from coder.readers.text.boilerplate import count_front_matter, name_boilerplate
from coder.readers.text.cleaning import clean_name, strip_quote_mark, strip_tags
from coder.readers.text.openings import strip_links
from coder.readers.text.pages import find_page_lines
from coder.readers.text.speaker_prefix import Prefix, find_speakers, looks_like_name, strip_mail
from coder.readers.text.surroundings import is_afterword
from coder.readers.text.time_marks import MARK, OF_DAY_NOTE, TO, count_from_first, is_of_day, parse_mark, strip_times
from coder.transcript import UNKNOWN_SPEAKER

NAME = r"(?P<name>\S(?:[^\n\t]{0,78}?\S)?)"
TIME = rf"(?P<time>{MARK})(?:{TO}(?P<end>{MARK}))?"
_SENTENCE_END = re.compile(r"\w{4}\.$|\.\.$")
_LATE_MS = 6 * 3600 * 1000
_MARKUP = " \t*_#>@"
_OPENING_TIME = re.compile(rf"\s*\[({MARK})\]")
_MARKS = re.compile(MARK)
_SEPARATORS = " \t*_,|-–—:"


@dataclass(frozen=True, slots=True)
class Head:
    """A line that heads a turn; an empty name carries on the one above, and an empty time says none."""

    name: str
    time: str
    end: str = ""

    @property
    def start_ms(self) -> int | None:
        """The time in milliseconds."""
        return parse_mark(self.time)

    @property
    def end_ms(self) -> int | None:
        """The end in milliseconds."""
        return parse_mark(self.end)


@dataclass(slots=True)
class _Turn:
    line: int
    speaker: str
    start_ms: int | None
    end_ms: int | None
    said: list[str] = field(default_factory=list)


def rate_heads(text: str, pattern: re.Pattern[str]) -> float:
    """How likely the pattern's heads part the text into turns: 0 without heads or without text below them."""
    head = text[:HEAD_CHARACTERS]
    if has_timings(head) or head.lstrip().startswith(("{", "<")):
        return 0.0
    lines = strip_tags(head).split("\n")
    if not (heads := find_heads(lines, pattern)):
        return 0.0
    n_lines = sum(1 for line in lines[count_front_matter(lines) :] if line.strip())
    n_alike = sum(1 for line in lines if pattern.fullmatch(strip_links(line).strip(_MARKUP)))
    if 3 * n_alike > 2 * n_lines:
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
    of_day_from_ms: int = _LATE_MS,
    carries_on: bool = True,
) -> None:
    """Adds the turns; ``name_noise`` says why a line is no speech.

    A head without a name carries on the speaker above, or else is of nobody known. Where the first time is one
    of day, with AM or PM or from ``of_day_from_ms`` on, times count from it.
    """
    lines = strip_tags(text).split("\n")
    heads = find_heads(lines, pattern)
    if not carries_on:
        heads = {at: replace(head, name=head.name or UNKNOWN_SPEAKER) for at, head in heads.items()}
    add_turns(draft, lines, heads, name_noise=name_noise, of_day_from_ms=of_day_from_ms)


def add_turns(
    draft: Draft,
    lines: Sequence[str],
    heads: dict[int, Head],
    *,
    name_noise: Callable[[str], str | None] = name_boilerplate,
    of_day_from_ms: int = _LATE_MS,
) -> None:
    """Adds the turns that the heads, by the index of their line, part the lines into."""
    if heads and is_of_day(next(iter(heads.values())).time, from_ms=of_day_from_ms):
        draft.leave_out(min(heads) + 1, OF_DAY_NOTE)
        heads = _count_from_first(heads)
    unread = _find_unread(draft, lines, heads)
    for turn in _split_turns(draft, lines, heads, unread=unread, name_noise=name_noise):
        if turn.start_ms is None and turn.said and (opening := _OPENING_TIME.match(turn.said[0])):
            turn.start_ms = parse_mark(opening[1])
        said, end_ms = strip_times(" ".join(turn.said))
        end_ms = end_ms if turn.end_ms is None else turn.end_ms
        draft.add(turn.line, turn.speaker, said, start_ms=turn.start_ms, end_ms=end_ms)


def _count_from_first(heads: dict[int, Head]) -> dict[int, Head]:
    starts = count_from_first([head.start_ms for head in heads.values()])
    times = ["" if start_ms is None else f"{start_ms / 1000:.3f}s" for start_ms in starts]
    return {at: Head(head.name, time) for (at, head), time in zip(heads.items(), times, strict=True)}


def _find_unread(draft: Draft, lines: Sequence[str], heads: dict[int, Head]) -> set[int]:
    """The lines, noted, that are of the page and not of the call: front matter, page numbers, names said twice."""
    if n_front := count_front_matter(lines):
        draft.leave_out(1, f"front matter, {n_front} lines")
    unread = set(range(n_front))
    for at in sorted(find_page_lines(lines) - heads.keys() - unread):
        draft.leave_out(at + 1, "page number, header or footer")
        unread.add(at)
    for at, head in heads.items():
        for above in _list_repeats(lines, at, head.name, heads):
            draft.leave_out(above + 1, "name or time above the name")
            unread.add(above)
    return unread


def _list_repeats(lines: Sequence[str], at: int, name: str, heads: Container[int]) -> list[int]:
    """The lines right above a head that are its name, its initials or a time, as a copied page has them."""
    repeats: list[int] = []
    for above in range(at - 1, -1, -1):
        shown = _MARKS.sub("", lines[above]).strip(_MARKUP)
        if above in heads or (shown and not _is_name_or_initials(shown, name)):
            break
        if lines[above].strip():
            repeats.append(above)
    return repeats if any(_MARKS.sub("", lines[above]).strip(_MARKUP) for above in repeats) else []


def _split_turns(
    draft: Draft,
    lines: Sequence[str],
    heads: dict[int, Head],
    *,
    unread: Container[int],
    name_noise: Callable[[str], str | None],
) -> Iterator[_Turn]:
    turn: _Turn | None = None
    last = max(heads, default=0)
    below = range(last + 2, len(lines))
    end = next((at for at in below if is_afterword(lines[at], opens_paragraph=not lines[at - 1].strip())), len(lines))
    for at, line in enumerate(lines):
        if at in unread or not line.strip():
            continue
        if head := heads.get(at):
            if turn:
                yield turn
            carried = turn.speaker if turn else UNKNOWN_SPEAKER
            turn = _Turn(at + 1, head.name or carried, head.start_ms, head.end_ms)
        elif reason := name_noise(line):
            draft.leave_out(at + 1, reason)
        elif turn is None or at >= end:
            draft.leave_out(at + 1, "before the first speaker" if turn is None else "below the transcript")
        else:
            turn.said.append(strip_quote_mark(line))
    if turn:
        yield turn


def _parse_head(line: str, pattern: re.Pattern[str]) -> Head | None:
    if not (match := pattern.fullmatch(strip_links(line).strip(_MARKUP))):
        return None
    name = clean_name(strip_mail(match["name"] or "").strip(_SEPARATORS))
    if name and (not looks_like_name(name) or _SENTENCE_END.search(name)):
        return None
    return Head(name, match["time"], match["end"] or "")


def _is_name_or_initials(shown: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split() if word[0].isalpha())
    return bool(name) and shown in (name, initials, initials[:1] + initials[-1:])
