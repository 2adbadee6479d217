"""The README and the documents under docs/ say what is so: their commands run, their output is real."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coder.command_line import COMMANDS, main
from coder.frames import review_frames
from coder.measures import DEFINITIONS
from coder.reports.review_json import as_data
from tests.builders import REPOSITORY, build_review

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
CONSOLE = [text for language, text in BLOCKS if ".venv/bin/coder code" in text]
PYTHON = [text for language, text in BLOCKS if language == "python"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like the repository's, where commands may write."""
    for path in REPOSITORY.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_has_a_terminal_example_and_python() -> None:
    assert len(CONSOLE) == 1
    assert len(PYTHON) == 1
    assert len([line for line in PYTHON[0].splitlines() if line.strip()]) <= 6


def test_the_readmes_terminal_example_prints_what_it_shows(checkout: Path) -> None:
    command, _, shown = CONSOLE[0].partition("\n")
    command = command.removeprefix("$ ").replace(".venv/bin/coder", f'"{sys.executable}" -P -m coder.command_line', 1)
    assert run(["bash", "-c", command], checkout) == shown


def test_the_readmes_python_runs(checkout: Path) -> None:
    printed = run([sys.executable, "-P", "-c", PYTHON[0]], checkout).splitlines()
    assert re.fullmatch(r"\d+ of \d+", printed[0])
    shown_on_the_terminal = re.search(r"Ask-and-listen index .*?\((\d+ of \d+)\)", CONSOLE[0])
    assert shown_on_the_terminal and printed[0] == shown_on_the_terminal.group(1)


def test_the_notebooks_cells_run_one_after_the_other(checkout: Path) -> None:
    page = (REPOSITORY / "docs" / "notebook.md").read_text(encoding="utf-8")
    cells = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    # A notebook draws what a cell ends with; here it is enough that it is a whole chart.
    drawn = [re.sub(r"^(plot_\w+\(.*\))$", r"print(len(\1.to_json()))", cell, flags=re.MULTILINE) for cell in cells]
    printed = run([sys.executable, "-P", "-c", "\n".join(drawn)], checkout)
    assert "Marta Lindqvist" in printed and "ask_and_listen_index" in printed and "cadence-call-forecast" in printed
    assert all(int(length) > 1_000 for length in printed.splitlines()[-2:])


def test_the_notebook_page_names_every_column() -> None:
    page = (REPOSITORY / "docs" / "notebook.md").read_text(encoding="utf-8")
    for name, frame in zip(("utterances", "figures"), review_frames(), strict=True):
        (row,) = re.findall(rf"^\| {name} \|.*$", page, re.MULTILINE)
        assert re.findall(r"`(\w+)`", row) == list(frame.columns)


def test_the_readme_names_every_command() -> None:
    assert all(f"`coder {command}" in README for command in COMMANDS)


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{path.name}" for path in (REPOSITORY / "docs").glob("*.md"))]
)
def test_links_and_pictures_lead_somewhere(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    missing = [link for link in links if not (REPOSITORY / document).parent.joinpath(link).exists()]
    assert not missing


def test_the_page_of_measures_lists_every_one_as_defined() -> None:
    page = (REPOSITORY / "docs" / "measures.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    sources = [f" Source: {d.source}." if d.source else "" for d in DEFINITIONS]
    told = [(d.id, d.name, d.kind, d.formula, d.meaning) for d in DEFINITIONS]
    assert rows == [(*row[:4], row[4] + source) for row, source in zip(told, sources, strict=True)]


def test_the_review_file_page_names_every_field() -> None:
    data = as_data(build_review(("Ana", "manager", "social", "Hi.")))
    page = (REPOSITORY / "docs" / "review-file.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert {*data, *data["speakers"][0], *data["utterances"][0], *data["measures"]["talk_share"]} <= named


def test_the_list_of_formats_is_the_registry(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read"]) == 0
    assert (REPOSITORY / "docs" / "formats.md").read_text(encoding="utf-8").endswith(capsys.readouterr().out)
