"""Formats that are one list of entries, and differ only in where it stands and what its keys are called."""

from collections.abc import Callable
from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft
from coder.readers.json.tree import list_names
from coder.transcript import Transcript


def make_list_format(
    name: str, title: str, *, find: Callable[[Any], list[Any] | None], layout: Layout, sure: float = 0.95
) -> Format:
    """A format that reads each entry of a list as a unit.

    Args:
        name: as in ``Format``.
        title: as in ``Format``.
        find: gives the list in a tree; ``None``, without raising, where the tree is of another form.
        layout: where the entries keep what was said.
        sure: the likelihood of a tree in which the list is found.
    """

    def likelihood(tree: Any, source: str) -> float:
        return sure if find(tree) else 0.0

    def read(tree: Any, source: str) -> Transcript:
        draft = new_draft(source, name)
        add_entries(draft, find(tree), layout, names=list_names(tree), meeting=tree)
        return draft.finish()

    return Format(name, title, (".json",), likelihood, read, shape="json")
