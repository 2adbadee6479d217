"""Webex's transcript snippets, and those of its closed captions, as its API lists them."""

from coder.readers.json_entries import Layout
from coder.readers.json_tree import find_list
from coder.readers.json_values import MILLISECONDS
from coder.readers.list_format import make_list_format

_LAYOUT = Layout(
    speaker=("personName", "personEmail"),
    start=("offsetMillisecond", "offset"),
    end=(),
    duration=("durationMillisecond", "duration"),
    scale=MILLISECONDS,
)


def _find(tree: object) -> list | None:
    return find_list(tree, "items", ("text",), _LAYOUT.speaker, _LAYOUT.start)


FORMAT = make_list_format("webex", "Webex transcript snippets (JSON)", find=_find, layout=_LAYOUT)
