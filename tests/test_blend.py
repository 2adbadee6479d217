"""Two classifiers that vote: between the two of them, tags by the encoder, and never scored on what either saw."""

from pathlib import Path

import numpy as np
import pytest

from coder.blend import BlendClassifier
from coder.blending import blend_with
from coder.codebook import load_codebook
from coder.errors import ModelError
from coder.evaluation import spoken_of
from coder.examples import call_fingerprint, load_examples
from coder.features import Spoken
from coder.model_folder import Model, load_model
from coder.recipes import find_recipe
from tests.builders import LABELED_EXAMPLES


@pytest.fixture(scope="module")
def call() -> list[Spoken]:
    return spoken_of(load_examples(LABELED_EXAMPLES / "calls" / "t02b.jsonl").calls[0])


def blended(model: Model, weight: float) -> BlendClassifier:
    assert isinstance(model.classifier, BlendClassifier)
    return BlendClassifier(model.classifier.encoder, model.classifier.linear, weight=weight, temperature=1.0)


def test_with_all_the_weight_on_one_side_that_side_decides(model: Model, call: list[Spoken]) -> None:
    encoder, linear = model.classifier.encoder, model.classifier.linear
    assert np.allclose(blended(model, 0.0).predict_proba(call), encoder.predict_proba(call), atol=1e-6)
    assert np.allclose(blended(model, 1.0).predict_proba(call), linear.predict_proba(call), atol=1e-6)


def test_the_vote_lies_between_the_two(model: Model, call: list[Spoken]) -> None:
    middle = blended(model, 0.5).decision_values(call)
    sides = [blended(model, weight).decision_values(call) for weight in (0.0, 1.0)]
    assert (middle <= np.maximum(*sides) + 1e-9).all()
    assert (middle >= np.minimum(*sides) - 1e-9).all()


def test_tags_are_the_encoders(model: Model, call: list[Spoken]) -> None:
    assert np.array_equal(model.classifier.predict(call)[1], model.classifier.encoder.predict(call)[1])


def test_an_empty_call_has_empty_tables(model: Model) -> None:
    codes, tags = model.classifier.predict([])
    assert (codes.shape, tags.shape) == ((0, 18), (0, 17))


def test_a_linear_model_cannot_stand_for_the_encoder(model: Model) -> None:
    calls = load_examples(LABELED_EXAMPLES).calls
    with pytest.raises(ModelError, match="another kind of model"):
        blend_with(load_model("fast"), model.classifier.linear, calls, load_codebook())


def test_an_encoder_that_saw_a_call_held_out_is_refused(model: Model) -> None:
    seen = set(model.config["training"]["call_fingerprints"])
    calls = [c for c in load_examples(LABELED_EXAMPLES).calls if call_fingerprint(c.utterances) in seen]
    with pytest.raises(ModelError, match="saw none of the calls held out"):
        blend_with(load_model("fast"), model.classifier.linear, calls[1:], load_codebook())


@pytest.mark.parametrize(("kind", "encoder"), [("blend", None), ("other", None), ("other", Path("x"))])
def test_an_unknown_kind_of_model_is_told(kind: str, encoder: Path | None) -> None:
    with pytest.raises(ModelError, match="the kind of model"):
        find_recipe(kind, encoder)
