"""Charts for a notebook: whole, in the app's colours, and without the words that were said."""

import json
from dataclasses import replace
from typing import Any

import pytest

from coder import plot_call, plot_modes
from coder.plots import mode_colours
from coder.review import Review
from tests.builders import build_review, one_word_each
from ui.theme import colours_of_modes

SECRET = "Hollyhock"
CODES = ["direct", "open_question", "inform", "reflect"] * 10


def review_with(**fields: Any) -> Review:
    rows = [*one_word_each("Ana", "manager", *CODES), ("Ben", "rep", "inform", SECRET)]
    return build_review(*rows, **fields)


def rows_of(chart: Any) -> list[dict[str, Any]]:
    data = chart.to_dict()
    return data["data"]["values"]


def test_the_colours_are_those_of_the_app() -> None:
    assert colours_of_modes("light") == mode_colours()


def test_a_call_with_times_is_drawn_along_the_clock() -> None:
    chart = plot_call(review_with(ms_per_word=6_000))
    rows = rows_of(chart)
    assert len(rows) == 41
    assert (rows[1]["start"], rows[1]["end"]) == pytest.approx((0.1, 0.2))
    assert chart.to_dict()["encoding"]["x"]["title"] == "Minutes"
    assert {row["speaker"] for row in rows} == {"Ana", "Ben"}


def test_a_call_without_times_is_drawn_by_number() -> None:
    chart = plot_call(review_with())
    assert [(row["start"], row["end"]) for row in rows_of(chart)[:2]] == [(0, 1), (1, 2)]
    assert chart.to_dict()["encoding"]["x"]["title"] == "Utterances"


def test_the_chart_says_who_coded() -> None:
    review = review_with()
    assert plot_call(review).to_dict()["title"] == "monday (machine-coded)"
    by_person = (replace(review.utterances[0], decided_by="person"), *review.utterances[1:])
    chart = plot_call(replace(review, utterances=by_person)).to_dict()
    assert chart["title"] == "monday (1 of 41 reviewed by a person)"
    assert chart["data"]["values"][0]["sure"] == "coded by a person"
    assert chart["data"]["values"][1]["sure"] == "80 %"


def test_the_mode_mix_has_its_intervals() -> None:
    rows = rows_of(plot_modes(review_with(), review_with(call="tuesday")))
    assert [row["mode"] for row in rows[:4]] == ["Tell", "Pitch", "Persuade", "Open question / listening"]
    assert len({row["call"] for row in rows}) == 2
    assert (rows[0]["value"], rows[0]["share"], rows[0]["counts"]) == (0.5, "50 %", "20 of 40")
    assert rows[0]["low"] < 0.5 < rows[0]["high"]


def test_calls_of_one_name_stay_apart() -> None:
    rows = rows_of(plot_modes(review_with(), review_with()))
    assert [row["call"] for row in rows[::4]] == ["monday (machine-coded)", "monday (machine-coded), 2"]


def test_an_undefined_share_has_no_mark_and_a_dash() -> None:
    rows = rows_of(plot_modes(build_review(*one_word_each("Ana", "manager", "direct", "inform"))))
    assert {(row["value"], row["share"], row["interval"]) for row in rows} == {(None, "–", "–")}


def test_no_chart_holds_what_was_said() -> None:
    review = review_with()
    assert not [chart for chart in (plot_call(review), plot_modes(review)) if SECRET in json.dumps(chart.to_dict())]


def test_a_long_call_is_drawn_whole() -> None:
    rows = rows_of(plot_call(build_review(*one_word_each("Ana", "manager", *(["direct"] * 6_000)))))
    assert len(rows) == 6_000
