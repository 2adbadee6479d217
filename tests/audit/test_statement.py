"""What leaves the tool: the statement and the table of figures; and what is known of a model."""

import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coder.audit import find_quality, read_teams, render_statement, render_tables, summarise_calls
from coder.audit.grouping import FEW_CALLS
from coder.audit.statement import MOST_GROUPS
from coder.model_folder import find_model
from coder.reports.wording import NOT_FOR
from tests.audit.test_grouping import MIXED, calls_by

MADE = date(2026, 6, 1)
HOSTILE = "<img src=x onerror=alert(1)>&\"'"
FORMULA = '=HYPERLINK("x")'


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_have_a_row_for_each_figure_of_each_group() -> None:
    rows = rows_of(render_tables(summarise_calls(MIXED)))
    assert len([row for row in rows if row["grouped_by"] == ""]) == 6
    zoe = next(row for row in rows if row["group"] == "Zoe" and row["figure"] == "talk_share")
    assert (zoe["calls"], zoe["median"], zoe["mean"], zoe["resampled"]) == ("5", "0.02", "0.02", "calls")
    few = next(row for row in rows if row["group"] == FEW_CALLS)
    assert (few["calls"], few["mean"], few["low"]) == ("2", "", "")
    assert not {"Ben", "Cyd"} & {row["group"] for row in rows}


def test_a_formula_among_the_names_is_guarded() -> None:
    rows = rows_of(render_tables(summarise_calls(calls_by(*[FORMULA] * 5))))
    assert {row["group"] for row in rows if row["grouped_by"] == "manager"} == {f"'{FORMULA}"}


def test_figures_are_no_finer_than_they_are_shown() -> None:
    for row in rows_of(render_tables(summarise_calls(MIXED))):
        assert all(len(row[name].partition(".")[2]) <= 2 for name in ("mean", "median", "low", "high"))


def test_the_statement_says_what_how_well_and_what_not() -> None:
    quality = find_quality("default", json.loads((find_model("default") / "config.json").read_text())["version"])
    assert quality is not None
    page = render_statement(replace_reviewed(), quality, made=MADE)
    for words in (
        "Statement of an audit, 1 June 2026",
        "14 calls that somebody leads, by 6 managers, 2026-05-04 to 2026-05-04.",
        "Model tiny 0123456789ab.",
        "Reviewed by people: 10.0 % of the utterances",
        f"{quality.held_out.kappa:.2f} ({quality.held_out.kappa_interval[0]:.2f}",
        "points too low",
        NOT_FOR,
    ):
        assert words in page
    assert "default-src 'none'" in page and "<script" not in page


def replace_reviewed():
    return summarise_calls(replace(MIXED, n_reviewed=[1] * len(MIXED.ids)))


def test_the_statement_names_no_manager_nor_a_team_that_is_one() -> None:
    calls = calls_by(*["Zoe"] * 6, *["Ana"] * 6, *["Ben"] * 6)
    page = render_statement(summarise_calls(calls, read_teams("Zoe,Alone\nAna,Both\nBen,Both")), None, made=MADE)
    assert not [name for name in ("Zoe", "Ana", "Ben") if name in page]
    assert "<th scope='row'>Alone</th><td>6</td><td>1</td><td>–</td>" in page
    assert "<th scope='row'>Both</th><td>12</td><td>2</td><td>12 % (" in page
    assert "Nothing is known here of model tiny" in page


def test_names_are_escaped_and_the_page_stays_short() -> None:
    teams = "\n".join(f"m{at},team {at} <b>" for at in range(MOST_GROUPS + 3))
    calls = calls_by(*[f"m{at % (MOST_GROUPS + 3)}" for at in range(90)])
    calls = replace(calls, types=[HOSTILE] * 90, model=HOSTILE)
    page = render_statement(summarise_calls(calls, read_teams(teams)), None, made=MADE)
    assert "<img" not in page and "<b>" not in page and "&lt;img src=x" in page
    assert "3 more in the table of figures" in page


def test_quality_is_told_of_the_very_version_only(tmp_path: Path) -> None:
    config = json.loads((find_model("default") / "config.json").read_text(encoding="utf-8"))
    assert find_quality("default", "0" * 12) is None
    assert find_quality("no such model", "0" * 12) is None
    quality = find_quality("default", config["version"])
    assert quality is not None
    assert quality.tell_bias == config["evaluation"]["intervals"]["tell_share"]["tell_heavy"]["bias"]
    assert quality.mode_f1["listen"] == config["evaluation"]["model"]["manager_modes"]["labels"]["listen"]["f1"]


@pytest.mark.parametrize("broken", ["{", "{}", '{"version": "1", "evaluation": {"model": null}}', "[]"])
def test_a_damaged_config_tells_nothing(broken: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(broken, encoding="utf-8")
    assert find_quality(str(tmp_path), "1") is None


def test_a_model_scored_without_tests_is_told_of_what_it_has(trained, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(trained.folder, folder)
    quality = find_quality(str(folder), trained.config["version"])
    assert quality is not None and quality.held_out.n_calls == trained.config["evaluation"]["model"]["n_calls"]
