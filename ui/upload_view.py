"""What of an upload was not read, in the words of the page."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from coder import CallSet, CoderError
from ui.figures import number


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Each name without the folders that all of them share, since a narrow box shows only how a name begins.

    >>> short_names(["calls/June/a.vtt", "calls/July/a.vtt"])["calls/June/a.vtt"]
    'June/a.vtt'
    """
    paths = [name.split("/") for name in names]
    folders = zip(*(path[:-1] for path in paths), strict=False)
    n_shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, folders))
    return {name: "/".join(path[n_shared:]) for name, path in zip(names, paths, strict=True)}


def left_out_head(calls: CallSet, unread: Mapping[str, CoderError]) -> str:
    """How much was left out; "" if nothing was."""
    parts = []
    if unread:
        parts.append(f"{number(len(unread))} of {number(len(calls.files))} files could not be read")
    if calls.skipped:
        parts.append("hidden files were passed over")
    head = "; ".join(parts)
    return head[:1].upper() + head[1:]


def left_out_lines(calls: CallSet, unread: Mapping[str, CoderError]) -> list[str]:
    """Each file with the reason."""
    return [*map(str, unread.values()), *(f"{note.where}: {note.reason}" for note in calls.skipped)]
