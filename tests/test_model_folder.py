"""Model folders: found by name or path, verified, refused when damaged or foreign; old ones stay readable."""

import hashlib
import io
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from coder import code_call, load_model
from coder.codebook import load_codebook
from coder.errors import ModelError
from coder.model_folder import find_model, seal_model, weight_files
from tests.builders import copy_model, talk
from tests.conftest import Trained

WEIGHTS = weight_files({"classifier": {"kind": "linear"}})
FROZEN = Path(__file__).parent / "data" / "formats"


def config_of(folder: Path) -> dict:
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))


def reseal(folder: Path) -> Path:
    """Hashes for the files as they now lie, as a forger would write them."""
    config = config_of(folder)
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in config["files"]}
    (folder / "config.json").write_text(json.dumps(config | {"files": files}), encoding="utf-8")
    return folder


def test_a_model_is_found_by_name_and_by_path(trained: Trained) -> None:
    assert load_model("default").name == "default"
    assert load_model(trained.folder).folder == trained.folder
    assert load_model(str(trained.folder)).version == trained.config["version"]


def test_an_unknown_model_lists_those_there_are(tmp_path: Path) -> None:
    for name in ("defualt", tmp_path):
        with pytest.raises(ModelError, match=r"one of: .*default"):
            load_model(name)


def test_changed_weights_are_refused(trained: Trained, tmp_path: Path) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    for name in config_of(folder)["files"]:
        before = (folder / name).read_bytes()
        (folder / name).write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        with pytest.raises(ModelError, match=name):
            load_model(folder)
        (folder / name).write_bytes(before)
    assert load_model(folder).version == trained.config["version"]


def test_a_missing_file_is_refused(trained: Trained, tmp_path: Path) -> None:
    for name in trained.config["files"]:
        folder = copy_model(trained.folder, tmp_path / name.replace("/", "-"))
        (folder / name).unlink()
        with pytest.raises(ModelError, match=name):
            load_model(folder)


@pytest.mark.parametrize("number", [0, 3, "1", None])
def test_another_format_is_refused(trained: Trained, tmp_path: Path, number: object) -> None:
    with pytest.raises(ModelError, match="a model format up to 2"):
        load_model(copy_model(trained.folder, tmp_path / "m", format=number))


