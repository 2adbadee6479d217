"""Cues whose first line is the speaker's name, as Teams' transcript as text has them."""

from collections.abc import Sequence

from coder.readers.captions.cues import Cue
from coder.readers.text.speaker_prefix import Prefix, find_speakers, is_label, looks_like_name

_NAMED_SHARE = 0.8
_MOST_NAMES = 0.7
_SENTENCE_ENDS = (",", "!", "?", ".", "-", "–", "…")


def find_name(cue: Cue) -> str | None:
    """The first of a cue's two or more lines, if it may be a name."""
    lines = [line.strip() for line in cue.lines if line.strip()]
    if cue.fault or len(lines) < 2 or not looks_like_name(lines[0]) or lines[0].endswith(_SENTENCE_ENDS):
        return None
    return lines[0]


def find_name_lines(cues: Sequence[Cue]) -> frozenset[str]:
    """The names that open cues; for the place where they stand also ones such as "Our Rep", if capitalized."""
    names = [name for cue in cues if (name := find_name(cue))]
    capitalized = {name for name in names if not is_label(name) and not any(word[0].islower() for word in name.split())}
    return find_speakers([Prefix(name, "") for name in names]) | capitalized


def open_with_names(cues: Sequence[Cue], speakers: frozenset[str]) -> bool:
    """Whether nearly every cue opens with one of the names, and the names recur."""
    n_named = sum(1 for cue in cues if find_name(cue) in speakers)
    recur = len(speakers) <= max(2, _MOST_NAMES * n_named)
    return bool(n_named) and recur and n_named >= _NAMED_SHARE * len(cues)
