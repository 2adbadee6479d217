"""Potato's folders (Potato 2: items in ``data.jsonl``; annotations as its ``jsonl`` or ``csv`` export writes them).

An item is an utterance; ``annotations.jsonl`` has a line for each item and annotator, with ``labels`` by schema:
``code`` (one) and ``tags`` (several). ``config.yaml``, in the JSON that YAML takes, lists both schemas.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.codebook import load_codebook
from coder.examples import LabelledCall
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import FIRST, part_labels, split_codings
from coder.exchange.files import dump_lines, read_json_lines, read_text, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows, number_rows, pick_fields

ITEMS, ANNOTATIONS = "data.jsonl", "annotations"
_SCHEMAS = ("code", "tags")
_NO = ("", "0", "false", "False", "None", "null")


def write_potato(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a folder with items, annotations and a configuration.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    items = [{"id": _name(row), **row} for call in calls for row in list_rows(call)]
    write_new(path / ITEMS, dump_lines(items))
    write_new(path / f"{ANNOTATIONS}.jsonl", dump_lines(row for call in calls for row in _annotations(call)))
    write_new(path / "config.yaml", json.dumps(_config(), indent=1))


def read_potato(path: Path, manager: str | None = None) -> Imported:
    """The calls in such a folder; of the exports, ``annotations.jsonl`` goes before ``annotations.csv``.

    Raises:
        ExamplesError: a file is missing or of another form, or labels break the codebook.
    """
    items: dict[str, tuple[str, dict[str, Any]]] = {}
    for where, row in read_json_lines(path / ITEMS):
        items[str(row.get("id"))] = (where, row)
    given: dict[str, dict[str, list[str]]] = {name: {} for name in items}
    as_lines = path / f"{ANNOTATIONS}.jsonl"
    rows = _read_lines(as_lines) if as_lines.exists() else _read_table(path / f"{ANNOTATIONS}.csv")
    for where, instance, coder, labels in rows:
        if instance not in given:
            raise broken(where, f"an item of {ITEMS}", "another id", f"Put the items that were labelled in {ITEMS}.")
        if coder in given[instance]:
            raise broken(where, "each item once for an annotator", "one again", "Keep one of the two lines.")
        given[instance][coder] = labels
    placed = number_rows(list(items.values()))
    entries = (Entry(where, pick_fields(row), given[name]) for name, (where, row) in zip(items, placed, strict=True))
    return collect_calls(entries, path.name, manager=manager)


def _name(row: dict[str, Any]) -> str:
    return f"{row['call']}/{row['index']}"


def _annotations(call: LabelledCall) -> Iterator[dict[str, Any]]:
    for coder, coding in split_codings(call).items():
        for row, labels in zip(list_rows(call), coding, strict=True):
            by_schema = zip(_SCHEMAS, part_labels(labels), strict=True)
            schemas = {schema: dict.fromkeys(chosen, True) for schema, chosen in by_schema if chosen}
            yield {"instance_id": _name(row), "user_id": coder, "labels": schemas, "spans": {}, "links": {}}


def _config() -> dict[str, Any]:
    codebook = load_codebook()
    offered = (("radio", codebook.code_ids), ("multiselect", codebook.tag_ids))
    return {
        "annotation_task_name": codebook.title,
        "data_files": [ITEMS],
        "item_properties": {"id_key": "id", "text_key": "text"},
        "output_annotation_dir": "annotation_output/",
        "export_annotation_format": "jsonl",
        "annotation_schemes": [
            {"annotation_type": kind, "name": name, "description": name, "labels": list(labels)}
            for name, (kind, labels) in zip(_SCHEMAS, offered, strict=True)
        ],
    }


def _read_lines(path: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    for where, row in read_json_lines(path):
        labels = row.get("labels")
        if not isinstance(labels, dict):
            raise broken(where, "labels by schema", type(labels).__name__, "Export with Potato's jsonl exporter.")
        chosen = [label for schema in labels.values() for label in _chosen(where, schema)]
        yield where, str(row.get("instance_id")), str(row.get("user_id") or FIRST), chosen


def _chosen(where: str, schema: Any) -> list[str]:
    if not isinstance(schema, dict):
        raise broken(where, "the labels of a schema with their values", type(schema).__name__, "Export it again.")
    # Potato nests them under "labels" in its own state.
    inner = schema.get("labels") if isinstance(schema.get("labels"), dict) else schema
    return [label for label, value in inner.items() if str(value) not in _NO]


def _read_table(path: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        for row in reader:
            cells = {str(name): cell for name, cell in row.items() if isinstance(cell, str) and cell not in _NO}
            parted = [name.partition(".") for name in cells]
            chosen = [label for schema, dot, label in parted if dot and schema in _SCHEMAS]
            yield f"{path} line {reader.line_num}", cells.get("instance_id", ""), cells.get("user_id", FIRST), chosen
    except csv.Error as error:
        raise broken(path, "a table in CSV", "something else", "Export with Potato's csv exporter.") from error
