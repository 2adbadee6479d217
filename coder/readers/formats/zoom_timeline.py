"""Zoom's timeline of a recording: who spoke when, without a word of text. It is refused, with the reason."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import no_speech
from coder.readers.json.tree import find_entries
from coder.transcript import Transcript


def likelihood(tree: Any, source: str) -> float:
    """High for a list of moments with the users who speak then."""
    found = any(find_entries(tree, key, ("ts",), ("users",)) for key in ("timeline", "timeline_refine"))
    return 0.9 if found else 0.0


def read(tree: Any, source: str) -> Transcript:
    """Never a transcript.

    Raises:
        TranscriptError: always, for the file holds no text.
    """
    raise no_speech(
        source,
        "Zoom's timeline, which says who spoke when but holds no text",
        "Download the audio transcript (VTT) of the same recording.",
    )


FORMAT = Format(
    "zoom_timeline", "Zoom timelines (JSON; refused, they hold no text)", (".json",), likelihood, read, shape="json"
)
