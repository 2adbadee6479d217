"""From cues to units: who speaks in each, and when."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from coder.readers.captions.cues import Cue, is_speech
from coder.readers.captions.name_lines import find_name, find_name_lines, open_with_names
from coder.readers.captions.ordering import Spoken, put_in_order
from coder.readers.captions.rolling import unroll
from coder.readers.draft import Draft
from coder.readers.text.cleaning import clean_name, strip_markup
from coder.readers.text.loose_prefix import find_loose_speakers, parse_loose_prefix
from coder.readers.text.speaker_prefix import Prefix, find_speakers, is_sound, looks_like_name, parse_prefix
from coder.transcript import UNKNOWN_SPEAKER

_ALONE = re.compile(r"\s*\[([^\[\]:]{1,80})\]:?\s*")
_CHANGE = re.compile(r"(?:^|(?<=\s))(?=>>)")


def keep_speech(draft: Draft, cue: Cue) -> bool:
    """Whether the cue is to be read as speech; what its times or its text lack is noted."""
    if not cue.follows:
        draft.leave_out(cue.line, "text before the first cue")
        return False
    if cue.fault and not is_speech(cue.text):
        draft.leave_out(cue.line, f"{cue.fault}, and no text")
        return False
    if cue.fault:
        draft.leave_out(cue.line, f"{cue.fault}: the text is kept without times")
    return True


def add_cues(draft: Draft, cues: Sequence[Cue]) -> None:
    """Adds cues whose speakers, if any, stand before their text; a cue that names none carries on."""
    kept = [cue for cue in unroll(draft, cues) if keep_speech(draft, cue)]
    texts = [strip_markup(cue.text) for cue in kept]
    parse, speakers = _choose_openings(texts)
    names = find_name_lines(kept) if not speakers else frozenset()
    by_line = bool(names) and open_with_names(kept, names)
    spoken: list[Spoken] = []
    carried = UNKNOWN_SPEAKER
    for cue, text in zip(kept, texts, strict=True):
        if by_line and (name := find_name(cue)) in names:
            parts = [(name, text.strip().partition("\n")[2])]
        else:
            parts = _split_speakers(text, parse, speakers, carried=carried)
        spoken.append((cue, parts))
        carried = parts[-1][0]
    add_spoken(draft, spoken)


def add_named_cues(draft: Draft, cues: Sequence[Cue]) -> None:
    """Adds cues whose first line is the speaker's name; one without carries on."""
    names = find_name_lines(cues)
    carried = UNKNOWN_SPEAKER
    spoken: list[Spoken] = []
    for cue in cues:
        if keep_speech(draft, cue):
            lines = [line for line in cue.lines if line.strip()]
            if (name := find_name(cue)) in names:
                carried, lines = name, lines[1:]
            spoken.append((cue, [(carried, strip_markup(" ".join(lines)))]))
    add_spoken(draft, spoken)


def add_spoken(draft: Draft, spoken: Sequence[Spoken]) -> None:
    """Adds what each speaker of each cue says, with a share of the cue's time, in the order of times."""
    for cue, parts in put_in_order(draft, spoken):
        times = share_time(cue.start_ms, cue.end_ms, [len(said) for _, said in parts])
        for (speaker, said), (start_ms, end_ms) in zip(parts, times, strict=True):
            draft.add(cue.line, speaker, said, start_ms=start_ms, end_ms=end_ms)


def share_time(start_ms: int | None, end_ms: int | None, lengths: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """Start and end of each part of a cue, in proportion to its characters.

    >>> share_time(1000, 2000, [30, 10])
    [(1000, 1750), (1750, 2000)]
    """
    if len(lengths) == 1 or start_ms is None or end_ms is None or end_ms < start_ms:
        return [(start_ms, end_ms), *[(start_ms, None)] * (len(lengths) - 1)]
    total, passed, bounds = max(1, sum(lengths)), 0, [start_ms]
    for length in lengths:
        passed += length
        bounds.append(start_ms + (end_ms - start_ms) * passed // total)
    bounds[-1] = end_ms
    return list(pairwise(bounds))


def _choose_openings(texts: Sequence[str]) -> tuple[Callable[[str], Prefix | None], frozenset[str]]:
    """How speakers open what they say in this file, with a colon or loosely, and who they are."""
    openings = [opening for text in texts for opening in _openings(text)]
    parse = cache(_parse_opening)  # of this file only: its lines are asked about again
    if speakers := find_speakers([parse(opening) for opening in openings]):
        return parse, speakers
    return _parse_loosely, find_loose_speakers([_parse_loosely(opening) for opening in openings])


def _parse_opening(line: str) -> Prefix | None:
    """The speaker before the words of a line, or in brackets alone on it, with the words on the next."""
    if match := _ALONE.fullmatch(line):
        name = clean_name(match[1])
        return Prefix(name, "", bracketed=True) if looks_like_name(name) and not is_sound(name) else None
    return parse_prefix(line)


def _parse_loosely(line: str) -> Prefix | None:
    parsed = parse_loose_prefix(line)
    return parsed[0] if parsed else None


def _openings(text: str) -> list[str]:
    """The lines of a cue at which a speaker may begin: its first, and later ones after a dash or ">>"."""
    first, *others = _split_changes(text)
    return [line for line in (first, *others) if line and (line is first or line.startswith(("-", "–", ">>")))]


def _split_changes(text: str) -> list[str]:
    """The lines of a cue, parted also at each ">>", which marks a change of speakers."""
    return [piece for line in text.strip().split("\n") for piece in _CHANGE.split(line) if piece] or [""]


def _split_speakers(
    text: str, parse: Callable[[str], Prefix | None], speakers: frozenset[str], *, carried: str
) -> list[tuple[str, str]]:
    """The speakers of a cue and what each says; a later line may bring in another one."""
    parts: list[tuple[str, list[str]]] = []
    for line in _split_changes(text):
        prefix = parse(line)
        if prefix and prefix.name in speakers:
            parts.append((prefix.name, [prefix.text]))
            continue
        changes = line.lstrip().startswith(">>")
        said = line.lstrip().lstrip(">").lstrip() if changes else line
        if changes and speakers:
            parts.append((UNKNOWN_SPEAKER, [said]))
        elif parts:
            parts[-1][1].append(said)
        else:
            parts.append((carried, [said]))
    return [(speaker, "\n".join(lines)) for speaker, lines in parts]
