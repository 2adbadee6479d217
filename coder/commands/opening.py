"""A file that a command is given: one call, or a zip of calls."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import TranscriptError

if TYPE_CHECKING:
    from coder.readers import CallSet
    from coder.transcript import Transcript


def open_file(file: Path, options: Namespace) -> "Transcript | CallSet":
    """What the file holds, ``-`` being standard input; of a zip all its calls, or the one that is named.

    Raises:
        TranscriptError: no file, none that can be read, or several calls of which one must be named.
    """
    from coder.readers import holds_calls, load_file, pick_call, read_bytes, read_calls

    data, source = (load_file(file), file.name) if str(file) != "-" else _read_input()
    beside = [(load_file(companion), companion.name) for companion in options.companions]
    if not holds_calls(data):
        return read_bytes(data, source, call=options.call, companions=beside)
    if beside:
        raise TranscriptError(
            source,
            expected="one transcript, to go with the other file",
            found="a zip",
            next_step="Unpack the zip, and name the transcript.",
        )
    calls = read_calls(data, source)
    return calls if options.call is None else pick_call(calls, options.call, source)


def _read_input() -> tuple[bytes, str]:
    from coder.readers import MAX_ZIP_BYTES

    # One byte more than is read tells a stream that is too long.
    return sys.stdin.buffer.read(MAX_ZIP_BYTES + 1) if sys.stdin else b"", "standard input"
