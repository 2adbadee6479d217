"""The review as Markdown: figures, then the coded transcript."""

import re

from coder.analysis import Analysis, analyse
from coder.measures import Measure, definitions
from coder.readers import format_title
from coder.reports.wording import (
    SIDES,
    about_file,
    figure,
    interval,
    label,
    length_of_call,
    lens_count,
    lens_name,
    made_of_or_why,
    place,
    side_name,
    story,
    talk_range,
    who_coded,
    who_leads,
)
from coder.review import Review

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:])")


def render(review: Review) -> str:
    """The review as Markdown; names and words from the transcript are escaped."""
    analysis = analyse(review)
    return "\n".join(
        [
            f"# {_escape(review.call)}",
            "",
            f"{_escape(review.source)}: {format_title(review.format)}, {length_of_call(review)}, "
            f"{len(review.utterances):,} utterances. Manager: {_escape(who_leads(review))}.",
            "",
            f"*{who_coded(review)}* Model {review.model_name} {review.model_version}.",
            "",
            *(f"- {_escape(note)}" for note in about_file(review)),
            "",
            *([_escape(" ".join(story(analysis))), ""] if analysis.is_led else []),
            *_moments(analysis),
            "## Figures",
            "",
            *_figures(analysis),
            "",
            talk_range(review) or "",
            "",
            *_lenses(analysis),
            "",
            "## Transcript",
            "",
            "| | speaker | code | confidence | words |",
            "|---|---|---|---|---|",
            *(
                f"| {place(u)} | {_escape(u.speaker)} | {_escape(label(u))} | {u.confidence:.2f} | {_escape(u.text)} |"
                for u in review.utterances
            ),
            "",
        ]
    )


def _moments(analysis: Analysis) -> list[str]:
    """Moments with their words, and what to try."""
    if not analysis.is_led:
        return []
    by_index = {utterance.index: utterance for utterance in analysis.review.utterances}
    lines = ["## Moments to read again", ""] if analysis.moments else []
    for moment in analysis.moments:
        lines += [f"**{_escape(moment.claim)}** {_escape(moment.rule)}.", ""]
        said = [by_index[index] for index in moment.utterances]
        lines += [*(f"> {place(u)} {_escape(u.speaker)}: {_escape(u.text)}  " for u in said), ""]
    if analysis.suggestion is None:
        return lines
    return [
        *lines,
        f"**One thing to try next time.** {_escape(f'{analysis.suggestion.because} {analysis.suggestion.to_try}')}",
        "",
    ]


def _figures(analysis: Analysis) -> list[str]:
    names = [_escape(side_name(analysis.review, role)) for role in SIDES]
    lines = [f"| | {names[0]} | | | {names[1]} | | | how |", "|---|---|---|---|---|---|---|---|"]
    for definition in definitions():
        cells = [cell for role in SIDES for cell in _cells(definition.id, analysis.measures[role].get(definition.id))]
        name = _escape(definition.name) if definition.group == "modes" else definition.name
        lines.append(f"| {name} | {' | '.join(cells)} | {definition.formula} |")
    return lines


def _cells(name: str, measure: Measure | None) -> tuple[str, str, str]:
    if measure is None:
        return "", "", ""
    return figure(name, measure), interval(name, measure), made_of_or_why(name, measure)


def _lenses(analysis: Analysis) -> list[str]:
    rows = [
        " | ".join(
            f"{lens_name(pole.lens)} | {lens_count(pole)}" if pole else " | " for pole in (axis.manager, axis.leader)
        )
        for axis in analysis.lenses
    ]
    if not rows:
        return []
    head = ["| axis | manager pole | | leader pole | |", "|---|---|---|---|---|"]
    return [
        "## Lenses",
        "",
        *head,
        *(f"| {axis.axis} | {row} |" for axis, row in zip(analysis.lenses, rows, strict=True)),
        "",
    ]


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
