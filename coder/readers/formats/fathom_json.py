"""Fathom transcripts, as its API gives them: start times only."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_list

_SPEAKER = ("speaker.display_name", "speaker.name", "speaker.matched_calendar_invitee_email", "speaker.email")
_LAYOUT = Layout(speaker=_SPEAKER, start=("timestamp",), end=())


def _find(tree: object) -> list | None:
    return find_list(tree, "transcript", ("speaker.display_name",), ("text",), ("timestamp",))


FORMAT = make_list_format("fathom_json", "Fathom transcripts (JSON)", find=_find, layout=_LAYOUT)
