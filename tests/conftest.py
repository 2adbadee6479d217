"""What several test files share; slow things are made once for all of them."""

import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from coder import load_model
from coder.model_folder import Model
from coder.training import train_model
from tests.builders import build_small_dataset, quick_training

# A submission is judged on the same examples each time; people's own runs go on looking for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


class Trained(NamedTuple):
    """A model trained on the small dataset: its folder, and the config that training returned."""

    folder: Path
    config: dict[str, Any]


@pytest.fixture(scope="session")
def model() -> Model:
    """The model that ships."""
    return load_model("default")


@pytest.fixture(scope="session")
def small_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset folder of six short calls by six authors. Read it only."""
    return build_small_dataset(tmp_path_factory.mktemp("dataset") / "small")


@pytest.fixture(scope="session")
def trained(small_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A small model, trained in two folds. Read it only; copy it to change it."""
    folder = tmp_path_factory.mktemp("trained") / "tiny"
    with quick_training():
        return Trained(folder, train_model(small_dataset, folder, folds=2, seed=3))
