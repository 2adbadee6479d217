"""Reads a call's transcript from a file, whatever tool wrote it."""

from pathlib import Path

from coder.errors import TranscriptError
from coder.readers.containers.binary import has_control_bytes, is_packed, name_binary, refuse_binary
from coder.readers.containers.decoding import decode, guess_utf16, has_bom
from coder.readers.content import Content
from coder.readers.detection import all_formats, detect_format, format_title
from coder.readers.text.cleaning import clean_text
from coder.transcript import Transcript, count_words

__all__ = ["MAX_BYTES", "MAX_WORDS", "all_formats", "format_title", "read_bytes", "read_transcript"]

MAX_BYTES = 16 * 1024 * 1024
MAX_WORDS = 150_000
MAX_SPEAKERS = 500
# Scripts without spaces put a whole turn into one "word".
MAX_WORD = 20_000
# With times, names and codes a file may have several times the words that it has speech.
_MAX_TOKENS = 8 * MAX_WORDS


def read_transcript(path: str | Path) -> Transcript:
    """The conversation in a file.

    Raises:
        TranscriptError: there is no such file, or it holds no transcript that can be read.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise _wrong_file(path, "a folder", "Name one file in it.")
        if not path.exists():
            raise _wrong_file(path, "nothing of that name", "Check the path.")
        if not path.is_file():
            raise _wrong_file(path, "a pipe or device", "Name a file, or - for standard input.")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _too_big(path.name, size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a path that the system does not take"
        raise _wrong_file(path, reason, "Check the path and your right to read the file.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, source: str) -> Transcript:
    """The conversation in a file's bytes; ``source`` is the file's name and names the call.

    >>> read_bytes(b"Ana: How did it go?\\nBen: They went quiet.", "monday.txt").speakers
    ('Ana', 'Ben')

    Raises:
        TranscriptError: the bytes hold no transcript that can be read, or too much of one.
    """
    if len(data) > MAX_BYTES:
        raise _too_big(source, len(data))
    content = Content(data, _read_text(data, source), source)
    if not content.text and not is_packed(data):
        raise _empty(source, len(data))
    if (n_tokens := len(content.text.split())) > _MAX_TOKENS:
        raise _too_long(source, n_tokens)
    form = detect_format(content, source)
    transcript = form.read(content.shaped(form.shape), source)
    _check_bounds(transcript)
    return transcript


def _check_bounds(transcript: Transcript) -> None:
    n_words = sum(count_words(unit.text) for unit in transcript.units)
    if n_words > MAX_WORDS:
        raise _too_long(transcript.source, n_words)
    longest = max((len(token) for unit in transcript.units for token in unit.text.split()), default=0)
    n_speakers = len(transcript.speakers)
    for what, found, most in (("characters in one word", longest, MAX_WORD), ("speakers", n_speakers, MAX_SPEAKERS)):
        if found > most:
            raise TranscriptError(
                transcript.source,
                expected=f"at most {most:,} {what}",
                found=f"{found:,}",
                next_step="Check that the file holds one call, as the meeting tool wrote it.",
            )


def _read_text(data: bytes, source: str) -> str:
    """The decoded text; "" for a packed file, whose format reads the bytes, and for one without words."""
    if is_packed(data):
        return ""
    if not has_bom(data):
        if kind := name_binary(data):
            raise refuse_binary(source, kind)
        if not guess_utf16(data) and has_control_bytes(data):
            raise refuse_binary(source, "binary data, not text")
    text = decode(data)
    return text if clean_text(text) else ""


def _wrong_file(path: Path, found: str, next_step: str) -> TranscriptError:
    return TranscriptError(str(path), expected="a file that can be read", found=found, next_step=next_step)


def _too_big(source: str, size: int) -> TranscriptError:
    return TranscriptError(
        source,
        expected=f"at most {MAX_BYTES // 1024**2} MB",
        found=f"{size / 1024**2:,.1f} MB",
        next_step="A transcript of a three-hour call is under 1 MB; check that this is not the recording.",
    )


def _too_long(source: str, n_words: int) -> TranscriptError:
    return TranscriptError(
        source,
        expected=f"one call of at most {MAX_WORDS:,} words",
        found=f"{n_words:,} words",
        next_step="A three-hour call has about 30,000; check that the file holds one call, or split it.",
    )


def _empty(source: str, size: int) -> TranscriptError:
    return TranscriptError(
        source,
        expected="the transcript of a call",
        found="an empty file" if not size else "nothing but white space",
        next_step="Export the transcript again; some tools fill it only minutes after the call.",
    )
