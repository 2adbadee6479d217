"""Vapi calls: messages by role, or one string in which each turn opens with its role."""

from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import dig, find_entries, find_node
from coder.readers.text.role_lines import split_roles
from coder.readers.times import MILLISECONDS, parse_time
from coder.transcript import Transcript

_SPEAKING = ("assistant", "bot", "user")
_LAYOUT = Layout(text=("message",), speaker=("role",), start=("secondsFromStart",), duration=("duration_ms",))
_LINE = Layout(text=("text",), speaker=("role",))


def likelihood(tree: Any, source: str) -> float:
    """High for messages by role, and for an artifact or report that has the string alone."""
    return 0.9 if _find(tree) or find_node(tree, _is_report) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a message a unit; prompts and calls of tools are noted."""
    draft = new_draft(source, FORMAT.name)
    if found := _find(tree):
        add_entries(draft, map(_with_duration, found["messages"]), _LAYOUT, skip=_skip)
    else:
        add_entries(draft, split_roles(find_node(tree, _is_report)["transcript"]), _LINE)
    return draft.finish()


def _with_duration(message: Any) -> Any:
    """The message with its duration, worked out from its calendar times where it does not state one."""
    start_ms, end_ms = (parse_time(dig(message, key), MILLISECONDS) for key in ("time", "endTime"))
    if not isinstance(message, dict) or (duration_ms := message.get("duration")) is None:
        duration_ms = end_ms - start_ms if start_ms is not None and end_ms is not None else None
    return {**message, "duration_ms": duration_ms} if isinstance(message, dict) else message


def _skip(message: dict[str, Any]) -> str | None:
    return None if message.get("role") in _SPEAKING else "no speech: a prompt, or a call of a tool"


def _find(tree: Any) -> dict[str, Any] | None:
    return find_entries(tree, "messages", ("role",), ("message",))


def _is_report(node: Any) -> bool:
    if not isinstance(node, dict) or not split_roles(node.get("transcript")):
        return False
    return "messages" in node or "recordingUrl" in node or "recording" in node or "endedReason" in node


FORMAT = Format("vapi", "Vapi calls (JSON)", (".json",), likelihood, read, shape="json")
