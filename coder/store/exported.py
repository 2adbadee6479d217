"""The export file's form: JSON Lines, format 2, described in docs/store.md; format 1 is still read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder.codebook import load_codebook
from coder.errors import StoreError
from coder.review import Review
from coder.store.guesses import is_possible
from coder.store.plain import from_plain
from coder.store.records import (
    BlindCoding,
    CallDetails,
    CodeChange,
    LogLine,
    MachineCoding,
    Note,
    ReviewState,
    StoredGuess,
)
from coder.transcript import Transcript

EXPORT_FORMAT = 2
# Format 1 had neither transcripts, machine codings, guesses nor samples.
READABLE_FORMATS = (1, EXPORT_FORMAT)
KIND = "call-review-store"


@dataclass(frozen=True, slots=True)
class ExportedCall:
    """One call with all that the store holds of it; the review is the machine's last one."""

    id: str
    added_at: str
    added_by: str
    state: ReviewState
    details: CallDetails
    review: Review
    changes: tuple[CodeChange, ...]
    notes: tuple[Note, ...]
    is_sample: bool = False
    fingerprint: str = ""
    transcript: Transcript | None = None
    codings: tuple[MachineCoding, ...] = ()
    guesses: tuple[StoredGuess, ...] = ()
    blind_codings: tuple[BlindCoding, ...] = ()


def read_export(path: Path) -> Iterator[ExportedCall | LogLine]:
    """What an export file holds, in its order; errors come as they are met, the last of them at the end.

    Raises:
        StoreError: it cannot be read, is of another form or format, breaks off, or has a broken line.
    """
    number = 1
    try:
        with path.open(encoding="utf-8") as lines:
            counts = _counts(path, lines.readline())
            for line in lines:
                number += 1
                name, content = _parse(line)
                counts[name] -= 1
                yield content
    except OSError as error:
        raise _broken(str(path), "a file that can be read", error.strerror or type(error).__name__) from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        # Only what this package itself says of a line is sure to hold none of its text.
        found = str(error) if type(error) is ValueError else type(error).__name__
        raise _broken(f"{path} line {number}", "a line of a store's export", found) from None
    if any(counts.values()):
        raise _broken(str(path), "all calls and log lines that its first line tells of", "another number of them")


def _counts(path: Path, line: str) -> dict[str, int]:
    """How many lines of each kind the first line tells of."""
    try:
        header = json.loads(line)
        kind, number = header["kind"], header["format"]
        counts = {name: int(header[name]) for name in ("call", "log")}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _broken(str(path), "a store's export", "another kind of file") from None
    if kind != KIND or number not in READABLE_FORMATS:
        found = f"{str(kind)[:40]!r}, format {str(number)[:9]}"
        raise _broken(str(path), f"{KIND}, format {EXPORT_FORMAT} or before", found)
    return counts


def _parse(line: str) -> tuple[str, Any]:
    data = json.loads(line)
    if not isinstance(data, dict) or len(data) != 1:
        raise ValueError("no object with one field")
    ((name, content),) = data.items()
    if name == "log":
        return name, from_plain(LogLine, content)
    if name != "call":
        raise ValueError("neither a call nor a log line")
    call = from_plain(ExportedCall, content)
    _check(call)
    return name, call


def _check(call: ExportedCall) -> None:
    places = [utterance.index for utterance in call.review.utterances]
    if len(set(places)) < len(places):
        raise ValueError("an utterance's index given twice")
    known, codes = set(places), {None, *load_codebook().code_ids}
    if any(place not in known or code not in codes for change in call.changes for place, code in change.codes):
        raise ValueError("a code or utterance that is unknown")
    blind = [each for coding in call.blind_codings for each in coding.codes]
    if any(place not in known or code not in codes - {None} for place, code, _ in blind):
        raise ValueError("a blind code or utterance that is unknown")
    for each in call.blind_codings:
        if len(each.code_of) < len(each.codes):
            raise ValueError("an utterance coded twice by one coder")
    if len({coding.coder for coding in call.blind_codings}) < len(call.blind_codings):
        raise ValueError("a coder given twice")
    if any(note.utterance not in {None, *known} for note in call.notes):
        raise ValueError("a note on an unknown utterance")
    if not all(is_possible(guess.talk_share, guess.questions_to_directives) for guess in call.guesses):
        raise ValueError("a guess that cannot be")


def _broken(where: str, expected: str, found: str) -> StoreError:
    return StoreError(where, expected=expected, found=found, next_step="Make it again with: coder store export")
