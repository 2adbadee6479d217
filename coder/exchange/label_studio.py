"""Label Studio's JSON, exported and imported (Label Studio 1.x: tasks with ``data`` and ``annotations``).

A call is a task with a dialogue (the Paragraphs tag); an utterance's code is a region over the whole paragraph
(ParagraphLabels ``code``), its lenses and signals are choices of that region (Choices ``tags``, per region); a coder is
an annotation.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from coder.codebook import Codebook, load_codebook
from coder.examples import LabelledCall
from coder.exchange.assembling import Entry, broken, collect_calls
from coder.exchange.coders import AGREED, Labels, part_labels, split_codings
from coder.exchange.files import read_json, write_new
from coder.exchange.form import Imported
from coder.exchange.rows import list_rows

_SHOWN = ("paragraphlabels", "choices")


def write_label_studio(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a JSON file to import as tasks, and beside it, ending in .config.xml, the project's configuration.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    ids = count(1)
    tasks = [_task(number, call, ids) for number, call in enumerate(calls, start=1)]
    write_new(path.with_suffix(".config.xml"), _render_config(load_codebook()))
    write_new(path, json.dumps(tasks, ensure_ascii=False, indent=1))


def _render_config(codebook: Codebook) -> str:
    codes = "".join(f"    <Label value={quoteattr(code)}/>\n" for code in codebook.code_ids)
    tags = "".join(f"    <Choice value={quoteattr(tag)}/>\n" for tag in codebook.tag_ids)
    return (
        '<View>\n  <ParagraphLabels name="code" toName="dialogue">\n' + codes + "  </ParagraphLabels>\n"
        '  <Choices name="tags" toName="dialogue" choice="multiple" perRegion="true">\n' + tags + "  </Choices>\n"
        '  <Paragraphs name="dialogue" value="$dialogue" nameKey="author" textKey="text" layout="dialogue"/>\n</View>\n'
    )


def read_label_studio(path: Path, manager: str | None = None) -> Imported:
    """The calls in a JSON export.

    Raises:
        ExamplesError: no export of such tasks, or one whose labels break the codebook.
    """
    tasks = read_json(path)
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise broken(path, "a list of tasks", "something else", "Export from Label Studio as JSON, not JSON-MIN.")
    left_out: list[str] = []
    entries = [entry for number, task in enumerate(tasks, 1) for entry in _entries(path, number, task, left_out)]
    return collect_calls(entries, path.stem, manager=manager, left_out=left_out)


def _task(number: int, call: LabelledCall, ids: "count[int]") -> dict[str, Any]:
    dialogue = []
    for row in list_rows(call):
        seconds = {name: row[f"{name}_ms"] / 1000 for name in ("start", "end") if row[f"{name}_ms"] is not None}
        said = {"author": row["speaker"], "text": row["text"], "role": row["role"], "turn": row["turn"]}
        dialogue.append({**said, **seconds})
    annotations = [
        {
            "id": next(ids),
            "completed_by": by,
            "ground_truth": coder == AGREED,
            "was_cancelled": False,
            "result": list(_results(call, labels)),
        }
        for by, (coder, labels) in enumerate(split_codings(call).items(), start=1)
    ]
    data = {"call": call.name, "author": call.author, "codes_only": call.codes_only, "dialogue": dialogue}
    return {"id": number, "data": data, "annotations": annotations}


def _results(call: LabelledCall, coding: Sequence[Labels]) -> Iterator[dict[str, Any]]:
    for index, (u, labels) in enumerate(zip(call.utterances, coding, strict=True)):
        # Offsets are JavaScript's: a character beyond the first 65,536 counts two.
        end = len(u.text.encode("utf-16-le", "surrogatepass")) // 2
        region = {"start": str(index), "end": str(index), "startOffset": 0, "endOffset": end}
        for name, kind, values in zip(("code", "tags"), _SHOWN, part_labels(labels), strict=True):
            if values:
                value = {**region, kind: list(values)}
                yield {"id": f"u{index}", "from_name": name, "to_name": "dialogue", "type": kind, "value": value}


def _entries(path: Path, number: int, task: Mapping[str, Any], left_out: list[str]) -> Iterator[Entry]:
    where = f"{path} task {number}"
    data = task.get("data")
    data = data if isinstance(data, dict) else {}
    dialogue = next(filter(_is_dialogue, data.values()), None)
    if dialogue is None:
        next_step = "Label calls as dialogues: coder exchange export --to label-studio shows how."
        raise broken(where, "data with a dialogue", "none", next_step)
    codings = _codings(where, task.get("annotations"), len(dialogue), left_out)
    about = {"call": data.get("call") or f"{path.stem}-{number}"}
    about |= {name: data.get(name) for name in ("author", "codes_only")}
    for index, part in enumerate(dialogue):
        row = {"index": index, "speaker": part.get("author") or part.get("speaker")}
        row |= {key: part.get(key) for key in ("text", "role", "turn")}
        times = {f"{name}_ms": _to_ms(part.get(name)) for name in ("start", "end")}
        labels = {coder: given[index] for coder, given in codings.items()}
        yield Entry(f"{where} entry {index + 1}", {**about, **row, **times}, labels)


def _is_dialogue(value: Any) -> bool:
    """Whether it is a list of texts, whatever the task calls it."""
    return isinstance(value, list) and value != [] and all(isinstance(part, dict) and "text" in part for part in value)


def _to_ms(seconds: Any) -> Any:
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds < 1e9
    return round(seconds * 1000) if is_number else seconds


def _codings(where: str, annotations: Any, n: int, left_out: list[str]) -> dict[str, list[list[Any]]]:
    """Labels of every entry by coder, in the order of the annotations."""
    codings: dict[str, list[list[Any]]] = {}
    for at, annotation in enumerate(annotations if isinstance(annotations, list) else ()):
        if not isinstance(annotation, dict) or annotation.get("was_cancelled"):
            left_out.append(f"{where}: an annotation that was skipped")
            continue
        by = annotation.get("completed_by")
        by = by.get("id") if isinstance(by, dict) else by
        coder = AGREED if annotation.get("ground_truth") else f"annotator {by}"
        if coder in codings:
            coder = f"{coder}, annotation {at + 1}"
        codings[coder] = [[] for _ in range(n)]
        results = annotation.get("result")
        for result in results if isinstance(results, list) else ():
            _take(where, result, codings[coder], left_out)
    return codings


def _take(where: str, result: Any, labels: list[list[Any]], left_out: list[str]) -> None:
    value = result.get("value") if isinstance(result, dict) else None
    value = value if isinstance(value, dict) else {}
    given = next((value[kind] for kind in _SHOWN if isinstance(value.get(kind), list)), None)
    if given is None or str(value.get("start")) != str(value.get("end")):
        left_out.append(f"{where}: a label that is none of one dialogue entry")
        return
    index = str(value.get("start"))
    if not index.isdecimal() or len(index) > 9 or int(index) >= len(labels):
        raise broken(where, "labels of entries of the dialogue", "one beyond its end", "Export the task again.")
    labels[int(index)] += given
