"""doccano's JSON Lines for text classification, imported and exported (doccano 1.8: ``text``, ``label``, columns).

A line is an utterance; all its labels stand in one list. Other columns come back as they went in (doccano keeps them as
metadata). A file holds one coder's labels.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.examples import LabelledCall
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import FIRST, labels_of
from coder.exchange.files import dump_lines, read_json_lines, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows, pick_fields


def write_doccano(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a JSON Lines file to import into a project of type text classification, several labels allowed.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    rows = (
        {**row, "label": list(labels_of(utterance))}
        for call in calls
        for row, utterance in zip(list_rows(call), call.utterances, strict=True)
    )
    write_new(path, dump_lines(rows))


def read_doccano(path: Path, manager: str | None = None) -> Imported:
    """The calls in an export.

    Raises:
        ExamplesError: another form, or labels that break the codebook.
    """
    left_out: list[str] = []
    return collect_calls(_entries(path, left_out), path.stem, manager=manager, left_out=left_out)


def _entries(path: Path, left_out: list[str]) -> Iterator[Entry]:
    for where, row in read_json_lines(path):
        labels = row.get("label", [])
        if not isinstance(labels, list):
            raise broken(where, "label as a list", type(labels).__name__, "Export a text classification project.")
        if row.get("Comments"):
            left_out.append(f"{path.name}: a line's comments")
        yield Entry(where, pick_fields(row), {FIRST: labels})
