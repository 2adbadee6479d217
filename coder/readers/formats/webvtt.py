"""WebVTT, as Zoom ("Name: text" cues), Teams (``<v Name>``), Webex (name above the times) and others write it."""

import re
from collections.abc import Iterator, Sequence

from coder.readers.captions.cue_speech import add_cues, add_parts, keep_speech
from coder.readers.captions.cues import Cue, count_timings, split_cues
from coder.readers.captions.overlaps import MARK, split_overlaps
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.cleaning import clean_name, strip_markup
from coder.transcript import UNKNOWN_SPEAKER, Transcript

_HEADER = re.compile(r"\s*WEBVTT(?:[ \t].*)?(?:\n|$)")
_NOT_SPEECH = re.compile(r"(NOTE|STYLE|REGION)(?:\s|$)")
_LABEL_WITH_NAME = re.compile(r'\d{0,7}\s*"([^"]{1,100})"(?:\s*\(\d{1,20}\))?')
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)*(?:\s+([^<>]*))?>", re.IGNORECASE)


def likelihood(text: str, source: str) -> float:
    """Sure with a WEBVTT header; without one, dotted cue times fit as well as they fit SRT."""
    head = text[:HEAD_CHARACTERS]
    if _HEADER.match(head):
        return 0.95
    dotted, commas, _ = count_timings(head)
    return 0.7 if dotted > commas else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in a WebVTT file; cues whose times are broken keep their text."""
    draft = Draft(source, FORMAT.name)
    lines = text.split("\n")
    cues = split_cues(_blank_header(lines), blank_ends_cue=True)
    cues = list(_leave_out_comments(draft, cues))
    if any(_VOICE.search(cue.text) for cue in cues):
        _add_voices(draft, cues)
    elif any(_LABEL_WITH_NAME.fullmatch(cue.label) for cue in cues):
        _add_labelled(draft, cues)
    else:
        add_cues(draft, cues)
    return draft.finish()


def _blank_header(lines: Sequence[str]) -> list[str]:
    """The lines with the header block emptied, so that line numbers stay true."""
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not _HEADER.match(lines[start]):
        return list(lines)
    end = start + 1
    while end < len(lines) and lines[end].strip() and not _opens_cue(lines, end):
        end += 1
    return [""] * end + list(lines[end:])


def _opens_cue(lines: Sequence[str], at: int) -> bool:
    return any("-->" in line for line in lines[at : at + 2])


def _leave_out_comments(draft: Draft, cues: Iterator[Cue]) -> Iterator[Cue]:
    """The cues without NOTE, STYLE and REGION blocks, of which each kind gets one note."""
    found: dict[str, list[int]] = {}
    for cue in cues:
        kind = _NOT_SPEECH.match(cue.text) if cue.fault else None
        if kind:
            found.setdefault(kind[1], []).append(cue.line)
        else:
            yield cue
    for kind, places in found.items():
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        draft.leave_out(places[0], f"{kind} block{more}, not speech")


def _add_voices(draft: Draft, cues: Sequence[Cue]) -> None:
    """Adds cues by their voices; noScribe's may be talked over, and may then bear the name of who does."""
    voices = [(cue, _split_voices(cue.text)) for cue in cues if keep_speech(draft, cue)]
    speakers = {name.removeprefix(MARK) for _, parts in voices for name, _ in parts} - {UNKNOWN_SPEAKER}
    for cue, parts in voices:
        if any(name.startswith(MARK) for name, _ in parts):
            draft.leave_out(cue.line, "the voice tag names who talks over: the cue's own speaker is not known")
        named = [(UNKNOWN_SPEAKER if name.startswith(MARK) else name, said) for name, said in parts]
        add_parts(draft, cue, [part for name, said in named for part in split_overlaps(name, said, speakers)])


def _add_labelled(draft: Draft, cues: Sequence[Cue]) -> None:
    """Adds cues with the speaker above the timing line, as Webex writes it: ``1 "Ana Gil" (3238)``."""
    for cue in cues:
        if keep_speech(draft, cue):
            match = _LABEL_WITH_NAME.fullmatch(cue.label)
            add_parts(draft, cue, [(match[1] if match else UNKNOWN_SPEAKER, strip_markup(cue.text))])


def _split_voices(text: str) -> list[tuple[str, str]]:
    """Each voice of a cue and its words; words after ``</v>`` stay with the voice before them."""
    before, *spans = _VOICE.split(text)
    names = [clean_name(strip_markup(name or "")) for name in spans[::2]]
    voices = [(name, strip_markup(said)) for name, said in zip(names, spans[1::2], strict=True)]
    if before.strip() or not voices:
        return [(UNKNOWN_SPEAKER, strip_markup(before)), *voices]
    return voices


FORMAT = Format("webvtt", "WebVTT captions (.vtt)", (".vtt",), likelihood, read)
