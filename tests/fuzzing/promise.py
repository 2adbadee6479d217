"""What every input must come to: a transcript or the package's own error, in bounded time."""

import time
import zlib

from tests.readers.test_bad_input import check

SUFFIXES = ("", ".txt", ".vtt", ".srt", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".docx", ".xlsx", ".md", ".html")
SECONDS = 2.0
BYTES = 64 * 1024


def name_source(data: bytes) -> str:
    """A file name whose extension is the same for the same bytes."""
    return f"call{SUFFIXES[zlib.crc32(data) % len(SUFFIXES)]}"


def keep_promise(data: bytes, source: str | None = None, *, slowness: float = 1.0) -> None:
    """Fails on any other error, on a transcript that breaks its own rules, and on more than 2 s for 64 kB."""
    start = time.process_time()
    check(data, source or name_source(data))
    taken = time.process_time() - start
    allowed = SECONDS * slowness * max(1.0, len(data) / BYTES)
    assert taken <= allowed, f"{taken:.1f} s for {len(data):,} bytes"
