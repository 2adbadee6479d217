"""SubRip captions, numbered or not, with or without speakers in the text."""

from coder.readers.captions.cue_speech import add_cues
from coder.readers.captions.cues import count_timings, split_cues
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.transcript import Transcript


def likelihood(text: str, source: str) -> float:
    """High with comma times; dotted ones fit as well as they fit WebVTT that lost its header."""
    head = text[:HEAD_CHARACTERS]
    if head.lstrip().startswith("WEBVTT"):
        return 0.0
    dotted, commas, broken = count_timings(head)
    if commas and commas >= dotted:
        return 0.9
    if dotted:
        return 0.7
    return 0.4 if broken else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in an SRT file; cues whose times are broken keep their text."""
    draft = Draft(source, FORMAT.name)
    add_cues(draft, list(split_cues(text.split("\n"), blank_ends_cue=False)))
    return draft.finish()


FORMAT = Format("srt", "SRT captions (.srt)", (".srt",), likelihood, read)
