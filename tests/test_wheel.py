"""The built wheel, unpacked away from the checkout, holds all that it needs and codes a call."""

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from coder import sample_calls
from tests.builders import REPOSITORY

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("build") is None, reason="the package `build` is missing: make test installs it"
)

_WHERE = "import coder, ui, json, sys; print(json.dumps([coder.__file__, ui.__file__, coder.__version__, sys.path]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), str(REPOSITORY)]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, elsewhere: Path, *arguments: str) -> str:
    """Python away from the checkout; what the wheel holds comes before the editable install's path."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_everything_is_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    models = {f"coder/models/{name}/{file}" for name in ("default", "fast") for file in ("config.json", "README.md")}
    weights = {"default/encoder.onnx", "default/tokenizer.json", "fast/weights.npz", "fast/segmenter/model"}
    assert {"coder/codebook.toml", *models, *(f"coder/models/{name}" for name in weights)} <= names
    assert {f"coder/samples/{sample.name}" for sample in sample_calls()} <= names
    for package in ("coder", "ui"):
        shipped = [
            path for path in (REPOSITORY / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        assert {path.relative_to(REPOSITORY).as_posix() for path in shipped} <= names
    assert {Path(name).suffix for name in names if name.startswith("ui/")} >= {".py", ".js", ".css"}


def test_nothing_else_is_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"coder", "ui", "call_review_coder"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".jsonl"))]


def test_it_declares_the_command_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "coder = coder.command_line:main" in archive.read(entry).decode()
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_it_is_the_unpacked_package_that_runs(unpacked: Path, tmp_path: Path) -> None:
    library, pages, version, path = json.loads(run(unpacked, tmp_path, "-c", _WHERE))
    assert Path(library).is_relative_to(unpacked)
    assert Path(pages).is_relative_to(unpacked)
    assert version.count(".") == 2
    places = [Path(place) for place in path if place]
    checkout = [index for index, place in enumerate(places) if place == REPOSITORY]
    assert all(places.index(unpacked) < index for index in checkout)


def test_it_codes_a_call_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    sample = unpacked / "coder" / "samples" / sample_calls()[0].name
    review = json.loads(run(unpacked, tmp_path, "-m", "coder.command_line", "code", str(sample), "--format", "json"))
    assert len(review["utterances"]) > 100
    assert review["model"]["name"] == "default"
    assert list(tmp_path.iterdir()) == []


def test_its_model_and_samples_are_its_own(unpacked: Path, tmp_path: Path) -> None:
    script = "from coder import load_model, sample_calls; print(load_model().folder, *sample_calls(), sep='\\n')"
    places = [Path(line) for line in run(unpacked, tmp_path, "-c", script).splitlines()]
    assert len(places) == 1 + len(sample_calls())
    assert all(place.is_relative_to(unpacked) for place in places)
