"""Models as folders: save, find, verify and load.

A model folder holds ``config.json`` (an integer ``format``, codes, calibration,
role weights, what it was trained on and how it scored), the classifier's and the
segmenter's weights, and a card. Loading reads text and arrays; nothing in the
folder is executed. Every file is checked against its hash first.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.classifier import Classifier
from coder.codebook import Codebook, load_codebook
from coder.errors import ModelError

if TYPE_CHECKING:
    from coder.segmentation import Segmenter

MODEL_FORMAT = 1
CONFIG = "config.json"
CARD = "README.md"
SEGMENTER = "segmenter"

_PACKAGE = Path(__file__).parent
# A checkout keeps models beside the package; a wheel carries the default inside it.
_MODEL_HOMES = (_PACKAGE.parent / "models", _PACKAGE / "models")


@dataclass(frozen=True)
class Model:
    """A loaded model: read-only, safe to share between threads.

    Attributes:
        config: what ``config.json`` holds.
    """

    folder: Path
    config: Mapping[str, Any]
    codebook: Codebook
    classifier: Classifier

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

    @cached_property
    def segmenter(self) -> "Segmenter":
        """Splits turns into utterances; loaded on first use, because spaCy is slow to import."""
        from coder.segmentation import Segmenter

        threshold = float(self.config["segmenter"]["threshold"])
        return Segmenter.load(self.folder / SEGMENTER, threshold=threshold)


def load_model(name: str | Path = "default") -> Model:
    """The model of that name, or in that folder.

    Raises:
        ModelError: no such model, a damaged or foreign folder, or another codebook's codes.
    """
    folder = find_model(name)
    config = _read_config(folder)
    _verify_files(folder, config)
    codebook = load_codebook()
    if tuple(config["codes"]) != codebook.code_ids:
        expected = f"a model for codebook {codebook.name} {codebook.version}"
        raise _broken(folder, expected, "other codes", "Train one with: coder train labeled_examples/ --out FOLDER")
    try:
        classifier = Classifier.load(folder, codes=config["codes"], temperature=float(config["temperature"]))
    except (OSError, ValueError, KeyError) as error:
        raise _broken(folder, "readable weights", str(error), "Install or train the model again.") from error
    return Model(folder, config, codebook, classifier)


def find_model(name: str | Path) -> Path:
    """The folder of a model: a path to one, or a name among the models that ship.

    Raises:
        ModelError: there is none; the message lists those there are.
    """
    for folder in (Path(name), *(home / name for home in _MODEL_HOMES)):
        if (folder / CONFIG).is_file():
            return folder
    known = sorted({found.parent.name for home in _MODEL_HOMES for found in home.glob(f"*/{CONFIG}")})
    raise ModelError(
        f"model {str(name)!r}",
        expected=f"a model folder, or one of: {', '.join(known) or 'none installed'}",
        found="neither",
        next_step="Check the name, or train one with: coder train labeled_examples/ --out FOLDER",
    )


def seal_model(folder: Path, config: dict[str, Any]) -> dict[str, Any]:
    """Write ``config.json`` for the files that lie in a folder, and return it with hashes and version.

    Args:
        config: everything but ``format``, ``version`` and ``files``.
    """
    files = {name: _hash(folder / name) for name in _weight_files(folder)}
    sealed = {"format": MODEL_FORMAT, **config, "files": files}
    sealed["version"] = hashlib.sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest()[:12]
    (folder / CONFIG).write_text(json.dumps(sealed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return sealed


def _weight_files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in (CONFIG, CARD))


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        found = config.get("format")
    except (OSError, ValueError, AttributeError) as error:
        raise _broken(folder, f"a JSON object in {CONFIG}", "something else", "Install the model again.") from error
    if found != MODEL_FORMAT:
        next_step = "Update this package." if isinstance(found, int) else "Install or train the model again."
        raise _broken(folder, f"model format {MODEL_FORMAT}", f"format {found!r}", next_step)
    required = {"name", "version", "codes", "temperature", "files", "roles", "segmenter"}
    if missing := required - config.keys():
        raise _broken(folder, f"every field of {CONFIG}", f"no {', '.join(sorted(missing))}", "Install it again.")
    return config


def _verify_files(folder: Path, config: Mapping[str, Any]) -> None:
    for name, expected in config["files"].items():
        # A name from the config must not lead out of the folder.
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise _broken(folder, f"the file {name}", "no such file", "Install or train the model again.")
        if _hash(path) != expected:
            raise _broken(folder, f"{name} as it was saved", "other content", "Install or train the model again.")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _broken(folder: Path, expected: str, found: str, next_step: str) -> ModelError:
    return ModelError(f"model folder {folder}", expected=expected, found=found, next_step=next_step)
