"""Our own form: a dataset folder as ``coder.examples`` reads it (format 1)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coder.codebook import load_codebook
from coder.errors import ExamplesError
from coder.examples import DATASET_FORMAT, LabelledCall, load_examples
from coder.exchange.files import check_free, dump_lines, name_files, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows


def write_examples(calls: Sequence[LabelledCall], path: Path) -> tuple[str, ...]:
    """Write a dataset folder; what was changed: calls whose names no file can have get others.

    Raises:
        ExamplesError: an utterance without a code.
        OutputError: the place is taken, or cannot be written.
    """
    check_free(path)
    _check_coded(calls)
    names = name_files(calls)
    renamed = [(call.name, name) for call, name in zip(calls, names, strict=True) if call.name != name]
    kept = [replace(call, name=name) for call, name in zip(calls, names, strict=True)]
    codebook = load_codebook()
    about = {
        "format": DATASET_FORMAT,
        "name": path.name,
        "licence": "",
        "description": "",
        "codebook": {"name": codebook.name, "version": codebook.version},
        "calls": {call.name: {"author": call.author} for call in kept},
    }
    write_new(path / "dataset.json", json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    for call in kept:
        _write_call(call, path)
    return tuple(f"the call {was!r} is now {name!r}" for was, name in renamed)


def read_examples(path: Path, manager: str | None = None) -> Imported:
    """The calls of a dataset folder, or of JSON Lines.

    Raises:
        ExamplesError: they break their form.
    """
    return Imported(load_examples(path).calls)


def _write_call(call: LabelledCall, path: Path) -> None:
    about = zip(list_rows(call), call.utterances, strict=True)
    rows = [{**row, "code": u.code, "lenses": list(u.lenses), "signals": list(u.signals)} for row, u in about]
    for row in rows:
        del row["author"]
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


def _check_coded(calls: Sequence[LabelledCall]) -> None:
    for call in calls:
        if n_uncoded := sum(1 for utterance in call.utterances if not utterance.code):
            raise ExamplesError(
                call.name,
                expected="a code for every utterance",
                found=f"{n_uncoded:,} of {len(call.utterances):,} without one",
                next_step="Code the rest there, or leave that call out, then import again.",
            )
