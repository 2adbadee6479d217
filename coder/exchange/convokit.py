"""A corpus folder of ConvoKit (3.x: ``utterances.jsonl``, ``speakers.json``, ``conversations.json``, and two more).

A call is a conversation, named by the id of its first utterance as ConvoKit wants it; codes and all else that ConvoKit
has no field for stand in the ``meta`` of utterances and conversations. Each utterance replies to the one before it.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coder.examples import LabelledCall
from coder.exchange.assembling import broken, collect_calls
from coder.exchange.files import read_json, read_json_lines, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import LABELS, Row, list_entries, list_labels, list_rows

UTTERANCES, SPEAKERS, CONVERSATIONS = "utterances.jsonl", "speakers.json", "conversations.json"
_KEPT = ("index", "turn", "role", "start_ms", "end_ms")
_CLASSES = {int: "<class 'int'>", str: "<class 'str'>", bool: "<class 'bool'>", list: "<class 'list'>"}


def write_convokit(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a corpus folder that ``convokit.Corpus(filename=…)`` loads.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    utterances = [utterance for call in calls for utterance in _utterances(call)]
    speakers = dict.fromkeys(u.speaker for call in calls for u in call.utterances)
    conversations = {_id(call.name, 0): _about(call) for call in calls}
    # In ASCII, since ConvoKit opens its files in whatever encoding the system has.
    write_new(path / UTTERANCES, "".join(json.dumps(utterance) + "\n" for utterance in utterances))
    _write(path / SPEAKERS, {name: {"meta": {}, "vectors": []} for name in speakers})
    _write(path / CONVERSATIONS, {name: {"meta": meta, "vectors": []} for name, meta in conversations.items()})
    _write(path / "corpus.json", {})
    index = {
        "utterances-index": _index([utterance["meta"] for utterance in utterances]),
        "speakers-index": {},
        "conversations-index": _index(list(conversations.values())),
        "overall-index": {},
        "version": 1,
        "vectors": [],
    }
    _write(path / "index.json", index)


def read_convokit(path: Path, manager: str | None = None) -> Imported:
    """The calls in a corpus folder.

    Raises:
        ExamplesError: a file is missing or of another form, or codes break the codebook.
    """
    about, speakers = (_read_objects(path / name) for name in (CONVERSATIONS, SPEAKERS))
    rows = [_read_utterance(where, row, about, speakers) for where, row in read_json_lines(path / UTTERANCES)]
    return collect_calls(list_entries(rows), path.name, manager=manager)


def _about(call: LabelledCall) -> Row:
    return {"call": call.name, "author": call.author, "codes_only": call.codes_only}


def _utterances(call: LabelledCall) -> Iterator[dict[str, Any]]:
    for at, (row, labels) in enumerate(zip(list_rows(call), list_labels(call), strict=True)):
        yield {
            "id": _id(call.name, at),
            "conversation_id": _id(call.name, 0),
            "text": row["text"],
            "speaker": row["speaker"],
            "meta": {name: row[name] for name in _KEPT} | labels,
            "reply-to": _id(call.name, at - 1) if at else None,
            "timestamp": None if row["start_ms"] is None else row["start_ms"] / 1000,
            "vectors": [],
        }


def _id(call: str, index: int) -> str:
    return f"{call}_{index}"


def _index(metas: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """The types of each field's values, as ConvoKit lists them."""
    found: dict[str, dict[str, None]] = {}
    for meta in metas:
        for name, value in meta.items():
            if value is not None:
                found.setdefault(name, {})[_CLASSES[type(value)]] = None
    return {name: list(classes) for name, classes in found.items()}


def _write(path: Path, value: Any) -> None:
    write_new(path, json.dumps(value))


def _read_objects(path: Path) -> dict[str, dict[str, Any]]:
    """Meta data by id; in old corpora it stands without "meta" around it."""
    if not path.exists():
        return {}
    value = read_json(path)
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise broken(path, "objects by id", "something else", "Dump the corpus again.")
    return {name: one["meta"] if isinstance(one.get("meta"), dict) else one for name, one in value.items()}


def _read_utterance(where: str, utterance: Row, about: dict[str, Row], speakers: dict[str, Row]) -> tuple[str, Row]:
    meta = utterance.get("meta")
    if not isinstance(meta, dict):
        raise broken(where, "an utterance with meta", "none", "Dump the corpus with ConvoKit 2.5 or later.")
    conversation = str(utterance.get("conversation_id") or utterance.get("root"))
    speaker = utterance.get("speaker") or utterance.get("user")
    known = about.get(conversation, {})
    role = meta.get("role") or speakers.get(str(speaker), {}).get("role")
    row = {name: known.get(name) for name in ("author", "codes_only")}
    row |= {"call": known.get("call") or conversation, "text": utterance.get("text")}
    kept = {name: meta.get(name) for name in (*_KEPT, *LABELS)}
    return where, kept | row | {"speaker": speaker, "role": role}
