"""Which model the app takes: the one named at its start, else the promoted one, else the one that ships."""

import json
import os
from pathlib import Path

import pytest

from coder import model_choice
from coder.command_line import main
from coder.errors import ModelError
from coder.model_choice import MODEL_VARIABLE, model_in_use, place_in_use, use_model, use_shipped_model
from coder.model_folder import load_model
from coder.model_places import find_model
from tests.builders import copy_model
from tests.conftest import Trained


@pytest.fixture(autouse=True)
def own_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALL_REVIEW_LAB", str(tmp_path / "lab"))
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)


@pytest.fixture
def ships(stubborn: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bad model in the place of the one that ships."""
    monkeypatch.setattr(model_choice, "find_model", lambda name: stubborn if name == "default" else find_model(name))
    return stubborn


def test_at_first_the_one_that_ships(ships: Path) -> None:
    assert model_in_use() == ships


def test_one_named_at_the_start_comes_first(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(trained.folder))
    assert model_in_use() == trained.folder
    monkeypatch.setenv(MODEL_VARIABLE, "nowhere")
    with pytest.raises(ModelError):
        model_in_use()


def test_a_better_one_is_taken_and_can_be_taken_back(ships: Path, trained: Trained, unseen: Path) -> None:
    before = {path: path.read_bytes() for path in ships.rglob("*") if path.is_file()}
    promotion = use_model(trained.folder, gold=unseen)
    assert promotion.backup is not None
    assert model_in_use() == place_in_use()
    assert load_model(place_in_use()).version == load_model(trained.folder).version
    assert {path: path.read_bytes() for path in ships.rglob("*") if path.is_file()} == before
    use_shipped_model()
    assert model_in_use() == ships
    with pytest.raises(ModelError):
        use_shipped_model()
    assert use_model(trained.folder, gold=unseen).backup is not None


def test_a_worse_one_is_refused_and_the_one_in_use_stays(
    ships: Path, trained: Trained, stubborn: Path, unseen: Path, tmp_path: Path
) -> None:
    use_model(trained.folder, gold=unseen)
    version = load_model(model_in_use()).version
    worse = use_model(stubborn, gold=unseen)
    assert worse.worse and load_model(model_in_use()).version == version


def test_where_it_fails_nothing_is_left(ships: Path, tmp_path: Path, unseen: Path) -> None:
    with pytest.raises(ModelError):
        use_model(tmp_path / "nothing", gold=unseen)
    assert not place_in_use().exists() and model_in_use() == ships


def test_own_models_are_found_by_name_after_those_that_ship(trained: Trained, tmp_path: Path) -> None:
    own = copy_model(trained.folder, tmp_path / "lab" / "models" / "mine")
    copy_model(trained.folder, tmp_path / "lab" / "models" / "default")
    assert find_model("mine") == own
    assert find_model("default").parents[1] != tmp_path / "lab"
    with pytest.raises(ModelError, match="mine"):
        find_model("yours")
    assert json.loads((own / "config.json").read_text())["name"] == "tiny"


def test_the_apps_start_names_its_model_or_says_that_there_is_none(
    trained: Trained, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.launch.open_app", lambda **_: opened.append(os.environ[MODEL_VARIABLE]))
    monkeypatch.setenv(MODEL_VARIABLE, "")
    assert main(["ui", "--model", str(trained.folder)]) == 0
    assert opened == [str(trained.folder)]
    assert main(["ui", "--model", "nowhere"]) == 1
    assert "expected a model folder, or one of: default, fast" in capsys.readouterr().err
    assert len(opened) == 1
