"""The coders' file is blind and safe to open; the key holds all the rest, and both fit each other."""

import csv
import json
from pathlib import Path

import pytest

from coder.codings import read_coding
from coder.errors import OutputError, SampleError
from coder.sampling.coded import coded_sample, read_codes, read_key
from coder.sampling.files import write_sample
from coder.sampling.frame import CODES
from coder.sampling.planning import plan_sample
from coder.sampling.sources import read_audit, read_audit_words
from coder.sampling.wanted import Wanted
from tests.sampling.audits import write_audit
from tests.sampling.worlds import code_truly, invent_frame, some_of


def draw(folder: Path, *, form: str = "csv", text: bool = True) -> Path:
    audit = write_audit(folder / "audit")
    frame = read_audit(audit)
    plan = plan_sample(frame, Wanted(points=15, by="all"))
    read_words = (lambda places: read_audit_words(audit, places)) if text else None
    return write_sample(plan, frame, folder / "sample", read_words, form=form)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_coders_file_gives_nothing_of_the_machine_away(tmp_path: Path) -> None:
    path = draw(tmp_path)
    rows = rows_of(path)
    assert list(rows[0]) == ["call", "index", "two_before", "one_before", "role", "text", "code"]
    assert {row["code"] for row in rows} == {""}
    told = path.read_text(encoding="utf-8-sig")
    assert not [word for word in (*CODES, "persuade", "Ana", "Ben") if word in told]
    assert rows == sorted(rows, key=lambda row: (row["call"], int(row["index"])))


def test_each_row_has_its_words_and_the_two_before(tmp_path: Path) -> None:
    row = next(row for row in rows_of(draw(tmp_path)) if int(row["index"]) > 1)
    call, index = row["call"].removeprefix("call-"), int(row["index"])
    assert row["two_before"] == f"manager: =words {index - 2} of {call}"
    assert row["one_before"] == f"rep: =words {index - 1} of {call}"
    # What a spreadsheet would run has an apostrophe before it.
    assert row["text"] == f"'=words {index} of {call}"


def test_the_words_can_be_left_out(tmp_path: Path) -> None:
    path = draw(tmp_path, text=False)
    assert "=words" not in path.read_text(encoding="utf-8-sig")
    assert "=words" not in (path.parent / "key.json").read_text(encoding="utf-8")


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    table = rows_of(draw(tmp_path / "a"))
    lines = draw(tmp_path / "b", form="jsonl").read_text(encoding="utf-8").splitlines()
    plain = [{name: str(value) for name, value in json.loads(line).items()} for line in lines]
    assert [{**row, "text": row["text"].removeprefix("'")} for row in table] == plain


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_file_that_was_filled_in_fits_the_key(tmp_path: Path, form: str) -> None:
    path = draw(tmp_path, form=form)
    text = path.read_text(encoding="utf-8")
    filled = text.replace('"code": ""', '"code": "inform"') if form == "jsonl" else text.replace(",\n", ",inform\n")
    (tmp_path / f"eva.{form}").write_text(filled, encoding="utf-8")
    key = read_key(path.parent)
    codes = read_codes(key, [tmp_path / f"eva.{form}"])
    assert set(codes.codings[0].units) == set(key.places)
    assert (codes.codings[0].name, codes.n_left, codes.n_others) == ("eva", 0, 0)


def test_the_key_says_with_which_chance_each_was_drawn(tmp_path: Path) -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 8), ("Ben", "2026-Q1", 4))
    write_sample(plan_sample(frame, Wanted(points=10, most_calls=4)), frame, tmp_path / "out", None)
    data = json.loads((tmp_path / "out" / "key.json").read_text(encoding="utf-8"))
    key = read_key(tmp_path / "out")
    sample = coded_sample(key, [code_truly(key, frame, truth)])
    chances = [each["chance_of_being_drawn"] for each in data["utterances"]]
    assert [1 / weight for weight in sample.weights] == pytest.approx(chances)
    assert sum(call["drawn"] for call in data["calls"]) == 8
    # Weighed back, the sample is as large as the frame, by calls drawn at random.
    assert sample.weights.sum() == pytest.approx(len(frame.indices), rel=0.25)


def test_a_sample_is_never_overwritten(tmp_path: Path) -> None:
    draw(tmp_path)
    with pytest.raises(OutputError, match="a new folder"):
        draw(tmp_path)


def test_codes_that_were_not_asked_for_and_gaps_are_counted(tmp_path: Path) -> None:
    frame, truth = invent_frame(("Ana", "2026-Q1", 6))
    write_sample(plan_sample(frame, Wanted(points=10)), frame, tmp_path / "out", None)
    key = read_key(tmp_path / "out" / "key.json")
    coding = code_truly(key, frame, truth)
    more = some_of(coding, key.places[5:])
    units = {**more.units, ("call-000", 10_000): more.units[key.places[5]]}
    codes = read_codes(key, [type(more)("eva", units)])
    assert (codes.n_left, codes.n_others) == (5, 1)


def test_a_coder_of_another_sample_is_refused(tmp_path: Path) -> None:
    key = read_key(draw(tmp_path).parent)
    frame, truth = invent_frame(("Ana", "2026-Q1", 6))
    write_sample(plan_sample(frame), frame, tmp_path / "other", None)
    other = code_truly(read_key(tmp_path / "other"), frame, truth)
    with pytest.raises(SampleError, match="codes of utterances drawn"):
        read_codes(key, [other])
    with pytest.raises(SampleError, match="expected one or more"):
        read_codes(key, [])


@pytest.mark.parametrize("text", ["{}", "[1]", "no json", '{"kind": "call-review-sample", "format": 99, "modes": []}'])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key.json").write_text(text, encoding="utf-8")
    with pytest.raises(SampleError, match="the key of a sample"):
        read_key(tmp_path)


def test_a_damaged_key_is_refused(tmp_path: Path) -> None:
    path = draw(tmp_path).parent / "key.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["utterances"][0]["stratum"]
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SampleError, match="the key of a sample"):
        read_key(path)
    with pytest.raises(SampleError, match="No such file"):
        read_key(tmp_path / "nowhere.json")


def test_a_file_that_was_coded_in_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "eva.csv"
    path.write_text("call,index,text,code\ncall-000001,4,'=words,direct\ncall-000001,6,more,\n", encoding="utf-8")
    assert {place: unit.code for place, unit in read_coding(path).units.items()} == {
        ("call-000001", 4): "direct",
        ("call-000001", 6): None,
    }
