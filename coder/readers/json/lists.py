"""The lists of objects in a JSON tree, whatever shape they have there, with the place of each."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from coder.readers.json.unfold import unfold

QUICK_LOOK = 5
_QUICK_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class PlacedList:
    """One list of objects.

    Attributes:
        path: the keys that lead to it, positions left out.
        owner: the outermost item of a list or table in which it stands; ``None`` if it stands in none.
        key: the owner's place or id there.
        entries: its items.
    """

    path: tuple[str, ...]
    owner: dict[str, Any] | list[Any] | None
    key: str | int
    entries: list[Any]


def walk_lists(tree: Any, *, quick: bool = False) -> Iterator[PlacedList]:
    """The lists from the outside in; ``quick`` looks at the first items of each only, and not far."""
    queue: deque[tuple[tuple[str, ...], Any, str | int, Any]] = deque([((), None, 0, tree)])
    seen = 0
    while queue and (not quick or seen < _QUICK_LIMIT):
        path, owner, key, node = queue.popleft()
        seen += 1
        entries = unfold(node)
        if entries is not None:
            yield PlacedList(path, owner, key, entries)
            keys = list(node) if isinstance(node, dict) and len(node) == len(entries) else range(len(entries))
            for at, child in islice(zip(keys, entries, strict=True), QUICK_LOOK if quick else None):
                if isinstance(child, dict | list):
                    queue.append((path, owner or child, key if owner else at, child))
        elif isinstance(node, dict):
            inside = ((name, child) for name, child in node.items() if isinstance(child, dict | list))
            queue.extend(((*path, name), owner, key, child) for name, child in inside)
