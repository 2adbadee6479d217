"""Guess first: what a manager thought the call was like, beside what was counted."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from coder.call_figures import CallFigures
from coder.errors import CoderError
from coder.trend.directions import find_direction
from coder.trend.records import LEAST_CALLS, Direction
from coder.trend.wording import say_missing


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody thinks of a call before its figures are shown; ``None`` for what was not guessed.

    Attributes:
        talk_share: the manager's, 0-1.
        questions_to_directives: open questions for each instruction or piece of advice, 0 or more.

    Raises:
        CoderError: a number outside these ranges.
    """

    talk_share: float | None
    questions_to_directives: float | None

    def __post_init__(self) -> None:
        _check("talk share", self.talk_share, "from 0 to 1", most=1.0)
        _check("questions to directives", self.questions_to_directives, "from 0 on", most=sys.float_info.max)


@dataclass(frozen=True, slots=True)
class GuessGap:
    """How far a guess was off; every part ``None`` where nothing was guessed or the figure is undefined.

    Attributes:
        talk_points: guess less figure in points, -100 to 100; below 0 the manager talked more than guessed.
        talk_inside: whether the guess lies in what talk share could be if some turns carried the wrong name.
        ratio_factor: guess ÷ figure; above 1 fewer questions were asked for each directive than guessed; ``None`` too
            where the figure is 0.
        ratio_inside: whether the guess lies in the figure's 95 % interval.
    """

    talk_points: float | None
    talk_inside: bool | None
    ratio_factor: float | None
    ratio_inside: bool | None


@dataclass(frozen=True, slots=True)
class GapCourse:
    """Whether guesses come closer over time.

    Attributes:
        guesses: how many gaps there are with a day.
        middle: the median gap without its sign: points, or how many times too high or too low; ``None`` without any.
        direction: of the gap without its sign; ``None`` from too few.
        says: one sentence.
    """

    guesses: int
    middle: float | None
    direction: Direction | None
    says: str


def compare_guess(guess: Guess, figures: CallFigures) -> GuessGap:
    """How far the guess lies from the manager's figures."""
    talk, ratio = (figures.measures["manager"].get(name) for name in ("talk_share", "questions_to_directives"))
    points = inside = factor = ratio_inside = None
    if guess.talk_share is not None and talk and talk.value is not None:
        points = 100 * (guess.talk_share - talk.value)
        inside = _is_inside(guess.talk_share, figures.talk_range)
    if guess.questions_to_directives is not None and ratio and ratio.value is not None:
        factor = guess.questions_to_directives / ratio.value if ratio.value else None
        ends = None if ratio.low is None or ratio.high is None else (ratio.low, ratio.high)
        ratio_inside = _is_inside(guess.questions_to_directives, ends)
    return GuessGap(points, inside, factor, ratio_inside)


def follow_talk_gaps(gaps: Sequence[tuple[str, float]]) -> GapCourse:
    """Whether guesses of talk share come closer, from pairs of a day and ``talk_points``; others stay out."""
    dated = sorted((day, abs(gap)) for day, gap in gaps if day)
    return _course(dated, log=False)


def follow_ratio_gaps(gaps: Sequence[tuple[str, float]]) -> GapCourse:
    """Whether guesses of the balance come closer, from pairs of a day and ``ratio_factor``.

    Half as much and twice as much are equally far off. Guesses of nothing at all have no factor to compare and stay
    out, as do those without a day.
    """
    dated = sorted((day, abs(math.log(gap))) for day, gap in gaps if day and gap > 0)
    return _course(dated, log=True)


def _course(dated: Sequence[tuple[str, float]], *, log: bool) -> GapCourse:
    days, sizes = [day for day, _ in dated], [size for _, size in dated]
    if not sizes:
        return GapCourse(0, None, None, "No guesses yet.")
    middle = math.exp(median(sizes)) if log else median(sizes)
    if len(sizes) < LEAST_CALLS:
        return GapCourse(len(sizes), middle, None, say_missing(len(sizes), "with a guess"))
    direction = find_direction(days, sizes)
    moved = direction.moved if direction else None
    course = {"up": "moved further from", "down": "came closer to"}.get(moved or "")
    tail = f"Over {len(sizes)} calls the guesses {course} what was counted." if course else ""
    return GapCourse(len(sizes), middle, direction, tail or f"No clear change over {len(sizes)} guesses.")


def _is_inside(value: float, ends: tuple[float, float] | None) -> bool | None:
    return None if ends is None else ends[0] <= value <= ends[1]


def _check(what: str, value: float | None, right: str, *, most: float) -> None:
    if value is not None and not 0 <= value <= most:
        raise CoderError(f"guess of {what}", expected=f"a number {right}", found=f"{value}", next_step="Guess again.")
