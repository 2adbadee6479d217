"""Models as folders: save, find, verify and load.

A model folder holds ``config.json`` (an integer ``format``, codes, calibration, role
weights, what it was trained on and how it scored), the classifier's and the segmenter's
weights, a card, and the codebook where it is not the one that ships. Loading reads text
and arrays; nothing in the folder is executed. Every file that is read is checked
against its hash first.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.blend import BlendClassifier
from coder.classifier import Classifier
from coder.codebook import Codebook
from coder.encoder.classifier import EncoderClassifier
from coder.errors import ModelError
from coder.model_codebook import CODEBOOK, settle_codebook
from coder.model_places import CONFIG, find_model

if TYPE_CHECKING:
    from coder.segmentation import Segmenter

MODEL_FORMAT = 2
# Format 1 had linear classifiers only and no tags.
OLDEST_FORMAT = 1
CARD = "README.md"
SEGMENTER = "segmenter"
SEGMENTER_FILES = ("segmenter/cfg", "segmenter/model")
AnyClassifier = Classifier | EncoderClassifier | BlendClassifier
KINDS: dict[str, type[Classifier] | type[EncoderClassifier] | type[BlendClassifier]] = {
    "linear": Classifier,
    "encoder": EncoderClassifier,
    "blend": BlendClassifier,
}


@dataclass(frozen=True)
class Model:
    """A loaded model: read-only, safe to share between threads.

    Attributes:
        config: what ``config.json`` holds.
    """

    folder: Path
    config: Mapping[str, Any] = field(repr=False)
    codebook: Codebook = field(repr=False)
    classifier: AnyClassifier = field(repr=False)

    @property
    def name(self) -> str:
        """The model's name."""
        return str(self.config["name"])

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with any weight or setting."""
        return str(self.config["version"])

    @property
    def role_weights(self) -> dict[str, float]:
        """Weights of the cues that tell who leads, by cue name."""
        return dict(self.config["roles"]["weights"])

    @property
    def role_ceiling(self) -> float:
        """The highest probability that the test of role proposals can vouch for."""
        return float(self.config["roles"]["ceiling"])

    @property
    def tag_thresholds(self) -> dict[str, float]:
        """From which probability on a lens or signal is given; those too unsure to be given are left out."""
        return _known(self.config.get("tags", {}))

    @property
    def possible_thresholds(self) -> dict[str, float]:
        """From which probability on a lens or signal is shown as possible; it then counts in no figure."""
        return _known(self.config.get("possible_tags", {}))

    @property
    def widening(self) -> dict[str, float]:
        """By measure id, by how much intervals must be stretched to cover what held-out calls hold."""
        return {name: float(factor) for name, factor in self.config.get("widening", {}).items()}

    @cached_property
    def segmenter(self) -> "Segmenter":
        """Splits turns into utterances; loaded on first use, because spaCy is slow to import."""
        from coder.segmentation import Segmenter

        threshold = float(self.config["segmenter"]["threshold"])
        return Segmenter.load(self.folder / SEGMENTER, threshold=threshold)


def load_model(name: str | Path = "default", *, threads: int = 0) -> Model:
    """The model of that name, or in that folder.

    Where this process has no codebook yet, the model's becomes its codebook.

    Args:
        threads: how many processor threads an encoder may use; 0 is all.

    Raises:
        ModelError: no such model, a damaged or foreign folder, or another codebook than that of this process.
        CodebookError: the model's own codebook breaks its form.
    """
    folder = find_model(name)
    config = read_config(folder)
    _verify_files(folder, config)
    codebook = _codebook_of(folder, config)
    try:
        classifier = load_classifier(folder, config, threads=threads)
    except (OSError, ValueError, KeyError) as error:
        raise _broken(folder, "readable weights", str(error), "Install or train the model again.") from error
    return Model(folder, config, codebook, classifier)


def choose_codebook(name: str | Path) -> Codebook:
    """The codebook of a model, which becomes that of this process; the model itself is not loaded.

    Raises:
        ModelError, CodebookError: as for ``load_model``.
    """
    folder = find_model(name)
    return _codebook_of(folder, read_config(folder))


def _codebook_of(folder: Path, config: Mapping[str, Any]) -> Codebook:
    return settle_codebook(folder, config["codes"], own=CODEBOOK in weight_files(config))


def load_classifier(folder: Path, config: Mapping[str, Any], *, threads: int = 0) -> AnyClassifier:
    """The classifier whose weights lie in a folder; ``threads`` as in ``load_model``.

    Raises:
        OSError, ValueError, KeyError: a file is missing or damaged.
    """
    codes, temperature = config["codes"], float(config["temperature"])
    if kind_of(config) == "linear":
        return Classifier.load(folder, codes=codes, temperature=temperature)
    about = config["classifier"]
    own = about["encoder_temperature"] if kind_of(config) == "blend" else temperature
    shape = {"codes": codes, "tags": about["tags"], "context": bool(about["context"])}
    encoder = EncoderClassifier(folder, **shape, temperature=float(own), threads=threads)
    if kind_of(config) == "encoder":
        return encoder
    linear = Classifier.load(folder, codes=codes, temperature=1.0)
    return BlendClassifier(encoder, linear, weight=float(about["linear_weight"]), temperature=temperature)


def kind_of(config: Mapping[str, Any]) -> str:
    """Which kind of classifier a model folder holds: "linear", "encoder" or "blend"."""
    return str(config.get("classifier", {}).get("kind", "linear"))


def weight_files(config: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of a model folder that its version hangs on: weights, and a codebook of its own."""
    own = (CODEBOOK,) if config.get("codebook", {}).get("own") else ()
    return (*SEGMENTER_FILES, *KINDS[kind_of(config)].files, *own)


