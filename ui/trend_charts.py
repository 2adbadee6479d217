"""The trend's charts, drawn from plain data. Titles of calls reach them as data only."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from ui.theme import SURFACES, Scheme, colours_of_modes

# Selecting a call in a chart under this name opens it.
OPENED = "opened"
HEIGHT = 240
_RATIO_TICKS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
_TOOLTIP = ("title", "Call"), ("day", "Day"), ("figure", "Figure"), ("interval", "Interval")


def figure_chart(chart: Mapping[str, Any], scheme: Scheme) -> alt.LayerChart:
    """One measure: a point a call with its interval, and the band of the earlier calls."""
    colour = SURFACES[scheme]["linkColor"]
    points = alt.Chart(alt.Data(values=chart["rows"]))
    day = alt.X("noon:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=4), scale=alt.Scale(padding=14))
    size = alt.Y("value:Q", title=None, axis=_axis(chart["kind"]), scale=_scale(chart))
    whiskers = points.mark_rule(color=colour, opacity=0.55, strokeWidth=1.5).encode(
        x=day, y=alt.Y("low:Q"), y2="high:Q"
    )
    dots = points.mark_point(color=colour, filled=True, size=70, opacity=1, cursor="pointer")
    dots = dots.encode(x=day, y=size, tooltip=_tooltip()).add_params(_opening())
    band = [] if chart["band"] is None else _band(chart["band"], colour)
    return in_ink(alt.layer(*band, whiskers, dots).properties(height=HEIGHT), scheme)


def modes_chart(modes: Mapping[str, Any], scheme: Scheme) -> alt.Chart:
    """Mode mix: a bar a call, listening at its base."""
    colours = colours_of_modes(scheme)
    scale = alt.Scale(
        domain=[mode["name"] for mode in modes["modes"]], range=[colours[mode["id"]] for mode in modes["modes"]]
    )
    bars = (
        alt.Chart(alt.Data(values=modes["rows"]))
        .mark_bar(cursor="pointer", stroke=SURFACES[scheme]["backgroundColor"], strokeWidth=1)
        .encode(
            x=alt.X("bar:N", title=None, sort=alt.SortField("at"), axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("value:Q", title=None, stack="zero", axis=_axis("share"), scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("mode:N", title=None, scale=scale, legend=alt.Legend(orient="top", columns=2)),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("mode:N", title="Mode"), *_tooltip()],
        )
        .add_params(_opening())
        .properties(height=HEIGHT + 60)
    )
    return in_ink(bars, scheme)


def in_ink(chart: Any, scheme: Scheme) -> Any:
    """A chart with labels in the page's own ink: the grey that Streamlit gives charts is faint on this paper."""
    ink = SURFACES[scheme]["textColor"]
    return chart.configure_axis(labelColor=ink).configure_legend(labelColor=ink)


def _band(band: Mapping[str, float], colour: str) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=[dict(band)]))
    return [
        base.mark_rect(color=colour, opacity=0.16).encode(y=alt.Y("low:Q"), y2="high:Q"),
        base.mark_rule(color=colour, strokeDash=[5, 4], opacity=0.8).encode(y=alt.Y("value:Q")),
    ]


def _opening() -> alt.Parameter:
    return alt.selection_point(name=OPENED, fields=["call"], on="click", empty=True)


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOOLTIP]


def _axis(kind: str) -> alt.Axis:
    return alt.Axis(values=_RATIO_TICKS, format="~g") if kind == "ratio" else alt.Axis(format="%", tickCount=5)


def _scale(chart: Mapping[str, Any]) -> alt.Scale:
    if chart["kind"] != "ratio":
        return alt.Scale(domain=[0, 1])
    drawn = [row[name] for row in chart["rows"] for name in ("low", "value", "high") if row[name] is not None]
    drawn += list((chart["band"] or {}).values())
    # Always as wide as from five directives a question to five questions a directive, so that little looks little.
    return alt.Scale(type="log", domain=[min([0.2, *drawn]), max([5.0, *drawn])])
