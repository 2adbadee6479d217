"""An encoder and a linear classifier that vote: they err on different utterances."""

from collections.abc import Sequence

import numpy as np

from coder.classifier import Classifier, softmax
from coder.encoder.classifier import EncoderClassifier
from coder.features import Spoken, Version

# The linear classifier's share of the vote: flat between 0.3 and 0.4 on held-out authors.
LINEAR_WEIGHT = 0.35
_LEAST = 1e-9


class BlendClassifier:
    """Codes the utterances of one call by a weighted mean of two classifiers' log probabilities.

    Attributes:
        codes, tags: ids, the column order of the tables; tags are the encoder's alone.
        temperature: logits are divided by it, so that confidence is calibrated.
    """

    files = (*EncoderClassifier.files, *Classifier.files)

    def __init__(self, encoder: EncoderClassifier, linear: Classifier, *, weight: float, temperature: float) -> None:
        self.codes, self.tags, self.temperature = encoder.codes, encoder.tags, temperature
        self.encoder, self.linear, self.weight = encoder, linear, weight

    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes before calibration, and of tags."""
        encoded, tags = self.encoder.logits(call)
        return self._vote(encoded, self.linear.decision_values(call)), tags

    def decision_values(self, call: Sequence[Spoken]) -> np.ndarray:
        """Logits before calibration, shape (n_utterances, n_codes), columns as ``codes``."""
        return self.logits(call)[0]

    def predict(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Calibrated probabilities of codes, and of each tag on its own, columns as ``tags``."""
        logits, tags = self.logits(call)
        return softmax(logits / self.temperature), 1 / (1 + np.exp(-tags))

    def predict_proba(self, call: Sequence[Spoken]) -> np.ndarray:
        """Calibrated probabilities, shape (n_utterances, n_codes), columns as ``codes``, rows summing to 1."""
        return self.predict(call)[0]

    def predict_one(self, versions: Sequence[Version]) -> np.ndarray:
        """Calibrated probabilities of one utterance in each version of a call, shape (n_versions, n_codes)."""
        voted = self._vote(self.encoder.decide_one(versions), self.linear.decide_one(versions))
        return softmax(voted / self.temperature)

    def _vote(self, encoded: np.ndarray, linear: np.ndarray) -> np.ndarray:
        by_encoder = _log_softmax(encoded / self.encoder.temperature)
        return self.weight * _log_softmax(linear) + (1 - self.weight) * by_encoder


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    if not len(logits):
        return logits
    return np.log(softmax(logits) + _LEAST)
