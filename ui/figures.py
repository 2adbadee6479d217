"""Measures as text: how a number, its count and its absence are written.

Figures use a narrow no-break space before the per cent sign, a dash where undefined.
"""

from collections.abc import Sequence
from typing import Any

from coder import Measure, format_timecode

DASH = "–"
TIMED = "ms of speech"
SPACE = "\u202f"

# What a measure's numerator and denominator are called, singular and plural.
COUNTED = {
    "questions_to_directives": (("open", "open"), ("directive", "directives")),
    "open_share_of_questions": (("open", "open"), ("question", "questions")),
    "reflections_to_questions": (("reflection", "reflections"), ("question", "questions")),
}


def percent(share: float) -> str:
    """A share as whole per cent.

    >>> percent(0.614)
    '61\\u202f%'
    """
    return f"{100 * share:.0f}{SPACE}%"


def number(count: int) -> str:
    """A count with thousands parted.

    >>> number(1500)
    '1,500'
    """
    return f"{count:,}"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "question"), counted(2, "question")
    ('1 question', '2 questions')
    """
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them.

    >>> listed(["Ada", "Ben", "Cleo"])
    'Ada, Ben and Cleo'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def amount(value: int, unit: str) -> str:
    """Speech as minutes and seconds, a pause in seconds, all else as a count."""
    if unit == "ms":
        return f"{value / 1000:.1f}{SPACE}s"
    return format_timecode(value) if unit == TIMED else number(value)


def figure_of(measure_id: str, measure: Measure, kind: str) -> dict[str, Any]:
    """One side's figure: ``value`` as text, ``count`` in words.

    ``above`` and ``below`` are the numbers that ``count`` tells, for pictures.
    """
    return {
        "value": _value(measure, kind),
        "unit": _unit(measure, kind),
        "share": measure.value if kind == "share" else None,
        "count": _count(measure_id, measure, kind),
        "interval": _interval(measure, kind),
        "reviewed": _reviewed(measure),
        "above": measure.numerator,
        "below": measure.denominator,
    }


def _unit(measure: Measure, kind: str) -> str:
    if measure.value is None:
        return ""
    return "words" if kind in ("length", "count") and measure.unit == "words" else ""


def _value(measure: Measure, kind: str) -> str:
    if measure.value is None:
        return DASH
    if kind == "share":
        return percent(measure.value)
    if kind in ("length", "count"):
        return amount(measure.numerator, measure.unit)
    return f"{measure.value:.1f}" if kind == "rate" else f"{measure.value:.2f}"


def _reviewed(measure: Measure) -> str:
    """How much of it a person coded, and whether that corrects the rest."""
    if measure.corrected:
        return "corrected by the part that a person reviewed at random"
    return f"{number(measure.reviewed)} reviewed by a person" if measure.reviewed else ""


def _count(measure_id: str, measure: Measure, kind: str) -> str:
    above, below = measure.numerator, measure.denominator
    if kind in ("length", "count") or below is None:
        return ""
    if kind == "rate":
        return f"{number(above)} in {format_timecode(below)}" if below else ""
    if measure.unit == "exchanges":
        return f"mean over {counted(below, 'exchange')}"
    if measure_id in COUNTED:
        nouns_above, nouns_below = COUNTED[measure_id]
        joint = "of" if kind == "share" else "÷"
        return f"{counted(above, *nouns_above)} {joint} {counted(below, *nouns_below)}"
    if measure_id == "talk_share":
        tail = " spoken" if measure.unit == TIMED else " words"
        return f"{amount(above, measure.unit)} of {amount(below, measure.unit)}{tail}"
    if measure_id == "question_yield":
        return f"{counted(above, 'word')} ÷ {counted(below, 'word')}"
    return f"{number(above)} of {number(below)}"


def _interval(measure: Measure, kind: str) -> str:
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    low, high = (percent(x) if kind == "share" else f"{x:.2f}" for x in (measure.low, measure.high))
    return f"95{SPACE}% interval {low} to {high}"
