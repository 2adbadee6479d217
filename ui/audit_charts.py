"""The audit's charts, made from plain data: a box a group. Names of groups reach them as data only.

Written as Vega-Lite itself: six of them at once take Altair a third of a second to check.
"""

from collections.abc import Mapping
from typing import Any

from ui.theme import SURFACES, Scheme
from ui.trend_charts import OPENED

ROW = 30
LABEL_WIDTH = 140
_RATIO_TICKS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
_TOOLTIP = {
    "shown": "Group",
    "calls": "Calls",
    "middle": "Median (quartiles)",
    "average": "Mean (95 % interval)",
}


def boxes_chart(chart: Mapping[str, Any], scheme: Scheme) -> dict[str, Any]:
    """One measure: by group its quartiles as a bar, the median as a line in it, the mean as a point on its interval."""
    ink, colour = SURFACES[scheme]["textColor"], SURFACES[scheme]["linkColor"]
    click = {"name": OPENED, "select": {"type": "point", "fields": ["group"], "on": "click"}}
    bar = {"type": "bar", "color": colour, "opacity": 0.35, "height": 16, "cursor": "pointer"}
    rule = {"type": "rule", "color": ink, "strokeWidth": 1.5}
    tick = {"type": "tick", "color": colour, "thickness": 3, "size": 16}
    point = {
        "type": "point",
        "filled": True,
        "shape": "diamond",
        "color": ink,
        "size": 50,
        "opacity": 1,
    }
    return {
        "data": {"values": chart["rows"]},
        "height": {"step": ROW},
        "encoding": {"y": _groups(chart), "tooltip": _tooltips()},
        "layer": [
            {"mark": bar, "params": [click], "encoding": {"x": _figure(chart, "lower"), "x2": {"field": "upper"}}},
            {"mark": tick, "encoding": {"x": _figure(chart, "median")}},
            {"mark": rule, "encoding": {"x": _figure(chart, "low"), "x2": {"field": "high"}}},
            {"mark": point, "encoding": {"x": _figure(chart, "mean")}},
        ],
        "config": {"axis": {"labelColor": ink}},
    }


def _groups(chart: Mapping[str, Any]) -> dict[str, Any]:
    names = [row["shown"] for row in chart["rows"]]
    axis = {"labelLimit": LABEL_WIDTH, "domain": False, "ticks": False, "grid": True}
    return {"field": "shown", "type": "nominal", "title": None, "sort": names, "axis": axis}


def _figure(chart: Mapping[str, Any], name: str) -> dict[str, Any]:
    axis = {"values": _RATIO_TICKS, "format": "~g"} if chart["kind"] == "ratio" else {"format": "%", "tickCount": 5}
    return {"field": name, "type": "quantitative", "title": None, "axis": axis, "scale": _scale(chart)}


def _scale(chart: Mapping[str, Any]) -> dict[str, Any]:
    if chart["kind"] != "ratio":
        return {"domain": [0, 1]}
    drawn = [row[name] for row in chart["rows"] for name in ("lower", "upper", "low", "high", "mean")]
    known = [value for value in drawn if value is not None]
    # Always as wide as from five directives a question to five questions a directive, so that little looks little.
    return {"type": "log", "domain": [min([0.2, *known]), max([5.0, *known])]}


def _tooltips() -> list[dict[str, str]]:
    return [{"field": field, "type": "nominal", "title": title} for field, title in _TOOLTIP.items()]
