"""Reviews as tables for a notebook: one of utterances, one of figures."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coder.analysis import Analysis, analyse
from coder.call_figures import SIDES
from coder.measures import definition_of
from coder.review import Review

if TYPE_CHECKING:
    import pandas

_UTTERANCE = {
    "call": "str",
    "index": "Int64",
    "turn": "Int64",
    "speaker": "str",
    "role": "str",
    "start_ms": "Int64",
    "end_ms": "Int64",
    "mode": "str",
    "code": "str",
    "confidence": "Float64",
    "decided_by": "str",
    "lenses": "object",
    "signals": "object",
    "possible": "object",
    "text": "str",
}
_FIGURE = {
    "call": "str",
    "role": "str",
    "measure": "str",
    "name": "str",
    "kind": "str",
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "numerator": "Int64",
    "denominator": "Int64",
    "unit": "str",
    "reason": "str",
    "reviewed": "Int64",
    "corrected": "bool",
}


def review_frames(*reviews: Review | Analysis) -> tuple["pandas.DataFrame", "pandas.DataFrame"]:
    """A row an utterance, and a row a figure of each side, of one call or several; ``call`` tells them apart.

    What is undefined is ``pandas.NA`` (of times without a clock, values, intervals), never zero; ``reason`` is "" where
    there is a value. Lenses, signals and possible ones are tuples. Shares and confidence 0-1, times in milliseconds.
    The utterances hold the words.
    """
    analyses = [each if isinstance(each, Analysis) else analyse(each) for each in reviews]
    utterances = [row for analysis in analyses for row in _utterances(analysis.review)]
    return _frame(utterances, _UTTERANCE), _frame([row for each in analyses for row in _figures(each)], _FIGURE)


def _utterances(review: Review) -> Iterator[dict[str, Any]]:
    for utterance in review.utterances:
        yield {"call": review.call, **{name: getattr(utterance, name) for name in _UTTERANCE if name != "call"}}


def _figures(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for role in SIDES:
        for name, measure in analysis.measures[role].items():
            definition = definition_of(name)
            if role == "manager" or definition.both_sides:
                about = {"call": analysis.review.call, "role": role, "measure": name}
                kind = {"name": definition.name, "kind": definition.kind}
                yield {**asdict(measure), **about, **kind, "reason": measure.reason or ""}


def _frame(rows: list[dict[str, Any]], columns: dict[str, str]) -> "pandas.DataFrame":
    import pandas

    # Column by column, so that a frame without rows has its types too.
    return pandas.DataFrame({name: pandas.Series([r[name] for r in rows], dtype=t) for name, t in columns.items()})
