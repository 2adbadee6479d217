"""Story, moments, what to try, and lenses, as plain data for the page."""

from collections.abc import Sequence
from typing import Any

from coder import Analysis, format_timecode, lens_count, lens_name, load_codebook, story
from ui.figures import SPACE

# A moment shows so many of its utterances; the rest stand in the transcript where its button leads.
QUOTED = 3
AXES = {
    "value": "Counting value, or creating it",
    "agenda": "Whose agenda",
    "help": "Saving the sale, or leading the seller",
    "risk": "Rules, or room to experiment",
    "failure": "Failure: consequences, or learning",
    "horizon": "This period, or the future",
    "discount": "Discounts pushed",
}


def moments_view(analysis: Analysis) -> dict[str, Any] | None:
    """The call's story, its moments and one thing to try; ``None`` where nobody leads it."""
    if not analysis.is_led:
        return None
    suggestion = analysis.suggestion
    return {
        "story": [_unbroken(sentence) for sentence in story(analysis)],
        "items": [
            {
                "claim": moment.claim,
                "rule": f"Found by: {moment.rule}.",
                "row": moment.utterances[0],
                "words": [_quoted(analysis, index) for index in moment.utterances[:QUOTED]],
                "more": len(moment.utterances) - QUOTED,
            }
            for moment in analysis.moments
        ],
        "because": _unbroken(suggestion.because) if suggestion else "",
        "to_try": suggestion.to_try if suggestion else "",
    }


def lenses_view(analysis: Analysis) -> list[dict[str, Any]]:
    """Each axis with its two poles: how often, and where."""
    return [
        {
            "axis": AXES.get(axis.axis, axis.axis.replace("_", " ").capitalize()),
            "poles": [
                {
                    "name": lens_name(pole.lens),
                    "count": lens_count(pole),
                    "rows": list(pole.utterances),
                    "possible": list(pole.possible),
                }
                for pole in (axis.manager, axis.leader)
                if pole
            ],
        }
        for axis in analysis.lenses
    ]


def questions_view(analysis: Analysis) -> list[dict[str, Any]]:
    """The manager's questions by the pole of value that they serve."""
    named = load_codebook().parts
    if not (named.counting_value and named.creating_value):
        return []
    parts = {
        "Questions that count value, possible ones included": analysis.questions.counting_value,
        "Questions that help to create value, possible ones included": analysis.questions.creating_value,
        "Questions that serve neither": analysis.questions.neither,
    }
    return [{"name": name, "rows": list(rows)} for name, rows in parts.items()]


def _unbroken(sentence: str) -> str:
    """A figure stays on one line with its sign."""
    return sentence.replace(" %", f"{SPACE}%")


def said_view(analysis: Analysis, rows: Sequence[int]) -> dict[str, list[str]]:
    """Place, speaker and words of the utterances that figures point at, by index."""
    wanted = set(rows)
    return {str(u.index): _words(u) for u in analysis.review.utterances if u.index in wanted}


def _quoted(analysis: Analysis, index: int) -> list[str]:
    return next(_words(u) for u in analysis.review.utterances if u.index == index)


def _words(utterance: Any) -> list[str]:
    place = f"#{utterance.index + 1}" if utterance.start_ms is None else format_timecode(utterance.start_ms)
    return [place, utterance.speaker, utterance.text]
