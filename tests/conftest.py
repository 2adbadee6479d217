"""What several test files share; slow things are made once for all of them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import settings

from coder import Analysis, analyse, code_call, load_model, read_transcript, use_codebook
from coder.classifier import Classifier
from coder.model_folder import Model, seal_model
from coder.training import train_model
from tests.builders import (
    LABELED_EXAMPLES,
    LONG_SESSION,
    MOTIVATIONAL,
    SESSIONS,
    build_small_dataset,
    no_codebook_chosen,
    quick_training,
    read_lines,
    write_lines,
)

# A submission is judged on the same examples each time; people's own runs go on looking for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Calls by authors who wrote none of the small dataset.
UNSEEN = ("n01a", "n02b", "n03c", "n04c", "n07a", "n08b")


class Trained(NamedTuple):
    """A model trained on the small dataset: its folder, and the config that training returned."""

    folder: Path
    config: dict[str, Any]


@pytest.fixture(scope="session", autouse=True)
def no_lab_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have models and jobs: the tests know nothing of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CALL_REVIEW_LAB", str(tmp_path_factory.mktemp("no-lab")))
        patch.delenv("CALL_REVIEW_MODEL", raising=False)
        yield


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


@pytest.fixture(scope="session")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginnings of six calls that the small model was not trained on. Read it only."""
    folder = tmp_path_factory.mktemp("unseen")
    for name in UNSEEN:
        write_lines(folder / f"{name}.jsonl", read_lines(LABELED_EXAMPLES / "calls" / f"{name}.jsonl")[:50])
    return folder


@pytest.fixture(scope="session")
def stubborn(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that gives one code to everything. Read it only; copy it to change it."""
    folder = tmp_path_factory.mktemp("stubborn") / "stubborn"
    shutil.copytree(trained.folder, folder)
    classifier = Classifier.load(folder, codes=trained.config["codes"], temperature=1.0)
    bias = np.zeros(len(classifier.codes))
    bias[-1] = 1000.0
    Classifier(classifier.codes, classifier._vocabulary, classifier._weights, bias).save(folder)
    config = {key: value for key, value in trained.config.items() if key not in ("format", "version", "files")}
    seal_model(folder, {**config, "name": "stubborn"})
    return folder


@pytest.fixture(scope="session")
def therapist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model of a codebook that does not ship, with that codebook. Read it only; load it under any_codebook."""
    folder = tmp_path_factory.mktemp("own") / "therapist"
    with no_codebook_chosen(), quick_training():
        use_codebook(MOTIVATIONAL)
        train_model(SESSIONS, folder, folds=2)
    return folder


@pytest.fixture
def any_codebook() -> Iterator[None]:
    """This process has no codebook yet; afterwards it has the one that it had."""
    with no_codebook_chosen():
        yield


@pytest.fixture
def own_model(any_codebook: None, therapist: Path) -> Model:
    """The therapist's model, and with it the codebook of the process."""
    return load_model(therapist)


@pytest.fixture
def session_analysis(own_model: Model) -> Analysis:
    """The longest session, coded by the therapist's model."""
    return analyse(code_call(read_transcript(LONG_SESSION), own_model))
