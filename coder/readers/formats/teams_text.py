"""Teams' transcript as text: "start --> end", the speaker's name, and below it what was said."""

from collections.abc import Sequence

from coder.readers.captions.cue_speech import keep_speech
from coder.readers.captions.cues import Cue, split_cues
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.speaker_prefix import Prefix, find_speakers, is_label, looks_like_name
from coder.transcript import UNKNOWN_SPEAKER, Transcript

_NAMED_SHARE = 0.8
_SENTENCE_ENDS = (",", "!", "?", ".", "-", "–", "…")


def likelihood(text: str, source: str) -> float:
    """High where nearly every cue has a name as its first line and text below, and names recur."""
    head = text[:HEAD_CHARACTERS]
    if head.lstrip().startswith("WEBVTT") or "-->" not in head:
        return 0.0
    cues = _split(head)
    names = [name for cue in cues if (name := _find_name(cue))]
    speakers = _find_speakers(names)
    n_named = sum(1 for name in names if name in speakers)
    recurs = len(speakers) <= max(2, 0.7 * n_named)
    return 0.92 if n_named and recurs and n_named >= _NAMED_SHARE * len(cues) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation; a cue without a name line carries on."""
    draft = Draft(source, FORMAT.name)
    cues = _split(text)
    speakers = _find_speakers([name for cue in cues if (name := _find_name(cue))])
    carried = UNKNOWN_SPEAKER
    for cue in cues:
        if not keep_speech(draft, cue):
            continue
        lines = [line for line in cue.lines if line.strip()]
        if (name := _find_name(cue)) in speakers:
            carried, lines = name, lines[1:]
        draft.add(cue.line, carried, " ".join(lines), start_ms=cue.start_ms, end_ms=cue.end_ms)
    return draft.finish()


def _split(text: str) -> list[Cue]:
    return list(split_cues(text.split("\n"), blank_ends_cue=False))


def _find_name(cue: Cue) -> str | None:
    """The first of a cue's two or more lines, if it may be a name."""
    lines = [line.strip() for line in cue.lines if line.strip()]
    if cue.fault or len(lines) < 2 or not looks_like_name(lines[0]) or lines[0].endswith(_SENTENCE_ENDS):
        return None
    return lines[0]


def _find_speakers(names: Sequence[str]) -> frozenset[str]:
    """The names, and for the place where they stand also ones such as "Our Rep", if capitalized."""
    capitalized = {name for name in names if not is_label(name) and not any(word[0].islower() for word in name.split())}
    return find_speakers([Prefix(name, "") for name in names]) | capitalized


FORMAT = Format("teams_text", "Teams transcript as text, a name under each time (.txt)", (".txt",), likelihood, read)
