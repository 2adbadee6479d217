"""Label Studio's JSON export: the dialogue of a task, or the transcript written under its sound's regions.

Labels laid over a dialogue are not read.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.tree import dig, objects
from coder.readers.json.values import label_of, text_of
from coder.readers.tables.utterance_rows import add_rows, require_columns, tabulate
from coder.transcript import Transcript

_MARKS = frozenset(("annotations", "completions", "predictions", "annotation_id", "annotator", "lead_time"))
_ANNOTATIONS = ("annotations", "completions")


def likelihood(tree: Any, source: str) -> float:
    """High for tasks with data and annotations, or for a dialogue in the short form of the export."""
    tasks = _list_tasks(tree)
    if not tasks or (isinstance(tree, dict) and not _find_dialogue(tree)):
        return 0.0
    if all(isinstance(task.get("data"), dict) for task in tasks):
        return 0.95 if any(map(_is_annotated, tasks)) else 0.6 if _find_dialogue(tasks[0]) else 0.0
    return 0.9 if all(map(_is_annotated, tasks)) and any(map(_find_dialogue, tasks)) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation in the task that has one.

    Raises:
        TranscriptError: no task with a dialogue of speakers and texts, or several.
    """
    tasks = _list_tasks(tree)
    dialogues = [(task, dialogue) for task in tasks if (dialogue := _find_dialogue(task))]
    if len(dialogues) != 1:
        raise _refuse(source, len(tasks), len(dialogues))
    task, dialogue = dialogues[0]
    header, rows = tabulate(enumerate(dialogue, 1))
    require_columns(source, header)
    draft = Draft(source, FORMAT.name, place="entry")
    if n_labels := sum(1 for _ in _list_labels(task)):
        draft.leave_out(1, f"{n_labels} labels laid over the dialogue: only the dialogue is read")
    if len(tasks) > 1:
        draft.leave_out(1, f"{len(tasks) - 1} tasks without a dialogue")
    add_rows(draft, rows, header)
    return draft.finish()


def _list_tasks(tree: Any) -> list[Mapping[str, Any]]:
    tasks = tree if isinstance(tree, list) else [tree]
    return tasks if all(isinstance(task, dict) for task in tasks) else []


def _is_annotated(task: Mapping[str, Any]) -> bool:
    return not _MARKS.isdisjoint(task)


def _find_dialogue(task: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The list of objects with speaker and text in the task's data, whatever it is called, else what was written."""
    data = task.get("data")
    for value in (data if isinstance(data, dict) else task).values():
        entries = value if isinstance(value, list) else []
        if entries and all(isinstance(entry, dict) for entry in entries):
            columns = tabulate(enumerate(entries, 1))[0].columns
            if columns.n_vital == 2:
                return entries
    return _find_regions(task)


def _find_regions(task: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The stretches of a recording that were labelled with a speaker and written down, in order of time."""
    annotations = (task.get(name) for name in _ANNOTATIONS)
    first = next((found[0] for found in annotations if isinstance(found, list) and found), None)
    results = first.get("result") if isinstance(first, dict) else None
    regions: dict[Any, dict[str, Any]] = {}
    for result in objects(results) or _list_short_results(task):
        value = result.get("value")
        if isinstance(value, dict) and isinstance(value.get("start"), int | float):
            region = regions.setdefault(str(result.get("id")), {"start": value["start"], "end": value.get("end")})
            region |= {"author": label_of(dig(value, "labels.0"))} if dig(value, "labels.0") else {}
            region |= {"text": text_of(value["text"])} if value.get("text") else {}
    spoken = [region for region in regions.values() if "text" in region]
    return sorted(spoken, key=lambda region: region["start"])


def _list_short_results(task: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The results of the short form, where labels and texts are lists of one length."""
    labels, texts = task.get("label") or task.get("labels"), task.get("transcription")
    if isinstance(labels, list) and isinstance(texts, list) and len(labels) == len(texts):
        for at, (region, text) in enumerate(zip(objects(labels), texts, strict=False)):
            yield {"id": at, "value": {**region, "text": text}}


def _list_labels(task: Mapping[str, Any]) -> Iterator[Any]:
    for name in _ANNOTATIONS:
        for annotation in task.get(name) if isinstance(task.get(name), list) else ():
            results = annotation.get("result") if isinstance(annotation, dict) else None
            yield from results if isinstance(results, list) else ()


def _refuse(source: str, n_tasks: int, n_dialogues: int) -> TranscriptError:
    return TranscriptError(
        source,
        expected="one task with a dialogue: a list of entries with author and text",
        found=f"{n_tasks:,} tasks, {n_dialogues:,} of them with a dialogue",
        next_step="Export one task at a time." if n_dialogues else "Use the transcript that was imported as tasks.",
    )


FORMAT = Format("label_studio", "Label Studio's dialogues (.json)", (".json",), likelihood, read, shape="json")
