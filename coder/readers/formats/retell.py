"""Retell AI calls: turns by role, or one string in which each turn opens with its role."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import find_entries, find_node
from coder.readers.text.role_lines import split_roles
from coder.transcript import Transcript

_LAYOUT = Layout(text=("content",), speaker=("role",), start=("words.0.start",), end=("words.-1.end",))
_LINE = Layout(text=("text",), speaker=("role",))
_PLACES = ("transcript_object", "transcript_with_tool_calls")


def likelihood(tree: Any, source: str) -> float:
    """High for its turns by role, and for a call that has the string alone."""
    if any(find_entries(tree, key, ("role",), ("content",)) for key in _PLACES):
        return 0.95
    return 0.9 if find_node(tree, _is_call) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a turn a unit; calls of tools are noted."""
    draft = new_draft(source, FORMAT.name)
    for key in _PLACES:
        if call := find_entries(tree, key, ("role",), ("content",)):
            add_entries(draft, call[key], _LAYOUT, skip=_skip)
            return draft.finish()
    add_entries(draft, split_roles(find_node(tree, _is_call)["transcript"]), _LINE)
    return draft.finish()


def _skip(turn: dict[str, Any]) -> str | None:
    is_spoken = turn.get("role") in ("agent", "user", "transfer_target")
    return None if is_spoken else "no speech: a call of a tool, its result, or the like"


def _is_call(node: Any) -> bool:
    if not isinstance(node, dict) or not {"call_id", "agent_id"} <= node.keys():
        return False
    return bool(split_roles(node.get("transcript")))


FORMAT = Format("retell", "Retell calls (JSON)", (".json",), likelihood, read, shape="json")
