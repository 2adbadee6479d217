"""Doubtful codes in labelled examples: the rule, and a planted error that is found."""

import json
from pathlib import Path

import numpy as np
import pytest

from coder.codebook import load_codebook
from coder.command_line import main
from coder.errors import ExamplesError
from coder.examples import load_examples
from coder.label_doubts import find_label_doubts, pick_doubtful
from tests.builders import labelled_row, quick_training, write_lines

Output = pytest.CaptureFixture[str]


def test_a_label_is_doubtful_under_its_threshold_where_another_reaches_its_own() -> None:
    probabilities = np.array(
        [
            [0.9, 0.1, 0.0],
            [0.8, 0.2, 0.0],
            [0.1, 0.9, 0.0],  # given 0, and 1 is as likely as where it was given
            [0.4, 0.5, 0.1],  # given 0, but 1 stays under its threshold of 0.8
            [0.1, 0.9, 0.0],
            [0.3, 0.7, 0.0],
        ]
    )
    rows, likelier = pick_doubtful(probabilities, np.array([0, 0, 0, 0, 1, 1]))
    assert (rows.tolist(), likelier.tolist()) == ([2], [1])


def test_the_widest_margin_comes_first() -> None:
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.2, 0.8], [0.05, 0.95], [0.1, 0.9], [0.5, 0.5], [0.5, 0.5]])
    rows, _ = pick_doubtful(probabilities, np.array([0, 0, 0, 0, 1, 1, 1]))
    assert rows.tolist() == [3, 2]


def test_a_label_that_nobody_gave_is_never_likelier() -> None:
    rows, _ = pick_doubtful(np.array([[0.1, 0.0, 0.9], [0.6, 0.4, 0.0], [0.5, 0.5, 0.0]]), np.array([0, 0, 1]))
    assert rows.tolist() == []


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """Six calls in which questions are open questions and the rest informs, but for one line."""
    asked = ("what happened there", "how did it go", "what do you think", "tell me more please")
    told = ("they signed it", "we sent the papers", "legal took ten days", "the demo went fine")
    for number in range(6):
        rows = []
        for index in range(16):
            is_question = index % 2 == 0
            text = (asked if is_question else told)[index // 2 % 4] + ("?" if is_question else ".")
            code = "open_question" if is_question else "inform"
            if (number, index) == (3, 6):
                code = "inform"
            who = {"speaker": "AB"[index % 2], "role": ("manager", "rep")[index % 2]}
            rows.append(labelled_row(call=f"c{number}", index=index, turn=index, text=text, code=code, **who))
        write_lines(tmp_path / "planted" / f"c{number}.jsonl", rows)
    return tmp_path / "planted"


def test_a_planted_error_is_found_on_calls_held_out(planted: Path) -> None:
    with quick_training():
        found = find_label_doubts(load_examples(planted))
    first = found.doubts[0]
    assert (first.call, first.index, first.given, first.likelier) == ("c3", 6, "inform", "open_question")
    assert first.likelier_probability > 0.5 > first.given_probability
    assert (found.n_calls, found.n_utterances, found.folds) == (6, 96, 3)


def test_only_coded_utterances_are_doubted(planted: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (planted / "c3.jsonl").read_text(encoding="utf-8").splitlines()]
    calls = {f"c{number}": {"author": f"c{number}"} for number in range(6)}
    calls["c3"]["codes_only"] = True  # type: ignore[assignment]
    (planted / "dataset.json").write_text(json.dumps({"format": 2, "calls": calls}), encoding="utf-8")
    write_lines(planted / "c3.jsonl", [row | {"code": row["code"] if row["index"] in (5, 6) else None} for row in rows])
    with quick_training():
        found = find_label_doubts(load_examples(planted))
    assert found.n_utterances == 82
    assert (found.doubts[0].call, found.doubts[0].index) == ("c3", 6)


@pytest.mark.parametrize("folds", [0, 1, 7])
def test_too_few_folds_or_authors_are_told(planted: Path, folds: int) -> None:
    with pytest.raises(ExamplesError, match=f"{folds} folds and 6 authors"):
        find_label_doubts(load_examples(planted), folds=folds)


def test_examples_of_one_code_are_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_lines(tmp_path / f"{name}.jsonl", [labelled_row(call=name, text=name)])
    with pytest.raises(ExamplesError, match="found social"):
        find_label_doubts(load_examples(tmp_path), folds=2)


def test_the_command_lists_without_words_unless_asked(planted: Path, capsys: Output) -> None:
    with quick_training():
        assert main(["examples", "doubts", str(planted), "--n", "1"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("c3") and "open_question" in out and "tell me more" not in out
        assert main(["examples", "doubts", str(planted), "--with-text", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["doubts"][0]["text"] == "tell me more please?"
    assert data["n_doubts"] == len(data["doubts"])
    assert {row["given"] for row in data["doubts"]} <= set(load_codebook().code_ids)
