"""Azure AI Speech: batch and fast transcription, their older forms, and live conversation results."""

from dataclasses import replace
from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import dig, find_node, has_entries, objects
from coder.readers.times import MILLISECONDS, TICKS
from coder.transcript import Transcript

_TEXT = ("nBest.0.display", "NBest.0.Display", "DisplayText", "displayText", "text", "nBest.0.lexical", "Text")
_LAYOUT = Layout(
    text=_TEXT,
    speaker=("speaker", "SpeakerId", "speakerId", "Speaker"),
    start=("offsetInTicks", "offsetMilliseconds", "OffsetInSeconds", "offset", "Offset"),
    end=(),
    duration=("durationInTicks", "durationMilliseconds", "DurationInSeconds", "duration", "Duration"),
    channel=("channel", "ChannelNumber", "Channel"),
    scale=TICKS,
)
# Where the phrases stand, and what beside their text marks them.
_PLACES = (
    ("recognizedPhrases", ("nBest", "recognitionStatus")),
    ("phrases", ("offsetMilliseconds", "offset")),
    ("SegmentResults", ("NBest", "RecognitionStatus")),
)


def likelihood(tree: Any, source: str) -> float:
    """High for phrases with the fields of one of these forms."""
    return 0.95 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a phrase a unit; phrases in which nothing was recognised are noted."""
    draft = new_draft(source, FORMAT.name)
    is_fast = find_node(tree, _is_fast)
    add_entries(draft, _find(tree), replace(_LAYOUT, scale=MILLISECONDS) if is_fast else _LAYOUT)
    return draft.finish()


def _find(tree: Any) -> list[Any] | None:
    """The phrases, gathered where a list of files has them each."""
    for key, marks in _PLACES:
        if node := find_node(tree, lambda node, key=key, marks=marks: has_entries(dig(node, key), marks)):
            return node[key]
    if live := find_node(tree, _is_live):
        return objects(live)
    return None


def _is_fast(node: Any) -> bool:
    """Whether the node is an answer of fast transcription, whose first form has milliseconds under plain names."""
    return isinstance(node, dict) and "combinedPhrases" in node


def _is_live(node: Any) -> bool:
    """Whether the node is a list of results as the live service sends them, with offsets in ticks."""
    return has_entries(
        node, ("DisplayText", "NBest", "Text"), ("Offset",), ("Duration",), ("RecognitionStatus", "SpeakerId")
    )


FORMAT = Format("azure_speech", "Azure AI Speech (JSON)", (".json",), likelihood, read, shape="json")
