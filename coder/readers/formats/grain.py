"""Grain transcripts, as its API gives them: times in milliseconds."""

from typing import Any

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_node, objects
from coder.readers.times import MILLISECONDS

_KEYS = frozenset(("participant_id", "speaker", "start", "end", "text"))


def _find(tree: Any) -> list[Any] | None:
    return find_node(tree, lambda node: bool(objects(node)) and objects(node)[0].keys() == _KEYS)


FORMAT = make_list_format("grain", "Grain transcripts (JSON)", find=_find, layout=Layout(scale=MILLISECONDS), sure=0.9)
