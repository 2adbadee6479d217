"""What a file format is to this package, and how to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coder.readers.content import Shape
from coder.transcript import Transcript

HEAD_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which transcripts come.

    To add a format, add one file to ``coder/readers/formats``; nothing else changes:

    1. Choose the ``shape`` in which the content comes: decoded ``text``, a ``json`` tree, the root of an
       ``xml`` tree, or the ``bytes`` of a packed file such as docx.
    2. Write ``likelihood(content, source)``: 0 to 1, how sure the *content* is of this form. About 0.9
       says that a mark of the format was seen, 0.7 that the content fits it, 0 that it cannot be it.
       Judge only the head of a text (``HEAD_CHARACTERS``), raise nothing whatever the tree holds, and
       leave the file's extension to the detection.
    3. Write ``read(content, source)``: collect units in a ``Draft`` and return ``draft.finish()``. What
       is not read goes to ``draft.leave_out``; what cannot be read at all raises a
       ``TranscriptError`` that quotes no speech.
    4. Close the file with ``FORMAT = Format(...)``.
    5. Test it in ``tests/readers/test_<name>.py``.

    Attributes:
        name: stored with every transcript, so never renamed.
        title: what a list of formats shows.
        extensions: with the dot, lower case; they only break ties between equally likely formats.
        likelihood: ``(content, source)`` to 0–1.
        read: ``(content, source)`` to the transcript; raises ``TranscriptError`` and nothing else.
        shape: the shape of the content that both get.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    likelihood: Callable[[Any, str], float]
    read: Callable[[Any, str], Transcript]
    shape: Shape = "text"
