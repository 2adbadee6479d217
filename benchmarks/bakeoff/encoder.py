"""The project's fine-tuned encoder, alone and in the vote with the linear classifier."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.bakeoff.row import SEED, Material, Predict
from coder.blend import LINEAR_WEIGHT, BlendClassifier
from coder.encoder.classifier import EncoderClassifier
from coder.encoder.learning import fitting
from coder.features import Spoken
from coder.recipes import fit_varied


def fit_fine_tuned(material: Material) -> Predict:
    """Fine-tuned on the labelled calls alone."""
    return _likeliest(_fit(material, start=None), material)


def fit_after_meetings(material: Material) -> Predict:
    """Fine-tuned on meetings' dialogue acts first."""
    return _likeliest(_fit(material, start=_first_stage(material)), material)


def fit_blend(material: Material) -> Predict:
    """That encoder, its weights in eight bits as it ships, and the linear classifier."""
    codes = material.codebook.code_ids
    fitted, linear = _fit(material, start=_first_stage(material)), fit_varied(material.calls, material.codebook)
    # Read when the first call is coded, so it lives as long as what codes.
    folder = tempfile.TemporaryDirectory()
    fitted.save(Path(folder.name))
    told: dict[str, Any] = {"codes": codes, "tags": fitted.tags, "temperature": 1.0, "context": fitting.CONTEXT}
    encoder = EncoderClassifier(Path(folder.name), **told, threads=1)
    encoder.logits([Spoken(0, "", "manager", "Hello.")])
    folder.cleanup()
    return _likeliest(BlendClassifier(encoder, linear, weight=LINEAR_WEIGHT, temperature=1.0), material)


def _fit(material: Material, start: Any) -> fitting.FittedEncoder:
    return fitting.fit_encoder(material.calls, material.codebook, context=fitting.CONTEXT, start=start, seed=SEED)


def _first_stage(material: Material) -> Any:
    acts = sorted({utterance.code for meeting in material.meetings for utterance in meeting.utterances})
    return fitting.fit_first_stage(material.meetings, acts, context=fitting.CONTEXT, seed=SEED)


def _likeliest(classifier: Any, material: Material) -> Predict:
    def predict(call: Sequence[Spoken]) -> list[str]:
        codes, _ = classifier.logits(call)
        return [material.codebook.code_ids[i] for i in codes.argmax(axis=1)]

    return predict
