"""Webex's transcript snippets, and those of its closed captions, as its API lists them."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_list
from coder.readers.times import MILLISECONDS

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
