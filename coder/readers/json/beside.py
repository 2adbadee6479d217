"""Who speaks when, in a list of its own beside the words, as where a diarization was added to a transcript."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from coder.readers.json.entries import Entry, Layout, new_draft, read_entries
from coder.readers.json.lists import walk_lists
from coder.readers.json.people import list_names
from coder.readers.json.tree import objects
from coder.readers.json.values import label_of, text_of
from coder.readers.stretches import Stretch, Timeline

_SPEAKER = (
    "speaker",
    "speaker_name",
    "speakerName",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "label",
)
_LAYOUT = Layout(
    text=(),
    speaker=_SPEAKER,
    start=("start", "start_time", "startTime", "begin", "start_ms"),
    end=("end", "end_time", "endTime", "stop", "end_ms"),
    duration=("duration",),
)
_TEXTS = ("text", "transcript", "content", "sentence", "word", "words", "value")
_JUDGED = 10


def find_stretches(tree: Any, *, scale: float) -> list[Stretch]:
    """The stretches of the first list that has speakers and times, and no text; none if there is no such list.

    ``scale`` is the milliseconds in one unit of the times beside them.
    """
    names = list_names(tree)
    for placed in walk_lists(tree):
        first = objects(list(islice(placed.entries, _JUDGED)))
        if first and all(map(_is_stretch, first)):
            entries = read_entries(new_draft("", ""), placed.entries, replace(_LAYOUT, scale=scale), names=names)
            timed = [entry for entry in entries if None not in (entry.start_ms, entry.end_ms) and entry.speaker]
            if len(timed) > 1:
                return [Stretch(entry.speaker, entry.start_ms, max(entry.start_ms, entry.end_ms)) for entry in timed]
    return []


def give_speakers(entries: Sequence[Entry], stretches: Sequence[Stretch]) -> list[Entry]:
    """The entries, each with the speaker of its time."""
    timeline = Timeline(stretches)
    return [replace(entry, speaker=_find(entry, timeline)) for entry in entries]


def _find(entry: Entry, timeline: Timeline) -> str:
    if entry.start_ms is None:
        return entry.speaker
    return timeline.speaker_of(entry.start_ms, entry.start_ms + 1 if entry.end_ms is None else entry.end_ms)


def _is_stretch(item: dict[str, Any]) -> bool:
    has_speaker = any(label_of(item.get(key)) for key in _SPEAKER)
    has_start = any(item.get(key) is not None for key in _LAYOUT.start)
    has_end = any(item.get(key) is not None for key in (*_LAYOUT.end, *_LAYOUT.duration))
    return has_speaker and has_start and has_end and not any(text_of(item.get(key)) for key in _TEXTS)
