"""Words with speakers and times, as recognisers write them, joined into units."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coder.readers.draft import Draft

_PAUSE_MS = 1000
_UNSPACED = "[\u0e00-\u0eff\u3001-\u30ff\u3400-\u9fff]"
_BETWEEN_UNSPACED = re.compile(f"(?<={_UNSPACED}) (?={_UNSPACED})")


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word.

    Attributes:
        text: with its own punctuation, if it carries any.
        glued: true where no space stands before it, as before a comma.
    """

    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    glued: bool = False


def add_words(draft: Draft, words: Iterable[Word], *, entry: int = 1) -> None:
    """Adds one unit for each run of words by one speaker; ``entry`` is their place in the file."""
    for _, run in groupby(words, key=lambda word: word.speaker):
        _add_run(draft, list(run), entry)


def add_tracks(draft: Draft, tracks: Iterable[Iterable[Word]]) -> None:
    """Adds the words of channels recorded apart: a unit for each stretch without a pause, in order of time.

    A lone track is one conversation, and only its changes of speaker end a unit.
    """
    tracks = [list(track) for track in tracks]
    if len(tracks) == 1:
        add_words(draft, tracks[0])
        return
    runs = [run for track in tracks for run in _split_at_pauses(track)]
    for run in sorted(runs, key=lambda run: _start_of(run) or 0):
        _add_run(draft, run, entry=1)


def _add_run(draft: Draft, run: Sequence[Word], entry: int) -> None:
    ends = [word.end_ms for word in run if word.end_ms is not None]
    draft.add(entry, run[0].speaker, join_words(run), start_ms=_start_of(run), end_ms=ends[-1] if ends else None)


def _split_at_pauses(words: Iterable[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        paused = bool(run) and None not in (word.start_ms, run[-1].end_ms)
        paused = paused and word.start_ms - run[-1].end_ms >= _PAUSE_MS
        if run and (paused or word.speaker != run[0].speaker):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _start_of(run: Iterable[Word]) -> int | None:
    return next((word.start_ms for word in run if word.start_ms is not None), None)


def join_words(words: Iterable[Word]) -> str:
    """The words as a text; without spaces in scripts that have none.

    >>> join_words([Word("A", "Yes"), Word("A", ",", glued=True), Word("A", "Friday")])
    'Yes, Friday'
    """
    text = "".join(word.text if word.glued else f" {word.text}" for word in words).strip()
    return _BETWEEN_UNSPACED.sub("", text)
