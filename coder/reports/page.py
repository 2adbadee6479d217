"""The review as one HTML file that needs nothing else and runs no script."""

from html import escape

from coder.analysis import Analysis, analyse
from coder.codebook import load_codebook
from coder.measures import GROUPS, Definition, LensCount, Measure, definitions
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
    mode_shares,
    place,
    side_name,
    story,
    talk_range,
    who_coded,
    who_leads,
)
from coder.review import CodedUtterance, Review
from coder.transcript import Role

# Nothing is loaded and nothing runs, whatever the transcript holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

# Light and dark; a codebook of more modes begins again.
_COLOURS = (
    ("#c24e00", "#f0813c"),
    ("#a8488f", "#d98ac4"),
    ("#2f63b8", "#7ea8f0"),
    ("#00805c", "#35b68f"),
    ("#7a6200", "#d6b73c"),
    ("#a3152f", "#f2738a"),
    ("#00707f", "#3fb8c9"),
    ("#5b3fa6", "#b09af0"),
    ("#5f7300", "#a3bd3a"),
    ("#7d4a2c", "#c79a7c"),
)
_GREY = ("#767c88", "#979eab")

_STYLE = """
:root { color-scheme: light dark; --line: #d9dbe0; --quiet: #5a6070; --page: #ffffff; --ink: #1c2029; }
@media (prefers-color-scheme: dark) {
  :root { --line: #353a45; --quiet: #a4abb9; --page: #14171d; --ink: #e8eaf0; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .quiet, small { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
thead th { border: 0; } td small { display: block; }
.bar { display: flex; height: 1.25rem; gap: 2px; margin: .25rem 0; } .bar span { display: block; }
.bar span { background: var(--mode); } td.code { color: var(--mode); white-space: nowrap; }
tr.spoken td:first-child { border-left: 4px solid var(--mode); padding-left: .5rem; }
.story { font-size: 1.15rem; margin: 1rem 0; } h3 { font-size: 1rem; margin: 1rem 0 0; } th h3 { margin: .75rem 0 0; }
blockquote { margin: .25rem 0 1rem; padding-left: .75rem; border-left: 3px solid var(--line); } a { color: inherit; }
tr:target { outline: 2px solid var(--ink); } th { font-weight: 600; } th small { font-weight: 400; }
@media print { body { margin: 0; max-width: none; } details { display: none; } tr, blockquote { break-inside: avoid; } }
@media (max-width: 40rem) { td.code { white-space: normal; } }
"""


def render(review: Review) -> str:
    """The review as an HTML document; every name and word from the transcript is escaped."""
    title, analysis = escape(review.call), analyse(review)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}{_mode_style()}</style>
</head>
<body>
<h1>{title}</h1>
<p class="quiet">{escape(review.source)}: {escape(format_title(review.format))}, {length_of_call(review)},
{len(review.utterances):,} utterances. Manager: {escape(who_leads(review))}.</p>
<p class="quiet">{who_coded(review)} Model {escape(review.model_name)} {escape(review.model_version)}.</p>
{_about_file(review)}{_story(analysis)}<h2>Mode mix</h2>
{_mode_bar(analysis, "manager")}
{_mode_bar(analysis, "rep")}
{_moments(analysis)}<h2>Figures</h2>
{_figures(analysis)}
{_lenses(analysis)}<h2>Transcript</h2>
<table>
<thead><tr><th>at</th><th>speaker</th><th>code</th><th>words</th></tr></thead>
<tbody>
{"".join(_row(utterance) for utterance in review.utterances)}</tbody>
</table>
</body>
</html>
"""


def _mode_style() -> str:
    """A colour for each mode, light and dark, in the codebook's order; grey for those that count in no share."""
    modes = load_codebook().modes
    coloured = [mode.id for mode in modes if mode.coaching]
    found = {mode: _COLOURS[at % len(_COLOURS)] for at, mode in enumerate(coloured)}
    lines = []
    for mode in modes:
        light, dark = found.get(mode.id, _GREY)
        lines.append(f".mode-{mode.id} {{ --mode: {light}; }}")
        lines.append(f"@media (prefers-color-scheme: dark) {{ .mode-{mode.id} {{ --mode: {dark}; }} }}")
    return "\n".join(lines) + "\n"


def _about_file(review: Review) -> str:
    notes = [*about_file(review), *(told for told in [talk_range(review)] if told)]
    return "".join(f"<p>{escape(note)}</p>\n" for note in notes)


def _story(analysis: Analysis) -> str:
    if not analysis.is_led:
        return ""
    return f'<p class="story">{escape(" ".join(story(analysis)))}</p>\n'


