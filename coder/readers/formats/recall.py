"""Recall.ai transcripts: what a participant said in one go, as words; also its older form and its live events."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import dig, find_node, has_entries
from coder.transcript import Transcript

_LAYOUT = Layout(
    text=("words",),
    speaker=("participant.name", "speaker"),
    speaker_id=("participant.id", "speaker_id"),
    start=("words.0.start_timestamp",),
    end=("words.-1.end_timestamp",),
)


def likelihood(tree: Any, source: str) -> float:
    """High for words with timestamps under a participant or a speaker."""
    return 0.95 if find_node(tree, _is_transcript) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a participant's words in one go a unit; what live events had not settled is noted."""
    draft = new_draft(source, FORMAT.name)
    add_entries(draft, map(_unwrap, find_node(tree, _is_transcript)), _LAYOUT, skip=_skip)
    return draft.finish()


def _unwrap(item: Any) -> Any:
    """What a live event holds, or the item itself, which is none."""
    said = dig(item, "data.data")
    return {**said, "event": item.get("event")} if isinstance(said, dict) else item


def _skip(item: dict[str, Any]) -> str | None:
    return "an interim result" if item.get("event") == "transcript.partial_data" else None


def _is_transcript(node: Any) -> bool:
    people, words = ("participant", "speaker", "speaker_id"), "words.0.start_timestamp"
    return has_entries(node, people, (words,)) or has_entries(node, ("data.data.participant",), (f"data.data.{words}",))


FORMAT = Format("recall", "Recall.ai transcripts (JSON)", (".json",), likelihood, read, shape="json")
