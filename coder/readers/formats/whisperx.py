"""WhisperX and other recognisers that name a speaker for each segment, or for each word of it."""

from dataclasses import replace
from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Entry, Layout, new_draft, place_in_time, read_entries, to_words
from coder.readers.json.people import list_names
from coder.readers.json.segments import find_segments, names_speakers, with_scale
from coder.readers.json.tree import objects
from coder.readers.json.words import add_words
from coder.transcript import Transcript

_SEGMENT = Layout(speaker=("speaker", "speaker_label", "speaker_id"))
_WORD = Layout(text=("word", "text"))


def likelihood(tree: Any, source: str) -> float:
    """High for segments some of which name a speaker."""
    segments = find_segments(tree)
    return 0.8 if segments and names_speakers(segments) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a segment a unit; where its words are by several speakers, a run of them."""
    segments = find_segments(tree)
    draft = new_draft(source, FORMAT.name)
    layout, names = with_scale(segments, _SEGMENT), list_names(tree)
    for entry in place_in_time(read_entries(draft, segments, layout, names=names), tree):
        words = objects(segments[entry.number - 1].get("words"))
        word_layout = replace(_WORD, scale=layout.scale)
        _add_segment(draft, entry, read_entries(draft, words, word_layout, names=names))
    return draft.finish()


def _add_segment(draft: Draft, segment: Entry, words: list[Entry]) -> None:
    """Adds a segment as its words have it: their speakers were found later than the segment's."""
    words = _fill_speakers(words, segment.speaker)
    speakers = {word.speaker for word in words}
    if len(speakers) > 1:
        add_words(draft, to_words(words), entry=segment.number)
    else:
        speaker = next(iter(speakers), "") or segment.speaker
        draft.add(segment.number, speaker, segment.text, start_ms=segment.start_ms, end_ms=segment.end_ms)


def _fill_speakers(words: list[Entry], speaker: str) -> list[Entry]:
    """The words with a speaker each: a word without one, often a number, is by whoever spoke before it."""
    speaker = next((word.speaker for word in words if word.speaker), speaker)
    filled = []
    for word in words:
        speaker = word.speaker or speaker
        filled.append(Entry(word.number, speaker, word.text, word.start_ms, word.end_ms))
    return filled


FORMAT = Format(
    "whisperx", "WhisperX and other segments with speakers (JSON)", (".json",), likelihood, read, shape="json"
)