def _mode_bar(analysis: Analysis, role: Role) -> str:
    measures, review = analysis.measures[role], analysis.review
    shares = mode_shares()
    first = measures[shares[0][1]]
    if first.value is None:
        return f"<p>{escape(side_name(review, role))}: – <small>{first.reason}</small></p>"
    spans = "".join(
        f'<span class="mode-{mode.id}" style="flex:{measures[name].numerator}"></span>' for mode, name in shares
    )
    words = ", ".join(f"{escape(mode.name)} {figure(name, measures[name])}" for mode, name in shares)
    name = f"{role.capitalize()}, {escape(side_name(review, role))}"
    return f'<p>{name}: {words}</p><div class="bar" aria-hidden="true">{spans}</div>'


def _moments(analysis: Analysis) -> str:
    """Each moment with its words and a link to its place in the transcript, then what to try."""
    if not analysis.is_led:
        return ""
    by_index = {utterance.index: utterance for utterance in analysis.review.utterances}
    parts = []
    for moment in analysis.moments:
        lines = "".join(_quoted(by_index[index]) for index in moment.utterances)
        head = f'<a href="#u{moment.utterances[0]}">{escape(moment.claim)}</a>'
        parts.append(f"<h3>{head}</h3>\n<small>{escape(moment.rule)}</small>\n<blockquote>{lines}</blockquote>\n")
    heading = "<h2>Moments to read again</h2>\n" if parts else ""
    if analysis.suggestion is None:
        return f"{heading}{''.join(parts)}"
    told = escape(f"{analysis.suggestion.because} {analysis.suggestion.to_try}")
    return f"{heading}{''.join(parts)}<h2>One thing to try next time</h2>\n<p>{told}</p>\n"


def _quoted(u: CodedUtterance) -> str:
    return f"<p><small>{place(u)} {escape(u.speaker)}</small> {escape(u.text)}</p>\n"


def _figures(analysis: Analysis) -> str:
    names = "".join(f"<th>{role.capitalize()}: {escape(side_name(analysis.review, role))}</th>" for role in SIDES)
    rows = []
    for group, title in GROUPS.items():
        own = [_figure_row(definition, analysis) for definition in definitions() if definition.group == group]
        rows += [f'<tr><th colspan="3"><h3>{title}</h3></th></tr>\n', *own] if own else []
    return f"<table>\n<thead><tr><th></th>{names}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>"


def _figure_row(definition: Definition, analysis: Analysis) -> str:
    cells = "".join(_figure_cell(definition.id, analysis.measures[role].get(definition.id)) for role in SIDES)
    source = f" Source: {definition.source}." if definition.source else ""
    how = f"<small><br>{escape(definition.formula)}.{escape(source)}</small>"
    return f"<tr><th>{escape(definition.name)}{how}</th>{cells}</tr>\n"


def _figure_cell(name: str, measure: Measure | None) -> str:
    if measure is None:
        return "<td></td>"
    told = f"95 % interval {interval(name, measure)}; " if interval(name, measure) else ""
    words = f"<small>{told}{escape(made_of_or_why(name, measure))}</small>"
    return f"<td>{figure(name, measure)}{words}{_places(measure)}</td>"


def _places(measure: Measure) -> str:
    """Links to the utterances that a figure counts, folded away."""
    if not measure.utterances:
        return ""
    links = " ".join(f'<a href="#u{index}">{index + 1}</a>' for index in measure.utterances)
    return f"<details><summary>where</summary>{links}</details>"


def _lenses(analysis: Analysis) -> str:
    rows = "".join(
        f"<tr><th>{escape(axis.axis)}</th>{_pole(axis.manager)}{_pole(axis.leader)}</tr>\n" for axis in analysis.lenses
    )
    head = "<thead><tr><th>axis</th><th>manager pole</th><th>leader pole</th></tr></thead>"
    table = f"<table>\n{head}\n<tbody>\n{rows}</tbody>\n</table>"
    return f"<h2>Lenses on what the manager said</h2>\n{table}\n" if rows else ""


def _pole(pole: LensCount | None) -> str:
    if pole is None:
        return "<td></td>"
    links = " ".join(f'<a href="#u{index}">{index + 1}</a>' for index in (*pole.utterances, *pole.possible))
    return f"<td>{escape(lens_name(pole.lens))}: {lens_count(pole)} <small>{links}</small></td>"


def _row(u: CodedUtterance) -> str:
    cells = f'<td>{place(u)}</td><td>{escape(u.speaker)}</td><td class="code">{escape(label(u))}</td>'
    return f'<tr class="spoken mode-{u.mode}" id="u{u.index}">{cells}<td>{escape(u.text)}</td></tr>\n'
