"""Amazon Transcribe Call Analytics and Connect Contact Lens: turns by agent and customer, which may overlap."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import find_entries, objects
from coder.readers.json.values import label_of
from coder.readers.times import MILLISECONDS
from coder.transcript import Transcript

_LAYOUT = Layout(
    text=("Content",),
    speaker=("ParticipantRole",),
    speaker_id=("ParticipantId",),
    start=("BeginOffsetMillis",),
    end=("EndOffsetMillis",),
    scale=MILLISECONDS,
)
_LIVE = ("UtteranceEvent", "TranscriptEvent", "Transcript", "Utterance")


def likelihood(tree: Any, source: str) -> float:
    """High for turns of a participant."""
    return 0.95 if _find(tree) or _find_live(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a turn a unit, overlaps kept."""
    draft = new_draft(source, FORMAT.name)
    analysis = _find(tree)
    turns = analysis["Transcript"] if analysis else _live_turns(_find_live(tree)["Segments"])
    roles = {
        label_of(person.get("ParticipantId")): label_of(person.get("ParticipantRole"))
        for person in objects((analysis or {}).get("Participants"))
    }
    add_entries(draft, turns, _LAYOUT, names=roles)
    return draft.finish()


def _live_turns(segments: list[Any]) -> list[Any]:
    """The turns among segments of a live analysis, whose other segments hold categories."""
    events = [segment for segment in objects(segments) if any(isinstance(segment.get(key), dict) for key in _LIVE)]
    return [next(event[key] for key in _LIVE if isinstance(event.get(key), dict)) for event in events]


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "Transcript", ("Content",), ("ParticipantRole", "ParticipantId"))


def _find_live(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "Segments", tuple(f"{key}.Content" for key in _LIVE))


FORMAT = Format("aws_call_analytics", "Amazon call analytics (JSON)", (".json",), likelihood, read, shape="json")
