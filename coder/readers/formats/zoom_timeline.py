"""Zoom's timeline of a recording: who spoke when. Some have what was said too; alone the others are refused."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, no_speech
from coder.readers.json.tree import find_list, has_entries, objects
from coder.readers.json.values import label_of
from coder.readers.stretches import Stretch
from coder.readers.times import parse_time
from coder.transcript import Transcript

_KEYS = ("timeline_refine", "timeline")
_LAST_MS = 30_000
_LAYOUT = Layout(text=("text", "raw_text"), speaker=("users.0",), start=("ts",), end=("end_ts",))


def likelihood(tree: Any, source: str) -> float:
    """High for a list of moments with the users who speak then."""
    return 0.9 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, where the timeline has texts.

    Raises:
        TranscriptError: the file holds no text.
    """
    moments = _find(tree)
    if _has_texts(moments):
        draft = new_draft(source, FORMAT.name)
        add_entries(draft, moments, _LAYOUT)
        return draft.finish()
    raise no_speech(
        source,
        "Zoom's timeline, which says who spoke when but holds no text",
        "Name the transcript of the same recording beside it (--with FILE): its audio transcript (VTT).",
    )


def tell_who(tree: Any, source: str) -> list[Stretch]:
    """Who speaks from each moment until the next, the last for a while; none where the file has the texts too."""
    if _has_texts(_find(tree)):
        return []
    moments = [(parse_time(moment.get("ts")), objects(moment.get("users"))) for moment in objects(_find(tree))]
    moments = [(start_ms, users) for start_ms, users in moments if start_ms is not None]
    ends = [start_ms for start_ms, _ in moments[1:]] + [start_ms + _LAST_MS for start_ms, _ in moments[-1:]]
    return [
        Stretch(name, start_ms, max(start_ms, end_ms))
        for (start_ms, users), end_ms in zip(moments, ends, strict=True)
        for user in users
        if (name := label_of(user))
    ]


def _has_texts(moments: list[Any] | None) -> bool:
    return has_entries(moments, _LAYOUT.text)


def _find(tree: Any) -> list[Any] | None:
    return next((found for key in _KEYS if (found := find_list(tree, key, ("ts",), ("users",)))), None)


FORMAT = Format(
    "zoom_timeline",
    "Zoom timelines (JSON; without texts they are read beside a transcript)",
    (".json",),
    likelihood,
    read,
    shape="json",
    tell_who=tell_who,
)
