"""The list of timed segments that Whisper and most recognisers like it write."""

from dataclasses import replace
from typing import Any

from coder.readers.json.entries import Layout, new_draft, read_entries
from coder.readers.json.pace import guess_scale
from coder.readers.json.tree import find_entries, has_entries, objects
from coder.readers.times import MILLISECONDS, SECONDS

_MARKS = (("text",), ("start",), ("end",))


def find_segments(tree: Any) -> list[Any] | None:
    """The segments, or a list that is the whole file; ``None`` if there are none."""
    if found := find_entries(tree, "segments", *_MARKS):
        return found["segments"]
    return tree if has_entries(tree, *_MARKS) else None


def with_scale(segments: list[Any], layout: Layout) -> Layout:
    """The layout with the unit of the segments' times: some write milliseconds under the names for seconds."""
    entries = read_entries(new_draft("", ""), segments, layout)
    return replace(layout, scale=guess_scale(entries, SECONDS, (SECONDS, MILLISECONDS)))


def names_speakers(segments: list[Any]) -> bool:
    """Whether any segment, or any word of one, names who speaks."""
    keys = ("speaker", "speaker_label", "speaker_id")
    return any(
        item.get(key) not in (None, "")
        for segment in objects(segments)
        for item in (segment, *objects(segment.get("words")))
        for key in keys
    )
