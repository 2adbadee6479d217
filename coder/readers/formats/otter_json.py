"""Otter.ai speeches in JSON: segments, or transcripts with offsets, speakers by name or by id."""

from typing import Any

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, read_entries
from coder.readers.json.pace import guess_scale
from coder.readers.json.people import list_names
from coder.readers.json.tree import find_list
from coder.readers.times import MILLISECONDS
from coder.transcript import Transcript

_SAMPLES = 1 / 16  # at 16 kHz
_SEGMENT = Layout(("transcript", "text"), ("speaker_name",), ("speaker_id",), ("start_ts",), ("end_ts",))
_KEYS = ("transcript",), ("speaker_name",), ("speaker_id", "speaker_model_label"), ("start_offset",), ("end_offset",)


def likelihood(tree: Any, source: str) -> float:
    """High for either list with the times that only Otter has."""
    return 0.95 if _find(tree, "speech_segments") or _find(tree, "transcripts") else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a segment a unit."""
    draft = new_draft(source, FORMAT.name)
    if segments := _find(tree, "speech_segments"):
        add_entries(draft, segments, _SEGMENT, names=list_names(tree))
    else:
        _add_transcripts(draft, _find(tree, "transcripts"), list_names(tree))
    return draft.finish()


def _add_transcripts(draft: Draft, items: list[Any], names: dict[str, str]) -> None:
    """Adds segments whose offsets are in milliseconds or in samples, whichever makes them speech."""
    trial = read_entries(new_draft("", ""), items, Layout(*_KEYS, scale=MILLISECONDS))
    scale = guess_scale(trial, MILLISECONDS, (MILLISECONDS, _SAMPLES))
    add_entries(draft, items, Layout(*_KEYS, scale=scale), names=names)


def _find(tree: Any, key: str) -> list[Any] | None:
    return find_list(tree, key, ("transcript",), ("start_ts", "start_offset"))


FORMAT = Format("otter_json", "Otter speeches (JSON)", (".json",), likelihood, read, shape="json")
