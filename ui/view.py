"""A review as plain data for the page's components: what is drawn, already in words and numbers.

Figures come from ``analyse``; nothing is measured here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from coder import (
    GROUPS,
    Analysis,
    Measure,
    Review,
    definition_of,
    definitions,
    format_timecode,
    format_title,
    is_shipped,
    load_codebook,
)
from ui.figures import amount, counted, figure_of, listed, number
from ui.file_notes import file_notes, talk_range_note
from ui.lead import lead_note, named_speakers
from ui.moments_view import lenses_view, moments_view, questions_view, said_view

SIDES = ("manager", "rep")
ROLES = (*SIDES, "guest")
# Groups of figures that stand under the mode mix, in this order.
SMALLER = ("questions", "listening", "telling", "next_steps", "talk")
# A figure unfolds to so many of the utterances that it counts.
LISTED = 60

REP_CAVEAT = "The rep’s codes are less certain for questions and directives: few were in the training calls."
CAVEAT_ON = ("questions_to_directives", "open_share_of_questions", "reflections_to_questions")

Measures = Mapping[str, Measure]


def summary_view(analysis: Analysis) -> dict[str, Any]:
    """The head of the page: story, moments, figures, lenses."""
    review, measures = analysis.review, analysis.measures
    roles = sides_of(review)
    shared = _shared_reasons(measures, roles)
    groups = [_group(name, review, measures, shared) for name in SMALLER]
    lenses, questions = lenses_view(analysis), questions_view(analysis)
    return {
        "call": review.call,
        "facts": call_facts(review),
        "skipped": [f"{part.where}: {part.reason}" for part in review.skipped],
        "coding": coding_note(review),
        "lead": lead_note(review),
        "file": file_notes(review),
        "sides": [{"role": role, "title": side_title(review, role)} for role in roles],
        "missing": _missing_note(review, shared),
        "moments": moments_view(analysis),
        "headlines": [_figure(each.id, review, measures, shared) for each in definitions() if each.group == "headline"],
        "groups": [group for group in groups if group["figures"]],
        "talk": _talk(review, measures),
        "apart": [_counted_apart(review, role) for role in roles] if load_codebook().parts.narrow_questions else [],
        "modes": _mode_mix(review, measures, shared),
        "lenses": lenses if review.speakers_in("manager") else [],
        "questions": questions if review.speakers_in("manager") else [],
        "said": said_view(analysis, _pointed_at(measures, roles, lenses, questions)),
    }


def _pointed_at(
    measures: Mapping[str, Measures],
    roles: Sequence[str],
    lenses: Sequence[dict[str, Any]],
    questions: Sequence[dict[str, Any]],
) -> list[int]:
    """Indices of all utterances that something on the page unfolds to."""
    by_figures = [row for role in roles for measure in measures[role].values() for row in _rows(measure)]
    by_lenses = [row for axis in lenses for pole in axis["poles"] for row in (*pole["rows"], *pole["possible"])]
    return [*by_figures, *by_lenses, *(row for part in questions for row in part["rows"])]


def sides_of(review: Review) -> list[str]:
    """The sides that somebody is on; a column for nobody would only repeat that."""
    return [role for role in SIDES if review.speakers_in(role)] or list(SIDES)


def call_facts(review: Review) -> list[str]:
    """What the call is: file, form, length, size."""
    facts = [review.source, f"read as {format_title(review.format)}"]
    ends = [utterance.end_ms for utterance in review.utterances if utterance.end_ms is not None]
    if ends:
        facts.append(f"{format_timecode(max(ends))} long")
    words = sum(speaker.words for speaker in review.speakers)
    facts += [counted(len(review.speakers), "speaker"), counted(words, "word")]
    return [*facts, counted(len(review.utterances), "utterance")]


def coding_note(review: Review) -> dict[str, str]:
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


def side_title(review: Review, role: str) -> str:
    """What heads the side's column: "Manager", "Reps"; where nobody leads, who speaks."""
    if role == "rep" and not review.speakers_in("manager"):
        return "Whole call" if not named_speakers(review) else "All speakers"
    return f"{role.capitalize()}s" if len(review.speakers_in(role)) > 1 else role.capitalize()


def side_label(review: Review, role: str) -> str:
    """One name, or how many share the side."""
    names = [speaker.name for speaker in review.speakers_in(role)]
    if len(names) > 1:
        return f"{len(names)} {role}s together"
    return names[0] if names else f"no {role}"


def _shared_reasons(measures: Mapping[str, Measures], roles: Sequence[str]) -> dict[str, set[str]]:
    """By side, the reasons that more than one of its figures has: said once, above them all."""
    plain = [each.id for each in definitions() if each.both_sides]
    reasons = {role: Counter(filter(None, (measures[role][each].reason for each in plain))) for role in roles}
    return {role: {reason for reason, n in counts.items() if n > 1} for role, counts in reasons.items()}


def _missing_note(review: Review, shared: Mapping[str, set[str]]) -> dict[str, Any] | None:
    """Why most figures are missing, as one head and a line a side."""
    parted = [(role, *reason.partition(": ")) for role, reasons in shared.items() for reason in sorted(reasons)]
    if not parted:
        return None
    heads = dict.fromkeys(head for _, head, _, _ in parted)
    return {
        "head": " and ".join(heads).capitalize(),
        "lines": [f"{side_title(review, role)}: {rest or head}" for role, head, _, rest in parted],
    }


