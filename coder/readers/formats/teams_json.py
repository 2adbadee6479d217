"""Microsoft Teams and Stream transcripts in JSON: entries with offsets, or utterances with calendar times."""

from typing import Any

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_node, has_entries

_LAYOUT = Layout(
    text=("text", "spokenText"),
    speaker=("speakerDisplayName", "speakerName"),
    speaker_id=("speakerId",),
    start=("startOffset", "startDateTime"),
    end=("endOffset", "endDateTime"),
)


def _find(tree: Any) -> list[Any] | None:
    return find_node(tree, _is_transcript)


def _is_transcript(node: Any) -> bool:
    return has_entries(node, ("text",), ("speakerDisplayName", "speakerId"), ("startOffset",)) or has_entries(
        node, ("spokenText",), ("startDateTime", "speakerName")
    )


FORMAT = make_list_format("teams_json", "Teams and Stream transcripts (JSON)", find=_find, layout=_LAYOUT)
