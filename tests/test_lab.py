"""What the lab has at hand: folders of examples, models, and names for new ones."""

from pathlib import Path

import pytest

from coder.errors import ExamplesError, OutputError
from coder.lab import (
    add_example_folder,
    forget_example_folder,
    list_example_folders,
    list_models,
    new_example_folder,
    new_model_folder,
)
from tests.builders import LABELED_EXAMPLES, copy_model
from tests.conftest import Trained


@pytest.fixture(autouse=True)
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALL_REVIEW_LAB", str(tmp_path / "lab"))
    return tmp_path / "lab"


def test_what_ships_is_there_first() -> None:
    found = list_example_folders()
    assert [(each.path, each.label) for each in found] == [
        (LABELED_EXAMPLES, "labeled_examples"),
        (LABELED_EXAMPLES / "test", "labeled_examples/test"),
    ]


def test_a_named_folder_is_checked_and_remembered_until_forgotten(small_dataset: Path, tmp_path: Path) -> None:
    folder, summary = add_example_folder(f" {small_dataset} ")
    add_example_folder(str(small_dataset))
    assert [each for each in list_example_folders() if each.origin == "named"] == [folder]
    assert (summary.n_calls, summary.n_utterances, summary.n_coded, summary.n_authors) == (6, 180, 180, 6)
    assert (summary.n_coded_twice, summary.n_codes_only) == (1, 0)
    assert sum(summary.codes.values()) == 180
    forget_example_folder(folder.path)
    assert folder not in list_example_folders() and small_dataset.is_dir()


@pytest.mark.parametrize("text", ["", "labeled_examples", "../x", "/nowhere/at/all"])
def test_what_holds_no_labelled_calls_is_refused(text: str, lab: Path) -> None:
    with pytest.raises(ExamplesError):
        add_example_folder(text)
    assert not lab.exists()


def test_a_folder_that_is_gone_is_passed_over(small_dataset: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    (tmp_path / "there").symlink_to(small_dataset)
    folder, _ = add_example_folder(str(tmp_path / "there"))
    (tmp_path / "there").rename(moved)
    assert folder not in list_example_folders()


def test_exports_are_listed(lab: Path) -> None:
    for name in ("corrections", "corrections-2.part"):
        (lab / "examples" / name).mkdir(parents=True)
    assert [each.path.name for each in list_example_folders() if each.origin == "exported"] == ["corrections"]


def test_models_that_ship_and_own_ones(trained: Trained, lab: Path) -> None:
    copy_model(trained.folder, lab / "models" / "mine")
    copy_model(trained.folder, lab / "models" / "broken", format=99)
    found = {entry.name: entry for entry in list_models()}
    assert list(found) == ["default", "fast", "broken", "mine"]
    assert [entry.is_shipped for entry in found.values()] == [True, True, False, False]
    assert found["mine"].config and found["mine"].config["version"] == trained.config["version"]
    assert found["broken"].config is None and "format 99" in found["broken"].problem


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "a/b", "A", "-a", "a b", "a.b", "default", "mine", "x" * 41, "<img src=x>"]
)
def test_names_that_do_not_fit_or_are_taken_are_refused(name: str, lab: Path) -> None:
    (lab / "models" / "mine").mkdir(parents=True)
    with pytest.raises(OutputError):
        new_model_folder(name)


def test_new_names_have_their_place(lab: Path) -> None:
    assert new_model_folder("may-2") == lab / "models" / "may-2"
    assert new_example_folder("corrections") == lab / "examples" / "corrections"
