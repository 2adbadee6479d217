"""Formats that are one list of entries, and differ only in where it stands and what its keys are called."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, read_entries
from coder.readers.json.pace import guess_scale
from coder.readers.json.people import list_names
from coder.transcript import Transcript


def make_list_format(
    name: str,
    title: str,
    *,
    find: Callable[[Any], list[Any] | None],
    layout: Layout,
    sure: float = 0.95,
    scales: Sequence[float] = (),
) -> Format:
    """A format that reads each entry of a list as a unit.

    Args:
        name: as in ``Format``.
        title: as in ``Format``.
        find: gives the list in a tree; ``None``, without raising, where the tree is of another form.
        layout: where the entries keep what was said.
        sure: the likelihood of a tree in which the list is found.
        scales: of milliseconds in a unit of times that name none, the one of ``layout`` first, where the tool
            writes now one and now another.
    """

    def likelihood(tree: Any, source: str) -> float:
        return sure if find(tree) else 0.0

    def read(tree: Any, source: str) -> Transcript:
        draft = new_draft(source, name)
        used = layout
        if scales:
            trial = read_entries(new_draft("", ""), find(tree), layout)
            used = replace(layout, scale=guess_scale(trial, layout.scale, scales))
        add_entries(draft, find(tree), used, names=list_names(tree), meeting=tree)
        return draft.finish()

    return Format(name, title, (".json",), likelihood, read, shape="json")
