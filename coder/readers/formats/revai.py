"""Rev.ai and Rev transcripts: monologues of elements."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import dig, find_entries, objects
from coder.readers.json.values import join_pieces, label_of
from coder.transcript import Transcript

_LAYOUT = Layout(
    speaker=("speaker_info.display_name", "speaker_name", "named", "speaker"),
    start=("ts", "start_time"),
    end=("end_ts", "end_time"),
)


def likelihood(tree: Any, source: str) -> float:
    """High for monologues that have elements."""
    return 0.95 if _find(tree) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a monologue a unit."""
    answer = _find(tree)
    names = {label_of(person.get("id")): label_of(person.get("name")) for person in objects(answer.get("speakers"))}
    draft = new_draft(source, FORMAT.name)
    add_entries(draft, [_flatten(monologue, names) for monologue in answer["monologues"]], _LAYOUT)
    return draft.finish()


def _flatten(monologue: Any, names: dict[str, str]) -> Any:
    """The monologue with its text, and with the times of its first and last timed element if it has any."""
    if not isinstance(monologue, dict):
        return monologue
    elements = objects(monologue.get("elements"))
    values = [value for element in elements if isinstance(value := element.get("value"), str)]
    times = {
        "ts": next((element["ts"] for element in elements if element.get("ts") is not None), None),
        "end_ts": next((element["end_ts"] for element in elements[::-1] if element.get("end_ts") is not None), None),
    }
    named = names.get(label_of(dig(monologue, "speaker")))
    return {**monologue, **times, "named": named, "text": join_pieces(values)}


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "monologues", ("elements",))


FORMAT = Format("revai", "Rev.ai transcripts (JSON)", (".json",), likelihood, read, shape="json")