def _group(
    name: str, review: Review, measures: Mapping[str, Measures], shared: Mapping[str, set[str]]
) -> dict[str, Any]:
    """A group of figures; those that only the manager has are left out where nobody leads."""
    ids = [
        each.id for each in definitions() if each.group == name and any(each.id in measures[role] for role in shared)
    ]
    return {"title": GROUPS[name], "figures": [_figure(each, review, measures, shared) for each in ids]}


def _figure(
    measure_id: str, review: Review, measures: Mapping[str, Measures], shared: Mapping[str, set[str]]
) -> dict[str, Any]:
    definition = definition_of(measure_id)
    both = [measures[role].get(measure_id) for role in shared]
    return {
        "id": measure_id,
        "name": definition.name,
        "meaning": definition.meaning,
        "formula": definition.formula,
        "source": f"Source: {definition.source}." if definition.source else "",
        "caveat": _caveat(measure_id, review, shared),
        "by": _basis(measure_id, [measure for measure in both if measure]),
        "sides": [
            {
                **figure_of(measure_id, measure, definition.kind),
                "reason": _own_reason(measure, shared[role]),
                "row": _longest_starts_at(review, role, measure),
                "rows": _rows(measure),
            }
            if measure
            else None
            for role, measure in zip(shared, both, strict=True)
        ],
    }


def _rows(measure: Measure) -> list[int]:
    return list(measure.utterances[:LISTED])


def _caveat(measure_id: str, review: Review, shared: Mapping[str, set[str]]) -> str:
    if measure_id == "talk_share":
        return talk_range_note(review)
    # It speaks of the labelled calls that ship.
    is_known = measure_id in CAVEAT_ON and is_shipped(load_codebook())
    return REP_CAVEAT if is_known and len(shared) == len(SIDES) else ""


def _own_reason(measure: Measure, shared: set[str]) -> str:
    return "" if measure.reason is None or measure.reason in shared else measure.reason


def _longest_starts_at(review: Review, role: str, measure: Measure) -> int | None:
    """Index of the first utterance of the side's longest stretch; a file may use a turn's number twice."""
    if measure.turn is None:
        return None
    names = {s.name for s in review.speakers_in(role) if s.longest_stretch.turn == measure.turn}
    runs = [list(run) for _, run in groupby(review.utterances, key=lambda each: (each.turn, each.speaker))]
    theirs = [run for run in runs if run[0].turn == measure.turn and run[0].speaker in names]
    return max(theirs, key=lambda run: _length(run, measure.unit))[0].index if theirs else None


def _length(run: Sequence[Any], unit: str) -> int:
    if unit == "words":
        return sum(len(utterance.text) for utterance in run)
    return sum((utterance.end_ms or 0) - (utterance.start_ms or 0) for utterance in run)


def _basis(measure_id: str, sides: list[Measure]) -> str:
    """What talk was measured by."""
    if measure_id not in ("talk_share", "longest_stretch", "median_turn"):
        return ""
    return "by words" if sides[0].unit == "words" else "by speech time"


def _talk(review: Review, measures: Mapping[str, Measures]) -> list[dict[str, Any]]:
    """Every role's part of the talk."""
    parts = []
    for role in ROLES:
        talk = measures[role]["talk_share"]
        if talk.value is None:
            continue
        label = side_label(review, role)
        if role == "guest":
            # The other shares stand as figures above the bar.
            label += f" {figure_of('talk_share', talk, 'share')['value']}, {amount(talk.numerator, talk.unit)}"
        parts.append({"role": role, "share": talk.value, "label": label})
    return parts


def _counted_apart(review: Review, role: str) -> str:
    """The questions that are not open."""
    codes, book = Counter(utterance.code for utterance in review.spoken_by(role)), load_codebook()
    names = {code.id: book.in_sentence(code.name) for code in book.codes}
    return " · ".join(f"{names[code]} {number(codes[code])}" for code in book.parts.narrow_questions)


def _mode_mix(review: Review, measures: Mapping[str, Measures], shared: Mapping[str, set[str]]) -> dict[str, Any]:
    book = load_codebook()
    modes = [mode for mode in book.modes if mode.coaching]
    uncounted = listed([book.in_sentence(mode.name) for mode in book.modes if not mode.coaching])
    left_out = f"; {uncounted} left out" if uncounted else ""
    rows = []
    for role in shared:
        shares = [measures[role][f"{mode.id}_share"] for mode in modes]
        figures = [figure_of(f"{mode.id}_share", share, "share") for mode, share in zip(modes, shares, strict=True)]
        coded = shares[0].denominator or 0
        rows.append(
            {
                "role": role,
                "parts": [{"mode": mode.id, **part} for mode, part in zip(modes, figures, strict=True)],
                "of": f"of {counted(coded, 'utterance')}",
                "left_out": f"{number(len(review.spoken_by(role)) - coded)} {uncounted} left out" if uncounted else "",
                "reason": _own_reason(shares[0], shared[role]),
            }
        )
    return {
        "modes": [{"id": mode.id, "name": mode.name, "definition": mode.definition} for mode in modes],
        "formula": f"utterances in the mode ÷ ({' + '.join(book.coaching_modes)}){left_out}",
        "rows": rows,
    }
