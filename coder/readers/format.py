"""What a file format is to this package, and how to add one."""

from collections.abc import Callable
from dataclasses import dataclass

from coder.transcript import Transcript

HEAD_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which transcripts come.

    To add a format, add one file to ``coder/readers/formats``; nothing else changes:

    1. Write ``likelihood(text, source)``: 0 to 1, how sure the *content* is of this form. About 0.9
       says that a mark of the format was seen, 0.7 that the text fits it, 0 that it cannot be it.
       Judge ``text[:HEAD_CHARACTERS]``, raise nothing, and leave the file's extension to the detection.
    2. Write ``read(text, source)``: collect units in a ``Draft`` and return ``draft.finish()``. Text
       that is not read goes to ``draft.leave_out``; what cannot be read at all raises a
       ``TranscriptError`` that quotes no speech.
    3. Close the file with ``FORMAT = Format(...)``.
    4. Test it in ``tests/readers/test_<name>.py``.

    Attributes:
        name: stored with every transcript, so never renamed.
        title: what a list of formats shows.
        extensions: with the dot, lower case; they only break ties between equally likely formats.
        likelihood: ``(text, source)`` to 0–1.
        read: ``(text, source)`` to the transcript; raises ``TranscriptError`` and nothing else.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    likelihood: Callable[[str, str], float]
    read: Callable[[str, str], Transcript]
