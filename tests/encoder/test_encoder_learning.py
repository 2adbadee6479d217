"""Training of the encoder; needs torch and the published weights (make install-training)."""

from pathlib import Path

import numpy as np
import pytest

from coder.codebook import load_codebook
from coder.encoder.classifier import EncoderClassifier
from coder.evaluation import spoken_of
from coder.examples import load_examples
from tests.builders import LABELED_EXAMPLES

fitting = pytest.importorskip("coder.encoder.learning.fitting", reason="torch is missing: make install-training")


@pytest.fixture(scope="module")
def calls():
    return [load_examples(LABELED_EXAMPLES / "calls" / f"{name}.jsonl").calls[0] for name in ("t01a", "t02a")]


@pytest.fixture(scope="module")
def fitted(calls):
    return fitting.fit_encoder(calls[:1], load_codebook(), context=False, seed=1, epochs=1)


def test_the_exported_graphs_compute_what_the_network_does(fitted, calls, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    exported = EncoderClassifier(
        tmp_path, codes=fitted.codes, tags=fitted.tags, temperature=1.0, context=False, threads=1
    )
    spoken = spoken_of(calls[1])
    (codes, tags), (own_codes, own_tags) = exported.logits(spoken), fitted.logits(spoken)
    # Weights in eight bits and bfloat16 in training differ by this much.
    assert np.abs(codes - own_codes).max() < 0.3
    assert np.abs(tags - own_tags).max() < 0.3


def test_the_same_seed_gives_the_same_weights(fitted, calls) -> None:
    again = fitting.fit_encoder(calls[:1], load_codebook(), context=False, seed=1, epochs=1)
    spoken = spoken_of(calls[1])
    assert np.array_equal(fitted.logits(spoken)[0], again.logits(spoken)[0])
