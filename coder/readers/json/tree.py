"""Where in a JSON tree something stands, however it is wrapped. Nothing here raises, whatever the tree."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from coder.readers.text.cleaning import clean_text

_MAX_NODES = 2000
_MAX_FIELDS = 300
_DEEPEST_FIELD = 4
_ALTERNATIVES = frozenset(("alternatives", "nbest", "hypotheses", "results"))
_WORDS = frozenset(("words", "items", "tokens", "timestamped_words"))
_AT_START = ("speaker", "speaker_id", "speakerTag")
_AT_START += ("start", "start_time", "startTime", "start_ms", "startOffset", "s", "ts")
_AT_END = ("end", "end_time", "endTime", "end_ms", "endOffset", "e", "end_ts")
_LOOKED_AT = 5
_POSITION = re.compile(r"-?[0-9]{1,4}")


def dig(node: Any, path: str) -> Any:
    """What stands at a path of keys and list positions; ``None`` where nothing does.

    >>> dig({"nBest": [{"display": "Yes."}]}, "nBest.0.display")
    'Yes.'
    """
    for key in _split(path):
        if isinstance(node, dict):
            node = node.get(key)
        elif isinstance(node, list) and (at := _position(key)) is not None and -len(node) <= at < len(node):
            node = node[at]
        else:
            return None
    return node


def flatten(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values in an object with their paths, from the outside in, and those in objects that it holds.

    Of alternatives the first is looked into; of a list of words only the first and the last, for what they
    say of the whole: who, and when.

    >>> list(flatten({"id": 1, "said": {"text": "Hi."}}))
    [('id', 1), ('said', {'text': 'Hi.'}), ('said.text', 'Hi.')]
    """
    queue = deque((key, value) for key, value in islice(item.items(), _MAX_FIELDS) if "." not in key)
    seen = 0
    while queue and seen < _MAX_FIELDS:
        path, value = queue.popleft()
        seen += 1
        yield path, value
        key = path.rpartition(".")[2]
        if path.count(".") >= _DEEPEST_FIELD or not value:
            continue
        if isinstance(value, list) and key.casefold() in _ALTERNATIVES and isinstance(value[0], dict):
            path, value = f"{path}.0", value[0]
        elif isinstance(value, list) and key.casefold() in _WORDS:
            queue.extend(_ends_of_words(path, value))
        if isinstance(value, dict):
            queue.extend((f"{path}.{inner}", one) for inner, one in value.items() if "." not in inner)


def _ends_of_words(path: str, words: list[Any]) -> Iterator[tuple[str, Any]]:
    for at, marks in ((0, _AT_START), (-1, _AT_END)):
        word = words[at] if isinstance(words[at], dict) else {}
        yield from ((f"{path}.{at}.{key}", word[key]) for key in marks if word.get(key) is not None)


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none if it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def has_entries(value: Any, *groups: tuple[str, ...]) -> bool:
    """Whether one of a list's first objects has a key, or a path, of every group."""
    if not isinstance(value, list):
        return False
    first = (item for item in islice(value, _LOOKED_AT) if isinstance(item, dict))
    return any(all(any(dig(item, key) is not None for key in group) for group in groups) for item in first)


def find_node(tree: Any, accept: Callable[[Any], bool]) -> Any:
    """The outermost object or list that is accepted; ``None`` if there is none.

    Looks only at the first items of a list, so it is quick on long ones.
    """
    return next((node for node in walk(tree, looked_at=_LOOKED_AT, limit=_MAX_NODES) if accept(node)), None)


def find_entries(tree: Any, path: str, *groups: tuple[str, ...]) -> dict[str, Any] | None:
    """The outermost object that has, at a path, a list whose entries have a key of every group."""
    return find_node(tree, lambda node: isinstance(node, dict) and has_entries(dig(node, path), *groups))


def find_list(tree: Any, path: str, *groups: tuple[str, ...]) -> list[Any] | None:
    """The list at that path of that object."""
    return dig(find_entries(tree, path, *groups), path)


def walk(tree: Any, *, looked_at: int | None = None, limit: int | None = None) -> Iterator[Any]:
    """The objects and lists of a tree, from the outside in; of a list the first ``looked_at`` items."""
    queue: deque[Any] = deque([tree])
    seen = 0
    while queue and (limit is None or seen < limit):
        node = queue.popleft()
        seen += 1
        yield node
        children = (
            node.values() if isinstance(node, dict) else islice(node, looked_at) if isinstance(node, list) else ()
        )
        queue.extend(child for child in children if isinstance(child, dict | list))


def find_error(tree: Any) -> str | None:
    """What an API says went wrong, where the file is such an answer; at most 120 characters."""
    for reason_of in (_error_of, _status_of):
        for node in walk(tree, looked_at=_LOOKED_AT, limit=_MAX_NODES):
            if isinstance(node, dict) and (reason := clean_text(reason_of(node))):
                return reason[:120]
    return None


def _error_of(node: dict[str, Any]) -> str:
    said = node.get("errors") or node.get("error")
    if isinstance(said, list) and said:
        said = said[0]
    if isinstance(said, dict):
        said = said.get("message") or said.get("detail")
    return said if isinstance(said, str) else ""


def _status_of(node: dict[str, Any]) -> str:
    code = next((node[key] for key in ("status", "statusCode", "code") if isinstance(node.get(key), int)), 0)
    if not 400 <= code < 600:
        return ""
    said = node.get("message") or node.get("detail")
    return said if isinstance(said, str) else f"status {code}"


@lru_cache(maxsize=1024)
def _split(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@lru_cache(maxsize=1024)
def _position(key: str) -> int | None:
    return int(key) if _POSITION.fullmatch(key) else None
