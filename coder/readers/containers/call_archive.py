"""A zip of calls, file by file: each sized up before it is unpacked, and none ever written to a disk."""

import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zipfile import ZipFile, ZipInfo

from coder.errors import TranscriptError
from coder.readers.containers.archive import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    count_members,
    is_bomb,
    is_locked,
    is_packed_plainly,
    open_listed,
    read_head,
    read_member,
)
from coder.readers.containers.binary import is_packed, name_binary, refuse_binary
from coder.readers.containers.decoding import has_bom
from coder.readers.containers.member_names import name_members
from coder.transcript import Skipped

KIND = "a zip of calls"
_MEMBER = "a file in the zip"
_HEAD_BYTES = 512
# A zip that lists one of these is a document.
_DOCUMENT_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "xl/workbook.xml", "mimetype")
_DOCUMENT_OPENING = re.compile(rb"word/|xl/|ppt/|_rels/|docProps/|customXml/|\[Content_Types\]\.xml|mimetype")
_NAME_AT = 30
_HIDDEN = re.compile(r"\..*|__MACOSX|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_MADE_ON_UNIX, _MADE_ON_DOS = 3, 0
_HIDDEN_ON_DOS = 0x2
_ALONE = "Unpack the zip, and open the file by itself."
_DIVIDE = "Make several smaller ones of it."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip.

    Attributes:
        path: its folders and its name, readable and without tricks, "/" between them.
        data: its bytes; ``None`` where it is not unpacked.
        error: why not.
    """

    path: str
    data: bytes | None = None
    error: TranscriptError | None = None


def holds_calls(data: bytes) -> bool:
    """Whether the bytes are a zip of files rather than a document, which may be a zip too; it may be damaged."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with open_listed(data, "", KIND) as archive:
            names = archive.NameToInfo
            return not any(part in names for part in _DOCUMENT_PARTS)
    except TranscriptError:
        return not _DOCUMENT_OPENING.match(data, _NAME_AT)


class CallArchive:
    """The files of a zip, those that its maker never saw passed over.

    Attributes:
        passed_over: what is hidden, counted by folder.
    """

    def __init__(self, data: bytes, source: str, *, most_bytes: int) -> None:
        """Open it.

        Args:
            data: the zip.
            source: its name.
            most_bytes: what one file of it may have unpacked.

        Raises:
            TranscriptError: damaged, too large, or too many files.
        """
        self._archive = _open(data, source)
        self._most_bytes = most_bytes
        members = self._archive.infolist()
        named = [
            pair for pair in zip(members, name_members(members), strict=True) if not pair[0].filename.endswith("/")
        ]
        self._files = [(member, "/".join(path) or "file") for member, path in named if not _is_hidden(member, path)]
        self.passed_over = _count_hidden([path for member, path in named if _is_hidden(member, path)])

    @property
    def paths(self) -> tuple[str, ...]:
        """The files' paths in the order of the zip."""
        return tuple(path for _, path in self._files)

    def unpack(self, only: Collection[int] | None = None) -> Iterator[Member]:
        """The files in the order of the zip, each unpacked when asked for, within what all may have together.

        Args:
            only: places in ``paths`` of those that are wanted; ``None`` takes all.
        """
        left = MAX_UNPACKED_BYTES
        for place, (member, path) in enumerate(self._files):
            error = self._refuse(member, path, left)
            data = None
            if error is None:
                left -= member.file_size
            if only is not None and place not in only:
                continue
            if error is None:
                try:
                    data = read_member(self._archive, member, path, _MEMBER)
                except TranscriptError:
                    error = _refuse_damage(path)
            yield Member(path, data, error)

    def _refuse(self, member: ZipInfo, path: str, left: int) -> TranscriptError | None:
        """Why the file is not unpacked; ``None`` if nothing speaks against it."""
        if is_locked(member):
            return TranscriptError(path, expected="a file without a lock", found="a password", next_step=_ALONE)
        if not _is_regular(member):
            return TranscriptError(path, expected="a file", found="a link or a device", next_step=_ALONE)
        if not is_packed_plainly(member):
            found = "a way of packing that is rare"
            return TranscriptError(path, expected="a file packed as usual", found=found, next_step=_ALONE)
        if kind := _name_recording(self._archive, member):
            return refuse_binary(path, kind)
        if member.file_size > self._most_bytes:
            return _refuse_size(path, "a transcript", member.file_size, self._most_bytes, "Check what it is.")
        if is_bomb(member.file_size, member.compress_size):
            limit, ratio = f"a file packed at most {MAX_RATIO} to 1", member.file_size / max(1, member.compress_size)
            found = f"{ratio:,.0f} to 1, as in files made to exhaust a machine"
            return TranscriptError(path, expected=limit, found=found, next_step=_ALONE)
        if member.file_size > left:
            limit = f"at most {_megabytes(MAX_UNPACKED_BYTES)} unpacked from one zip"
            return TranscriptError(path, expected=limit, found="more", next_step=_ALONE)
        return None


def refuse_empty(source: str) -> TranscriptError:
    """The error for a zip with nothing in it."""
    next_step = "Pack the transcripts again; hidden files are passed over."
    return TranscriptError(source, expected=KIND, found="no file in it", next_step=next_step)


def refuse_nested(path: str) -> TranscriptError:
    """The error for a zip in the zip."""
    next_step = "Unpack the outer zip, and open the inner one by itself."
    return TranscriptError(path, expected="the transcript of a call", found="a zip inside the zip", next_step=next_step)


def _open(data: bytes, source: str) -> ZipFile:
    if len(data) > MAX_UNPACKED_BYTES:
        raise _refuse_size(source, KIND, len(data), MAX_UNPACKED_BYTES, _DIVIDE)
    if (n_members := count_members(data)) > MAX_MEMBERS:
        limit, found = f"{KIND} with at most {MAX_MEMBERS:,} files and folders", f"{n_members:,}"
        raise TranscriptError(source, expected=limit, found=found, next_step=_DIVIDE)
    try:
        return open_listed(data, source, KIND)
    except TranscriptError as error:
        next_step = "Download or pack it again: it may have been cut short."
        raise TranscriptError(source, expected=error.expected, found=error.found, next_step=next_step) from error


def _is_regular(member: ZipInfo) -> bool:
    if member.create_system != _MADE_ON_UNIX:
        return True
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in (0, stat.S_IFREG)


def _is_hidden(member: ZipInfo, path: tuple[str, ...]) -> bool:
    marked = member.create_system == _MADE_ON_DOS and bool(member.external_attr & _HIDDEN_ON_DOS)
    return marked or any(_HIDDEN.fullmatch(part) for part in path)


def _count_hidden(paths: list[tuple[str, ...]]) -> tuple[Skipped, ...]:
    """One note for all that are hidden by one name, such as "__MACOSX"."""
    counts = Counter(next((part for part in path if _HIDDEN.fullmatch(part)), "/".join(path)) for path in paths)
    return tuple(
        Skipped(name, "hidden, passed over" if n == 1 else f"{n:,} hidden files, passed over")
        for name, n in counts.items()
    )


def _name_recording(archive: ZipFile, member: ZipInfo) -> str | None:
    """What the first bytes announce that no format can read; ``None`` if nothing is known of them."""
    head = read_head(archive, member, _HEAD_BYTES)
    return None if is_packed(head) or has_bom(head) else name_binary(head)


def _refuse_damage(path: str) -> TranscriptError:
    return TranscriptError(
        path, expected="a file that can be unpacked", found="damaged data", next_step="Pack it again, or open it alone."
    )


def _refuse_size(where: str, what: str, size: int, most: int, next_step: str) -> TranscriptError:
    return TranscriptError(
        where, expected=f"{what} of at most {_megabytes(most)}", found=_megabytes(size), next_step=next_step
    )


def _megabytes(n_bytes: int) -> str:
    return f"{n_bytes / 1024**2:,.1f} MB".replace(".0 MB", " MB")
