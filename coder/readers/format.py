"""What a file format is to this package, and how to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coder.readers.content import Shape
from coder.readers.json.words import Word
from coder.readers.stretches import Stretch
from coder.transcript import Transcript

HEAD_CHARACTERS = 100_000
MOST_LIKELY = 0.95


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which transcripts come.

    To add a format, add one file to ``coder/readers/formats``; nothing else changes:

    1. Choose the ``shape`` in which the content comes: decoded ``text`` that is no JSON, a ``json`` tree, the
       text of ``json_lines``, the root of an ``xml`` tree, or the ``bytes`` of a packed file such as docx.
    2. Write ``likelihood(content, source)``: 0 to 1, how sure the *content* is of this form. About 0.9
       says that a mark of the format was seen, 0.7 that the content fits it, 0 that it cannot be it.
       Judge only the head of a text (``HEAD_CHARACTERS``), raise nothing whatever the tree holds, and
       leave the file's extension to the detection.
    3. Write ``read(content, source)``: collect units in a ``Draft`` and return ``draft.finish()``. What
       is not read goes to ``draft.leave_out``; what cannot be read at all raises a
       ``TranscriptError`` that quotes no speech.
    4. Where a file may hold several calls, let ``read`` take ``call``, the name of the one that is wanted or
       ``None``, leave the others out with ``keep_call``, and set ``takes_call``. Of a ``json`` tree whose
       calls stand side by side, each a transcript by its own, ``read`` gets only the one, without that.
    5. Close the file with ``FORMAT = Format(...)``.
    6. Test it in ``tests/readers/test_<name>.py``.

    Attributes:
        name: stored with every transcript, so never renamed.
        title: what a list of formats shows.
        extensions: with the dot, lower case; they only break ties between equally likely formats.
        likelihood: ``(content, source)`` to 0–1.
        read: ``(content, source)`` to the transcript; raises ``TranscriptError`` and nothing else.
        shape: the shape of the content that both get.
        takes_call: whether ``read`` takes ``call``.
        tell_who: ``(content, source)`` to who speaks when, for a form that says so and may hold no words.
        list_words: ``(content, source, call)`` to the words with their times, for a form that has them and
            may name no speakers.
        at_most: the highest that ``likelihood`` gives; where another form is likelier, it is not asked at all.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    likelihood: Callable[[Any, str], float]
    read: Callable[[Any, str], Transcript]
    shape: Shape = "text"
    takes_call: bool = False
    tell_who: Callable[[Any, str], list[Stretch]] | None = None
    list_words: Callable[[Any, str, str | None], list[Word]] | None = None
    at_most: float = MOST_LIKELY
