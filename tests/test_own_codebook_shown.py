"""Reports, trend and pages by another codebook than the one that ships: its modes, its parts, nothing else's."""

import csv
import io
import json
from pathlib import Path

import pytest

from coder import load_codebook, render_report, use_codebook
from coder.analysis import Analysis
from coder.call_figures import figures_from_json, figures_of
from coder.drill import find_alternatives, pick_tells
from coder.measures import definitions
from coder.model_folder import Model
from coder.trend import TrendCall, measure_trend
from tests.builders import GERMAN
from ui.call_view import call_view
from ui.mode_colours import mode_rules, mode_slots
from ui.theme import SURFACES, colours_of_modes, theme_options
from ui.view import summary_view
from ui.work_view import Work

pytestmark = pytest.mark.usefixtures("any_codebook")


def test_the_terminal_report(session_analysis: Analysis) -> None:
    told = render_report(session_analysis.review, "text")
    assert "Mode mix, manager" in told and "Evoking" in told and "Sustain talk" in told
    assert "E evoking, A closed questions, T informing, O confronting, C change talk, S sustain talk, · rest" in (
        " ".join(told.split())
    )
    assert "closed (closed_question)" in told
    for gone in ("Persuade", "Lenses", "One thing to try", "Next steps", "let drop"):
        assert gone not in told


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_reports_for_readers(session_analysis: Analysis, form: str) -> None:
    told = render_report(session_analysis.review, form)
    assert "Evoking" in told and "Sustain talk" in told
    for gone in ("Persuade", "Lenses", "One thing to try", "Next steps", "let drop"):
        assert gone not in told
    if form == "html":
        assert all(f".mode-{mode.id} {{" in told for mode in load_codebook().modes)
        assert 'class="spoken mode-evoke"' in told


def test_the_reports_for_programs(session_analysis: Analysis) -> None:
    data = json.loads(render_report(session_analysis.review, "json"))
    assert list(data["measures"]) == [definition.id for definition in definitions()]
    assert (data["suggestion"], data["lenses"]) == (None, [])
    rows = list(csv.DictReader(io.StringIO(render_report(session_analysis.review, "csv"))))
    assert [row["code"] for row in rows] == [utterance.code for utterance in session_analysis.review.utterances]


def test_the_figures_of_a_call_come_back_and_are_followed(session_analysis: Analysis) -> None:
    figures = figures_of(session_analysis)
    assert figures_from_json(figures.as_json()) == figures
    trend = measure_trend([TrendCall("1", "One", "2026-05-04", "other", "Sofia Lind", figures)], manager="Sofia Lind")
    assert list(trend.series) == [each.id for each in definitions() if each.group in ("headline", "modes")]
    use_codebook(GERMAN)
    assert figures_from_json(figures.as_json()) is None


def test_the_page_of_the_review(session_analysis: Analysis) -> None:
    summary = summary_view(session_analysis)
    names = ["Evoking", "Closed questions", "Informing", "Confronting", "Change talk", "Sustain talk"]
    assert [mode["name"] for mode in summary["modes"]["modes"]] == names
    assert summary["modes"]["formula"].endswith("(evoke + ask + teach + oppose + change + sustain); rest left out")
    assert [figure["id"] for figure in summary["headlines"]] == [
        "talk_share",
        "questions_to_directives",
        "ask_and_listen_index",
    ]
    assert all(told.startswith("closed question ") for told in summary["apart"])
    assert (summary["lenses"], summary["questions"]) == ([], [])
    assert {figure["caveat"] for figure in summary["headlines"][1:]} == {""}
    assert summary["moments"]["to_try"] == ""
    assert "Next steps" not in [group["title"] for group in summary["groups"]]
    call = call_view(session_analysis.review, Work())
    assert [mode["id"] for mode in call["modes"]] == [mode.id for mode in load_codebook().modes]
    assert call["codes"]["affirm"]["definition"].startswith("The speaker names a strength")
    assert {block["mode"] for block in call["blocks"]} <= {mode.id for mode in load_codebook().modes}


def test_practice_offers_listening_of_that_codebook(own_model: Model, session_analysis: Analysis) -> None:
    book = load_codebook()
    tells = pick_tells(session_analysis.review, book)
    assert all(tell.utterance.mode in ("teach", "oppose") for tell in tells)
    advice = next(u for u in session_analysis.review.utterances if u.role == "manager")
    offered = find_alternatives(advice, book)
    assert offered and all(book.mode_of[each.code] == "evoke" for each in offered)


def test_every_mode_has_a_colour_of_its_own_on_the_page(own_model: Model) -> None:
    slots = mode_slots()
    assert list(slots) == [mode.id for mode in load_codebook().modes]
    assert len(set(slots.values())) == len(slots)
    assert slots["rest"] == ("gray", 0)
    options = theme_options()
    for scheme in SURFACES:
        colours = colours_of_modes(scheme)
        assert len(set(colours.values())) == len(slots)
        assert options[f"theme.{scheme}.yellowColor"] == colours["sustain"]
    rules = mode_rules()
    assert "--modes: 7; --columns: 5;" in rules
    assert ".mode-sustain { --mode: var(--st-yellow-color); --rank: 5; }" in rules


def test_more_modes_than_colours_stay_apart(tmp_path: Path) -> None:
    more = "".join(f'[[modes]]\nid = "m{n}"\nname = "M{n}"\ndefinition = "Number {n}."\n\n' for n in range(9))
    path = tmp_path / "many.toml"
    path.write_text(GERMAN.read_text(encoding="utf-8").replace("[[codes]]", f"{more}[[codes]]", 1), encoding="utf-8")
    use_codebook(path)
    for scheme in SURFACES:
        assert len(set(colours_of_modes(scheme).values())) == 11
    assert "color-mix(in srgb, var(--st-orange-color) 60%, var(--st-text-color))" in mode_rules()
