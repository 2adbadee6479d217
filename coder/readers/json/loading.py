"""JSON text as one tree: one value, several in a row as in JSON Lines, and JSON inside strings."""

import json
import re
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Any

_DECODER = json.JSONDecoder(strict=False)  # a line break in a string is some tools' mistake, and no harm
_BETWEEN = re.compile(r"[\s,\x1e]*")
_OPENING = re.compile(r'\s*[\[{]\s*["\'\[{\]}]')
_MAX_LAYERS = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """Where JSON breaks, both counted from 1, and what the parser says of it, which quotes nothing."""

    line: int
    column: int
    reason: str


def load_tree(text: str) -> Any:
    """The value in a text; a list of the values where several follow each other.

    Strings that are JSON themselves, as services wrap answers, become what they hold.

    Raises:
        ValueError: no JSON.
        RecursionError: nested too deep.
    """
    values = _load_values(text)
    return _unwrap(values[0] if len(values) == 1 else values)


def find_fault(text: str) -> Fault | None:
    """Where a text that was meant as JSON breaks; ``None`` where it is whole, or was not meant so."""
    if not _OPENING.match(text):
        return None
    try:
        _load_values(text)
    except JSONDecodeError as error:
        return Fault(error.lineno, error.colno, error.msg)
    except (ValueError, RecursionError):
        return None
    return None


def _load_values(text: str) -> list[Any]:
    values, at = [], _BETWEEN.match(text).end()
    while at < len(text) or not values:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except RecursionError as error:
            if values:
                raise ValueError("one of several values is too deep") from error
            raise
        if at < len(text) and not isinstance(value, dict | list):
            raise JSONDecodeError("Extra data", text, at)
        values.append(value)
        at = _BETWEEN.match(text, at).end()
    return values


def _unwrap(tree: Any) -> Any:
    holder = {"": tree}
    nodes: list[tuple[Any, int]] = [(holder, _MAX_LAYERS)]
    while nodes:
        node, layers = nodes.pop()
        for key, child in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(child, str) and layers:
                node[key] = inner = _load_string(child)
                if inner is not child:
                    nodes.append((inner, layers - 1))
            elif isinstance(child, dict | list):
                nodes.append((child, layers))
    return holder[""]


def _load_string(text: str) -> Any:
    """The object or list that a string is; else the string."""
    bounds = text[:1] + text[-1:]
    if bounds not in ("{}", "[]") or not _OPENING.match(text):
        return text
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text
