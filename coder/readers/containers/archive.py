"""Zip files from strangers: sized up before anything in them is unpacked, and never written to a disk."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from coder.errors import TranscriptError

MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 48 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM_BYTES = 4 * 1024 * 1024  # small parts of a document may well be nothing but blanks
_MEMBER = b"PK\x01\x02"
_ENCRYPTED = 0x1
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)
_NEXT_STEP = "Open the file in Office and save it again; or, in the meeting tool, "
_NEXT_STEP += "export the transcript as VTT, SRT or plain text."


def list_members(data: bytes) -> frozenset[str]:
    """The names in an archive; none if it is damaged or has too many."""
    if data.count(_MEMBER) > MAX_MEMBERS:
        return frozenset()
    try:
        return frozenset(ZipFile(BytesIO(data)).namelist())
    except _DAMAGE:
        return frozenset()


def open_archive(data: bytes, source: str, kind: str) -> ZipFile:
    """An archive whose members are few, small and readable enough; ``kind`` names it in errors.

    The sizes are those declared, and more than a member declares is never unpacked from it.

    Raises:
        TranscriptError: damaged, locked, or a zip bomb.
    """
    if (n_members := data.count(_MEMBER)) > MAX_MEMBERS:
        raise _too_much(source, f"{kind} of at most {MAX_MEMBERS:,} parts", f"{n_members:,} parts")
    try:
        archive = ZipFile(BytesIO(data))
    except _DAMAGE as error:
        raise refuse_damage(source, kind) from error
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise TranscriptError(
            source, expected=f"{kind} that is not locked", found="a password", next_step="Save it without a password."
        )
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise refuse_damage(source, kind)  # Office packs in no other way, and others can claim any memory
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        limit = f"{kind} of at most {MAX_UNPACKED_BYTES // 1024**2} MB unpacked"
        raise _too_much(source, limit, f"{unpacked / 1024**2:,.0f} MB")
    if unpacked > _RATIO_FROM_BYTES and unpacked > MAX_RATIO * len(data):
        limit = f"{kind} packed at most {MAX_RATIO} to 1"
        raise _too_much(source, limit, f"{unpacked / len(data):,.0f} to 1")
    return archive


def read_member(archive: ZipFile, name: str, source: str, kind: str) -> bytes:
    """One part, unpacked.

    Raises:
        TranscriptError: it is missing or damaged.
    """
    try:
        return archive.read(name)
    except _DAMAGE as error:
        raise refuse_damage(source, kind) from error


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