def seal_model(folder: Path, config: dict[str, Any]) -> dict[str, Any]:
    """Write ``config.json`` for the files that lie in a folder, and return it with hashes and version.

    Args:
        config: everything but ``format``, ``version`` and ``files``. The version does not depend on ``name``.
    """
    files = {name: _hash(folder / name) for name in weight_files(config)}
    sealed = {"format": MODEL_FORMAT, **config, "files": files}
    hashed = json.dumps({**sealed, "name": ""}, sort_keys=True).encode()
    sealed["version"] = hashlib.sha256(hashed).hexdigest()[:12]
    (folder / CONFIG).write_text(json.dumps(sealed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return sealed


def read_config(folder: Path) -> dict[str, Any]:
    """What ``config.json`` of a model folder holds, its form checked, and no weights read.

    Raises:
        ModelError: a damaged or foreign folder.
    """
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        found = config.get("format")
    except (OSError, ValueError, AttributeError) as error:
        raise _broken(folder, f"a JSON object in {CONFIG}", "something else", "Install the model again.") from error
    if found not in range(OLDEST_FORMAT, MODEL_FORMAT + 1):
        next_step = "Update this package." if isinstance(found, int) else "Install or train the model again."
        raise _broken(folder, f"a model format up to {MODEL_FORMAT}", f"format {found!r}", next_step)
    if fault := _find_fault(config):
        raise _broken(folder, f"every field of {CONFIG} with its type", fault, "Install or train the model again.")
    return config


def _find_fault(config: Mapping[str, Any]) -> str | None:
    """What is wrong with a config's fields; ``None`` for a sound one."""
    try:
        faults = {
            "name": not isinstance(config["name"], str),
            "version": not isinstance(config["version"], str),
            "codes": not all(isinstance(code, str) for code in config["codes"]),
            "temperature": not 0 < config["temperature"] < math.inf,
            "segmenter.threshold": not 0 <= config["segmenter"]["threshold"] <= 1,
            "roles.ceiling": not 0 < config["roles"]["ceiling"] <= 1,
            "roles.weights": not all(math.isfinite(weight) for weight in config["roles"]["weights"].values()),
            "files": not all(isinstance(config["files"][name], str) for name in weight_files(config)),
            "tags": not all(
                threshold is None or 0 <= threshold <= 1
                for name in ("tags", "possible_tags")
                for threshold in config.get(name, {}).values()
            ),
            "widening": not all(factor >= 1 for factor in config.get("widening", {}).values()),
            "classifier": kind_of(config) != "linear"
            and not (isinstance(config["classifier"]["tags"], list) and "context" in config["classifier"]),
        }
    except (KeyError, TypeError, AttributeError) as error:
        return f"a problem with {error}"
    return next((f"another value in {name}" for name, wrong in faults.items() if wrong), None)


def _known(thresholds: Mapping[str, float | None]) -> dict[str, float]:
    return {tag: float(threshold) for tag, threshold in thresholds.items() if threshold is not None}


def _verify_files(folder: Path, config: Mapping[str, Any]) -> None:
    for name in weight_files(config):
        path, expected = folder / name, config["files"][name]
        if not path.is_file():
            raise _broken(folder, f"the file {name}", "no such file", "Install or train the model again.")
        if _hash(path) != expected:
            raise _broken(folder, f"{name} as it was saved", "other content", "Install or train the model again.")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _broken(folder: Path, expected: str, found: str, next_step: str) -> ModelError:
    return ModelError(f"model folder {folder}", expected=expected, found=found, next_step=next_step)
