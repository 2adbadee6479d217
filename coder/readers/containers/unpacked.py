"""Text taken out of a wrapping such as RTF or HTML, read as whatever text it is."""

from dataclasses import replace

from coder.errors import TranscriptError
from coder.readers.containers.decoding import decode
from coder.readers.content import Content
from coder.readers.detection import detect_format
from coder.transcript import Transcript

WRAPPINGS = frozenset(("rtf", "html_page"))


def read_unpacked(text: str, source: str, wrapping: str) -> Transcript:
    """The conversation in the text of a wrapping, which it bears as its format.

    Raises:
        TranscriptError: no text, or none that is a transcript.
    """
    text = decode(text.encode("utf-8", "replace"))
    if not text.strip():
        raise _no_text(source, "no text")
    form = detect_format(content := Content(b"", text, source), source)
    if form.name in WRAPPINGS:
        raise _no_text(source, "a page of such markup wrapped in another")
    transcript = form.read(content.shaped(form.shape), source)
    return replace(transcript, format=wrapping)


def _no_text(source: str, found: str) -> TranscriptError:
    return TranscriptError(
        source,
        expected="the transcript of a call in the document",
        found=found,
        next_step="Export the transcript again, as VTT, SRT or plain text.",
    )
