"""Rev.ai and Rev transcripts: monologues of elements."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.events import make_skip
from coder.readers.json.tree import dig, find_entries, find_node, has_entries, objects
from coder.readers.json.values import join_pieces, label_of
from coder.transcript import Transcript

_STARTS, _ENDS = ("ts", "timestamp"), ("end_ts", "end_timestamp")
_SOUND = "unknown"  # such as <laugh>
_LAYOUT = Layout(
    speaker=("speaker_info.display_name", "speaker_name", "named", "speaker"),
    start=("ts", "start_time"),
    end=("end_ts", "end_time"),
)


def likelihood(tree: Any, source: str) -> float:
    """High for monologues that have elements."""
    return 0.95 if _find(tree) or find_node(tree, _is_stream) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a monologue a unit."""
    answer = _find(tree) or {"monologues": find_node(tree, _is_stream)}
    names = {label_of(person.get("id")): label_of(person.get("name")) for person in objects(answer.get("speakers"))}
    draft = new_draft(source, FORMAT.name)
    monologues = [_flatten(monologue, names) for monologue in answer["monologues"]]
    add_entries(draft, monologues, _LAYOUT, skip=make_skip(monologues))
    return draft.finish()


def _flatten(monologue: Any, names: dict[str, str]) -> Any:
    """The monologue with its text, and with the times of its first and last timed element if it has any."""
    if not isinstance(monologue, dict):
        return monologue
    elements = [element for element in objects(monologue.get("elements")) if element.get("type") != _SOUND]
    values = [value for element in elements if isinstance(value := element.get("value"), str)]
    times = {
        keys[0]: next((element[key] for element in turned for key in keys if element.get(key) is not None), None)
        for keys, turned in ((_STARTS, elements), (_ENDS, elements[::-1]))
    }
    times = {key: time for key, time in times.items() if time is not None}
    named = names.get(label_of(dig(monologue, "speaker")))
    return {**monologue, **times, "named": named, "text": join_pieces(values)}


def _is_stream(node: Any) -> bool:
    """Whether the node is a list of hypotheses as the live service sends them."""
    return has_entries(node, ("elements",), ("ts",), ("type",))


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "monologues", ("elements",))


FORMAT = Format("revai", "Rev.ai transcripts (JSON)", (".json",), likelihood, read, shape="json")
