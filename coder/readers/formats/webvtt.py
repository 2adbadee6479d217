"""WebVTT, as Zoom ("Name: text" cues), Teams (``<v Name>``), Webex (name above the times) and others write it."""

import re
from collections.abc import Iterator, Sequence

from coder.readers.captions.cue_speech import add_cues, add_spoken, keep_speech
from coder.readers.captions.cues import Cue, count_timings, is_cue_id, split_cues
from coder.readers.captions.data_cues import holds_data, read_data
from coder.readers.captions.ordering import Spoken
from coder.readers.captions.overlaps import MARK, split_overlaps
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.cleaning import clean_name, strip_markup
from coder.readers.text.speaker_prefix import Prefix, find_speakers, is_person_like, looks_like_name, parse_prefix
from coder.transcript import UNKNOWN_SPEAKER, Transcript

_HEADER = re.compile(r"\s*WEBVTT(?:[ \t].*)?(?:\n|$)", re.IGNORECASE)
# A second header stands where files were joined.
_NOT_SPEECH = re.compile(r"(NOTE|STYLE|REGION|WEBVTT)(?:\s|$)")
_QUOTED_NAME = re.compile(r'\d{0,7}\s*"([^"]{1,100})"(?:\s*\(\d{1,20}\))?')
_NUMBERED_NAME = re.compile(r"(?:\d{1,7}\s+)?(\D.{0,99})")
_VOICE = re.compile(r"<v(?:\.[^<>\s]*)*(?:\s+([^<>]*))?>", re.IGNORECASE)
_ESCAPED_VOICE = re.compile(r"&lt;(/?v(?:[.\s][^&<>\n]{0,200})?)&gt;")
_QUOTES = "\"'“”"
_CARRIED_SHARE = 0.4


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
    if not _VOICE.search(text):
        text = _ESCAPED_VOICE.sub(r"<\1>", text)
    cues = list(_leave_out_comments(draft, _split(_blank_header(text.split("\n")))))
    if any(_VOICE.search(cue.text) for cue in cues):
        add_spoken(draft, _read_voices(draft, cues))
    elif holds_data(cues):
        add_spoken(draft, read_data(draft, [cue for cue in cues if keep_speech(draft, cue)]))
    elif names := _find_labels(cues):
        add_spoken(draft, _read_labelled(draft, cues, names))
    else:
        add_cues(draft, cues)
    return draft.finish()


def _split(lines: Sequence[str]) -> list[Cue]:
    """The cues; where most would be empty, each line of the file has a blank one below, which ends no cue then."""
    cues = list(split_cues(lines, blank_ends_cue=True))
    whole = [cue for cue in cues if not cue.fault]
    n_empty = sum(1 for cue in whole if not cue.text.strip())
    return list(split_cues(lines, blank_ends_cue=False)) if 2 * n_empty > len(whole) else cues


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


def _read_voices(draft: Draft, cues: Sequence[Cue]) -> list[Spoken]:
    """The cues by their voices; noScribe's may be talked over, and may then bear the name of who does."""
    voices = [(cue, _split_voices(cue.text)) for cue in cues if keep_speech(draft, cue)]
    speakers = {name.removeprefix(MARK) for _, parts in voices for name, _ in parts} - {UNKNOWN_SPEAKER}
    # Some name a voice only where it changes; where it seldom lacks, it was not heard.
    n_nameless = sum(1 for _, parts in voices if parts[0][0] == UNKNOWN_SPEAKER)
    carry_on = n_nameless >= _CARRIED_SHARE * len(voices)
    spoken: list[Spoken] = []
    for cue, parts in voices:
        if any(name.startswith(MARK) for name, _ in parts):
            draft.leave_out(cue.line, "the voice tag names who talks over: the cue's own speaker is not known")
        named = [(UNKNOWN_SPEAKER if name.startswith(MARK) else name, said) for name, said in parts]
        if carry_on and spoken and named[0][0] == UNKNOWN_SPEAKER:
            named[0] = (spoken[-1][1][-1][0], named[0][1])
        spoken.append((cue, [part for name, said in named for part in split_overlaps(name, said, speakers)]))
    return spoken


def _find_labels(cues: Sequence[Cue]) -> dict[str, str]:
    """The speakers by the label above the timing line: ``1 "Ana Gil" (3238)`` of Webex, or names that recur."""
    labels = [cue.label for cue in cues if cue.label and not is_cue_id(cue.label)]
    if quoted := {label: match[1] for label in labels if (match := _QUOTED_NAME.fullmatch(label))}:
        return quoted
    named = {label: match[1] for label in labels if (match := _NUMBERED_NAME.fullmatch(label))}
    names = [named[label] for label in labels if label in named]
    speakers = find_speakers([Prefix(name, "") for name in names if looks_like_name(name) and is_person_like(name)])
    recur = len(set(names)) <= max(2, 0.7 * len(names)) and len(set(names)) < len(names)
    stand_apart = all(label[0].isdigit() for label in labels)  # each below its cue's number
    if not (recur or stand_apart) or 2 * len(names) < len(cues) or not speakers.issuperset(names):
        return {}
    return named


def _read_labelled(draft: Draft, cues: Sequence[Cue], names: dict[str, str]) -> list[Spoken]:
    kept = [cue for cue in cues if keep_speech(draft, cue)]
    return [(cue, [(names.get(cue.label, UNKNOWN_SPEAKER), strip_markup(cue.text))]) for cue in kept]


def _split_voices(text: str) -> list[tuple[str, str]]:
    """Each voice of a cue and its words; words after ``</v>`` stay with the voice before them."""
    before, *spans = _VOICE.split(text)
    names = [clean_name(strip_markup(name or "")).strip(_QUOTES) for name in spans[::2]]
    voices = [(name, _drop_name(strip_markup(said), name)) for name, said in zip(names, spans[1::2], strict=True)]
    if before.strip(" \n\t-–—>") or not voices:
        return [(UNKNOWN_SPEAKER, strip_markup(before)), *voices]
    return voices


def _drop_name(said: str, name: str) -> str:
    """The words of a voice without its name, which some write before them again."""
    prefix = parse_prefix(said)
    return prefix.text if prefix and prefix.name == name else said


FORMAT = Format("webvtt", "WebVTT captions (.vtt)", (".vtt",), likelihood, read)
