"""Words with speakers and times, as recognisers write them, joined into units."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from coder.readers.draft import Draft


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
    for speaker, run in groupby(words, key=lambda word: word.speaker):
        said = list(run)
        starts = [word.start_ms for word in said if word.start_ms is not None]
        ends = [word.end_ms for word in said if word.end_ms is not None]
        draft.add(
            entry,
            speaker,
            join_words(said),
            start_ms=starts[0] if starts else None,
            end_ms=ends[-1] if ends else None,
        )


def join_words(words: Iterable[Word]) -> str:
    """The words as a text.

    >>> join_words([Word("A", "Yes"), Word("A", ",", glued=True), Word("A", "Friday")])
    'Yes, Friday'
    """
    return "".join(word.text if word.glued else f" {word.text}" for word in words).strip()
