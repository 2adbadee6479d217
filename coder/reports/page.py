"""The review as one HTML file that needs nothing else and runs no script."""

from html import escape

from coder.measures import DEFINITIONS, MODES, Measure, measure_call
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
from coder.review import CodedUtterance, Review
from coder.transcript import Role

# Nothing is loaded and nothing runs, whatever the transcript holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """
:root { color-scheme: light dark; --line: #d9dbe0; --quiet: #5a6070; --tell: #c24e00; --pitch: #a8488f;
  --persuade: #2f63b8; --listen: #00805c; --other: #767c88; --page: #ffffff; --ink: #1c2029; }
@media (prefers-color-scheme: dark) { :root { --line: #353a45; --quiet: #a4abb9; --tell: #f0813c; --pitch: #d98ac4;
  --persuade: #7ea8f0; --listen: #35b68f; --other: #979eab; --page: #14171d; --ink: #e8eaf0; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .quiet, small { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
thead th { border: 0; } td small { display: block; }
.bar { display: flex; height: 1.25rem; gap: 2px; margin: .25rem 0; } .bar span { display: block; }
.tell { --mode: var(--tell); } .pitch { --mode: var(--pitch); } .persuade { --mode: var(--persuade); }
.listen { --mode: var(--listen); } .other { --mode: var(--other); }
.bar span { background: var(--mode); } td.code { color: var(--mode); white-space: nowrap; }
tr.spoken td:first-child { border-left: 4px solid var(--mode); padding-left: .5rem; }
@media (max-width: 40rem) { td.code { white-space: normal; } }
"""


def render(review: Review) -> str:
    """The review as an HTML document; every name and word from the transcript is escaped."""
    title = escape(review.call)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p class="quiet">{escape(review.source)}: {escape(format_title(review.format))}, {length_of_call(review)},
{len(review.utterances):,} utterances. Manager: {escape(who_leads(review))}.</p>
<p class="quiet">{NOT_FOR} Model {escape(review.model_name)} {escape(review.model_version)}.</p>
{_about_file(review)}<h2>Mode mix</h2>
{_mode_bar(review, "manager")}
{_mode_bar(review, "rep")}
<h2>Figures</h2>
{_figures(review)}
<h2>Transcript</h2>
<table>
<thead><tr><th>at</th><th>speaker</th><th>code</th><th>words</th></tr></thead>
<tbody>
{"".join(_row(utterance) for utterance in review.utterances)}</tbody>
</table>
</body>
</html>
"""


def _about_file(review: Review) -> str:
    notes = [*about_file(review), *(told for told in [talk_range(review)] if told)]
    return "".join(f"<p>{escape(note)}</p>\n" for note in notes)


def _mode_bar(review: Review, role: Role) -> str:
    measures = measure_call(review, role)
    names = {definition.id: definition.name for definition in DEFINITIONS}
    if measures["tell_share"].value is None:
        return f"<p>{escape(side_name(review, role))}: – <small>{measures['tell_share'].reason}</small></p>"
    shares = [(mode, f"{mode}_share") for mode in MODES]
    spans = "".join(f'<span class="{mode}" style="flex:{measures[name].numerator}"></span>' for mode, name in shares)
    words = ", ".join(f"{names[name]} {figure(name, measures[name])}" for _, name in shares)
    name = f"{role.capitalize()}, {escape(side_name(review, role))}"
    return f'<p>{name}: {words}</p><div class="bar" aria-hidden="true">{spans}</div>'


def _figures(review: Review) -> str:
    sides = [measure_call(review, role) for role in ("manager", "rep")]
    names = "".join(f"<th>{role.capitalize()}: {escape(side_name(review, role))}</th>" for role in ("manager", "rep"))
    rows = []
    for definition in DEFINITIONS:
        cells = "".join(_figure_cell(definition.id, side[definition.id]) for side in sides)
        name = f"<th>{escape(definition.name)}<small><br>{escape(definition.formula)}</small></th>"
        rows.append(f"<tr>{name}{cells}</tr>\n")
    return f"<table>\n<thead><tr><th></th>{names}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>"


def _figure_cell(name: str, measure: Measure) -> str:
    return f"<td>{figure(name, measure)}<small>{made_of_or_why(name, measure)}</small></td>"


def _row(u: CodedUtterance) -> str:
    cells = f'<td>{place(u)}</td><td>{escape(u.speaker)}</td><td class="code">{escape(label(u))}</td>'
    return f'<tr class="spoken {u.mode}">{cells}<td>{escape(u.text)}</td></tr>\n'
