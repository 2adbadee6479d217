"""How a classifier is fitted, by kind: what is learnt from, with which settings, and what is known of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from coder.blend import LINEAR_WEIGHT
from coder.blending import blend_with
from coder.captions import as_machine_caption
from coder.classifier import REGULARISATION_C, Classifier, fit_classifier
from coder.codebook import Codebook
from coder.errors import ModelError
from coder.evaluation import codes_of, spoken_of
from coder.examples import LabelledCall
from coder.features import Spoken
from coder.meetings import CORPUS, CORPUS_AUTHORS, CORPUS_LICENCE
from coder.model_folder import load_model
from coder.transcript import Role

Progress = Callable[[str], None]


class Fitted(Protocol):
    """A classifier after training."""

    tags: tuple[str, ...]

    def logits(self, call: Sequence[Spoken]) -> tuple[np.ndarray, np.ndarray]:
        """Logits of codes, columns in the codebook's order, and of tags."""
        ...

    def save(self, folder: Path) -> None:
        """Write what the run-time classifier reads."""
        ...


@dataclass(frozen=True)
class Recipe:
    """One way of fitting.

    Attributes:
        fit: labelled calls, codebook and seed to a fitted classifier; the same give the same.
        config: what ``config.json`` holds under ``classifier``; ``tags`` are added.
        settings: what the card says of the method.
        packages: distributions whose versions bear on the result.
        attributions: outside weights or data in the model, with licences.
        refit: how the classifier that is kept is fitted to all calls, where that differs from ``fit``.
    """

    fit: Callable[[Sequence[LabelledCall], Codebook, int, Progress], Fitted]
    config: Mapping[str, Any]
    settings: str
    packages: tuple[str, ...]
    attributions: tuple[str, ...] = field(default=())
    refit: Callable[[Sequence[LabelledCall], Codebook, int, Progress], Fitted] | None = None


def find_recipe(
    kind: str,
    encoder: Path | None = None,
    final_encoder: Path | None = None,
    meetings: Sequence[LabelledCall] = (),
) -> Recipe:
    """The recipe of a kind.

    Args:
        encoder: for a blend, the folder of an encoder that saw no call of the scored folds.
        final_encoder: for a blend that is fitted again on all calls, the folder of an encoder that saw them all.
        meetings: for an encoder, meetings labelled with their own dialogue acts, learnt from first.

    Raises:
        ModelError: there is no such kind, or what it needs is not installed.
    """
    if kind == "linear":
        return _linear()
    if kind == "encoder":
        return _encoder(meetings)
    if kind == "blend" and encoder:
        return _blend(encoder, final_encoder)
    raise ModelError(
        "the kind of model",
        expected="linear, encoder, or blend with an encoder's folder",
        found=repr(kind),
        next_step="Choose one with --kind and, for a blend, --encoder FOLDER.",
    )


def _linear() -> Recipe:
    return Recipe(
        lambda calls, codebook, seed, progress: fit_varied(calls, codebook),
        {"kind": "linear"},
        "Each call is used three times: as written, as a machine caption would give it (lower case, no punctuation), "
        f"and with manager and rep in each other's role. Logistic regression, C = {REGULARISATION_C:g}, chosen among "
        "5, 10 and 30 by cross-validation on an earlier form of these features, where scores were flat, and not again.",
        ("call-review-coder", "numpy", "scikit-learn", "spacy"),
    )


