"""The project's linear classifier of n-grams in context."""

from benchmarks.bakeoff.row import Material, Predict
from coder.classifier import Classifier, fit_classifier
from coder.evaluation import codes_of, spoken_of
from coder.recipes import fit_varied


def fit_as_shipped(material: Material) -> Predict:
    """Fitted to three copies: as written, as captions, with roles swapped."""
    return _likeliest(fit_varied(material.calls, material.codebook))


def fit_as_written(material: Material) -> Predict:
    """Fitted to the calls as written alone."""
    spoken, codes = [spoken_of(call) for call in material.calls], [codes_of(call) for call in material.calls]
    return _likeliest(fit_classifier(spoken, codes, material.codebook.code_ids))


def _likeliest(classifier: Classifier) -> Predict:
    return lambda call: [classifier.codes[i] for i in classifier.decision_values(call).argmax(axis=1)]
