"""Words with speakers and times, as recognisers write them, joined into units."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coder.readers.draft import Draft

_PAUSE_MS = 1000
_TURN_PAUSE_MS, _TURN_GAP_MS = 2000, 200
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


def group_turns(words: Iterable[tuple[int, Word]]) -> list[list[tuple[int, Word]]]:
    """Words with their places, in turns: in order of time, all of them timed.

    A turn ends where its speaker pauses for two seconds, or where another speaks in a gap; words that
    interleave because two speak at once stay with their speakers.
    """
    words = sorted(words, key=lambda entry: entry[1].start_ms)
    starts = [word.start_ms for _, word in words]
    turns: list[list[tuple[int, Word]]] = []
    latest: dict[str, list[tuple[int, Word]]] = {}
    for place, word in words:
        turn = latest.get(word.speaker)
        if turn is None or _is_parted(turn[-1][1], word, starts):
            turn = latest[word.speaker] = []
            turns.append(turn)
        turn.append((place, word))
    return turns


def _is_parted(before: Word, after: Word, starts: Sequence[int]) -> bool:
    gap_ms = after.start_ms - before.end_ms
    if gap_ms >= _TURN_PAUSE_MS:
        return True
    others_from = max(bisect_right(starts, before.start_ms), bisect_left(starts, before.end_ms))
    return gap_ms >= _TURN_GAP_MS and bisect_left(starts, after.start_ms) > others_from


def _add_run(draft: Draft, run: Sequence[Word], entry: int) -> None:
    ends = [word.end_ms for word in run if word.end_ms is not None]
    draft.add(entry, run[0].speaker, join_words(run), start_ms=_start_of(run), end_ms=ends[-1] if ends else None)


def _split_at_pauses(words: Iterable[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    ended_ms = None  # of the latest word that says when: marks do not
    for word in words:
        paused = None not in (word.start_ms, ended_ms) and word.start_ms - ended_ms >= _PAUSE_MS
        if run and (paused or word.speaker != run[0].speaker):
            yield run
            run = []
        run.append(word)
        ended_ms = word.end_ms if word.end_ms is not None else ended_ms
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
