"""Logistic regression on vectors of an utterance and its neighbours."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.bakeoff.row import Material, Predict
from benchmarks.bakeoff.vectors import SentenceVectors, WordVectors
from coder.codebook import Codebook
from coder.evaluation import codes_of, spoken_of
from coder.features import Spoken
from coder.transcript import ROLES

C = 10.0
MAX_ITERATIONS = 300
OWN, BEFORE, AFTER = 0, -1, 1


class _Vectors(Protocol):
    def of_texts(self, texts: Sequence[str]) -> np.ndarray: ...


def fit_static(material: Material) -> Predict:
    """Words of the utterance and of the one before, looked up one by one."""
    vectors = WordVectors()
    model = _fit_head(_table(vectors, material, (OWN, BEFORE)), _codes(material))
    return lambda call: list(model.predict(describe(vectors, call, (OWN, BEFORE))))


def fit_frozen(material: Material) -> Predict:
    """The utterance, the one before and the one after, each read by the encoder."""
    vectors = SentenceVectors()
    model = _fit_head(_table(vectors, material, (OWN, BEFORE, AFTER)), _codes(material))
    return lambda call: list(model.predict(describe(vectors, call, (OWN, BEFORE, AFTER))))


def fit_hierarchical(material: Material) -> Predict:
    """As ``fit_frozen``, but one head finds the mode and one for each mode the code."""
    vectors = SentenceVectors()
    heads = Hierarchy(_table(vectors, material, (OWN, BEFORE, AFTER)), _codes(material), material.codebook)
    return lambda call: heads.predict(describe(vectors, call, (OWN, BEFORE, AFTER)))


class Hierarchy:
    """A head for the mode, then the head of that mode for the code."""

    def __init__(self, X: np.ndarray, codes: np.ndarray, codebook: Codebook) -> None:
        modes = np.array([codebook.mode_of[code] for code in codes])
        self._mode = _fit_head(X, modes)
        self._code = {mode: _fit_head(X[modes == mode], codes[modes == mode]) for mode in sorted(set(modes))}

    def predict(self, X: np.ndarray) -> list[str]:
        """A code for each row."""
        modes = self._mode.predict(X)
        codes = np.empty(len(X), dtype=object)
        for mode in set(modes):
            codes[modes == mode] = self._code[mode].predict(X[modes == mode])
        return list(codes)


class _Always:
    """Stands in for a head where training knows one label only."""

    def __init__(self, label: str) -> None:
        self._label = label

    def predict(self, X: np.ndarray) -> np.ndarray:
        return np.full(len(X), self._label, dtype=object)


def describe(vectors: _Vectors, call: Sequence[Spoken], offsets: Sequence[int]) -> np.ndarray:
    """For each utterance the vectors at these offsets, zeros beyond the call's ends, and its role."""
    own = vectors.of_texts([spoken.text for spoken in call])
    roles = np.array([[float(spoken.role == role) for role in ROLES] for spoken in call], dtype=np.float32)
    return np.hstack([*(_shift(own, offset) for offset in offsets), roles])


def _shift(rows: np.ndarray, offset: int) -> np.ndarray:
    """Each row's neighbour at an offset of -1, 0 or 1."""
    nobody = np.zeros_like(rows[:1])
    return {OWN: rows, BEFORE: np.vstack([nobody, rows[:-1]]), AFTER: np.vstack([rows[1:], nobody])}[offset]


def _table(vectors: _Vectors, material: Material, offsets: Sequence[int]) -> np.ndarray:
    return np.vstack([describe(vectors, spoken_of(call), offsets) for call in material.calls])


def _codes(material: Material) -> np.ndarray:
    return np.array([code for call in material.calls for code in codes_of(call)], dtype=object)


def _fit_head(X: np.ndarray, labels: np.ndarray) -> LogisticRegression | _Always:
    if len(set(labels)) == 1:
        return _Always(labels[0])
    return LogisticRegression(C=C, max_iter=MAX_ITERATIONS, tol=1e-3).fit(X, labels)
