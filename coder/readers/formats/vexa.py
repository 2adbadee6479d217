"""Vexa transcripts: segments whose times are seconds, of the recording or of the calendar."""

from coder.readers.json.entries import Layout
from coder.readers.json.list_format import make_list_format
from coder.readers.json.tree import dig, find_entries, find_list

_LAYOUT = Layout(start=("start", "start_time", "absolute_start_time"), end=("end", "end_time", "absolute_end_time"))


def _find(tree: object) -> list | None:
    """The segments, known by their absolute times or by the native id of their meeting."""
    if segments := find_list(tree, "segments", ("text",), ("absolute_start_time",)):
        return segments
    meeting = find_entries(tree, "segments", ("text",), ("speaker",))
    return meeting["segments"] if dig(meeting, "native_meeting_id") is not None else None


FORMAT = make_list_format("vexa", "Vexa transcripts (JSON)", find=_find, layout=_LAYOUT)
