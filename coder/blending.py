"""Fits a linear classifier beside a trained encoder, on no other calls than the encoder saw."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coder.blend import LINEAR_WEIGHT, BlendClassifier
from coder.classifier import Classifier
from coder.codebook import Codebook
from coder.encoder.classifier import EncoderClassifier
from coder.errors import ModelError
from coder.examples import LabelledCall, call_fingerprint
from coder.features import Spoken
from coder.model_folder import Model


@dataclass(frozen=True)
class FittedBlend:
    """The blend after training; ``folder`` holds the encoder's files."""

    blend: BlendClassifier
    folder: Path

    @property
    def tags(self) -> tuple[str, ...]:
        """Ids of lenses and signals."""
        return self.blend.tags

    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes and of tags."""
        return self.blend.logits(call)

    def save(self, folder: Path) -> None:
        """Write the files of both classifiers."""
        for name in EncoderClassifier.files:
            shutil.copy(self.folder / name, folder / name)
        self.blend.linear.save(folder)


def blend_with(encoder: Model, linear: Classifier, calls: Sequence[LabelledCall], codebook: Codebook) -> FittedBlend:
    """The two as one.

    Args:
        calls: what ``linear`` was fitted to.

    Raises:
        ModelError: the model is no encoder, or it was trained on other calls than ``calls``, so that scores on
            the calls held out would flatter it.
    """
    known = {call_fingerprint(call.utterances) for call in calls}
    seen = set(encoder.config["training"]["call_fingerprints"])
    if not isinstance(encoder.classifier, EncoderClassifier) or not seen <= known:
        raise ModelError(
            f"model {encoder.name}",
            expected="an encoder that saw none of the calls held out",
            found=f"one trained on {len(seen - known)} others" if seen - known else "another kind of model",
            next_step="Train it on the same examples with: --kind encoder --scored-folds 1 --no-refit",
        )
    blend = BlendClassifier(encoder.classifier, linear, weight=LINEAR_WEIGHT, temperature=1.0)
    return FittedBlend(blend, encoder.folder)
