"""What a trend says, in sentences: never a grade, and no word of moving where the interval allows none."""

from collections.abc import Sequence
from datetime import date

from coder.codebook import load_codebook
from coder.measures import WRONG_TURNS
from coder.trend.differences import is_ratio
from coder.trend.records import LEAST_CALLS, Difference, Direction, Point, TrendCall

_SUBJECT = {
    "talk_share": "talk share",
    "questions_to_directives": "questions to directives",
    "ask_and_listen_index": "the ask-and-listen index",
}
_MINUS = "\u2212"
_MIXED = "Calls of several types are mixed here; a cadence call and a one-to-one are different talks."
_MODELS = "These calls were coded by more than one model; part of a difference may be the models’."


def day_in_words(day: str) -> str:
    """A day as a sentence has it.

    >>> day_in_words("2026-05-04")
    '4 May 2026'
    """
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def figure_in_words(measure: str, value: float) -> str:
    """A share in whole per cent, a ratio with two places."""
    return f"{value:.2f}" if is_ratio(measure) else f"{100 * value:.0f} %"


def subject_of(measure: str) -> str:
    """A measure as a sentence has it."""
    book = load_codebook()
    modes = {f"{mode.id}_share": mode.doing or book.in_sentence(mode.name) for mode in book.modes}
    return _SUBJECT.get(measure) or f"the share of {modes[measure]}"


def say_missing(calls: int, what: str = "with a day") -> str:
    """Why there is no trend yet."""
    there = f"{calls} {what} {'is' if calls == 1 else 'are'} here"
    return f"No trend from fewer than {LEAST_CALLS} calls: {there}, {LEAST_CALLS - calls} more needed."


def say_direction(measure: str, direction: Direction | None) -> str:
    """Where a figure goes over time."""
    if direction is None:
        return "No clear change: the calls lie on too few different days to tell one."
    if direction.moved is None:
        return f"No clear change over {direction.calls} calls."
    ends = f"{_step(measure, direction.low).removesuffix(' points')} to {_step(measure, direction.high)}"
    about = f"about {_step(measure, direction.a_month)} in thirty days (95 % interval {ends})"
    return f"Moved {direction.moved} over {direction.calls} calls, {about}."


def say_latest(measure: str, difference: Difference | None) -> str:
    """How the latest call lies to the manager's own usual figure; "" where it cannot be told apart from that."""
    if difference is None or difference.clearness <= 1:
        return ""
    above = difference.value > (1 if is_ratio(measure) else 0)
    return f"The latest call lies {'above' if above else 'below'} the earlier ones taken together."


def say_change(measure: str, before: Point, after: Point, difference: Difference, *, is_clear: bool) -> str:
    """What moved most clearly since the last call."""
    values = [figure_in_words(measure, point.value) for point in (before, after)]
    talk = measure == "talk_share"
    if not is_clear:
        cause = (
            f"from turns under a wrong name ({100 * WRONG_TURNS:.0f} % of them)" if talk else "from unsure codes alone"
        )
        largest = f"The largest difference, in {subject_of(measure)} ({values[0]}, then {values[1]})"
        return f"Nothing moved clearly since {day_in_words(before.day)}. {largest}, may come {cause}."
    verb = "rose" if after.value > before.value else "fell"
    other = f"{100 * WRONG_TURNS:.0f} % of turns under a wrong name" if talk else "unsure codes alone"
    by = _by(measure, difference)
    return (
        f"Since {day_in_words(before.day)}, {subject_of(measure)} {verb} from {values[0]} to {values[1]} ({by}). "
        f"That is more than {other} would explain; two calls make no trend yet."
    )


def say_incomparable(before_day: str) -> str:
    """That the last two calls have no figure in common."""
    return f"Nothing can be compared since {day_in_words(before_day)}: one of the two calls is too short to say."


def notes_on(calls: Sequence[TrendCall], *, mixed: bool) -> tuple[str, ...]:
    """What to know before the figures of these calls are read side by side."""
    notes = [_MIXED] if mixed else []
    if len({call.model for call in calls}) > 1:
        notes.append(_MODELS)
    reviewed = sum(call.figures.n_reviewed > 0 for call in calls)
    if 0 < reviewed < len(calls):
        notes.append(
            f"In {reviewed:,} of these {len(calls):,} calls a person reviewed codes; the others are machine-coded only."
        )
    elif calls and not reviewed:
        notes.append("All these calls are machine-coded, not reviewed by a person.")
    if len({call.figures.measures["manager"]["talk_share"].unit for call in calls}) > 1:
        notes.append("Talk share is by speech time where a file has times, by words in the others.")
    return tuple(notes)


def _step(measure: str, amount: float) -> str:
    if is_ratio(measure):
        return f"×{amount:.2f}"
    points = f"{100 * amount:+.0f}" if abs(amount) >= 0.1 else f"{100 * amount:+.1f}"
    return f"{points.replace('-', _MINUS)} points"


def _by(measure: str, difference: Difference) -> str:
    if is_ratio(measure):
        return f"{difference.low:.1f} to {difference.high:.1f} times what it was, 95 % interval"
    low, high = sorted(abs(100 * end) for end in (difference.low, difference.high))
    kind = "allowing for turns under a wrong name" if measure == "talk_share" else "95 % interval"
    return f"by {low:.0f} to {high:.0f} points, {kind}"
