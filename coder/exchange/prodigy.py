"""Prodigy's JSON Lines, for ``db-in`` and from ``db-out`` (Prodigy 1.x, the ``choice`` interface).

A line is an utterance as one annotator has it: ``text``, ``options`` (the codebook's codes, lenses and signals),
``accept`` (those that were chosen) and ``answer``; an utterance left uncoded is "ignore". Hashes are left to ``db-in``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.codebook import load_codebook
from coder.examples import LabelledCall
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import FIRST, split_codings
from coder.exchange.files import dump_lines, read_json_lines, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows, pick_fields

_ANSWERS = ("accept", "reject", "ignore")


def write_prodigy(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a JSON Lines file for ``prodigy db-in``.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    write_new(path, dump_lines(row for call in calls for row in _rows(call)))


def read_prodigy(path: Path, manager: str | None = None) -> Imported:
    """The calls in what ``prodigy db-out`` wrote.

    Raises:
        ExamplesError: another form, or choices that break the codebook.
    """
    left_out: list[str] = []
    return collect_calls(_entries(path, left_out), path.stem, manager=manager, left_out=left_out)


def _rows(call: LabelledCall) -> Iterator[dict[str, object]]:
    codebook = load_codebook()
    options = [{"id": label, "text": label} for label in (*codebook.code_ids, *codebook.tag_ids)]
    for coder, coding in split_codings(call).items():
        for row, labels in zip(list_rows(call), coding, strict=True):
            yield {
                **row,
                "options": options,
                "accept": list(labels),
                "answer": "accept" if labels else "ignore",
                "config": {"choice_style": "multiple"},
                "_view_id": "choice",
                "_annotator_id": coder,
            }


def _entries(path: Path, left_out: list[str]) -> Iterator[Entry]:
    for where, row in read_json_lines(path):
        chosen, answer = row.get("accept", []), row.get("answer", "accept")
        if not isinstance(chosen, list) or answer not in _ANSWERS:
            raise broken(where, "accept as a list, and an answer", "another form", "Export a choice task with db-out.")
        if answer == "reject":
            left_out.append(f"{path.name}: an utterance that was rejected, taken as uncoded")
        coder = str(row.get("_annotator_id") or row.get("_session_id") or FIRST)
        yield Entry(where, pick_fields(row), {coder: chosen if answer == "accept" else []})
