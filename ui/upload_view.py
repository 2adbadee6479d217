"""What came of an upload, in the words of the page."""

from collections.abc import Sequence

from coder import Kept
from ui.figures import counted, number


def kept_head(kept: Kept) -> str:
    """What came of an upload, in one sentence."""
    parts = [f"{counted(len(kept.added), 'call')} added"] if kept.added else []
    if there := len(kept.already_there):
        parts.append(f"{counted(there, 'call')} there already, left as {'it was' if there == 1 else 'they were'}")
    if kept.refused:
        parts.append(f"{counted(len(kept.refused), 'file')} could not be read")
    return f"{'; '.join(parts) or 'There was no transcript in it'}."


def left_out_head(kept: Kept) -> str:
    """What heads the list of what was not read; "" if all was."""
    if kept.refused:
        of = len(kept.calls) + len(kept.refused)
        return f"{number(len(kept.refused))} of {counted(of, 'file')} could not be read: why"
    return "Hidden files were passed over" if kept.skipped else ""


def left_out_lines(kept: Kept) -> list[str]:
    """Each file with the reason."""
    refused = [f"{name}: {error.reason}" for name, error in kept.refused]
    return [*refused, *(f"{note.where}: {note.reason}" for note in kept.skipped)]


def proposed_lines(kept: Kept) -> list[str]:
    """Each added call with the grounds of what was proposed for it."""
    return [f"{call.name}: {' '.join(call.grounds) or 'nothing could be told.'}" for call in kept.added]


def without_hidden(names: Sequence[str]) -> list[bool]:
    """Which files of a folder to read: not those whose name, or a folder's on the way, begins with a dot."""
    return [not any(part.startswith(".") for part in name.split("/")) for name in names]
