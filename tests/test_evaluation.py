"""Scores of codings: baselines, calibration, calls seen in training."""

import json
from pathlib import Path

import numpy as np
import pytest

from coder.codebook import load_codebook
from coder.evaluation import (
    calibration,
    commonest_code,
    compare_codings,
    evaluate_model,
    human_agreement,
    question_mark_rule,
    spoken_of,
    true_columns,
)
from coder.examples import Dataset, LabelledCall, LabelledUtterance, load_examples
from coder.model_folder import Model, load_model
from tests.builders import labelled_row, write_lines
from tests.conftest import Trained


def labelled(*lines: tuple[str, str], name: str = "c", second: tuple[str, ...] | None = None) -> LabelledCall:
    """A call from (text, code); manager and rep take turns."""
    utterances = (
        LabelledUtterance(i, "AB"[i % 2], ("manager", "rep")[i % 2], text, code)  # type: ignore[arg-type]
        for i, (text, code) in enumerate(lines)
    )
    return LabelledCall(name, name, tuple(utterances), second)


TRAIN = [labelled(("What?", "open_question"), ("Why?", "open_question"), ("Is it in?", "inspect"), ("So.", "inform"))]
TEST = [labelled(("Where?", "inspect"), ("There.", "inform"), ('"Who?" ', "clarify"))]


def test_commonest_code_looks_at_training_only() -> None:
    assert commonest_code(TRAIN, TEST) == [["open_question"] * 3]


def test_question_mark_rule() -> None:
    assert question_mark_rule(TRAIN, TEST) == [["open_question", "inform", "inform"]]


@pytest.mark.parametrize(("text", "code"), [("So.", "inform"), ("What?", "open_question")])
def test_question_mark_rule_falls_back_where_training_has_one_kind_only(text: str, code: str) -> None:
    assert question_mark_rule([labelled((text, code))], TEST) == [[code] * 3]


def test_the_classifier_never_sees_a_code() -> None:
    (call,) = TRAIN
    assert [tuple(spoken) for spoken in spoken_of(call)] == [
        (u.turn, u.speaker, u.role, u.text) for u in call.utterances
    ]


def test_agreement_by_code_by_mode_and_on_the_managers_part() -> None:
    calls = [labelled(("a", "open_question"), ("b", "inform"), ("c", "direct"), ("d", "inform"))]
    scores = compare_codings(calls, [["clarify", "inform", "direct", "rebut"]], load_codebook())
    assert (scores["n_calls"], scores["n_utterances"]) == (1, 4)
    assert scores["codes"]["accuracy"] == 2 / 4
    assert scores["modes"]["accuracy"] == 3 / 4
    assert scores["manager_modes"]["accuracy"] == 1.0
    assert scores["codes"]["labels"]["inform"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "support": 2,
    }
    assert scores["codes"]["labels"]["rally"] == {"precision": None, "recall": None, "f1": None, "support": 0}
    assert scores["codes"]["macro_f1_interval"] is None


def test_a_call_without_a_manager_has_no_managers_figures() -> None:
    call = LabelledCall("c", "c", (LabelledUtterance(0, "B", "rep", "Hi.", "social"),))
    scores = compare_codings([call, call], [["social"], ["inform"]], load_codebook())
    assert scores["manager_modes"]["kappa"] is None
    assert scores["manager_modes"]["macro_f1"] is None
    assert scores["codes"]["accuracy"] == 0.5


def test_human_agreement_uses_calls_coded_twice_only() -> None:
    twice = labelled(("a", "inform"), ("b", "direct"), name="x", second=("inform", "advise"))
    scores = human_agreement(Dataset((twice, *TRAIN)))
    assert scores is not None
    assert (scores["n_calls"], scores["codes"]["accuracy"], scores["modes"]["accuracy"]) == (1, 0.5, 1.0)
    assert human_agreement(Dataset(tuple(TRAIN))) is None


def test_calibration_of_known_cases() -> None:
    sure = np.tile([0.95, 0.05], (100, 1))
    right_95 = np.array([0] * 95 + [1] * 5)
    assert calibration(sure, right_95)["expected_calibration_error"] == pytest.approx(0)
    assert calibration(sure, np.ones(100, dtype=int))["expected_calibration_error"] == pytest.approx(0.95)
    assert calibration(sure, right_95)["bins"] == [{"n": 100, "confidence": pytest.approx(0.95), "accuracy": 0.95}]


def test_calibration_weighs_bins_by_their_size_and_takes_certainty() -> None:
    table = np.array([[1.0, 0.0]] * 3 + [[0.45, 0.55]])
    found = calibration(table, np.array([0, 0, 1, 0]))
    assert [b["n"] for b in found["bins"]] == [1, 3]
    assert found["expected_calibration_error"] == pytest.approx((0.55 + 3 * (1 - 2 / 3)) / 4)


def test_columns_follow_the_codes_given() -> None:
    assert true_columns(TEST, ["clarify", "inform", "inspect"]).tolist() == [2, 1, 0]


def test_calls_seen_in_training_are_named_whatever_they_are_called(
    trained: Trained, small_dataset: Path, tmp_path: Path
) -> None:
    known = (small_dataset / "calls" / "t02a.jsonl").read_text(encoding="utf-8")
    renamed = known.replace('"t02a"', '"mine"').replace('"social"', '"inform"')
    (tmp_path / "renamed.jsonl").write_text(renamed, encoding="utf-8")
    write_lines(tmp_path / "new.jsonl", [labelled_row(call="new", text="Never heard before.")])
    scores = evaluate_model(tmp_path, load_model(trained.folder))
    assert scores["seen_in_training"] == ["mine"]
    assert (scores["n_calls"], scores["format"]) == (2, 1)
    assert scores["model"] == {"name": "tiny", "version": trained.config["version"]}


def test_scores_are_those_of_the_models_own_codes_and_fit_in_json(model: Model, small_dataset: Path) -> None:
    scores = evaluate_model(small_dataset, model)
    dataset = load_examples(small_dataset)
    codes = model.classifier.codes
    right = sum(
        codes[row.argmax()] == utterance.code
        for call in dataset.calls
        for row, utterance in zip(model.classifier.predict_proba(spoken_of(call)), call.utterances, strict=True)
    )
    assert scores["codes"]["accuracy"] == pytest.approx(right / dataset.n_utterances)
    assert sum(b["n"] for b in scores["calibration"]["bins"]) == dataset.n_utterances
    assert json.loads(json.dumps(scores))["codes"]["kappa"] == scores["codes"]["kappa"]


def test_the_confusion_table_and_f1s_intervals_stand_beside_the_figures() -> None:
    calls = [labelled(("a", "open_question"), ("b", "inform")), labelled(("c", "inform"), ("d", "inform"), name="d")]
    scores = compare_codings(calls, [["inform", "inform"], ["inform", "inform"]], load_codebook())["codes"]
    ids = load_codebook().code_ids
    table = np.array(scores["confusion"])
    assert table[ids.index("open_question"), ids.index("inform")] == 1
    assert table.sum() == 4 and table[ids.index("inform"), ids.index("inform")] == 3
    low, high = scores["f1_intervals"]["inform"]
    assert low <= scores["labels"]["inform"]["f1"] <= high
    assert scores["f1_intervals"]["rally"] is None
