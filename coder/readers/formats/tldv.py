"""tl;dv transcripts, as its API gives them."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import dig, find_entries

_LAYOUT = Layout(start=("startTime",), end=("endTime",))


def _find(tree: object) -> list | None:
    """The entries, where a meeting's id stands beside them."""
    answer = find_entries(tree, "data", ("speaker",), ("text",), ("startTime",))
    return answer["data"] if dig(answer, "meetingId") is not None else None


FORMAT = make_list_format("tldv", "tl;dv transcripts (JSON)", find=_find, layout=_LAYOUT)
