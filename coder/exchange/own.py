"""Our own form: a dataset folder as ``coder.examples`` reads it (format 2)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from coder.codebook import load_codebook
from coder.examples import DATASET_FORMAT, LabelledCall, load_examples
from coder.exchange.files import dump_lines, name_files, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows


def write_examples(calls: Sequence[LabelledCall], path: Path) -> tuple[str, ...]:
    """Write a dataset folder; what was changed, one sentence each.

    Calls whose names no file can have get others. Calls of which only a part is coded are marked ``codes_only``, for
    only such a call may hold utterances without a code: it teaches codes and tests nothing.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    names = name_files(calls)
    renamed = [(call.name, name) for call, name in zip(calls, names, strict=True) if call.name != name]
    uncoded = [sum(1 for u in call.utterances if not u.code) for call in calls]
    kept = [
        replace(call, name=name, codes_only=call.codes_only or n > 0)
        for call, name, n in zip(calls, names, uncoded, strict=True)
    ]
    codebook = load_codebook()
    about = {
        "format": DATASET_FORMAT,
        "name": path.name,
        "licence": "",
        "description": "",
        "codebook": {"name": codebook.name, "version": codebook.version},
        "calls": {call.name: _about(call) for call in kept},
    }
    write_new(path / "dataset.json", json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    for call in kept:
        _write_call(call, path)
    said = [f"renamed: the call {was!r} is {name!r}" for was, name in renamed]
    for call, marked, n in zip(calls, kept, uncoded, strict=True):
        if marked.codes_only != call.codes_only:
            told = f"{n:,} of {len(call.utterances):,} utterances have no code"
            said.append(f"marked codes_only, to teach codes and test nothing: {marked.name}, where {told}")
    return tuple(said)


def read_examples(path: Path, manager: str | None = None) -> Imported:
    """The calls of a dataset folder, or of JSON Lines.

    Raises:
        ExamplesError: they break their form.
    """
    return Imported(load_examples(path).calls)


def _about(call: LabelledCall) -> dict[str, Any]:
    return {"author": call.author} | ({"codes_only": True} if call.codes_only else {})


def _write_call(call: LabelledCall, path: Path) -> None:
    about = zip(list_rows(call), call.utterances, strict=True)
    rows = [{**row, "code": u.code or None, "lenses": list(u.lenses), "signals": list(u.signals)} for row, u in about]
    for row in rows:
        del row["author"], row["codes_only"]
    write_new(path / "calls" / f"{call.name}.jsonl", dump_lines(rows))
    none = ((),) * len(call.utterances)
    signals = {signal.id for signal in load_codebook().signals}
    for which, codes, tags in (("first", call.first, none), ("second", call.second, call.second_tags or none)):
        if codes is not None:
            parted = [([tag for tag in of if tag not in signals], [tag for tag in of if tag in signals]) for of in tags]
            lines = [
                {"call": call.name, "index": at, "code": code, "lenses": lenses, "signals": given}
                for at, (code, (lenses, given)) in enumerate(zip(codes, parted, strict=True))
            ]
            write_new(path / which / f"{call.name}.jsonl", dump_lines(lines))
