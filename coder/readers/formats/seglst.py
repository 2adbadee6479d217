"""SegLST: a JSON list of segments, each with session, speaker, words and times."""

from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.tables.utterance_rows import add_rows, require_columns, tabulate
from coder.transcript import Transcript

_MARKS = frozenset(("session_id", "start_time", "end_time"))
_SEGMENTS_JUDGED = 20


def likelihood(tree: Any, source: str) -> float:
    """High for a list of objects with a speaker, words that are text, and SegLST's other fields."""
    head = tree[:_SEGMENTS_JUDGED] if isinstance(tree, list) else []
    return 0.93 if head and all(map(_is_segment, head)) else 0.0


def read(tree: Any, source: str, call: str | None = None) -> Transcript:
    """The conversation in a list of segments.

    Raises:
        SeveralCallsError: several sessions.
        TranscriptError: no list of segments.
    """
    if not isinstance(tree, list):
        raise TranscriptError(
            source, expected="a list of segments", found="no list", next_step="Export the file as SegLST again."
        )
    header, rows = tabulate((number, segment) for number, segment in enumerate(tree, 1) if _is_segment(segment))
    require_columns(source, header)
    draft = Draft(source, FORMAT.name, place="entry")
    for number, segment in enumerate(tree, 1):
        if not _is_segment(segment):
            draft.leave_out(number, "no segment with speaker and words")
    add_rows(draft, rows, header, call=call)
    return draft.finish()


def _is_segment(segment: Any) -> bool:
    return (
        isinstance(segment, dict)
        and all(isinstance(segment.get(name), str) for name in ("speaker", "words"))
        and not _MARKS.isdisjoint(segment)
    )


FORMAT = Format("seglst", "SegLST (.json)", (".json",), likelihood, read, shape="json", takes_call=True)
