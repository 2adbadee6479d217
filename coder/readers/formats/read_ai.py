"""Read.ai reports: blocks of one speaker, with times of the calendar or of the recording."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import find_list
from coder.readers.times import MILLISECONDS, SECONDS

_LAYOUT = Layout(("words", "text"), ("speaker.name", "speaker"), (), ("start_time",), ("end_time",))


def _find(tree: object) -> list | None:
    return find_list(tree, "speaker_blocks", ("speaker",), ("words", "text"))


FORMAT = make_list_format(
    "read_ai", "Read.ai reports (JSON)", find=_find, layout=_LAYOUT, scales=(SECONDS, MILLISECONDS)
)
