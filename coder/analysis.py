"""Everything that is said of a coded call, computed once: figures of both sides, moments, lenses, what to try."""

from collections.abc import Mapping
from dataclasses import dataclass

from coder.measures import Axis, Measure, SortedQuestions, count_lenses, measure_call, sort_questions
from coder.moments import Moment, Suggestion, find_moments, suggest
from coder.review import Review
from coder.transcript import ROLES, Role


@dataclass(frozen=True)
class Analysis:
    """A review with what follows from it.

    Attributes:
        measures: by role, the measures of that side by id.
        moments: places worth reading again, in call order.
        suggestion: one thing to try next time; ``None`` where nobody leads the call, or by a codebook of one's own.
        lenses: every axis with the utterances at its poles.
        questions: the manager's questions by the pole of value that they serve.
    """

    review: Review
    measures: Mapping[Role, Mapping[str, Measure]]
    moments: tuple[Moment, ...]
    suggestion: Suggestion | None
    lenses: tuple[Axis, ...]
    questions: SortedQuestions

    @property
    def is_led(self) -> bool:
        """Whether somebody leads the call."""
        return bool(self.review.speakers_in("manager"))


def analyse(review: Review) -> Analysis:
    """The review's figures, moments and lenses; some tenths of a second for an hour of talk."""
    measures = {role: measure_call(review, role) for role in ROLES}
    led = bool(review.speakers_in("manager"))
    return Analysis(
        review=review,
        measures=measures,
        moments=find_moments(review) if led else (),
        suggestion=suggest(measures["manager"]) if led else None,
        lenses=count_lenses(review),
        questions=sort_questions(review),
    )
