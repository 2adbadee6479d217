"""The model that ships: loads alone, says what it scored, and scores enough to be worth shipping."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from coder import code_call, load_model, read_transcript, sample_calls
from coder.codebook import load_codebook
from coder.examples import call_fingerprint, load_examples
from coder.model_card import render_card
from coder.model_folder import Model
from tests.builders import LABELED_EXAMPLES

_CODES_ALONE = """
import socket, sys
def refuse(*_, **__): raise AssertionError("the network was asked for")
socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refuse
from coder import code_call, load_model, read_transcript, sample_calls
review = code_call(read_transcript(sample_calls()[0]), load_model())
print(len(review.utterances), [name for name in ("sklearn", "scipy", "streamlit", "torch") if name in sys.modules])
"""


def test_it_codes_without_network_and_without_scikit_learn(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CODES_ALONE], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    count, _, heavy = done.stdout.strip().partition(" ")
    assert int(count) > 100
    assert heavy == "[]"


@pytest.mark.parametrize("name", ["default", "fast"])
def test_its_card_is_what_its_config_says(name: str) -> None:
    model = load_model(name)
    assert (model.folder / "README.md").read_text(encoding="utf-8") == render_card(model.config, load_codebook())


def without(fields: dict, name: str) -> dict:
    return {key: value for key, value in fields.items() if key != name}


def test_its_version_covers_its_config(model: Model) -> None:
    config = json.loads((model.folder / "config.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(json.dumps({**without(config, "version"), "name": ""}, sort_keys=True).encode()).hexdigest()
    assert model.version == digest[:12]


def test_it_holds_no_files_that_it_does_not_need(model: Model) -> None:
    segmenter = {"segmenter/cfg", "segmenter/model"}
    linear = {"vocabulary.json", "weights.npz"}
    assert set(model.config["files"]) == segmenter | linear | {"encoder.onnx", "sequence.onnx", "tokenizer.json"}
    assert set(load_model("fast").config["files"]) == segmenter | linear


def test_both_models_together_are_small() -> None:
    files = [file for name in ("default", "fast") for file in load_model(name).folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 60_000_000


@pytest.mark.parametrize("name", ["default", "fast"])
def test_it_was_trained_on_examples_that_ship_and_on_none_of_the_test(name: str) -> None:
    training = load_model(name).config["training"]
    dataset = load_examples(LABELED_EXAMPLES)
    assert training["examples"]["fingerprint"] == dataset.fingerprint
    seen = set(training["call_fingerprints"])
    assert seen <= {call_fingerprint(call.utterances) for call in dataset.calls}
    assert len(seen) >= 0.75 * len(dataset.calls)
    assert not seen & {call_fingerprint(call.utterances) for call in load_examples(LABELED_EXAMPLES / "test").calls}


@pytest.mark.parametrize("part", ["codes", "modes", "manager_modes"])
@pytest.mark.parametrize("baseline", ["commonest_code", "question_mark_rule"])
def test_it_beats_both_baselines_beyond_doubt(model: Model, part: str, baseline: str) -> None:
    scores = model.config["evaluation"]
    for figure in ("macro_f1", "kappa"):
        low, _ = scores["model"][part][f"{figure}_interval"]
        _, high = scores[baseline][part][f"{figure}_interval"]
        assert low > high


def test_its_floor(model: Model) -> None:
    scores = model.config["evaluation"]
    assert scores["model"]["codes"]["kappa"] > 0.57
    assert scores["model"]["manager_modes"]["macro_f1"] > 0.57
    assert scores["model_on_captions"]["manager_modes"]["macro_f1"] > 0.53
    assert scores["model"]["calibration"]["expected_calibration_error"] < 0.03
    assert scores["second_coder"]["codes"]["kappa"] == pytest.approx(0.917, abs=5e-4)


def test_it_proposes_the_leader_of_every_sample(model: Model) -> None:
    leaders = {}
    for sample in sample_calls():
        proposal = code_call(read_transcript(sample), model).proposal
        assert proposal is not None
        leaders[sample.stem] = proposal.manager
    assert leaders == {
        "cadence-call-forecast": "Devon Pryce",
        "deal-review-listening": "Amara Okafor",
        "one-to-one-lost-deal": "Hal Brennan",
        "one-to-one-machine-captions": leaders["one-to-one-machine-captions"],
        "one-to-one-pipeline": "Marta Lindqvist",
    }


def test_it_codes_samples_in_every_mode(model: Model) -> None:
    modes = {u.mode for sample in sample_calls() for u in code_call(read_transcript(sample), model).utterances}
    assert modes == {mode.id for mode in load_codebook().modes}
