"""The lab's charts, drawn from plain data."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from ui.theme import COLOURS, SURFACES, Scheme, colours_of_modes
from ui.trend_charts import in_ink

ROW = 24
LEAST_HEIGHT = 220
SIDE = 300
_EVERY = alt.Axis(labelLimit=140, labelOverlap=False, labelFlush=False)
_TENTHS = alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f")


def codes_chart(rows: Sequence[Mapping[str, Any]], scheme: Scheme) -> Any:
    """How often each code was given, coloured by its mode."""
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in (("code", "Code"), ("mode_name", "Mode"))]
    bars = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar()
        .encode(
            x=alt.X("count:Q", title=None, axis=alt.Axis(tickCount=6)),
            y=_rows_of("code", [row["code"] for row in rows]),
            color=_by_mode(scheme, "mode_name", {row["mode"]: row["mode_name"] for row in rows}),
            tooltip=[*tooltip, alt.Tooltip("count:Q", title="Utterances", format=","), alt.Tooltip("share:N")],
        )
    )
    return in_ink(bars.properties(height=_height(rows)), scheme)


def scores_chart(rows: Sequence[Mapping[str, Any]], scheme: Scheme) -> Any:
    """F1 by label with its interval."""
    base = alt.Chart(alt.Data(values=list(rows)))
    label = _rows_of("name", [row["name"] for row in rows])
    size = alt.X("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1]), axis=_TENTHS)
    tooltip = [
        alt.Tooltip("name:N", title="Label"),
        alt.Tooltip("figure:N", title="F1"),
        alt.Tooltip("support:Q", title="Utterances", format=","),
    ]
    whiskers = [
        each.mark_rule(strokeWidth=2, opacity=0.6).encode(
            x=alt.X("low:Q"), x2="high:Q", y=label, color=_by_mode(scheme)
        )
        for each in _with_ends(rows)
    ]
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=size, y=label, color=_by_mode(scheme), tooltip=tooltip
    )
    return in_ink(alt.layer(*whiskers, dots).properties(height=_height(rows)), scheme)


def confusion_chart(view: Mapping[str, Any], scheme: Scheme) -> Any:
    """Shares of each person's label by what the model gave; each row sums to 1."""
    paper, accent = SURFACES[scheme]["backgroundColor"], SURFACES[scheme]["linkColor"]
    base = alt.Chart(alt.Data(values=view["cells"])).encode(
        x=alt.X(
            "predicted:N",
            sort=view["names"],
            title="The model",
            axis=alt.Axis(labelAngle=-45, orient="top", labelOverlap=False),
        ),
        y=alt.Y("given:N", sort=view["names"], title="The person", axis=_EVERY),
    )
    cells = base.mark_rect(stroke=SURFACES[scheme]["borderColor"], strokeWidth=0.5).encode(
        color=alt.Color(
            "share:Q", title="Share of the row", scale=alt.Scale(domain=[0, 1], range=[paper, accent]), legend=None
        ),
        tooltip=[
            alt.Tooltip("given:N", title="The person"),
            alt.Tooltip("predicted:N", title="The model"),
            alt.Tooltip("text:N", title="Utterances"),
        ],
    )
    ink = SURFACES[scheme]["textColor"]
    counts = (
        base.transform_filter("datum.count > 0")
        .mark_text(fontSize=10)
        .encode(
            text=alt.Text("count:Q", format=","),
            color=alt.condition("datum.share > 0.5", alt.value(paper), alt.value(ink)),
        )
    )
    side = max(SIDE, 26 * len(view["names"]) + 80)
    return in_ink(alt.layer(cells, counts).properties(height=side), scheme)


def calibration_chart(rows: Sequence[Mapping[str, Any]], scheme: Scheme) -> Any:
    """Share that was right by confidence; on the line both are the same."""
    ends = alt.Scale(domain=[0, 1])
    straight = (
        alt.Chart(alt.Data(values=[{"at": 0}, {"at": 1}]))
        .mark_line(strokeDash=[5, 4], strokeWidth=1, color=SURFACES[scheme]["textColor"], opacity=0.6)
        .encode(x=alt.X("at:Q"), y=alt.Y("at:Q"))
    )
    points = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_point(filled=True, opacity=0.9, color=SURFACES[scheme]["linkColor"])
        .encode(
            x=alt.X("confidence:Q", title="Confidence", scale=ends, axis=_TENTHS),
            y=alt.Y("accuracy:Q", title="Right", scale=ends, axis=_TENTHS),
            size=alt.Size("n:Q", legend=None, scale=alt.Scale(range=[30, 300])),
            tooltip=[
                alt.Tooltip("confidence:Q", title="Confidence", format=".2f"),
                alt.Tooltip("accuracy:Q", title="Right", format=".2f"),
                alt.Tooltip("text:N", title="Utterances"),
            ],
        )
    )
    return in_ink(alt.layer(straight, points).properties(height=SIDE), scheme)


