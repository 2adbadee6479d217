"""Rich text (RTF), as Rev and word processors save a transcript: its text is read as any text is."""

from coder.readers.containers.rtf_text import show_rtf
from coder.readers.containers.unpacked import read_unpacked
from coder.readers.format import Format
from coder.transcript import Transcript


def likelihood(data: bytes, source: str) -> float:
    """Sure with RTF's mark."""
    return 0.95 if data.startswith(b"{\\rtf") else 0.0


def read(data: bytes, source: str) -> Transcript:
    """The conversation in the document's text."""
    return read_unpacked(show_rtf(data), source, FORMAT.name)


FORMAT = Format("rtf", "rich text with the transcript as text (.rtf)", (".rtf",), likelihood, read, shape="bytes")
