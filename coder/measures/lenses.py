"""What the manager's words stand for: both poles of each axis, counted, and the questions that serve value's poles."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.codebook import load_codebook
from coder.review import CodedUtterance, Review


@dataclass(frozen=True, slots=True)
class LensCount:
    """One lens in one call.

    Attributes:
        count: utterances that carry it; ``None`` where the model finds it too unsurely to count.
        utterances: their indices.
        possible: indices of utterances that may carry it; they enter no figure.
    """

    lens: str
    count: int | None
    utterances: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Two opposite lenses; ``leader`` is ``None`` for ``discount``, which has no opposite."""

    axis: str
    manager: LensCount
    leader: LensCount | None


@dataclass(frozen=True, slots=True)
class SortedQuestions:
    """The manager's questions by the pole of value that they serve, as indices; most serve neither."""

    counting_value: tuple[int, ...]
    creating_value: tuple[int, ...]
    neither: tuple[int, ...]


def count_lenses(review: Review) -> tuple[Axis, ...]:
    """Every axis of the codebook in its order; a lens without an opposite is an axis of its own."""
    book = load_codebook()
    by_axis: dict[str, dict[str, LensCount]] = {}
    for lens in book.lenses:
        by_axis.setdefault(lens.axis or lens.id, {})[lens.pole or "manager"] = _count(lens.id, review)
    return tuple(Axis(axis, poles["manager"], poles.get("leader")) for axis, poles in by_axis.items())


def sort_questions(review: Review) -> SortedQuestions:
    """Which of the manager's questions count value and which help to create it, surely or possibly."""
    parts = load_codebook().parts
    asked = [u for u in review.spoken_by("manager") if u.code in parts.questions]
    creating = [u for u in asked if _carries(u, parts.creating_value)]
    counting = [u for u in asked if u not in creating and _carries(u, parts.counting_value)]
    neither = [u for u in asked if u not in creating and u not in counting]
    return SortedQuestions(*(tuple(u.index for u in part) for part in (counting, creating, neither)))


def _count(lens: str, review: Review) -> LensCount:
    said = review.spoken_by("manager")
    sure = tuple(u.index for u in said if lens in u.lenses)
    known = lens not in review.uncounted_tags
    possible = tuple(u.index for u in said if lens in u.possible)
    return LensCount(lens, len(sure) if known else None, sure, possible)


def _carries(utterance: CodedUtterance, lenses: Sequence[str]) -> bool:
    return not {*lenses}.isdisjoint((*utterance.lenses, *utterance.possible))
