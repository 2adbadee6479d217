"""Calls with tags, times and people's codes, in a line or two."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coder.review import Review
from tests.builders import Row, build_review

# Enough of the manager's utterances for any share; they are in no coaching mode.
ENOUGH: list[Row] = [("Ana", "manager", "social", "hello")] * 30


def manager(code: str, text: str = "word") -> Row:
    """An utterance of the manager."""
    return "Ana", "manager", code, text


def rep(text: str = "word", code: str = "inform") -> Row:
    """An utterance of the rep."""
    return "Ben", "rep", code, text


def turns_of_one(*codes: str) -> list[Row]:
    """The manager's codes, each in a turn of its own."""
    return [row for code in codes for row in (manager(code), rep())]


def with_signals(review: Review, signals: Mapping[int, tuple[str, ...]]) -> Review:
    """The review with signals on some utterances."""
    changed = tuple(replace(u, signals=signals.get(u.index, ())) for u in review.utterances)
    return replace(review, utterances=changed)


def by_a_person(review: Review, indices: Iterable[int] | None = None) -> Review:
    """The review with some utterances, or all, coded by a person."""
    chosen = {u.index for u in review.utterances} if indices is None else set(indices)
    changed = tuple(replace(u, decided_by="person") if u.index in chosen else u for u in review.utterances)
    return replace(review, utterances=changed)


def at_times(rows: Iterable[Row], times: Iterable[tuple[int | None, int | None]]) -> Review:
    """A call whose utterances begin and end at these milliseconds."""
    review = build_review(*rows, ms_per_word=100)
    pairs = zip(review.utterances, times, strict=True)
    return replace(review, utterances=tuple(replace(u, start_ms=start, end_ms=end) for u, (start, end) in pairs))
