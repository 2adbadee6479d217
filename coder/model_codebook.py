"""Which codebook a model goes with, and that a process works with one codebook only."""

from collections.abc import Sequence
from pathlib import Path

from coder.codebook import DEFAULT_CODEBOOK, Codebook, is_codebook_chosen, load_codebook, use_codebook
from coder.errors import ModelError

CODEBOOK = "codebook.toml"


def settle_codebook(folder: Path, codes: Sequence[str], *, own: bool) -> Codebook:
    """The codebook of the model in a folder; it becomes that of this process, unless there is one already.

    Args:
        codes: what the model gives, in its order.
        own: whether the folder carries its codebook; else it is the one that ships.

    Raises:
        ModelError: this process works with another codebook, or the model's codes are not its codebook's.
        CodebookError: the folder's codebook breaks its form.
    """
    path = folder / CODEBOOK if own else DEFAULT_CODEBOOK
    codebook, current = load_codebook(path), load_codebook() if is_codebook_chosen() else None
    if tuple(codes) != codebook.code_ids:
        next_step = "Train one with: coder train labeled_examples/ --out FOLDER"
        raise _wrong(folder, f"a model for codebook {codebook.name} {codebook.version}", "other codes", next_step)
    if current is None:
        use_codebook(path)
    elif not codebook.agrees_with(current):
        expected, found = (f"{book.name} {book.version}" for book in (current, codebook))
        next_step = "Choose a model for this codebook, or leave out --codebook and CALL_REVIEW_CODEBOOK."
        raise _wrong(folder, f"a model for codebook {expected}, which is in use", f"one for {found}", next_step)
    return codebook


def _wrong(folder: Path, expected: str, found: str, next_step: str) -> ModelError:
    return ModelError(f"model folder {folder}", expected=expected, found=found, next_step=next_step)