def curve_chart(rows: Sequence[Mapping[str, Any]], scheme: Scheme) -> Any:
    """Macro-F1 by the number of calls learnt from."""
    names = list(dict.fromkeys(row["line"] for row in rows))
    colours = [SURFACES[scheme]["linkColor"], COLOURS[scheme]["orange"]]
    line = alt.Color(
        "line:N", title=None, scale=alt.Scale(domain=names, range=colours), legend=alt.Legend(orient="top", columns=1)
    )
    base = alt.Chart(alt.Data(values=list(rows)))
    top = max([0.2, *(row[end] for row in rows for end in ("value", "high") if row[end] is not None)])
    calls = alt.X("calls:Q", title="Calls learnt from", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1))
    value = alt.Y("value:Q", title="Macro-F1", scale=alt.Scale(domain=[0, top]))
    whiskers = [
        each.mark_rule(opacity=0.5, strokeWidth=2).encode(x=calls, y=alt.Y("low:Q"), y2="high:Q", color=line)
        for each in _with_ends(rows)
    ]
    path = base.mark_line().encode(x=calls, y=value, color=line)
    shape = alt.Shape("line:N", title=None, scale=alt.Scale(domain=names, range=["circle", "square"]))
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=calls,
        y=value,
        color=line,
        shape=shape,
        tooltip=[
            alt.Tooltip("line:N", title="Labels"),
            alt.Tooltip("calls:Q", title="Calls", format=","),
            alt.Tooltip("text:N", title="Macro-F1"),
        ],
    )
    return in_ink(alt.layer(*whiskers, path, dots).properties(height=SIDE), scheme)


def differences_chart(rows: Sequence[Mapping[str, Any]], scheme: Scheme) -> Any:
    """The second model less the first, with intervals; nought is the line."""
    ink, accent = SURFACES[scheme]["textColor"], SURFACES[scheme]["linkColor"]
    nought = alt.Chart(alt.Data(values=[{"at": 0}])).mark_rule(color=ink, opacity=0.6).encode(x=alt.X("at:Q"))
    base = alt.Chart(alt.Data(values=list(rows)))
    label = _rows_of("label", [row["label"] for row in rows])
    told = alt.condition("datum.says == 'better' || datum.says == 'worse'", alt.value(1), alt.value(0.5))
    whiskers = [
        each.mark_rule(color=accent, strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q", y=label, opacity=told)
        for each in _with_ends(rows)
    ]
    dots = base.mark_point(color=accent, filled=True, size=80).encode(
        x=alt.X("difference:Q", title="Second less first"),
        y=label,
        opacity=told,
        tooltip=[
            alt.Tooltip("label:N", title="Figure"),
            alt.Tooltip("difference:Q", title="Difference", format="+.3f"),
            alt.Tooltip("text:N", title="95 % interval"),
            alt.Tooltip("says:N", title="Clearly"),
        ],
    )
    return in_ink(alt.layer(nought, *whiskers, dots).properties(height=_height(rows)), scheme)


def _with_ends(rows: Sequence[Mapping[str, Any]]) -> list[alt.Chart]:
    """A chart of the rows that have an interval; none without any, for an empty group has no name to be read out."""
    ended = [row for row in rows if row["low"] is not None]
    return [alt.Chart(alt.Data(values=ended))] if ended else []


def _rows_of(field: str, names: Sequence[str]) -> alt.Y:
    return alt.Y(f"{field}:N", sort=list(names), title=None, axis=_EVERY)


def _by_mode(scheme: Scheme, field: str = "mode", names: Mapping[str, str] | None = None) -> alt.Color:
    """The modes' colours; with ``names`` by mode, these stand above the chart."""
    colours = colours_of_modes(scheme)
    domain = [(names or {}).get(mode, mode) for mode in colours]
    legend = alt.Legend(orient="top", columns=3, labelLimit=220) if names else None
    return alt.Color(
        f"{field}:N", title=None, scale=alt.Scale(domain=domain, range=list(colours.values())), legend=legend
    )


def _height(rows: Sequence[Mapping[str, Any]]) -> int:
    # Under this a chart of one or two rows comes out blank: the height holds the axis too.
    return max(LEAST_HEIGHT, ROW * len(rows) + 70)
