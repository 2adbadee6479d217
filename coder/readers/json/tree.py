"""Where in a JSON tree something stands, however it is wrapped. Nothing here raises, whatever the tree."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from coder.readers.json.values import label_of
from coder.readers.text.cleaning import clean_text

_MAX_NODES = 2000
_LOOKED_AT = 5
_POSITION = re.compile(r"-?[0-9]{1,4}")
_PEOPLE = ("speakers", "participants", "parties", "attendees", "meeting_attendees", "users", "members")
_ID_KEYS = ("speakerId", "speaker_id", "id", "speaker", "participant_id", "participantId", "user_id", "userId")
_FULL_NAME_KEYS = ("name", "speaker_name", "speakerName", "display_name", "displayName", "full_name", "fullName")
_FULL_NAME_KEYS += ("email", "emailAddress")


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


def list_names(tree: Any) -> dict[str, str]:
    """Names by id, from the lists of speakers or participants that a file has beside its transcript.

    >>> list_names({"parties": [{"speakerId": "77", "name": "Ana"}]})
    {'77': 'Ana'}
    """
    names: dict[str, str] = {}
    for node in walk(tree, looked_at=_LOOKED_AT, limit=_MAX_NODES):
        for person in (person for key in _PEOPLE if isinstance(node, dict) for person in objects(node.get(key))):
            name = next((label for key in _FULL_NAME_KEYS if (label := label_of(person.get(key)))), "")
            for key in _ID_KEYS:
                if name and (label := label_of(person.get(key))):
                    names.setdefault(label, name)
    return names


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
