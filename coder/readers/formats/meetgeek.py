"""MeetGeek transcripts: sentences with the calendar time at which they begin."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_list

_LAYOUT = Layout(text=("transcript",), start=("timestamp",), end=())


def _find(tree: object) -> list | None:
    return find_list(tree, "sentences", ("transcript",), ("speaker",), ("timestamp",))


FORMAT = make_list_format("meetgeek", "MeetGeek transcripts (JSON)", find=_find, layout=_LAYOUT)
