"""A candidate in the place of a model: refused where it is worse, else whole, with a backup and a line of history."""

import json
import shutil
from pathlib import Path

import pytest

from coder.command_line import main
from coder.errors import CoderError, ExamplesError, ModelError, OutputError
from coder.examples import load_examples
from coder.model_card import render_card
from coder.model_folder import load_model
from coder.promotion import PROMOTIONS, promote_model
from tests.builders import read_lines
from tests.conftest import Trained

Output = pytest.CaptureFixture[str]


@pytest.fixture
def models(trained: Trained, stubborn: Path, tmp_path: Path) -> Path:
    """A folder with the model "good" and the model "bad"; each may be changed."""
    shutil.copytree(trained.folder, tmp_path / "models" / "good")
    shutil.copytree(stubborn, tmp_path / "models" / "bad")
    return tmp_path / "models"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_worse_candidate_is_refused_and_nothing_changes(models: Path, unseen: Path) -> None:
    before = contents(models)
    found = promote_model(models / "bad", models / "good", gold=unseen)
    assert found.worse and found.backup is None
    assert all(difference.high is not None and difference.high < 0 for difference in found.worse.values())
    assert set(found.worse) <= set(found.comparison.manager_modes.labels)
    assert contents(models) == before


def test_a_better_one_takes_the_place_and_the_old_one_stays_beside(models: Path, unseen: Path) -> None:
    good, bad = load_model(models / "good"), load_model(models / "bad")
    old = contents(models / "bad")
    found = promote_model(models / "good", models / "bad", gold=unseen)
    assert found.backup == models / f"bad.before-{bad.version}"
    assert contents(found.backup) == old
    promoted = load_model(models / "bad")
    assert (promoted.version, promoted.name) == (good.version, "bad")
    assert dict(promoted.config) == {**good.config, "name": "bad"}
    card = (models / "bad" / "README.md").read_text(encoding="utf-8")
    assert card == render_card(promoted.config, promoted.codebook)
    assert {path.name for path in models.iterdir()} == {"good", "bad", found.backup.name, PROMOTIONS}


def test_the_history_says_what_came_from_what(models: Path, unseen: Path, trained: Trained) -> None:
    bad = load_model(models / "bad")
    found = promote_model(models / "good", models / "bad", gold=unseen)
    (line,) = read_lines(models / PROMOTIONS)
    training = trained.config["training"]
    assert line["promoted"] == {
        "name": "tiny",
        "version": trained.config["version"],
        "data": training["examples"]["fingerprint"],
        "seed": 3,
        "code": training["code"],
        "package": training["packages"]["call-review-coder"],
    }
    assert (line["replaced"]["version"], line["replaced"]["backup"]) == (bad.version, f"bad.before-{bad.version}")
    assert (line["format"], line["model"], line["gold"]["n_calls"]) == (1, "bad", 6)
    assert line["gold"]["fingerprint"] == load_examples(unseen).fingerprint
    modes = found.comparison.manager_modes.labels
    assert {mode: row["difference"] for mode, row in line["manager_modes"].items()} == {
        mode: row.difference for mode, row in modes.items()
    }


def test_back_and_forth_keeps_every_backup_and_line(models: Path, unseen: Path) -> None:
    first = promote_model(models / "good", models / "bad", gold=unseen).backup
    assert first is not None
    shutil.rmtree(models / "bad")
    shutil.copytree(first, models / "bad")
    second = promote_model(models / "good", models / "bad", gold=unseen).backup
    assert second == first.with_name(f"{first.name}-2")
    assert len(read_lines(models / PROMOTIONS)) == 2


def test_a_dry_run_changes_nothing(models: Path, unseen: Path) -> None:
    before = contents(models)
    found = promote_model(models / "good", models / "bad", gold=unseen, dry_run=True)
    assert not found.worse and found.backup is None
    assert contents(models) == before


def test_a_candidate_that_is_in_place_already_is_told(models: Path, unseen: Path) -> None:
    with pytest.raises(ModelError, match="in both"):
        promote_model(models / "good", models / "good", gold=unseen)


def test_gold_that_a_model_was_trained_on_is_refused(models: Path, small_dataset: Path) -> None:
    with pytest.raises(ExamplesError, match="trained"):
        promote_model(models / "good", models / "bad", gold=small_dataset)


def test_a_name_of_a_model_elsewhere_is_no_folder(models: Path, unseen: Path) -> None:
    for candidate, to in (("default", models / "bad"), (models / "good", "default")):
        with pytest.raises(ModelError, match=r"config\.json"):
            promote_model(Path(candidate), Path(to), gold=unseen)


def test_a_damaged_candidate_is_refused(models: Path, unseen: Path) -> None:
    (models / "good" / "weights.npz").write_bytes(b"")
    with pytest.raises(CoderError):
        promote_model(models / "good", models / "bad", gold=unseen)


def test_where_the_second_rename_fails_the_old_model_is_back(
    models: Path,
    unseen: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, rename = contents(models), Path.rename

    def fail_once(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise PermissionError(13, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(OutputError):
        promote_model(models / "good", models / "bad", gold=unseen)
    assert contents(models) == before


def test_the_command_tells_and_leaves_with_one_where_it_refuses(
    models: Path,
    unseen: Path,
    capsys: Output,
) -> None:
    def run(candidate: str, to: str, *more: str) -> tuple[int, str]:
        status = main(["promote", str(models / candidate), "--to", str(models / to), "--gold", str(unseen), *more])
        return status, capsys.readouterr().out

    status, out = run("bad", "good")
    assert status == 1 and "Refused: worse beyond noise on" in out and "Nothing was changed" in out
    status, out = run("good", "bad", "--dry-run")
    assert status == 0 and "It would be promoted" in out
    status, out = run("good", "bad")
    assert status == 0 and "bad.before-" in out
    assert json.loads((models / PROMOTIONS).read_text(encoding="utf-8"))["model"] == "bad"
