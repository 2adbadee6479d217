"""Charts of reviews for a notebook, in Altair. They hold codes and names, not the words that were said.

The only module of the library that draws; Altair is imported when a chart is asked for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coder.codebook import load_codebook
from coder.measures import measure_call
from coder.review import CodedUtterance, Review, percent_sure

if TYPE_CHECKING:
    import altair

# The light colours of the app in the order of the modes, which ``tests/test_plots.py`` holds to them.
_COLOURS = ("#C24A05", "#A34B87", "#1C4A8C", "#0B7A55", "#DB0649", "#5A4402")
_GREY = "#918F8C"
_MINUTE_MS = 60_000
_LANE = 34
_BAR = 26
_WIDTH = 640


def plot_call(review: Review) -> "altair.Chart":
    """The call as it went: a lane a speaker, a bar an utterance in the colour of its mode.

    Along the call in minutes where every utterance has times, else by the number of the utterance.
    """
    import altair as alt

    timed = all(u.start_ms is not None and u.end_ms is not None for u in review.utterances)
    title = "Minutes" if timed else "Utterances"
    speakers = [speaker.name for speaker in review.speakers]
    tooltip = [("speaker", "Speaker"), ("mode", "Mode"), ("code", "Code"), ("sure", "Sure"), ("index", "Index")]
    return (
        alt.Chart(alt.Data(values=[_bar(utterance, timed=timed) for utterance in review.utterances]))
        .mark_bar(height=_BAR)
        .encode(
            x=alt.X("start:Q", title=title, axis=alt.Axis(grid=False), scale=alt.Scale(nice=False)),
            x2="end:Q",
            y=alt.Y("speaker:N", title=None, sort=speakers),
            color=_colour(),
            tooltip=[alt.Tooltip(f"{field}:N", title=shown) for field, shown in tooltip],
        )
        .properties(width=_WIDTH, height=alt.Step(_LANE), title=_title(review))
    )


def plot_modes(*reviews: Review) -> "altair.FacetChart":
    """The manager's mode mix with its 95 % intervals: a row of panels a call; a share that is undefined has no mark."""
    import altair as alt

    titles = _titles(reviews)
    rows = [row for review, title in zip(reviews, titles, strict=True) for row in _shares(review, title)]
    base = alt.Chart(alt.Data(values=rows))
    share = alt.X("value:Q", title="Share of the manager's coaching utterances", scale=alt.Scale(domain=[0, 1]))
    share.axis = alt.Axis(format="%", tickCount=5)
    mode = alt.Y("mode:N", title=None, sort=[_names()[mode] for mode in load_codebook().coaching_modes])
    tooltip = [alt.Tooltip(f"{name}:N", title=name.capitalize()) for name in ("mode", "share", "interval", "counts")]
    whiskers = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q"), x2="high:Q", y=mode, color=_colour(legend=False))
    dots = base.mark_point(filled=True, size=80, opacity=1)
    dots = dots.encode(x=share, y=mode, color=_colour(legend=False), tooltip=tooltip)
    panel = alt.layer(whiskers, dots).properties(width=_WIDTH, height=alt.Step(_LANE))
    header = alt.Header(orient="top", labelAnchor="start", labelFontWeight="bold")
    return panel.facet(row=alt.Row("call:N", title=None, sort=titles, header=header))


def _bar(utterance: CodedUtterance, *, timed: bool) -> dict[str, Any]:
    start, end = utterance.index, utterance.index + 1.0
    if timed and utterance.start_ms is not None and utterance.end_ms is not None:
        start, end = utterance.start_ms / _MINUTE_MS, utterance.end_ms / _MINUTE_MS
    by_person = utterance.decided_by == "person"
    return {
        "start": start,
        "end": end,
        "speaker": utterance.speaker,
        "mode": _names()[utterance.mode],
        "code": utterance.code,
        "sure": "coded by a person" if by_person else f"{percent_sure(utterance.confidence)} %",
        "index": utterance.index,
    }


def _shares(review: Review, title: str) -> Iterator[dict[str, Any]]:
    measures = measure_call(review)
    for mode in load_codebook().coaching_modes:
        measure = measures[f"{mode}_share"]
        ends = None if measure.low is None or measure.high is None else (measure.low, measure.high)
        yield {
            "call": title,
            "mode": _names()[mode],
            "value": measure.value,
            "low": measure.low,
            "high": measure.high,
            "share": "–" if measure.value is None else f"{100 * measure.value:.0f} %",
            "interval": "–" if ends is None else f"{100 * ends[0]:.0f}–{100 * ends[1]:.0f} %",
            "counts": f"{measure.numerator:,} of {measure.denominator or 0:,}",
        }


def _title(review: Review) -> str:
    reviewed = sum(utterance.decided_by == "person" for utterance in review.utterances)
    coded = f"{reviewed:,} of {len(review.utterances):,} reviewed by a person" if reviewed else "machine-coded"
    return f"{review.call} ({coded})"


def _titles(reviews: Sequence[Review]) -> list[str]:
    """The calls' titles; of those alike the later ones are numbered, so that none falls together with another."""
    seen = Counter[str]()
    titles = []
    for title in map(_title, reviews):
        seen[title] += 1
        titles.append(title if seen[title] == 1 else f"{title}, {seen[title]}")
    return titles


def _names() -> dict[str, str]:
    return {mode.id: mode.name for mode in load_codebook().modes}


def mode_colours() -> dict[str, str]:
    """By mode id, its colour; grey for those that count in no share, and from the seventh on the same again."""
    book = load_codebook()
    own = {mode: _COLOURS[at % len(_COLOURS)] for at, mode in enumerate(book.coaching_modes)}
    return {mode.id: own.get(mode.id, _GREY) for mode in book.modes}


def _colour(*, legend: bool = True) -> Any:
    import altair as alt

    names, colours = _names(), mode_colours()
    scale = alt.Scale(domain=[names[mode] for mode in colours], range=list(colours.values()))
    return alt.Color("mode:N", title=None, scale=scale, legend=alt.Legend(orient="top") if legend else None)
