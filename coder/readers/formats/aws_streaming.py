"""Amazon Transcribe's live results, and those of services that pass them on, such as Chime."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.events import make_skip
from coder.readers.json.tree import dig, has_entries, objects, walk
from coder.transcript import Transcript

_LAYOUT = Layout(
    text=("Alternatives.0.Transcript",),
    speaker=("Alternatives.0.Items.0.Speaker",),
    start=("StartTime",),
    end=("EndTime",),
    channel=("ChannelId",),
)
_PLACES = ("Transcript.Results", "TranscriptEvent.Transcript.Results", "transcriptEvent.Transcript.Results")


def likelihood(tree: Any, source: str) -> float:
    """High for a list of events with results that have alternatives."""
    return 0.95 if isinstance(tree, list) and any(map(_has_results, objects(tree[:200]))) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a result a unit; partial ones are noted."""
    results = [result for node in walk(tree) for result in objects(dig(node, _PLACES[0]))]
    draft = new_draft(source, FORMAT.name)
    add_entries(draft, results, _LAYOUT, skip=make_skip(results))
    return draft.finish()


def _has_results(node: Any) -> bool:
    return any(has_entries(dig(node, place), ("Alternatives.0.Transcript",), ("StartTime",)) for place in _PLACES)


FORMAT = Format("aws_streaming", "Amazon Transcribe, live (JSON)", (".json", ".jsonl"), likelihood, read, shape="json")
