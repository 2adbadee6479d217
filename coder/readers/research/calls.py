"""One file, one call: the refusal of files that hold several."""

from collections.abc import Iterable

from coder.errors import TranscriptError
from coder.readers.text.cleaning import clean_name


def check_one_call(source: str, calls: Iterable[str], *, named_by: str) -> str | None:
    """The name of the one call; ``None`` where nothing names it. ``named_by`` is what a file is split by.

    Raises:
        TranscriptError: several calls. Read as one, their turns and talk shares would mean nothing.
    """
    names = {clean_name(call) for call in set(calls)} - {""}
    if len(names) > 1:
        raise TranscriptError(
            source,
            expected="one call in a file",
            found=f"{len(names):,} calls",
            next_step=f"Split the file into one for each {named_by}.",
        )
    return next(iter(names), None)
