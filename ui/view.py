"""A review as plain data for the page's components: what is drawn, already in words and numbers."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from coder import DEFINITIONS, format_timecode, format_title, load_codebook
from ui.figures import amount, code_counts, counted, figure_of, number, percent

SIDES = ("manager", "rep")
HEADLINES = ("talk_share", "questions_to_directives", "ask_and_listen_index")
SMALLER = ("longest_stretch", "open_share_of_questions", "reflections_to_questions")
DIRECTIVES = ("direct", "advise")
APART = ("clarify", "inspect", "steer")

# Under this the tool asks rather than supposes.
HARDLY_SURE_BELOW = 0.6

Measures = Mapping[str, Any]


def summary_view(review: Any, measures: Mapping[str, Measures]) -> dict[str, Any]:
    """The head of the page.

    Args:
        review: the coded call.
        measures: measures of each side, by role.
    """
    return {
        "call": review.call,
        "facts": call_facts(review),
        "skipped": [f"{part.where}: {part.reason}" for part in review.skipped],
        "coding": coding_note(review),
        "lead": lead_note(review),
        "sides": [{"role": role, "label": side_label(review, role)} for role in SIDES],
        "headlines": [_figure(measure_id, measures) for measure_id in HEADLINES],
        "smaller": [_figure(measure_id, measures) for measure_id in SMALLER],
        "talk": _talk(review),
        "balance": [_balance(review, role) for role in SIDES],
        "modes": _mode_mix(review, measures),
    }


def call_facts(review: Any) -> list[str]:
    """What the call is: file, form, length, size."""
    facts = [review.source, f"read as {format_title(review.format)}"]
    ends = [utterance.end_ms for utterance in review.utterances if utterance.end_ms is not None]
    if ends:
        facts.append(f"{format_timecode(max(ends))} long")
    words = sum(speaker.words for speaker in review.speakers)
    facts += [counted(len(review.speakers), "speaker"), counted(words, "word")]
    return [*facts, counted(len(review.utterances), "utterance")]


def coding_note(review: Any) -> dict[str, str]:
    """Who coded the call, to stand beside its figures."""
    reviewed = sum(utterance.decided_by == "person" for utterance in review.utterances)
    total = len(review.utterances)
    if not reviewed:
        status = "Machine-coded, not reviewed"
    elif reviewed == total:
        status = "Reviewed by a person"
    else:
        status = f"Machine-coded, {number(reviewed)} of {number(total)} reviewed by a person"
    return {"status": status, "model": f"model {review.model_name} {review.model_version}"}


def lead_note(review: Any) -> dict[str, Any]:
    """Who counts as manager and why; ``asks`` where the tool only supposes it."""
    manager = manager_of(review)
    if review.roles_from == "file":
        return {"name": manager, "before": "The file says that ", "after": " leads this call.", "asks": False}
    if review.roles_from == "named":
        return {"name": manager, "before": "You said that ", "after": " leads this call.", "asks": False}
    if review.proposal is None:
        alone = review.speakers[0].name
        after = " speaks in this call. If that is the manager, say so above."
        return {"name": alone, "before": "Only ", "after": after, "asks": True}
    return {"name": manager, "asks": True, **_proposal_words(review.proposal)}


def _proposal_words(proposal: Any) -> dict[str, str]:
    grounds = f": {', '.join(proposal.grounds)}" if proposal.grounds else ""
    sure = f"{percent(proposal.probability)} sure{grounds}"
    if proposal.probability < HARDLY_SURE_BELOW:
        return {"before": "It is not clear who leads this call. Perhaps ", "after": f" ({sure}). Choose above."}
    return {"before": "Looks like ", "after": f" leads this call ({sure}). Right? If not, change it above."}


def manager_of(review: Any) -> str:
    """The manager's name; "" if nobody has the role."""
    return next((speaker.name for speaker in review.speakers_in("manager")), "")


def side_label(review: Any, role: str) -> str:
    """One name, or how many share the side."""
    names = [speaker.name for speaker in review.speakers_in(role)]
    if len(names) > 1:
        return f"{len(names)} {role}s together"
    return names[0] if names else f"no {role}"


def _figure(measure_id: str, measures: Mapping[str, Measures]) -> dict[str, Any]:
    definition = next(each for each in DEFINITIONS if each.id == measure_id)
    sides = [figure_of(measure_id, measures[role][measure_id], definition.kind) for role in SIDES]
    return {
        "id": measure_id,
        "name": definition.name,
        "meaning": definition.meaning,
        "formula": definition.formula,
        "by": _basis(measure_id, [measures[role][measure_id] for role in SIDES]),
        "sides": sides,
    }


def _basis(measure_id: str, both: list[Any]) -> str:
    """What talk was measured by; a side that nobody is on has nothing to say about it."""
    if measure_id not in ("talk_share", "longest_stretch"):
        return ""
    measure = next((measure for measure in both if measure.numerator), both[0])
    return "by words" if measure.unit == "words" else "by speech time"


def _talk(review: Any) -> list[dict[str, Any]]:
    """Every role's part of the talk, widest unit known: time where all have it, else words."""
    timed = all(speaker.speech_ms is not None for speaker in review.speakers)
    unit = "ms of speech" if timed else "words"
    total = sum((speaker.speech_ms if timed else speaker.words) or 0 for speaker in review.speakers)
    parts = []
    for role in ("manager", "rep", "guest"):
        speakers = review.speakers_in(role)
        own = sum((speaker.speech_ms if timed else speaker.words) or 0 for speaker in speakers)
        if speakers and total:
            # Manager's and reps' shares stand as figures above the bar; guests have no figure of their own.
            share = f" {percent(own / total)}, {amount(own, unit)}" if role == "guest" else ""
            label = f"{side_label(review, role)}{share}"
            parts.append({"role": role, "share": own / total, "label": label})
    return parts


def _balance(review: Any, role: str) -> dict[str, Any]:
    """Open questions against directives, and the other questions counted apart."""
    codes = code_counts(review.spoken_by(role))
    names = {code.id: code.name.lower() for code in load_codebook().codes}
    directives = sum(codes[code] for code in DIRECTIVES)
    return {
        "open": codes["open_question"],
        "directives": directives,
        "open_label": f"{number(codes['open_question'])} open",
        "directives_label": counted(directives, "directive"),
        "apart": " · ".join(f"{names[code]} {codes[code]}" for code in APART),
    }


def _mode_mix(review: Any, measures: Mapping[str, Measures]) -> dict[str, Any]:
    modes = [mode for mode in load_codebook().modes if mode.coaching]
    rows = []
    for role in SIDES:
        counts = Counter(utterance.mode for utterance in review.spoken_by(role))
        figures = [figure_of(f"{mode.id}_share", measures[role][f"{mode.id}_share"], "share") for mode in modes]
        coded = sum(counts[mode.id] for mode in modes)
        rows.append(
            {
                "role": role,
                "parts": [{"mode": mode.id, **part} for mode, part in zip(modes, figures, strict=True)],
                "of": f"of {counted(coded, 'utterance')}",
                "left_out": f"{number(counts['other'])} other left out",
                "reason": figures[0]["reason"],
            }
        )
    return {
        "modes": [{"id": mode.id, "name": mode.name, "definition": mode.definition} for mode in modes],
        "rows": rows,
    }
