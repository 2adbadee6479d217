"""Speech in the paragraphs of a Word document: as Teams writes it, older and newer, and as Google Meet does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from coder.readers.captions.cue_speech import add_named_cues
from coder.readers.captions.cues import Cue
from coder.readers.draft import Draft
from coder.readers.text.boilerplate import name_boilerplate
from coder.readers.text.cleaning import clean_name
from coder.readers.text.speaker_prefix import find_speakers, looks_like_name, parse_prefix
from coder.timecode import parse_timecode

_CLOCK = r"\d{1,3}(?::\d{1,2}){1,2}(?:[.,]\d{1,7})?"
_CUE = re.compile(rf"\s*(?P<start>{_CLOCK})\s*-->\s*(?P<end>{_CLOCK})\s*")
_HEAD = re.compile(rf"(?P<name>\S.{{0,79}}?)(?P<gap>\s{{1,20}})(?P<time>{_CLOCK})")
_TIME = re.compile(rf"\W*(?P<time>{_CLOCK})\W*")
_OPENING = re.compile(r"\W*(?:transcript|transkript|transcription|transcripción|trascrizione|transcrição)\W*", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it; ``paragraph`` counts from 1."""

    paragraph: int
    text: str
    opens_several: bool = False

    @property
    def head(self) -> re.Match[str] | None:
        """Name and time, parted by more than a space unless the line opens a paragraph of several."""
        match = _HEAD.fullmatch(self.text)
        if not match or (match["gap"] == " " and not self.opens_several):
            return None
        return match if looks_like_name(clean_name(match["name"])) else None


def add_paragraphs(draft: Draft, paragraphs: Sequence[str]) -> bool:
    """Adds what is said in the paragraphs; false if they are in no form of Teams or Google Meet."""
    lines = list(_split(paragraphs))
    openings = [at for at, line in enumerate(lines, 1) if _OPENING.fullmatch(line.text)]
    if _are_captions(lines):
        return False
    if any(_CUE.fullmatch(line.text) for line in lines):
        _add_cues(draft, lines)
    elif any(line.head for line in lines):
        _add_headed(draft, lines)
    else:
        return bool(openings) and _add_named(draft, lines, openings[-1])
    return True


def _split(paragraphs: Sequence[str]) -> Iterator[_Line]:
    for number, paragraph in enumerate(paragraphs, 1):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        for at, line in enumerate(lines):
            yield _Line(number, line, opens_several=at == 0 and len(lines) > 1)


def _add_cues(draft: Draft, lines: Sequence[_Line]) -> None:
    """Teams, older: a line of times, one with the name, then the text."""
    starts = [at for at, line in enumerate(lines) if _CUE.fullmatch(line.text)]
    _leave_out(draft, lines[: starts[0]], "above the first time")
    cues = []
    for at, until in zip(starts, [*starts[1:], len(lines)], strict=True):
        times = _CUE.fullmatch(lines[at].text)
        said = tuple(_drop_boilerplate(draft, lines[at + 1 : until]))
        start_ms, end_ms = parse_timecode(times["start"]), parse_timecode(times["end"])
        cues.append(Cue(lines[at].paragraph, said, start_ms, end_ms))
    add_named_cues(draft, cues)


def _are_captions(lines: Sequence[_Line]) -> bool:
    """Whether the document holds a caption file as it stands: with its header, or with numbers above the times."""
    times = [at for at, line in enumerate(lines) if _CUE.fullmatch(line.text)]
    n_numbered = sum(1 for at in times if at and lines[at - 1].text.isdigit())
    return bool(times) and (lines[0].text.startswith("WEBVTT") or 2 * n_numbered > len(times))


def _add_headed(draft: Draft, lines: Sequence[_Line]) -> None:
    """Teams, newer: a name and a time, then the text on the lines or in the paragraphs below."""
    heads = [(at, head) for at, line in enumerate(lines) if (head := line.head)]
    _leave_out(draft, lines[: heads[0][0]], "above the first speaker")
    for (at, head), until in zip(heads, [*(at for at, _ in heads[1:]), len(lines)], strict=True):
        text = " ".join(_drop_boilerplate(draft, lines[at + 1 : until]))
        draft.add(lines[at].paragraph, head["name"], text, start_ms=parse_timecode(head["time"]))


def _add_named(draft: Draft, lines: Sequence[_Line], opening: int) -> bool:
    """Google Meet: notes, which nobody said, then the transcript as ``Name: text`` below marks of time.

    False where a transcript in some other form stands there.
    """
    prefixes = [parse_prefix(line.text) for line in lines[opening:] if not _is_no_speech(line.text)]
    names = find_speakers(list(dropwhile(lambda prefix: prefix is None, prefixes)))  # titles stand above
    if prefixes and not names:
        return False
    _leave_out(draft, lines[:opening], "above the transcript: notes, summary or people invited")
    turns: list[tuple[int, str, int | None, list[str]]] = []
    start_ms = None
    for line in lines[opening:]:
        prefix = parse_prefix(line.text)
        if mark := _TIME.fullmatch(line.text):
            start_ms = parse_timecode(mark["time"])  # that of the first thing said after it
        elif reason := name_boilerplate(line.text):
            draft.leave_out(line.paragraph, reason)
        elif prefix and prefix.name in names:
            turns.append((line.paragraph, prefix.name, start_ms, [prefix.text]))
            start_ms = None
        elif turns:
            turns[-1][-1].append(line.text)
        else:
            draft.leave_out(line.paragraph, "above the first speaker")
    for paragraph, name, start_ms, texts in turns:
        draft.add(paragraph, name, " ".join(texts), start_ms=start_ms)
    return True


def _is_no_speech(line: str) -> bool:
    return bool(name_boilerplate(line) or _TIME.fullmatch(line))


def _drop_boilerplate(draft: Draft, lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        if reason := name_boilerplate(line.text):
            draft.leave_out(line.paragraph, reason)
        else:
            yield line.text


def _leave_out(draft: Draft, lines: Sequence[_Line], reason: str) -> None:
    for paragraph in dict.fromkeys(line.paragraph for line in lines):
        draft.leave_out(paragraph, reason)
