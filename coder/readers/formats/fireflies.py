"""Fireflies.ai transcripts, as its API or its export gives them, sentence by sentence."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, no_speech
from coder.readers.json.people import list_names
from coder.readers.json.tree import find_entries, find_node
from coder.transcript import Transcript

_TEXT = ("text", "raw_text", "sentence")
_LAYOUT = Layout(_TEXT, ("speaker_name",), ("speaker_id",), ("start_time", "startTime"), ("end_time", "endTime"))
_MARKS = frozenset(
    ("meeting_info", "meeting_attendees", "transcript_url", "organizer_email", "host_email", "meeting_link", "speakers")
)


def likelihood(tree: Any, source: str) -> float:
    """High for sentences with speakers, or none beside other fields of Fireflies."""
    return 0.9 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a sentence a unit.

    Raises:
        TranscriptError: a meeting in which nobody spoke.
    """
    meeting = _find(tree)
    if not meeting["sentences"]:
        raise no_speech(source, "no speech: an empty list of sentences, as Fireflies writes for a silent meeting")
    draft = new_draft(source, FORMAT.name)
    add_entries(draft, meeting["sentences"], _LAYOUT, names=list_names(meeting), meeting=meeting)
    return draft.finish()


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "sentences", _TEXT, ("speaker_name", "speaker_id")) or find_node(tree, _is_silent)


def _is_silent(node: Any) -> bool:
    return isinstance(node, dict) and node.get("sentences") == [] and bool(_MARKS & node.keys())


FORMAT = Format("fireflies", "Fireflies transcripts (JSON)", (".json",), likelihood, read, shape="json")
