"""One page on an audit that can be handed on: what was measured, how well, and what it may not be used for."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from coder.audit.quality import ModelQuality, Score
from coder.audit.resampling import DRAWS, Spread
from coder.audit.summary import AuditSummary, Group
from coder.audit.summary_report import count_of, show_figure, show_range, tell_source
from coder.measures import definition_of
from coder.reports.wording import DASH, NOT_FOR
from coder.trend import compared

# Nothing is loaded and nothing runs, whatever names the calls hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# More would not fit on a page; the table has all.
MOST_GROUPS = 6
# The headlines and the first mode: more columns would not fit either.
FIGURES_OF_GROUPS = 4
_STYLE = """
:root { color-scheme: light dark; --line: #d9dbe0; --quiet: #5a6070; --page: #ffffff; --ink: #1c2029; }
@media (prefers-color-scheme: dark) { :root { --line: #353a45; --quiet: #a4abb9; --page: #14171d; --ink: #e8eaf0; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
p, ul { margin: .25rem 0; } ul { padding-left: 1.25rem; } .quiet { color: var(--quiet); }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .2rem .75rem .2rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; overflow-wrap: break-word; } td { white-space: nowrap; }
th small { font-weight: 400; color: var(--quiet); }
thead :is(th, td) { border: 0; color: var(--quiet); font-weight: 400; }
@page { size: A4; margin: 11mm; }
@media print { :root { --line: #d9dbe0; --quiet: #5a6070; --page: #ffffff; --ink: #1c2029; }
  body { font-size: 8pt; line-height: 1.28; margin: 0; max-width: none; padding: 0; }
  h1 { font-size: 14pt; } h2 { font-size: 10pt; margin: .5rem 0 0; }
  :is(th, td) { padding: .08rem .6rem .08rem 0; }
  small { font-size: 7pt; } .facts { columns: 2; } tr, li { break-inside: avoid; } .wide { overflow: visible; } }
"""


def render_statement(summary: AuditSummary, quality: ModelQuality | None, *, made: date) -> str:
    """The statement as an HTML document that needs nothing else; no manager is named in it.

    Args:
        quality: of the model, ``None`` where nothing is known of it.
        made: the day that it bears.
    """
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How coaching calls were led: statement of an audit</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>How coaching calls were led</h1>
<p class="quiet">Statement of an audit, {made.day} {made:%B %Y}</p>
<h2>What was looked at</h2>
<div class="facts">{_list(_source(summary))}</div>
<h2>Figures of all calls</h2>
{_figures(summary.overall)}
<p class="quiet">Each call counts once. The interval is of the mean: {DRAWS:,} resamples of whole managers, or of the
calls of one; mistakes of the model are not in it. {DASH} stands where there is too little to say, and below where a
group has fewer than five calls or is one manager alone.</p>
{_groups("call type", summary.by_type)}{_groups("team", summary.by_team)}<h2>How well the model codes</h2>
{_quality(summary, quality)}
<h2>What this may be used for</h2>
{_list(_MAY)}
<h2>What may not be concluded</h2>
{_list(_may_not(summary, quality))}
</body>
</html>
"""


_MAY = (
    "To see how the calls that were looked at are spread over telling, pitching, persuading, and asking and listening.",
    "To choose calls that people should hear or review again.",
)


def _source(summary: AuditSummary) -> Iterator[str]:
    managers, led = summary.overall.n_managers, summary.overall.n_calls
    span = f", {summary.first_day} to {summary.last_day}" if summary.first_day else ""
    yield f"{count_of(led, 'call')} that somebody leads, by {count_of(managers, 'manager')}{span}."
    yield from (f"{line}." for line in tell_source(summary))
    share = 100 * summary.n_reviewed / summary.n_utterances if summary.n_utterances else 0.0
    yield f"Reviewed by people: {share:.1f} % of the utterances; all other codes are a machine’s."
    if summary.n_proposed is None:
        yield "Who leads and what type a call is were proposed by the tool unless somebody changed it."


def _figures(group: Group) -> str:
    rows = "".join(f"<tr>{_what(name)}{_cells(name, group.spreads[name])}</tr>\n" for name in compared())
    head = ("", "calls", "median", "quartiles", "mean", "95 % interval")
    return _table(head, rows)


def _what(name: str) -> str:
    definition = definition_of(name)
    return f"<th scope='row'>{escape(definition.name)} <small>{escape(definition.formula)}</small></th>"


def _cells(name: str, spread: Spread) -> str:
    shown = (
        f"{spread.n_calls:,}",
        show_figure(name, spread.median),
        show_range(name, spread.lower_quartile, spread.upper_quartile),
        show_figure(name, spread.mean),
        show_range(name, spread.low, spread.high),
    )
    return "".join(f"<td>{cell}</td>" for cell in shown)


def _groups(title: str, groups: Sequence[Group]) -> str:
    """The groups' medians with quartiles; none of a group that is one manager."""
    if not groups:
        return ""
    rows = "".join(_group_row(group) for group in groups[:MOST_GROUPS])
    more = len(groups) - MOST_GROUPS
    rest = f'<p class="quiet">{more:,} more in the table of figures.</p>\n' if more > 0 else ""
    head = ("", "calls", "managers", *(definition_of(name).name for name in compared()[:FIGURES_OF_GROUPS]))
    return f"<h2>By {title}: median (quartiles)</h2>\n{_table(head, rows)}\n{rest}"


def _group_row(group: Group) -> str:
    # Whoever knows the team would know whose figures they are.
    shown = [
        DASH if group.n_managers < 2 else _median(name, group.spreads[name]) for name in compared()[:FIGURES_OF_GROUPS]
    ]
    figures = "".join(f"<td>{cell}</td>" for cell in shown)
    name = escape(group.name.replace("_", " "))
    return f"<tr><th scope='row'>{name}</th><td>{group.n_calls:,}</td><td>{group.n_managers:,}</td>{figures}</tr>\n"


def _median(name: str, spread: Spread) -> str:
    if spread.median is None:
        return DASH
    return f"{show_figure(name, spread.median)} ({show_range(name, spread.lower_quartile, spread.upper_quartile)})"


def _quality(summary: AuditSummary, quality: ModelQuality | None) -> str:
    if quality is None:
        return f"<p>Nothing is known here of model {escape(summary.model)} {escape(summary.model_version)}.</p>"
    scores = {
        "Training calls, authors held out": quality.held_out,
        "Calls by other authors": quality.unseen,
        "Real meetings": quality.meetings,
        "A second person (the ceiling)": quality.second_coder,
    }
    rows = "".join(_score_row(name, score) for name, score in scores.items() if score)
    modes = ", ".join(f"{definition_of(f'{mode}_share').name} {_two(f1)}" for mode, f1 in quality.mode_f1.items())
    table = _table(("Modes of the manager’s utterances", "calls", "kappa", "macro-F1"), rows)
    return f'{table}\n<p class="quiet">F1 by mode, held out: {modes}. In brackets: 95 % intervals.</p>'


def _score_row(name: str, score: Score) -> str:
    kappa = _two(score.kappa) + _bracketed(score.kappa_interval)
    macro_f1 = _two(score.macro_f1) + _bracketed(score.macro_f1_interval)
    return f"<tr><th scope='row'>{name}</th><td>{score.n_calls:,}</td><td>{kappa}</td><td>{macro_f1}</td></tr>\n"


def _may_not(summary: AuditSummary, quality: ModelQuality | None) -> Iterator[str]:
    yield NOT_FOR
    yield "Groups stand by name or date, not by merit. Overlapping intervals show no difference, and none has a cause."
    if quality and quality.tell_bias is not None:
        points, side = abs(100 * quality.tell_bias), "too low" if quality.tell_bias < 0 else "too high"
        yield (
            f"In calls heavy with telling the model put the tell share {points:.0f} points {side}, on average over "
            f"{count_of(quality.n_tell_heavy, 'held-out call')}. A difference of that size may be the model’s."
        )
    yield "Calls that are too short for a figure are left out of it, and they are not a random part."


def _table(head: Sequence[str], rows: str) -> str:
    names = "".join(f"<th scope='col'>{escape(name)}</th>" if name else "<td></td>" for name in head)
    return f'<div class="wide"><table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>'


def _list(lines: Iterator[str] | Sequence[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{escape(line)}</li>\n" for line in lines) + "</ul>"


def _bracketed(ends: tuple[float, float] | None) -> str:
    return f" ({ends[0]:.2f}–{ends[1]:.2f})" if ends else ""


def _two(value: float | None) -> str:
    return DASH if value is None else f"{value:.2f}"
