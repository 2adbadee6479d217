"""MeetGeek transcripts: sentences with the calendar time at which they begin."""

from coder.readers.json_entries import Layout
from coder.readers.json_tree import find_list
from coder.readers.list_format import make_list_format

_LAYOUT = Layout(text=("transcript",), start=("timestamp",), end=())


def _find(tree: object) -> list | None:
    return find_list(tree, "sentences", ("transcript",), ("speaker",), ("timestamp",))


FORMAT = make_list_format("meetgeek", "MeetGeek transcripts (JSON)", find=_find, layout=_LAYOUT)
