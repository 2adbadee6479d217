"""Two models on the same calls: the difference, its interval, and calls that one of them was trained on."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from coder.agreement import macro_f1
from coder.codebook import load_codebook
from coder.command_line import main
from coder.comparison import DRAWS, compare_models
from coder.errors import ExamplesError
from coder.evaluation import evaluate_model
from coder.model_folder import load_model
from coder.reports.comparison import render_comparison, warnings_of
from tests.builders import labelled_row, write_lines
from tests.conftest import Trained

Output = pytest.CaptureFixture[str]


def test_figures_are_those_of_evaluate_and_every_label_has_a_row(
    trained: Trained, stubborn: Path, unseen: Path
) -> None:
    first, second = load_model(stubborn), load_model(trained.folder)
    found = compare_models(unseen, first, second)
    for model, side in ((first, "first"), (second, "second")):
        scores = evaluate_model(unseen, model)
        for part in ("codes", "modes", "manager_modes"):
            compared = getattr(found, part)
            assert getattr(compared.macro_f1, side) == scores[part]["macro_f1"]
            assert getattr(compared.kappa, side) == scores[part]["kappa"]
            told = {label: getattr(row, side) for label, row in compared.labels.items()}
            assert told == {label: row["f1"] for label, row in scores[part]["labels"].items()}
            assert compared.support == {label: row["support"] for label, row in scores[part]["labels"].items()}
    codebook = load_codebook()
    assert list(found.codes.labels) == list(codebook.code_ids)
    assert list(found.manager_modes.labels) == [mode.id for mode in codebook.modes]
    assert (found.n_calls, found.n_utterances, found.n_left_out) == (6, 300, 0)


def test_a_model_that_learnt_nothing_is_worse_and_the_other_way_round_better(
    trained: Trained, stubborn: Path, unseen: Path
) -> None:
    first, second = load_model(trained.folder), load_model(stubborn)
    worse, better = compare_models(unseen, first, second), compare_models(unseen, second, first)
    assert worse.codes.kappa.is_worse and not worse.codes.kappa.is_better
    assert better.codes.kappa.is_better and not better.codes.kappa.is_worse
    assert better.codes.kappa.difference == pytest.approx(-(worse.codes.kappa.difference or 0))
    assert better.codes.kappa.low == pytest.approx(-(worse.codes.kappa.high or 0))


def test_a_model_against_itself_differs_by_nothing(trained: Trained, unseen: Path) -> None:
    model = load_model(trained.folder)
    kappa = compare_models(unseen, model, model).codes.kappa
    assert (kappa.difference, kappa.low, kappa.high) == (0, 0, 0)
    assert not kappa.is_worse and not kappa.is_better


def test_the_interval_is_of_the_difference_in_the_same_calls(trained: Trained, stubborn: Path, unseen: Path) -> None:
    from coder.evaluation import code_dataset, count_by_call
    from coder.examples import load_examples

    models = load_model(stubborn), load_model(trained.folder)
    tables = []
    for model in models:
        calls, probabilities = code_dataset(load_examples(unseen), model.classifier)
        codes = [[model.classifier.codes[i] for i in table.argmax(axis=1)] for table in probabilities]
        tables.append(np.stack(count_by_call(calls, codes, model.codebook)["modes"]))
    generator = np.random.default_rng(0)
    differences = []
    for _ in range(DRAWS):
        drawn = generator.integers(6, size=6)
        one, two = (macro_f1(table[drawn].sum(axis=0)) for table in tables)
        differences.append((two or 0) - (one or 0))
    found = compare_models(unseen, *models).modes.macro_f1
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(differences, [2.5, 97.5])))


def test_a_label_that_nobody_gives_has_no_figures(trained: Trained, stubborn: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_lines(tmp_path / f"{name}.jsonl", [labelled_row(call=name, code="social", text=f"Hi {name}.")])
    found = compare_models(tmp_path, load_model(stubborn), load_model(stubborn))
    row = found.codes.labels[load_codebook().code_ids[0]]
    assert (row.first, row.second, row.difference, row.low, row.high) == (None,) * 5
    assert not row.is_worse
    assert "–" in render_comparison(found, "text")


def test_calls_that_were_trained_on_are_refused_left_out_or_kept_with_a_warning(
    trained: Trained, stubborn: Path, unseen: Path, small_dataset: Path, tmp_path: Path
) -> None:
    both = tmp_path / "both"
    shutil.copytree(unseen, both)
    shutil.copy(small_dataset / "calls" / "t02a.jsonl", both / "t02a.jsonl")
    models = load_model(trained.folder), load_model(stubborn)
    with pytest.raises(ExamplesError, match="1 that trained tiny and 1 that trained stubborn"):
        compare_models(both, *models)
    without = compare_models(both, *models, seen="leave out")
    assert (without.n_calls, without.n_left_out, without.first.seen) == (6, 1, ())
    assert without.codes == compare_models(unseen, *models).codes
    kept = compare_models(both, *models, seen="keep")
    assert (kept.n_calls, kept.first.seen) == (7, ("t02a",))
    assert any("tiny was trained on 1" in warning for warning in warnings_of(kept))
    assert not any("trained" in warning for warning in warnings_of(without))


def test_a_model_that_does_not_say_what_trained_it_gets_a_warning(
    trained: Trained, unseen: Path, tmp_path: Path
) -> None:
    shutil.copytree(trained.folder, tmp_path / "mute")
    config = json.loads((tmp_path / "mute" / "config.json").read_text(encoding="utf-8"))
    del config["training"]["call_fingerprints"]
    (tmp_path / "mute" / "config.json").write_text(json.dumps(config), encoding="utf-8")
    found = compare_models(unseen, load_model(tmp_path / "mute"), load_model(trained.folder))
    assert (found.first.seen, found.second.seen) == (None, ())
    assert any("does not say" in warning for warning in warnings_of(found))


def test_one_call_is_too_few(trained: Trained, stubborn: Path, unseen: Path) -> None:
    with pytest.raises(ExamplesError, match="found 1"):
        compare_models(unseen / "n01a.jsonl", load_model(trained.folder), load_model(stubborn))


def test_corrections_count_where_people_coded_and_with_a_warning(
    trained: Trained, stubborn: Path, tmp_path: Path
) -> None:
    calls = {name: {"author": name, "codes_only": True} for name in ("a", "b")}
    for name in calls:
        rows = [
            labelled_row(call=name, index=i, text=f"Hi {name} {i}.", code=(None, "social")[i % 2]) for i in range(4)
        ]
        write_lines(tmp_path / "calls" / f"{name}.jsonl", rows)
    (tmp_path / "dataset.json").write_text(json.dumps({"format": 2, "calls": calls}), encoding="utf-8")
    found = compare_models(tmp_path, load_model(trained.folder), load_model(stubborn))
    assert (found.n_utterances, found.n_codes_only) == (4, 2)
    assert any("on seeing a model's" in warning for warning in warnings_of(found))
    scores = evaluate_model(tmp_path, load_model(trained.folder))
    assert (scores["n_utterances"], scores["codes_only"]) == (4, ["a", "b"])


def test_the_command_prints_text_and_json(trained: Trained, stubborn: Path, unseen: Path, capsys: Output) -> None:
    arguments = ["compare", str(trained.folder), str(stubborn), "--on", str(unseen)]
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "A = tiny" in text and "B = stubborn" in text and "worse" in text
    assert "with 6 calls the intervals are rough" in text
    assert main([*arguments, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == 1
    assert set(data["manager_modes"]["kappa"]) == {"first", "second", "difference", "low", "high"}
