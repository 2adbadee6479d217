"""A tell, a rewrite of it and earlier attempts, as plain data for the practice page."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from coder import (
    Alternative,
    Explanation,
    LeftOut,
    Review,
    Rewrite,
    ScoredPart,
    Tell,
    load_codebook,
    percent_sure,
)
from ui.call_view import codes_explained
from ui.figures import SPACE, counted, listed
from ui.why_view import MOST_SHOWN, NO_SINGLE_PART, OF_CONTEXT

BEFORE, AFTER = 2, 1
# A change of so much is marked in full strength.
FULL_STRENGTH = 0.5
UNMARKED: dict[str, Any] = {"way": "", "strength": 0, "note": ""}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def choice_note(review: Review, count: int) -> str:
    """Whose sentences there are to choose from, and how many."""
    if not count:
        return f"From the call {review.call}."
    names = listed([speaker.name for speaker in review.speakers_in("manager")])
    return f"From the call {review.call}: {counted(count, 'sentence')} of {names} to choose from."


def tell_view(review: Review, tell: Tell, explanation: Explanation) -> dict[str, Any]:
    """The tell with what was said just before and after it, and why it got its code."""
    at = next(place for place, each in enumerate(review.utterances) if each.index == tell.utterance.index)
    return {
        "before": [_said(each) for each in review.utterances[max(0, at - BEFORE) : at]],
        "after": [_said(each) for each in review.utterances[at + 1 : at + 1 + AFTER]],
        "speaker": tell.utterance.speaker,
        "by_person": tell.by_person,
        **_coded(tell.utterance.code, tell.utterance.text, explanation),
    }


def rewrite_view(rewrite: Rewrite) -> dict[str, Any]:
    """What the rewrite is coded as, beside the original."""
    modes = [{"id": mode.id, "name": mode.name, "coaching": mode.coaching} for mode in load_codebook().modes]
    several = len(rewrite.parts) > 1
    bars = [{"who": "As it was", "parts": _shares(rewrite.original_modes)}]
    for part, ordinal in zip(rewrite.parts, ORDINALS, strict=False):
        bars.append({"who": f"Now, {ordinal}" if several else "Now", "parts": _shares(part.modes)})
    return {
        "verdict": verdict(rewrite),
        "listens": rewrite.listens,
        "modes": modes,
        "bars": bars,
        "parts": [_coded(part.code, part.text, part.explanation) for part in rewrite.parts],
    }


def verdict(rewrite: Rewrite) -> str:
    """One sentence: what it counts as, and which part does not."""
    if len(rewrite.parts) == 1:
        part = rewrite.parts[0]
        return f"Would be coded {_name(part.code)}: counts as {_mode_name(part.mode)}{_not_listening(part)}."
    names = ", then ".join(_name(part.code) for part in rewrite.parts)
    heard = [ordinal for part, ordinal in zip(rewrite.parts, ORDINALS, strict=False) if part.listens]
    head = f"{counted(len(rewrite.parts), 'utterance')}: {names}. "
    if rewrite.listens:
        return f"{head}All of them count as open question or listening."
    if not heard:
        return f"{head}None of them counts as open question or listening."
    return f"{head}Only the {listed(heard)} {'counts' if len(heard) == 1 else 'count'} as open question or listening."


def alternatives_view(alternatives: Sequence[Alternative]) -> list[dict[str, str]]:
    """Examples of the codebook, each with the name of its code and its mode."""
    mode_of = load_codebook().mode_of
    return [{"text": each.text, "name": _name(each.code), "mode": mode_of[each.code]} for each in alternatives]


def attempt_view(rewrite: Rewrite) -> dict[str, Any]:
    """An attempt as it is remembered for the session."""
    return {
        "text": " ".join(part.text for part in rewrite.parts),
        "instead_of": rewrite.original.text,
        "codes": [
            {"name": _name(part.code), "mode": part.mode, "sure": _percent(part.probability)} for part in rewrite.parts
        ],
    }


def tell_label(tell: Tell) -> str:
    """A tell in one line, for the box that picks one."""
    by = " (coded by a person)" if tell.by_person else ""
    return f"{_name(tell.utterance.code)}{by}: {tell.utterance.text}"


def _said(utterance: Any) -> dict[str, str]:
    return {"speaker": utterance.speaker, "text": utterance.text, "name": _name(utterance.code), "mode": utterance.mode}


def _coded(code: str, text: str, explanation: Explanation) -> dict[str, Any]:
    """A coded text with its words marked; the marks are the machine's reasons, so they need the machine's code."""
    about = codes_explained()["codes"][code]
    agreed = code == explanation.code
    return {
        "text": text,
        "code": {"id": code, **about},
        "mode_name": _mode_name(about["mode"]),
        "sure": _sureness(explanation) if agreed else f"The machine said {_name(explanation.code)}.",
        "words": _marked(text, explanation) if agreed else [{"text": text, "run": "", **UNMARKED}],
        "reasons": _reasons(explanation) if agreed else [],
    }


def _sureness(explanation: Explanation) -> str:
    next_one = f"next {_name(explanation.runner_up)}, {_percent(explanation.runner_up_probability)}"
    return f"{_percent(explanation.probability)} sure; {next_one}"


def _marked(text: str, explanation: Explanation) -> list[dict[str, Any]]:
    """The text in pieces, each with how much its words weigh and which way."""
    spans = [(part.start or 0, part.end or 0, part) for part in explanation.words]
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(text)]
    weighed = {(start, end): part for start, end, part in spans}
    pieces = [(start, end, weighed.get((start, end))) for start, end in pairwise(edges) if end > start]
    return [
        {"text": text[start:end], "run": _run_at(explanation.run, start, end), **_mark(part, explanation)}
        for start, end, part in pieces
    ]


def _run_at(run: LeftOut | None, start: int, end: int) -> str:
    """Which way the run of words weighs that covers this piece; "" where none does."""
    if run is None or not run.matters or start < (run.start or 0) or end > (run.end or 0):
        return ""
    return _way(run)


def _mark(part: LeftOut | None, explanation: Explanation) -> dict[str, Any]:
    if part is None or not part.matters:
        return UNMARKED
    strength = round(min(1.0, abs(part.change) / FULL_STRENGTH), 2)
    return {"way": _way(part), "strength": strength, "note": _effect(part, explanation)}


def _way(part: LeftOut) -> str:
    return "for" if part.change < 0 else "against"


def _reasons(explanation: Explanation) -> list[dict[str, str]]:
    """What weighed most, in words; one sentence where nothing did."""
    found = [
        {"what": _what(part), "is_words": "yes" if part.text else "", "effect": _effect(part, explanation)}
        for part in explanation.weightiest[:MOST_SHOWN]
    ]
    return found or [{"what": "", "is_words": "", "effect": NO_SINGLE_PART}]


def _what(part: LeftOut) -> str:
    return part.text or OF_CONTEXT[part.kind]


def _effect(part: LeftOut, explanation: Explanation) -> str:
    """Leaving it out changes the probability by so much."""
    points = round(100 * part.change)
    sign = "+" if points > 0 else "−"
    then = "" if part.code_without == explanation.code else f"; it would be {_name(part.code_without)}"
    return f"{sign}{abs(points)}{SPACE}points{then}"


def _shares(modes: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"mode": mode, "share": round(share, 4), "value": _percent(share)} for mode, share in modes.items()]


def _not_listening(part: ScoredPart) -> str:
    return "" if part.listens else ", not as listening"


def _percent(probability: float) -> str:
    return f"{percent_sure(probability)}{SPACE}%" if probability >= 0.01 else f"under 1{SPACE}%"


def _name(code: str) -> str:
    return load_codebook().code_of[code].name


def _mode_name(mode: str) -> str:
    return next(each.name for each in load_codebook().modes if each.id == mode)
