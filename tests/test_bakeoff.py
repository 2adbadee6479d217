"""Kinds of models side by side: the rows that need no torch, on six short calls."""

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.exceptions import ConvergenceWarning

import coder.classifier
from benchmarks import __main__ as benchmarks
from benchmarks.bakeoff import command, textcat
from benchmarks.bakeoff.registry import ROWS
from benchmarks.bakeoff.row import Material
from benchmarks.bakeoff.table import HEAD, line, measure
from coder.codebook import load_codebook
from coder.evaluation import spoken_of
from coder.features import Spoken
from coder.recipes import as_captions
from tests.builders import SMALL_CALL_LENGTH

BY_NAME = {row.name: row for row in ROWS}
CODEBOOK = load_codebook()
N_COLUMNS = HEAD.splitlines()[0].count("|")
# Nothing of these is installed anywhere.
ABSENT = replace(BY_NAME["frozen"], modules=("no_such_module",))


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    warnings.simplefilter("ignore", ConvergenceWarning)
    monkeypatch.setattr(coder.classifier, "MAX_ITERATIONS", 15)
    monkeypatch.setattr(textcat, "EPOCHS", 1)


@pytest.fixture(scope="module")
def material(small_dataset: Path) -> Material:
    return Material(command.split(small_dataset)[0], CODEBOOK)


def table_rows(printed: str) -> list[list[str]]:
    """The cells of the table's rows."""
    rows = [row for row in printed.splitlines() if row.startswith("| `")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_no_author_is_on_both_sides(small_dataset: Path) -> None:
    train, test = command.split(small_dataset)
    assert len(train) + len(test) == 6 and test
    assert not {call.author for call in train} & {call.author for call in test}


@pytest.mark.parametrize("name", [row.name for row in ROWS if not row.modules])
def test_rows_without_torch_code_every_utterance(name: str, material: Material, small_dataset: Path) -> None:
    test = command.split(small_dataset)[1]
    result = measure(BY_NAME[name], material, test)
    for scores in (result.scores, result.on_captions):
        assert scores["n_utterances"] == SMALL_CALL_LENGTH * len(test)
    assert result.fit_seconds >= 0 and result.rate > 0
    assert line(result).count("|") == N_COLUMNS


def test_a_row_fits_the_same_way_each_time(material: Material) -> None:
    call = spoken_of(material.calls[0])
    fit = BY_NAME["textcat_bow"].find_fit()
    assert fit(material)(call) == fit(material)(call)


def test_the_question_mark_rule_sees_the_mark_alone(material: Material) -> None:
    predict = BY_NAME["question_mark"].find_fit()(material)
    asked = [Spoken(0, "Ana", "manager", "And then?"), Spoken(1, "Ben", "rep", "Late.")]
    question, statement = predict(asked)
    assert question != statement
    assert predict(as_captions(asked)) == [statement] * 2


def test_a_text_has_role_words_and_what_came_before() -> None:
    call = [Spoken(0, "Ana", "manager", "How so?"), Spoken(1, "Ben", "rep", "Late.")]
    assert textcat.texts_of(call) == ["manager : How so? | ", "rep : Late. | manager : How so?"]
    assert textcat.texts_of([]) == []


def test_the_table_has_a_line_for_each_named_row(small_dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = ["linear", "commonest"]
    assert benchmarks.main(["bakeoff", *named, "--examples", str(small_dataset)]) == 0
    printed = capsys.readouterr().out
    assert [cells[0].split("`")[1] for cells in table_rows(printed)] == ["commonest", "linear"]
    assert all(len(cells) == N_COLUMNS - 1 for cells in table_rows(printed))
    assert "fold 1 of 5" in printed and "scikit-learn" in printed


def test_a_row_that_cannot_run_says_what_to_install(small_dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--examples", str(small_dataset)], [ABSENT, BY_NAME["commonest"]]) == 0
    printed = capsys.readouterr().out
    assert "skipped frozen: no module no_such_module; run: make install-training" in printed
    assert len(table_rows(printed)) == 1


def test_rows_that_learn_from_meetings_ask_for_them(small_dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = replace(BY_NAME["encoder_ami"], modules=())
    assert command.main(["encoder_ami", "--examples", str(small_dataset)], [row]) == 0
    assert "skipped encoder_ami: " in (printed := capsys.readouterr().out) and "--ami FILE" in printed


def test_long_rows_run_only_when_named(small_dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [BY_NAME["commonest"], replace(BY_NAME["question_mark"], is_long=True)]
    command.main(["--examples", str(small_dataset)], rows)
    assert len(table_rows(capsys.readouterr().out)) == 1
    command.main(["question_mark", "--examples", str(small_dataset)], rows)
    assert len(table_rows(capsys.readouterr().out)) == 1


def test_an_unknown_row_and_a_missing_file_are_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["forest"])
    assert ended.value.code == 2 and "unknown: forest" in capsys.readouterr().err
    assert command.main(["commonest", "--examples", str(tmp_path)]) == 1
    assert "benchmarks: " in capsys.readouterr().err


def test_every_row_has_its_own_name_and_file() -> None:
    assert len(BY_NAME) == len(ROWS)
    folder = Path(command.__file__).parent
    for row in ROWS:
        module, _, function = row.place.partition(".")
        assert f"\ndef {function}(" in (folder / f"{module}.py").read_text(encoding="utf-8")
        assert bool(row.modules) == bool(row.install)


# heads on vectors; these need torch


def test_neighbours_are_those_of_the_call() -> None:
    heads = heads_module()
    call = [Spoken(0, "Ana", "manager", "1"), Spoken(1, "Ben", "rep", "2"), Spoken(2, "Ana", "manager", "3")]
    rows = heads.describe(_Numbers(), call, (heads.OWN, heads.BEFORE, heads.AFTER))
    assert rows[:, :3].tolist() == [[1, 0, 2], [2, 1, 3], [3, 2, 0]]
    assert rows[:, 3:].sum(axis=1).tolist() == [1, 1, 1]


def test_the_code_is_one_of_the_mode_that_was_found() -> None:
    heads = heads_module()
    codes = np.array(["direct", "advise", "steer"] * 4, dtype=object)
    X = np.array([[0.0, 0], [0, 1], [1, 0]] * 4)
    assert heads.Hierarchy(100 * X, codes, CODEBOOK).predict(100 * X) == list(codes)


class _Numbers:
    """Vectors of texts that are numbers: those numbers."""

    def of_texts(self, texts: list[str]) -> np.ndarray:
        return np.array([[float(text)] for text in texts])


def heads_module():
    pytest.importorskip("torch", reason="torch is missing: make install-training")
    from benchmarks.bakeoff import heads

    return heads
