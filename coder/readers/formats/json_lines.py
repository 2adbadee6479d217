"""JSON Lines, one utterance a line, its fields known by the names that columns have: ConvoKit and the like."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.tables.columns import Columns
from coder.readers.tables.utterance_rows import add_rows, require_columns, tabulate
from coder.transcript import Transcript

_LINES_JUDGED = 20
_UNTOLD = 0.42  # below texts with times, which are read whoever speaks
# doccano, Prodigy and their like write texts with labels, mostly of no conversation.
_LABELS = frozenset(("label", "labels", "entities", "spans", "cats", "answer", "accept", "_input_hash", "_task_hash"))
_Record = tuple[int, Mapping[str, Any]]


def likelihood(text: str, source: str) -> float:
    """High where the first lines are objects that name a speaker and a text, less where only the text."""
    lines = [line for line in text[:HEAD_CHARACTERS].split("\n") if line.strip()][:_LINES_JUDGED]
    if not lines or not lines[0].lstrip().startswith("{"):
        return 0.0
    records = list(_list_records("\n".join(lines)))
    if 2 * len(records) < len(lines):
        return 0.0
    rate = _rate_columns(tabulate(records)[0].columns)
    return rate if len(lines) > 1 else rate / 2  # one line is as likely a whole JSON file


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The conversation in JSON Lines.

    Raises:
        SeveralCallsError: several conversations.
        TranscriptError: no speakers, or no texts.
    """
    records = list(_list_records(text))
    header, rows = tabulate(records)
    if header.columns.speaker is None and any(not _LABELS.isdisjoint(record) for _, record in records):
        raise _no_conversation(source, len(records))
    require_columns(source, header)
    draft = Draft(source, FORMAT.name)
    read_lines = {number for number, _ in records}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and number not in read_lines:
            draft.leave_out(number, "no JSON object")
    add_rows(draft, rows, header, call=call)
    return draft.finish()


def _list_records(text: str) -> Iterator[_Record]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.lstrip().startswith("{"):
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            continue
        meta = fields.get("meta")
        # Where an annotation tool has put the columns of its input beside the text.
        yield number, {**meta, **fields} if isinstance(meta, dict) and "speaker" not in fields else fields


def _rate_columns(columns: Columns) -> float:
    if columns.text is None:
        return 0.0
    return 0.8 if columns.speaker is not None else _UNTOLD


def _no_conversation(source: str, n_texts: int) -> TranscriptError:
    return TranscriptError(
        source,
        expected='a conversation, each text with its "speaker"',
        found=f"{n_texts:,} texts with labels and no speaker, as doccano, Prodigy and their like export them",
        next_step="Use the transcript that was annotated, or export the annotations with a speaker for each text.",
    )


FORMAT = Format(
    "json_lines",
    "JSON Lines with speaker and text, as of ConvoKit (.jsonl)",
    (".jsonl", ".ndjson"),
    likelihood,
    read,
    shape="json_lines",
    takes_call=True,
)