def _encoder(meetings: Sequence[LabelledCall]) -> Recipe:
    try:
        from coder.encoder.learning import fitting, pretrained
    except ImportError as error:
        raise ModelError(
            "training an encoder",
            expected="torch and what else training needs",
            found=f"no module {error.name}",
            next_step="Run: make install-training",
        ) from error
    stages: dict[int, Any] = {}

    def fit(calls: Sequence[LabelledCall], codebook: Codebook, seed: int, progress: Progress) -> Fitted:
        if meetings and seed not in stages:
            acts = sorted({u.code for meeting in meetings for u in meeting.utterances})
            told = {"context": fitting.CONTEXT, "seed": seed, "progress": progress}
            stages[seed] = fitting.fit_first_stage(meetings, acts, **told)
        start = stages.get(seed)
        return fitting.fit_encoder(calls, codebook, context=fitting.CONTEXT, start=start, seed=seed, progress=progress)

    first = (
        f"one pass over the dialogue acts of {len(meetings)} AMI meetings (the coded ones are not among them), then "
        if meetings
        else ""
    )
    return Recipe(
        fit,
        {"kind": "encoder", "context": fitting.CONTEXT},
        f"The sentence encoder {pretrained.NAME} together with a recurrent layer that reads the call in both "
        f"directions: {first}{fitting.EPOCHS} epochs over the labelled calls with one head each for codes and tags. In "
        f"each epoch {fitting.CAPTIONED:.0%} of the calls are read as machine captions and {fitting.ROLES_HIDDEN:.0%} "
        "without roles. The shipped weights of the encoder are eight-bit integers; held-out scores are of the "
        "unrounded ones.",
        ("call-review-coder", "numpy", "torch", "onnxruntime", "tokenizers", "spacy"),
        (
            f"{pretrained.NAME} by the sentence-transformers authors, {pretrained.LICENCE}.",
            *((f"{CORPUS}, {CORPUS_LICENCE}, {CORPUS_AUTHORS}.",) if meetings else ()),
        ),
    )


_KEPT = (
    "What ships is fitted to all calls; the held-out scores are of the same two fitted without the calls that are "
    "scored. "
)


def _blend(folder: Path, final_folder: Path | None) -> Recipe:
    encoder = load_model(folder)
    final = load_model(final_folder) if final_folder else encoder
    training = encoder.config["training"]
    linear = _linear()
    return Recipe(
        lambda calls, codebook, seed, progress: blend_with(encoder, fit_varied(calls, codebook), calls, codebook),
        {
            "kind": "blend",
            "context": encoder.config["classifier"]["context"],
            "encoder_temperature": encoder.config["temperature"],
            "linear_weight": LINEAR_WEIGHT,
        },
        f"Two classifiers vote, the linear one with weight {LINEAR_WEIGHT:g} (chosen between 0 and 0.5 on held-out "
        "authors of an earlier set of 150 calls, where the score was flat between 0.3 and 0.4, and not again). "
        f"{_KEPT if final is not encoder else ''}Linear: "
        f"{linear.settings} Encoder, version {encoder.version}: {training['settings']}",
        ("call-review-coder", "numpy", "onnxruntime", "scikit-learn", "spacy", "tokenizers"),
        tuple(training["attributions"]),
        lambda calls, codebook, seed, progress: blend_with(final, fit_varied(calls, codebook), calls, codebook),
    )


def fit_varied(calls: Sequence[LabelledCall], codebook: Codebook) -> Classifier:
    """A linear classifier fitted to three copies of the calls: as written, as captions, and with roles swapped.

    The third copy, half of it as captions, keeps the classifier from reading the code off the role: the
    same codes serve both.
    """
    spoken, codes = [spoken_of(call) for call in calls], [codes_of(call) for call in calls]
    captions = [as_captions(call) for call in spoken]
    swapped = [swap_roles(call) for pair in zip(spoken[::2], captions[1::2], strict=False) for call in pair]
    swapped_codes = [code for pair in zip(codes[::2], codes[1::2], strict=False) for code in pair]
    return fit_classifier([*spoken, *captions, *swapped], [*codes, *codes, *swapped_codes], codebook.code_ids)


def swap_roles(call: Sequence[Spoken]) -> list[Spoken]:
    """The call with manager and reps in each other's role."""
    other: dict[Role, Role] = {"manager": "rep", "rep": "manager", "guest": "guest"}
    return [spoken._replace(role=other[spoken.role]) for spoken in call]


def as_captions(call: Sequence[Spoken]) -> list[Spoken]:
    """The call with each utterance as a machine caption would give it."""
    return [spoken._replace(text=as_machine_caption(spoken.text)) for spoken in call]
