"""What the model lab has at hand: labelled examples, models, and where its jobs lie."""

import importlib.util
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coder.data_folder import lab_folder, own_models
from coder.errors import CoderError, ExamplesError, ModelError, OutputError
from coder.example_summary import ExampleSummary, summarise_examples
from coder.jobs import write_json
from coder.model_folder import read_config
from coder.model_places import CONFIG, shipped_models

Origin = Literal["shipped", "exported", "named"]

MOST_CHARACTERS = 40
_NAMED = "folders.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CHECKOUT = Path(__file__).parents[1]
_SHIPPED_EXAMPLES = ("labeled_examples", "labeled_examples/test")
# What the recipe of an encoder imports.
_ENCODER_NEEDS = ("torch", "onnx", "safetensors")


@dataclass(frozen=True, slots=True)
class ExampleFolder:
    """A folder of labelled calls; "exported" are corrections out of the store, "named" what the user pointed to."""

    path: Path
    origin: Origin

    @property
    def label(self) -> str:
        """What to call it in a list: for what ships its place in the repository, else its whole path."""
        return self.path.relative_to(_CHECKOUT).as_posix() if self.origin == "shipped" else str(self.path)


@dataclass(frozen=True)
class ModelEntry:
    """A model at hand; ``config`` is ``None`` where its folder cannot be read, and ``problem`` says why."""

    name: str
    folder: Path
    is_shipped: bool
    config: Mapping[str, Any] | None
    problem: str = ""


def jobs_folder() -> Path:
    """The folder of all jobs."""
    return lab_folder() / "jobs"


def list_example_folders() -> tuple[ExampleFolder, ...]:
    """What ships (a checkout has it, an installed wheel has not), what was exported, and what the user named."""
    shipped = [_CHECKOUT / name for name in _SHIPPED_EXAMPLES]
    exported = sorted(path for path in _exports().glob("*") if path.is_dir() and not path.name.endswith(".part"))
    return (
        *(ExampleFolder(path, "shipped") for path in shipped if (path / "calls").is_dir()),
        *(ExampleFolder(path, "exported") for path in exported),
        *(ExampleFolder(path, "named") for path in _named() if path.exists()),
    )


def add_example_folder(text: str) -> tuple[ExampleFolder, ExampleSummary]:
    """The folder that the user named, remembered from now on, and what it holds.

    Raises:
        ExamplesError: no whole path, or no labelled calls there.
        OutputError: the lab's folder cannot be written.
    """
    path = Path(text.strip()).expanduser()
    if not path.is_absolute():
        raise ExamplesError(
            "the folder", expected="its whole path", found="a part of one", next_step="Begin with the drive or with /."
        )
    summary = summarise_examples(path)
    if path not in {each.path for each in list_example_folders()}:
        _remember([*_named(), path])
    return ExampleFolder(path, "named"), summary


def forget_example_folder(path: Path) -> None:
    """Take a named folder off the list; the folder itself stays as it is.

    Raises:
        OutputError: the lab's folder cannot be written.
    """
    _remember([each for each in _named() if each != path])


def new_example_folder(name: str) -> Path:
    """Where an export under that name goes.

    Raises:
        OutputError: no fit name, or one that is taken.
    """
    return _new(_exports(), name, taken=())


def list_models() -> tuple[ModelEntry, ...]:
    """The models that ship, then the user's own by name."""
    own = sorted(path.parent for path in own_models().glob(f"*/{CONFIG}"))
    return (
        *(_entry(name, folder, is_shipped=True) for name, folder in shipped_models().items()),
        *(_entry(folder.name, folder, is_shipped=False) for folder in own),
    )


def new_model_folder(name: str) -> Path:
    """Where a model under that name goes.

    Raises:
        OutputError: no fit name, or one that is taken.
    """
    return _new(own_models(), name, taken=tuple(shipped_models()))


def can_train_encoder() -> bool:
    """Whether what an encoder's training needs is installed (``make install-training``)."""
    return all(importlib.util.find_spec(name) is not None for name in _ENCODER_NEEDS)


def _entry(name: str, folder: Path, *, is_shipped: bool) -> ModelEntry:
    try:
        return ModelEntry(name, folder, is_shipped, read_config(folder))
    except ModelError as error:
        return ModelEntry(name, folder, is_shipped, None, str(error))


def _exports() -> Path:
    return lab_folder() / "examples"


def _named() -> list[Path]:
    try:
        found = json.loads((lab_folder() / _NAMED).read_text(encoding="utf-8"))["folders"]
        return [Path(each) for each in found if isinstance(each, str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _remember(paths: list[Path]) -> None:
    try:
        lab_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        write_json(lab_folder() / _NAMED, {"format": 1, "folders": [str(path) for path in paths]})
    except OSError as error:
        raise _unwritable(lab_folder(), error.strerror or type(error).__name__) from error


def _new(home: Path, name: str, *, taken: tuple[str, ...]) -> Path:
    name = name.strip()
    if not _NAME.fullmatch(name) or len(name) > MOST_CHARACTERS:
        raise OutputError(
            "the name",
            expected=f"up to {MOST_CHARACTERS} small letters, digits, - and _, the first no - or _",
            found="other signs" if name else "none",
            next_step="Choose another name.",
        )
    if name in taken or (home / name).exists():
        raise OutputError(name, expected="a new name", found="one that is taken", next_step="Choose another name.")
    return home / name


def _unwritable(folder: Path, found: str) -> CoderError:
    return OutputError(
        str(folder), expected="a folder that can be written", found=found, next_step="Check who may write there."
    )
