"""The NumPy classifier against scikit-learn, and through its folder."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from coder import classifier as classifier_module
from coder.classifier import Classifier, fit_classifier, fit_temperature, softmax
from coder.codebook import load_codebook
from coder.features import Spoken, extract_features

CODES = load_codebook().code_ids
TELLING = ("Send it to him today.", "Get me the plan by Friday.", "Put it in the sheet by noon.", "Call him today.")
ASKING = ("What do you think?", "What happened then?", "How did it go with them?", "What would you try?")
TAKING_IN = ("Right.", "Okay, got it.", "Mm-hm.", "That makes sense.")


def spoken(*texts: str) -> list[Spoken]:
    return [Spoken(i, "AB"[i % 2], ("manager", "rep")[i % 2], text) for i, text in enumerate(texts)]


THREE_CODES = (
    [spoken(*TELLING, *ASKING), spoken(*ASKING, *TAKING_IN), spoken(*TAKING_IN, *TELLING)],
    [
        ["direct"] * 4 + ["open_question"] * 4,
        ["open_question"] * 4 + ["acknowledge"] * 4,
        ["acknowledge"] * 4 + ["direct"] * 4,
    ],
)
TWO_CODES = ([spoken(*TELLING, *ASKING)] * 2, [["direct"] * 4 + ["open_question"] * 4] * 2)


@pytest.fixture
def fitted() -> Classifier:
    return fit_classifier(*THREE_CODES, CODES)


def by_scikit_learn(calls: list[list[Spoken]], labels: list[list[str]]) -> tuple[np.ndarray, list[str]]:
    """scikit-learn's own probabilities on the same features, and its classes."""
    rows = [row for call in calls for row in extract_features(call)]
    names = [name for row in rows for name in row]
    least = classifier_module.MIN_UTTERANCES_WITH_FEATURE
    kept = {name for name in set(names) if names.count(name) >= least}
    X = DictVectorizer(dtype=np.float32).fit_transform([{n: v for n, v in row.items() if n in kept} for row in rows])
    model = LogisticRegression(C=classifier_module.REGULARISATION_C, max_iter=150, tol=1e-3)
    return model.fit(X, [code for codes in labels for code in codes]).predict_proba(X), list(model.classes_)


@pytest.mark.parametrize(("calls", "labels"), [THREE_CODES, TWO_CODES], ids=["three codes", "two codes"])
def test_probabilities_equal_those_of_scikit_learn(calls: list[list[Spoken]], labels: list[list[str]]) -> None:
    expected, classes = by_scikit_learn(calls, labels)
    fitted = fit_classifier(calls, labels, CODES)
    found = np.vstack([fitted.predict_proba(call) for call in calls])
    columns = [CODES.index(code) for code in classes]
    np.testing.assert_allclose(found[:, columns], expected, atol=1e-5)


def test_columns_are_the_codebooks_and_rows_sum_to_one(fitted: Classifier) -> None:
    table = fitted.predict_proba(spoken("What happened?", "Nothing."))
    assert fitted.codes == CODES
    assert table.shape == (2, len(CODES))
    np.testing.assert_allclose(table.sum(axis=1), 1)


def test_it_learns(fitted: Classifier) -> None:
    table = fitted.predict_proba(spoken("What do you think happened?", "Send him the plan by Friday."))
    assert [CODES[i] for i in table.argmax(axis=1)] == ["open_question", "direct"]


def test_a_code_without_examples_is_never_predicted(fitted: Classifier) -> None:
    table = fitted.predict_proba(spoken("Entirely new vocabulary here."))
    unseen = [i for i, code in enumerate(CODES) if code not in ("direct", "open_question", "acknowledge")]
    assert table[:, unseen].max() < 1e-15


def test_context_changes_the_probabilities(fitted: Classifier) -> None:
    after_order, after_question = (
        fitted.predict_proba(spoken(first, "Fine by me."))[1] for first in ("Send it to him today.", "What happened?")
    )
    assert np.abs(after_order - after_question).max() > 0.01


def test_an_empty_call_gives_an_empty_table(fitted: Classifier) -> None:
    assert fitted.predict_proba([]).shape == (0, len(CODES))


def test_temperature_softens_without_changing_the_code(fitted: Classifier, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    hot = Classifier.load(tmp_path, codes=CODES, temperature=2.0)
    call = spoken(*TELLING)
    plain, softened = fitted.predict_proba(call), hot.predict_proba(call)
    assert (plain.argmax(axis=1) == softened.argmax(axis=1)).all()
    assert (plain.max(axis=1) > softened.max(axis=1)).all()


def test_save_and_load_give_the_same_codes(fitted: Classifier, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    loaded = Classifier.load(tmp_path, codes=CODES, temperature=1.0)
    for call in THREE_CODES[0]:
        before, after = fitted.predict_proba(call), loaded.predict_proba(call)
        assert (before.argmax(axis=1) == after.argmax(axis=1)).all()
        np.testing.assert_allclose(before, after, atol=2e-3)
    loaded.save(tmp_path)
    again = Classifier.load(tmp_path, codes=CODES, temperature=1.0)
    assert (again.predict_proba(call) == after).all()


def test_weights_of_another_shape_are_refused(fitted: Classifier, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    with pytest.raises(ValueError, match="17 codes"):
        Classifier.load(tmp_path, codes=CODES[:-1], temperature=1.0)


def test_pickled_arrays_are_refused(fitted: Classifier, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    np.savez(tmp_path / "weights.npz", weights=np.array([print], dtype=object), bias=np.zeros(18))
    with pytest.raises(ValueError, match="allow_pickle"):
        Classifier.load(tmp_path, codes=CODES, temperature=1.0)


def test_missing_files_and_arrays_are_told(fitted: Classifier, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Classifier.load(tmp_path, codes=CODES, temperature=1.0)
    fitted.save(tmp_path)
    np.savez(tmp_path / "weights.npz", weights=np.zeros((1, 18)))
    with pytest.raises(KeyError):
        Classifier.load(tmp_path, codes=CODES, temperature=1.0)


def test_a_file_cut_short_gives_an_error_that_the_docstring_names(fitted: Classifier, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    whole = (tmp_path / "weights.npz").read_bytes()
    (tmp_path / "weights.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises((OSError, ValueError, KeyError)):
        Classifier.load(tmp_path, codes=CODES, temperature=1.0)


def test_temperature_is_found_again() -> None:
    generator = np.random.default_rng(1)
    logits = generator.normal(0, 2, (4000, 4))
    truth = np.array([generator.choice(4, p=row) for row in softmax(logits)])
    assert fit_temperature(logits, truth) == pytest.approx(1.0, rel=0.1)
    assert fit_temperature(3 * logits, truth) == pytest.approx(3.0, rel=0.1)


def test_softmax_takes_large_logits() -> None:
    np.testing.assert_allclose(softmax(np.array([[1e6, 1e6 - 700.0, -1e6]])), [[1, 0, 0]], atol=1e-12)
