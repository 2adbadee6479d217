"""What a file is that is not text, told by its first bytes."""

from coder.errors import TranscriptError

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1aE\xdf\xa3", "a video (WebM or Matroska)"),
    (0, b"OggS\x00", "an audio recording (Ogg)"),
    (0, b"fLaC\x00", "an audio recording (FLAC)"),
    (0, b"ID3\x02", "an audio recording (MP3)"),
    (0, b"ID3\x03", "an audio recording (MP3)"),
    (0, b"ID3\x04", "an audio recording (MP3)"),
    (0, b"\xff\xfb", "an audio recording (MP3)"),
    (0, b"\xff\xf3", "an audio recording (MP3)"),
    (0, b"\xff\xf2", "an audio recording (MP3)"),
    (0, b"\xff\xf1", "an audio recording (AAC)"),
    (0, b"\xff\xf9", "an audio recording (AAC)"),
    (0, b"#!AMR\n", "an audio recording (AMR)"),
    (0, b"caff\x00", "an audio recording (CAF)"),
    (8, b"AIFF", "an audio recording (AIFF)"),
    (8, b"WAVE", "an audio recording (WAV)"),
    (8, b"AVI ", "a video (AVI)"),
    (8, b"WEBP", "an image (WebP)"),
    (4, b"ftypheic", "an image (HEIC)"),
    (4, b"ftypM4A", "an audio recording (M4A)"),
    (4, b"ftyp", "a video or audio recording (MP4)"),
    (4, b"moov", "a video (QuickTime)"),
    (0, b"FLV\x01", "a video (Flash)"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "a video or audio recording (Windows Media)"),
    (0, b"\x00\x00\x01\xba", "a video (MPEG)"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a rich-text document (RTF)"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls or ppt) or a locked one"),
    (0, b"\x89PNG\r\n", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF87a", "an image (GIF)"),
    (0, b"GIF89a", "an image (GIF)"),
    (0, b"II*\x00", "an image (TIFF)"),
    (0, b"MM\x00*", "an image (TIFF)"),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)"),
    (0, b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (0, b"Rar!\x1a\x07", "a compressed file (RAR)"),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (0, b"SQLite format 3\x00", "a database (SQLite)"),
)
DOCX, XLSX = "a Word document (docx)", "an Excel workbook (xlsx)"
_ZIPPED = ((b"word/", DOCX), (b"xl/", XLSX))
_ZIPPED += ((b"ppt/", "a PowerPoint file (pptx)"), (b"opendocument", "an OpenDocument file"))
# Control bytes that no text holds. CHAT puts times between \x15, and \x1b starts Japanese shift codes.
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x15\x1b"))


def name_binary(data: bytes) -> str | None:
    """What kind of binary file the first bytes announce; ``None`` if none that is known."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for mark, kind in _ZIPPED if mark in data), "a zip archive")
    return next((kind for at, magic, kind in _MAGIC if data.startswith(magic, at)), None)


def is_packed(data: bytes) -> bool:
    """Whether the bytes are of a kind that a format may unpack: a zip (docx, xlsx) or rich text."""
    return data.startswith((b"PK\x03\x04", b"{\\rtf"))


def has_control_bytes(data: bytes) -> bool:
    """Whether more control bytes stand in the data than a damaged text file would hold."""
    n_controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    return n_controls > max(2, len(data) // 50)


def refuse_binary(source: str, kind: str) -> TranscriptError:
    """The error for a file that is no text; ``kind`` says what it looks like."""
    return TranscriptError(
        source,
        expected="the transcript of a call as text",
        found=kind,
        next_step="In the meeting tool, export the transcript as VTT, SRT or plain text, and use that file.",
    )
