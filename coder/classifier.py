"""A linear classifier of utterances in context: learnt with scikit-learn, applied with NumPy.

A prediction only sums the weight rows of an utterance's features, so coding a
call needs no scikit-learn import and starts at once.
"""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from coder.features import Spoken, Version, extract_features

# Chosen by cross-validation among 5, 10 and 30; the score is flat there.
REGULARISATION_C = 5.0
MIN_UTTERANCES_WITH_FEATURE = 3
MAX_ITERATIONS = 150


class Classifier:
    """Codes the utterances of one call by a linear model.

    Attributes:
        codes: code ids, the column order of every probability table.
        tags: ids of lenses and signals; the linear classifier has none.
        temperature: logits are divided by it, so that confidence is calibrated.
    """

    tags: tuple[str, ...] = ()
    files = ("vocabulary.json", "weights.npz")

    def __init__(
        self,
        codes: Sequence[str],
        vocabulary: Mapping[str, int],
        weights: np.ndarray,
        bias: np.ndarray,
        *,
        temperature: float = 1.0,
    ) -> None:
        self.codes = tuple(codes)
        self.temperature = temperature
        self._vocabulary = vocabulary
        self._weights = weights
        self._bias = bias

    def decision_values(self, call: Sequence[Spoken]) -> np.ndarray:
        """Logits before calibration, shape (n_utterances, n_codes), columns as ``codes``."""
        return self._weigh(extract_features(call))

    def decide_one(self, versions: Sequence[Version]) -> np.ndarray:
        """Logits before calibration of one utterance in each version of a call, shape (n_versions, n_codes)."""
        return self._weigh([extract_features(call, [place])[0] for call, place in versions])

    def _weigh(self, rows: Sequence[Mapping[str, float]]) -> np.ndarray:
        values = np.empty((len(rows), len(self.codes)))
        for row, features in enumerate(rows):
            known = [(self._vocabulary[name], value) for name, value in features.items() if name in self._vocabulary]
            index = np.fromiter((i for i, _ in known), dtype=np.intp, count=len(known))
            weight = np.fromiter((v for _, v in known), dtype=np.float32, count=len(known))
            values[row] = weight @ self._weights[index].astype(np.float32) + self._bias
        return values

    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes, and of tags: a table without columns."""
        return self.decision_values(call), np.empty((len(call), 0))

    def predict(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Calibrated probabilities of codes, and of tags: a table without columns."""
        logits, tags = self.logits(call)
        return softmax(logits / self.temperature), tags

    def predict_proba(self, call: Sequence[Spoken]) -> np.ndarray:
        """Calibrated probabilities, shape (n_utterances, n_codes), columns as ``codes``, rows summing to 1."""
        return softmax(self.decision_values(call) / self.temperature)

    def predict_one(self, versions: Sequence[Version]) -> np.ndarray:
        """Calibrated probabilities of one utterance in each version of a call, shape (n_versions, n_codes)."""
        return softmax(self.decide_one(versions) / self.temperature)

    def save(self, folder: Path) -> None:
        """Write vocabulary and weights into a folder; ``temperature`` and ``codes`` belong to its config."""
        names = sorted(self._vocabulary, key=self._vocabulary.__getitem__)
        (folder / "vocabulary.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(
            folder / "weights.npz",
            weights=self._weights.astype(np.float16),
            bias=self._bias.astype(np.float64),
        )

    @classmethod
    def load(cls, folder: Path, *, codes: Sequence[str], temperature: float) -> "Classifier":
        """The classifier saved in a folder. Only text and arrays are read; nothing is executed.

        Raises:
            OSError, ValueError, KeyError: a file is missing or damaged.
        """
        names = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        try:
            with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
                weights, bias = arrays["weights"], arrays["bias"]
        except (BadZipFile, zlib.error) as error:
            raise ValueError("weights.npz is cut short or damaged") from error
        if weights.shape != (len(names), len(codes)) or bias.shape != (len(codes),):
            raise ValueError(f"weights of shape {weights.shape} for {len(names)} features and {len(codes)} codes")
        vocabulary = {name: index for index, name in enumerate(names)}
        return cls(codes, vocabulary, weights, bias, temperature=temperature)


def fit_classifier(
    calls: Sequence[Sequence[Spoken]], labels: Sequence[Sequence[str]], codes: Sequence[str]
) -> Classifier:
    """A classifier fitted to labelled calls; deterministic.

    Args:
        calls: each call's utterances, in order.
        labels: each call's codes, aligned with ``calls``; "" for an utterance that is context only.
        codes: the codebook's code ids; one without examples is never predicted.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    described = zip((row for call in calls for row in extract_features(call)), chain(*labels), strict=True)
    rows, truth = zip(*((row, code) for row, code in described if code), strict=True)
    counts = Counter(name for features in rows for name in features)
    kept = {name for name, count in counts.items() if count >= MIN_UTTERANCES_WITH_FEATURE}
    vectorizer = DictVectorizer(dtype=np.float32)
    X = vectorizer.fit_transform([{name: v for name, v in row.items() if name in kept} for row in rows])
    model = LogisticRegression(C=REGULARISATION_C, max_iter=MAX_ITERATIONS, tol=1e-3)
    model.fit(X, list(truth))
    return _spread(model.classes_, model.coef_, model.intercept_, vectorizer.vocabulary_, codes)


def _spread(
    classes: np.ndarray,
    coefficients: np.ndarray,
    intercept: np.ndarray,
    vocabulary: dict[str, int],
    codes: Sequence[str],
) -> Classifier:
    """Columns in the codebook's order; a code that was never seen gets a logit far below all others."""
    if len(classes) == 2:
        # scikit-learn keeps one row for two classes.
        coefficients, intercept = (
            np.vstack([-coefficients, coefficients]) / 2,
            np.concatenate([-intercept, intercept]) / 2,
        )
    weights = np.zeros((coefficients.shape[1], len(codes)), dtype=np.float32)
    bias = np.full(len(codes), float(intercept.min()) - 50.0)
    for row, code in enumerate(classes):
        column = list(codes).index(code)
        weights[:, column] = coefficients[row]
        bias[column] = intercept[row]
    return Classifier(codes, vocabulary, weights, bias)


def fit_temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """The temperature with the least log loss on held-out logits (Guo et al. 2017), searched in 0.25–4.

    Args:
        logits: shape (n, n_codes).
        truth: column index of each row's true code, shape (n,).
    """
    candidates = np.geomspace(0.25, 4.0, 81)
    losses = [-np.mean(np.log(softmax(logits / t)[np.arange(len(truth)), truth] + 1e-12)) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Rows that sum to 1."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