@pytest.mark.parametrize("field", ["name", "version", "codes", "temperature", "files", "roles", "segmenter"])
def test_a_config_without_a_field_is_refused(trained: Trained, tmp_path: Path, field: str) -> None:
    with pytest.raises(ModelError, match=field):
        load_model(copy_model(trained.folder, tmp_path / "m", **{field: None}))


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", "\x00"])
def test_a_config_that_is_no_object_is_refused(trained: Trained, tmp_path: Path, text: str) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    (folder / "config.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError):
        load_model(folder)


def test_other_codes_or_another_order_are_refused(trained: Trained, tmp_path: Path) -> None:
    codes = list(load_codebook().code_ids)
    for number, others in enumerate((codes[:-1], codes[::-1], [*codes, "shout"])):
        with pytest.raises(ModelError, match="other codes"):
            load_model(copy_model(trained.folder, tmp_path / str(number), codes=others))


def test_files_that_the_config_adds_are_not_read(trained: Trained, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    for number, name in enumerate(("../outside.txt", str(outside), "segmenter/../../outside.txt")):
        folder = copy_model(trained.folder, tmp_path / str(number), files={**trained.config["files"], name: "0" * 64})
        assert load_model(folder).name == trained.config["name"]


class Bomb:
    """What a hostile folder would carry: it runs when it is unpickled."""

    def __reduce__(self) -> tuple:
        return (exec, ("raise SystemExit('unpickled')",))


def test_an_array_of_objects_is_not_unpickled(trained: Trained, tmp_path: Path) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    np.savez(folder / "weights.npz", weights=np.array([Bomb()], dtype=object), bias=np.zeros(18))
    with pytest.raises(ModelError, match="allow_pickle"):
        load_model(reseal(folder))


def test_a_bare_pickle_is_not_unpickled(trained: Trained, tmp_path: Path) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    (folder / "weights.npz").write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ModelError):
        load_model(reseal(folder))


def test_weights_of_another_shape_are_refused(trained: Trained, tmp_path: Path) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    np.savez(folder / "weights.npz", weights=np.zeros((3, 18)), bias=np.zeros(18))
    with pytest.raises(ModelError, match="shape"):
        load_model(reseal(folder))


def test_a_cut_short_archive_is_refused(trained: Trained, tmp_path: Path) -> None:
    folder = copy_model(trained.folder, tmp_path / "m")
    whole = (folder / "weights.npz").read_bytes()
    (folder / "weights.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError):
        load_model(reseal(folder))


def test_weights_that_the_config_does_not_list_are_refused(trained: Trained, tmp_path: Path) -> None:
    files = {name: digest for name, digest in trained.config["files"].items() if name != "weights.npz"}
    folder = copy_model(trained.folder, tmp_path / "m", files=files)
    np.savez(folder / "weights.npz", **dict(np.load(folder / "weights.npz")))
    with pytest.raises(ModelError):
        load_model(folder)


@pytest.mark.parametrize(
    "changes",
    [{"files": []}, {"codes": 18}, {"temperature": [1]}, {"roles": {}}, {"segmenter": {}}, {"temperature": 0}],
    ids=lambda changes: str(changes),
)
def test_a_field_of_another_type_is_refused(trained: Trained, tmp_path: Path, changes: dict) -> None:
    with pytest.raises(ModelError):
        code_call(
            talk(("Ana", "Hello."), ("Ben", "Hi.")), load_model(copy_model(trained.folder, tmp_path / "m", **changes))
        )


def test_sealing_lists_the_weight_files_and_changes_version_with_any(tmp_path: Path) -> None:
    for name in WEIGHTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"one")
    (tmp_path / "left-over.txt").write_text("not part of it", encoding="utf-8")
    first = seal_model(tmp_path, {"name": "m", "temperature": 1.0})
    assert set(first["files"]) == set(WEIGHTS)
    assert first == config_of(tmp_path)
    assert seal_model(tmp_path, {"name": "another", "temperature": 1.0})["version"] == first["version"]
    assert seal_model(tmp_path, {"name": "m", "temperature": 1.1})["version"] != first["version"]
    (tmp_path / WEIGHTS[0]).write_bytes(b"two")
    assert seal_model(tmp_path, {"name": "m", "temperature": 1.0})["version"] != first["version"]


def test_the_segmenter_is_loaded_once_and_only_when_asked_for(trained: Trained) -> None:
    loaded = load_model(trained.folder)
    assert "segmenter" not in vars(loaded)
    assert loaded.segmenter is loaded.segmenter
    assert loaded.segmenter.threshold == trained.config["segmenter"]["threshold"]


def test_a_segmenter_comes_back_from_its_folder(trained: Trained, tmp_path: Path) -> None:
    segmenter = load_model(trained.folder).segmenter
    segmenter.save(tmp_path / "s")
    again = type(segmenter).load(tmp_path / "s", threshold=segmenter.threshold)
    text = "So what happened? They went quiet and then we waited and then he called me back."
    assert again.find_starts([text], 0.2) == segmenter.find_starts([text], 0.2)
    names = {path.name for path in (tmp_path / "s").rglob("*")}
    assert names == {"cfg", "model"}


def test_a_model_of_format_1_still_loads_and_codes(tmp_path: Path) -> None:
    folder = tmp_path / "model-1"
    shutil.copytree(FROZEN / "model-1", folder)
    model = load_model(folder)
    assert (model.name, model.version, model.config["format"]) == ("model-1", "aa5d47c7be58", 1)
    call = talk(
        ("Ana", "What happened there? Get me the plan by Friday."),
        ("Ben", "Okay. They went quiet after the demo."),
    )
    review = code_call(call, model, manager="Ana")
    assert [(u.text, u.code) for u in review.utterances] == [
        ("What happened there? Get me the plan by Friday.", "social"),
        ("Okay.", "social"),
        ("They went quiet after the demo.", "inform"),
    ]
    assert [u.confidence for u in review.utterances] == pytest.approx([0.374, 0.342, 0.370], abs=0.01)


def test_a_model_of_format_2_still_loads_and_codes() -> None:
    model = load_model(FROZEN / "model-2")
    assert (model.name, model.version, model.config["format"]) == ("model-2", "9b08bfed3ce4", 2)
    call = talk(
        ("Ana", "What happened there? Get me the plan by Friday."), ("Ben", "Okay. They went quiet after the demo.")
    )
    review = code_call(call, model, manager="Ana")
    assert [u.code for u in review.utterances] == ["social", "social"]
    assert [u.confidence for u in review.utterances] == pytest.approx([0.695, 0.547], abs=0.01)
    assert set(review.uncounted_tags) == set(load_codebook().tag_ids)
    assert review.widening["tell_share"] >= 1


@pytest.mark.parametrize("frozen", ["model-1", "model-2"])
def test_the_frozen_models_are_as_they_were_frozen(frozen: str) -> None:
    for name, digest in config_of(FROZEN / frozen)["files"].items():
        assert hashlib.sha256((FROZEN / frozen / name).read_bytes()).hexdigest() == digest


def test_a_bare_name_is_a_shipped_model_before_a_folder_that_lies_about(
    trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copy_model(trained.folder, tmp_path / "default")
    copy_model(trained.folder, tmp_path / "mine")
    assert find_model("default") != Path("default")
    assert find_model("./default") == Path("default")
    assert find_model("mine") == Path("mine")


def test_weights_are_stored_small(trained: Trained) -> None:
    with np.load(io.BytesIO((trained.folder / "weights.npz").read_bytes()), allow_pickle=False) as arrays:
        assert {name: arrays[name].dtype for name in arrays.files} == {"weights": np.float16, "bias": np.float64}
