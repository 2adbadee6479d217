"""The review as Markdown: figures, then the coded transcript."""

import re

from coder.measures import DEFINITIONS, measure_call
from coder.readers import format_title
from coder.reports.wording import (
    NOT_FOR,
    about_file,
    figure,
    label,
    length_of_call,
    made_of_or_why,
    place,
    side_name,
    talk_range,
    who_leads,
)
from coder.review import Review

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:])")


def render(review: Review) -> str:
    """The review as Markdown; names and words from the transcript are escaped."""
    return "\n".join(
        [
            f"# {_escape(review.call)}",
            "",
            f"{_escape(review.source)}: {format_title(review.format)}, {length_of_call(review)}, "
            f"{len(review.utterances):,} utterances. Manager: {_escape(who_leads(review))}.",
            "",
            f"*{NOT_FOR}* Model {review.model_name} {review.model_version}.",
            "",
            *(f"- {_escape(note)}" for note in about_file(review)),
            "",
            *_figures(review),
            "",
            talk_range(review) or "",
            "",
            "## Transcript",
            "",
            "| | speaker | code | confidence | words |",
            "|---|---|---|---|---|",
            *(
                f"| {place(u)} | {_escape(u.speaker)} | {label(u)} | {u.confidence:.2f} | {_escape(u.text)} |"
                for u in review.utterances
            ),
            "",
        ]
    )


def _figures(review: Review) -> list[str]:
    manager, rep = measure_call(review, "manager"), measure_call(review, "rep")
    names = [_escape(side_name(review, role)) for role in ("manager", "rep")]
    lines = [f"| | {names[0]} | | {names[1]} | | how |", "|---|---|---|---|---|---|"]
    for definition in DEFINITIONS:
        ours, theirs = manager[definition.id], rep[definition.id]
        cells = (
            figure(definition.id, ours),
            made_of_or_why(definition.id, ours),
            figure(definition.id, theirs),
            made_of_or_why(definition.id, theirs),
        )
        lines.append(f"| {definition.name} | {' | '.join(cells)} | {definition.formula} |")
    return lines


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
