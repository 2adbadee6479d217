"""The encoder at run time: the same table however a call is batched, and flat memory on a long one."""

from itertools import pairwise

import numpy as np
import pytest

from coder.blend import BlendClassifier
from coder.encoder.classifier import OVERLAP, WINDOW, EncoderClassifier, windows
from coder.evaluation import spoken_of
from coder.examples import load_examples
from coder.features import Spoken
from coder.model_folder import Model
from tests.builders import LABELED_EXAMPLES


@pytest.fixture(scope="module")
def classifier(model: Model) -> EncoderClassifier:
    assert isinstance(model.classifier, BlendClassifier)
    return model.classifier.encoder


@pytest.fixture(scope="module")
def call() -> list[Spoken]:
    return spoken_of(load_examples(LABELED_EXAMPLES / "calls" / "t01a.jsonl").calls[0])


def test_probabilities_of_codes_sum_to_one_and_those_of_tags_stand_alone(
    classifier: EncoderClassifier, call: list[Spoken]
) -> None:
    codes, tags = classifier.predict(call)
    assert codes.shape == (len(call), 18)
    assert tags.shape == (len(call), len(classifier.tags)) == (len(call), 17)
    assert codes.sum(axis=1) == pytest.approx(1)
    assert ((tags > 0) & (tags < 1)).all()
    assert np.array_equal(codes, classifier.predict_proba(call))


def test_an_empty_call_has_empty_tables(classifier: EncoderClassifier) -> None:
    codes, tags = classifier.predict([])
    assert codes.shape == (0, 18)
    assert tags.shape == (0, 17)


@pytest.mark.parametrize("length", [1, 63, 64, 65, 447, 512, 513, 600, 960, 961, 5000])
def test_windows_cover_a_call_once(length: int) -> None:
    found = windows(length)
    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(stop - start <= WINDOW for start, stop in found)
    assert all(after[0] == before[1] - OVERLAP for before, after in pairwise(found))


def test_a_long_call_is_coded_as_its_parts_are(classifier: EncoderClassifier, call: list[Spoken]) -> None:
    long = call * 6
    assert len(long) > WINDOW
    table = classifier.predict_proba(long)
    assert table.shape == (len(long), 18)
    assert table.sum(axis=1) == pytest.approx(1)
    again = classifier.predict_proba(long[: WINDOW - OVERLAP])
    # Away from the edges of its window an utterance gets the same code; eight-bit rounding differs a little by batch.
    inside = slice(0, WINDOW - 2 * OVERLAP)
    assert np.mean(table[inside].argmax(axis=1) == again[inside].argmax(axis=1)) > 0.97


def test_context_counts(classifier: EncoderClassifier) -> None:
    okay = Spoken(1, "Ben", "rep", "Okay.")
    after_order = [Spoken(0, "Ana", "manager", "Send it to me by Friday."), okay]
    after_question = [Spoken(0, "Ana", "manager", "How are you today?"), okay]
    tables = [classifier.predict_proba(call)[1] for call in (after_order, after_question)]
    assert np.abs(tables[0] - tables[1]).max() > 0.05


@pytest.mark.parametrize("context", [False, True])
def test_one_utterance_is_scored_about_as_in_its_call(model: Model, call: list[Spoken], context: bool) -> None:
    about = model.config["classifier"]
    encoder = EncoderClassifier(
        model.folder, codes=model.classifier.codes, tags=about["tags"], temperature=1.0, context=context
    )
    places = (0, 1, 20, 60, len(call) - 1)
    alone = encoder.predict_one([(call, place) for place in places])
    # Eight-bit rounding differs by batch, and only so much of the call around is read.
    assert np.abs(alone - encoder.predict_proba(call)[list(places)]).mean() < 0.02


def test_versions_of_a_call_are_told_apart(classifier: EncoderClassifier, call: list[Spoken]) -> None:
    question = [*call[:20], call[20]._replace(text="What do you make of it?"), *call[21:]]
    order = [*call[:20], call[20]._replace(text="Send it to me by Friday."), *call[21:]]
    table = classifier.predict_one([(question, 20), (order, 20), (question, 20)])
    assert [classifier.codes[code] for code in table.argmax(axis=1)] == ["open_question", "direct", "open_question"]
    assert np.array_equal(table[0], table[2])
