"""A person's codes given back in a file; codes to compare are tested in test_agree."""

import csv
import io
import json
from pathlib import Path

import pytest

from coder.codings import read_corrections
from coder.command_line import main
from coder.errors import ReviewError

CALL = "Ana: How did it go?\nBen: They went quiet after the demo.\nAna: Send me the plan by Friday.\nBen: Okay.\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def call(tmp_path: Path) -> Path:
    return write(tmp_path / "call.txt", CALL)


def test_the_commands_own_csv_comes_back_with_its_changes(call: Path, tmp_path: Path, capsys) -> None:
    assert main(["code", str(call), "--manager", "Ana", "--model", "fast", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    rows[2] |= {"code": "pressure", "decided_by": "person"}
    changed = io.StringIO()
    writer = csv.DictWriter(changed, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    corrections = write(tmp_path / "changed.csv", changed.getvalue())
    assert read_corrections(corrections) == {2: "pressure"}
    command = ["code", str(call), "--manager", "Ana", "--model", "fast", "--corrections", str(corrections)]
    assert main([*command, "--format", "csv"]) == 0
    again = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (again[2]["code"], again[2]["mode"], again[2]["decided_by"]) == ("pressure", "persuade", "person")
    assert [row["decided_by"] for row in again].count("person") == 1
    assert main(command) == 0
    assert "1 of 4 utterances reviewed by a person" in capsys.readouterr().out


def test_json_lines_are_read_too(tmp_path: Path) -> None:
    lines = '{"index": 3, "code": "inform"}\n{"index": 4, "code": "judge", "decided_by": "model"}\n'
    assert read_corrections(write(tmp_path / "codes.jsonl", lines)) == {3: "inform"}


def test_a_review_in_json_is_read_too(tmp_path: Path) -> None:
    rows = [
        {"index": 0, "code": "inform", "decided_by": "model"},
        {"index": 1, "code": "steer", "decided_by": "person"},
    ]
    review = write(tmp_path / "review.json", json.dumps({"call": "m", "utterances": rows}))
    assert read_corrections(review) == {1: "steer"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no index and no code"),
        ("index,code\n", "none"),
        ("a,b\n1,2\n", "no index and no code"),
        ("index,code\nx,inform\n", "'x'"),
        ("index,code\n1,\n", "none"),
        ("index,code\n1,hint\n", "'hint'"),
        ("index,code\n1,inform\n1,judge\n", "utterance 1 again"),
        ('{"index": 1, "code"', "something else"),
    ],
)
def test_another_form_is_refused_with_the_way_to_the_right_one(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(ReviewError) as caught:
        read_corrections(write(tmp_path / "codes.csv", text))
    assert caught.value.found == found
    assert "coder code" in caught.value.next_step


def test_corrections_belong_to_one_call(call: Path, tmp_path: Path, capsys) -> None:
    codes = write(tmp_path / "codes.csv", "index,code\n0,inform\n")
    command = [
        "code",
        str(call),
        str(call),
        "--model",
        "fast",
        "--out",
        str(tmp_path / "out"),
        "--corrections",
        str(codes),
    ]
    assert main(command) != 0
    assert "one call to correct" in capsys.readouterr().err


def test_an_unknown_code_is_told(call: Path, tmp_path: Path, capsys) -> None:
    codes = write(tmp_path / "codes.csv", "index,code\n0,telling\n")
    assert main(["code", str(call), "--manager", "Ana", "--model", "fast", "--corrections", str(codes)]) == 1
    assert "'telling'" in capsys.readouterr().err
