"""Zip files from strangers: sized up before anything in them is unpacked, and never written to a disk."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from coder.errors import TranscriptError

MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 48 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM_BYTES = 4 * 1024 * 1024  # small parts of a document may well be nothing but blanks
_MEMBER = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_BYTES = 22
_END_IS_ELSEWHERE = b"PK\x06\x07"
_ELSEWHERE_BYTES = 20
_ENCRYPTED = 0x1
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)
_NEXT_STEP = "Open the file in Office and save it again; or, in the meeting tool, "
_NEXT_STEP += "export the transcript as VTT, SRT or plain text."


def list_members(data: bytes) -> frozenset[str]:
    """The names in an archive; none if it is damaged or has too many."""
    if count_members(data) > MAX_MEMBERS:
        return frozenset()
    try:
        return frozenset(ZipFile(BytesIO(data)).namelist())
    except _DAMAGE:
        return frozenset()


def count_members(data: bytes) -> int:
    """At most how many members the archive lists, told without opening it.

    Marks before the list are those of archives within the archive.
    """
    # As ``ZipFile`` finds it: at the very end, or before a comment.
    plain = data[-_END_BYTES:].startswith(_END) and data.endswith(b"\0\0")
    end = len(data) - _END_BYTES if plain else data.rfind(_END)
    before = data[max(0, end - _ELSEWHERE_BYTES) : max(0, end)]
    if end < 0 or end + _END_BYTES > len(data) or before.startswith(_END_IS_ELSEWHERE):
        return data.count(_MEMBER)
    (n_bytes,) = struct.unpack_from("<L", data, end + 12)
    return data.count(_MEMBER, max(0, end - n_bytes), end)


def open_listed(data: bytes, source: str, kind: str) -> ZipFile:
    """An archive of few enough members; nothing is known of them yet.

    Raises:
        TranscriptError: damaged, or too many members.
    """
    if (n_members := count_members(data)) > MAX_MEMBERS:
        raise _too_much(source, f"{kind} of at most {MAX_MEMBERS:,} parts", f"{n_members:,} parts")
    try:
        return ZipFile(BytesIO(data))
    except _DAMAGE as error:
        raise refuse_damage(source, kind) from error


def open_archive(data: bytes, source: str, kind: str) -> ZipFile:
    """An archive whose members are few, small and readable enough; ``kind`` names it in errors.

    The sizes are those declared, and more than a member declares is never unpacked from it.

    Raises:
        TranscriptError: damaged, locked, or a zip bomb.
    """
    archive = open_listed(data, source, kind)
    members = archive.infolist()
    if any(is_locked(member) for member in members):
        raise TranscriptError(
            source, expected=f"{kind} that is not locked", found="a password", next_step="Save it without a password."
        )
    if not all(is_packed_plainly(member) for member in members):
        raise refuse_damage(source, kind)  # Office packs in no other way
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        limit = f"{kind} of at most {MAX_UNPACKED_BYTES // 1024**2} MB unpacked"
        raise _too_much(source, limit, f"{unpacked / 1024**2:,.0f} MB")
    if is_bomb(unpacked, len(data)):
        limit = f"{kind} packed at most {MAX_RATIO} to 1"
        raise _too_much(source, limit, f"{unpacked / len(data):,.0f} to 1")
    return archive


def is_locked(member: ZipInfo) -> bool:
    """Whether a password is needed to read it."""
    return bool(member.flag_bits & _ENCRYPTED)


def is_packed_plainly(member: ZipInfo) -> bool:
    """Whether it is packed in one of the two common ways; others can claim any memory."""
    return member.compress_type in (ZIP_STORED, ZIP_DEFLATED)


def is_bomb(n_unpacked: int, n_packed: int) -> bool:
    """Whether bytes were packed more tightly than those of any document or transcript."""
    return n_unpacked > _RATIO_FROM_BYTES and n_unpacked > MAX_RATIO * n_packed


def read_member(archive: ZipFile, name: str | ZipInfo, source: str, kind: str) -> bytes:
    """One part, unpacked.

    Raises:
        TranscriptError: it is missing or damaged.
    """
    try:
        return archive.read(name)
    except _DAMAGE as error:
        raise refuse_damage(source, kind) from error


def read_head(archive: ZipFile, member: ZipInfo, n_bytes: int) -> bytes:
    """The first bytes of a member; none if it is damaged."""
    try:
        with archive.open(member) as file:
            return file.read(n_bytes)
    except _DAMAGE:
        return b""


def refuse_damage(source: str, kind: str) -> TranscriptError:
    """The error for a packed file that cannot be opened."""
    return TranscriptError(
        source, expected=f"{kind} that can be opened", found=f"{kind} that is damaged", next_step=_NEXT_STEP
    )


def _too_much(source: str, limit: str, found: str) -> TranscriptError:
    return TranscriptError(
        source,
        expected=limit,
        found=f"{found}, as in files made to exhaust a machine",
        next_step=_NEXT_STEP,
    )
