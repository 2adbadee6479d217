"""Long runs of one token at several places of a file of each form: how the slow patterns were found.

Prints what takes more than its share of 2 s for 64 kB, or fails in a way that is not allowed.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress

from coder.errors import TranscriptError
from coder.readers import all_formats
from coder.readers.containers.decoding import decode
from coder.readers.content import Content
from tests.fuzzing.promise import BYTES, SECONDS, keep_promise
from tests.readers.composing import COMPOSERS, Composer, make_talk

_CHARACTERS = " \t\n\"'()[]{}<>:;,.-–—_*#>|/\\&@=+~^%!?0aA\u200b\x15é李"
_PIECES = ["A: ", "(A", "[A]", "<v ", "<i>", "</", "<a ", "<!--", "&#", "&amp;", "//S01: ", "{\\", "**", "-->"]
_PIECES += [
    "00:00 ",
    "[0:00]",
    "(0:00)",
    "1s ",
    "1 h ",
    "http://",
    "a,",
    "A. ",
    "\\u",
    "\\par ",
    ">> ",
    "\n\n",
    "\na\n",
]
_PIECES += ["a: b ", "&-", "@a\n", "(.)", "0.1 ", "Ana Gil: ", "transcript ", "12:30 PM ", '"a","b"\n']
TOKENS = [*_CHARACTERS, *_PIECES]


def main() -> None:
    """Goes through all forms, or those named, at a third of the length that is allowed 2 s."""
    for composer in COMPOSERS:
        if len(sys.argv) < 2 or composer.format in sys.argv[1:]:
            for token in TOKENS:
                for place, data in _put(composer, token, BYTES // 3):
                    _try(composer, repr(token), place, data)


def _put(composer: Composer, token: str, length: int) -> Iterator[tuple[str, bytes]]:
    run = token.encode() * (length // len(token.encode()))
    data = composer.write(make_talk(6))
    middle = len(data) // 2
    yield "inside", data[:middle] + run + data[middle:]
    yield "on a line of its own", data[:middle] + b"\n" + run + b"x\n" + data[middle:]
    yield "at the end", data + run
    if not data.startswith(b"PK"):
        lines = data.split(b"\n")
        times = max(1, length // (len(data) + 40 * len(token.encode()) * len(lines)))
        yield "in every line", b"\n".join(line + token.encode() * 40 for line in lines * times)


def _try(composer: Composer, token: str, place: str, data: bytes) -> None:
    start = time.process_time()
    try:
        keep_promise(data, composer.source, slowness=0.5)
        _ask_every_form(data)
    except Exception as error:
        print(f"{composer.name}, {token} {place}: {error!r}")
    if (taken := time.process_time() - start) > SECONDS:
        print(f"{composer.name}, {token} {place}: {taken:.1f} s in all")


def _ask_every_form(data: bytes) -> None:
    """Also those whose opinion the detection could do without."""
    text = "" if data.startswith(b"PK") else decode(data)
    content = Content(data, text, "call")
    for form in all_formats():
        shaped = None
        with suppress(TranscriptError):  # nested too deep
            shaped = content.shaped(form.shape)
        if shaped is not None:
            start = time.process_time()
            form.likelihood(shaped, "call")
            taken = time.process_time() - start
            assert taken < SECONDS / 2, f"{taken:.1f} s for the likelihood of {form.name}"


if __name__ == "__main__":
    main()
