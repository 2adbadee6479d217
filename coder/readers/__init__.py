"""Reads a call's transcript from a file, whatever tool wrote it, or the calls of a zip."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers.call_files import CallFile, CallSet, join_sets, pick_call
from coder.readers.companions import read_together
from coder.readers.containers.archive import MAX_UNPACKED_BYTES as MAX_ZIP_BYTES
from coder.readers.containers.binary import has_control_bytes, is_packed, name_binary, refuse_binary
from coder.readers.containers.call_archive import CallArchive, Member, holds_calls, refuse_empty, refuse_nested
from coder.readers.containers.decoding import decode, guess_utf16, has_bom
from coder.readers.content import Content
from coder.readers.detection import all_formats, format_title
from coder.readers.draft import name_call
from coder.readers.reading import read_content
from coder.readers.text.cleaning import clean_text
from coder.transcript import Transcript, count_words

__all__ = [
    "MAX_BYTES",
    "MAX_WORDS",
    "MAX_ZIP_BYTES",
    "CallFile",
    "CallSet",
    "all_formats",
    "format_title",
    "holds_calls",
    "join_sets",
    "load_file",
    "pick_call",
    "read_bytes",
    "read_calls",
    "read_member",
    "read_transcript",
]

MAX_BYTES = 16 * 1024 * 1024
MAX_WORDS = 150_000
MAX_SPEAKERS = 500
# Scripts without spaces put a whole turn into one "word".
MAX_WORD = 20_000
# With times, names and codes a file may have several times the words that it has speech.
_MAX_TOKENS = 8 * MAX_WORDS
_TELLING_CHARACTERS = 1_000


def read_transcript(path: str | Path, *, call: str | None = None, companions: Sequence[str | Path] = ()) -> Transcript:
    """The conversation in a file.

    Args:
        path: the file with what was said.
        call: the name of the one to read where the file holds several calls.
        companions: files that say who speaks when, or who the speakers are, where the first does not.

    Raises:
        SeveralCallsError: the file holds several calls, and none or an unknown one is named.
        TranscriptError: there is no such file, or it holds no transcript that can be read.
    """
    beside = [(load_file(companion), Path(companion).name) for companion in companions]
    return read_bytes(load_file(path), Path(path).name, call=call, companions=beside)


def load_file(path: str | Path) -> bytes:
    """The bytes of a file; a zip, which may hold several calls, may be larger than another.

    Raises:
        TranscriptError: there is no such file, or it cannot be read or is too large.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise _wrong_file(path, "a folder", "Name one file in it.")
        if not path.exists():
            raise _wrong_file(path, "nothing of that name", "Check the path.")
        if not path.is_file():
            raise _wrong_file(path, "a pipe or device", "Name a file, or - for standard input.")
        with path.open("rb") as file:
            most_bytes = MAX_ZIP_BYTES if file.read(2) == b"PK" else MAX_BYTES
        if (size := path.stat().st_size) > most_bytes:
            raise _too_big(path.name, size, most_bytes)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a path that the system does not take"
        raise _wrong_file(path, reason, "Check the path and your right to read the file.") from error


def read_bytes(
    data: bytes, source: str, *, call: str | None = None, companions: Sequence[tuple[bytes, str]] = ()
) -> Transcript:
    """The conversation in a file's bytes; ``source`` is the file's name and names the call.

    >>> read_bytes(b"Ana: How did it go?\\nBen: They went quiet.", "monday.txt").speakers
    ('Ana', 'Ben')

    Args:
        data: the file with what was said.
        source: its name.
        call: as in ``read_transcript``.
        companions: as in ``read_transcript``, the bytes of each with the name of its file.

    Raises:
        SeveralCallsError: the file holds several calls, and none or an unknown one is named.
        TranscriptError: the bytes hold no transcript that can be read, or too much of one.
    """
    content = _open(data, source)
    if companions:
        transcript = read_together(content, [_open(*companion) for companion in companions], call=call)
    else:
        transcript = read_content(content, call=call)
    _check_bounds(transcript)
    return transcript


def read_calls(data: bytes, source: str) -> CallSet:
    """Every call in a zip, or in one file; what cannot be read is told in it and stops nothing.

    >>> read_calls(b"Ana: How did it go?\\nBen: They went quiet.", "monday.txt").calls["monday.txt"].speakers
    ('Ana', 'Ben')
    """
    if not holds_calls(data):
        return join_sets([CallSet(tuple(_read_file(data, source)))])
    try:
        archive = CallArchive(data, source, most_bytes=MAX_BYTES)
    except TranscriptError as error:
        return CallSet((CallFile(source, error=error),))
    files = tuple(file for member in archive.unpack() for file in read_member(member))
    if not files:
        return CallSet((CallFile(source, error=refuse_empty(source)),), archive.passed_over)
    return join_sets([CallSet(files, archive.passed_over)])


def read_member(member: Member) -> Iterator[CallFile]:
    """The calls of a zip's file, named after its path; a zip in it is left closed."""
    if member.data is None:
        yield CallFile(member.path, error=member.error)
    elif holds_calls(member.data):
        yield CallFile(member.path, error=refuse_nested(member.path))
    else:
        for file in _read_file(member.data, member.path):
            yield file if file.transcript is None else replace(file, transcript=_named_by_path(file.transcript))


def _named_by_path(transcript: Transcript) -> Transcript:
    """The transcript with its folders in the call's name, unless the file names its call."""
    if transcript.call != name_call(transcript.source):
        return transcript
    return replace(transcript, call=_without_ending(transcript.source))


def _without_ending(path: str) -> str:
    return path.removesuffix(PurePosixPath(path).suffix) or path


def _read_file(data: bytes, source: str) -> Iterator[CallFile]:
    """The call of a file, or its calls where it holds several and is small enough to be read for each."""
    try:
        yield CallFile(source, read_bytes(data, source))
    except SeveralCallsError as error:
        if len(error.calls) * len(data) > MAX_ZIP_BYTES:
            yield CallFile(source, error=error)
            return
        for call in error.calls:
            name = f"{_without_ending(source)}/{call}"
            try:
                yield CallFile(name, read_bytes(data, source, call=call))
            except TranscriptError as one:
                yield CallFile(name, error=one)
    except TranscriptError as error:
        yield CallFile(source, error=error)


def _open(data: bytes, source: str) -> Content:
    if len(data) > MAX_BYTES:
        raise _too_big(source, len(data))
    content = Content(data, _read_text(data, source), source)
    if not content.text and not is_packed(data):
        raise _empty(source, len(data))
    if (n_tokens := len(content.text.split())) > _MAX_TOKENS:
        raise _too_long(source, n_tokens)
    return content


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
    return text if clean_text(text[:_TELLING_CHARACTERS]) or clean_text(text) else ""


def _wrong_file(path: Path, found: str, next_step: str) -> TranscriptError:
    return TranscriptError(str(path), expected="a file that can be read", found=found, next_step=next_step)


def _too_big(source: str, size: int, most_bytes: int = MAX_BYTES) -> TranscriptError:
    return TranscriptError(
        source,
        expected=f"at most {most_bytes // 1024**2} MB",
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
