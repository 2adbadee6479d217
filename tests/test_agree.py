"""``coder agree`` and the report behind it: what is read, matched, refused, counted and shown."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from coder import measure_agreement, read_coding, render_agreement
from coder.agreement_report import Coding
from coder.codings import CodedUnit
from coder.command_line import main
from coder.errors import ExamplesError
from coder.reports import render_report
from coder.reports.agreement import KINDS
from tests.builders import LABELED_EXAMPLES, build_review, labelled_row, write_lines


def coding(name: str, *calls: str, role: str | None = None, text: str = "") -> Coding:
    """A coder's codes; a text of code ids for each call, "-" where none is given."""
    units = {
        (f"c{number}", index): CodedUnit(None if code == "-" else code, role, text)
        for number, codes in enumerate(calls)
        for index, code in enumerate(codes.split())
    }
    return Coding(name, units)


def write_codes(folder: Path, call: str, *codes: str, **fields: Any) -> Path:
    rows = [{"call": call, "index": index, "code": code, **fields} for index, code in enumerate(codes)]
    write_lines(folder / f"{call}.jsonl", rows)
    return folder


def refused(*codings: Coding | Path, **options: Any) -> ExamplesError:
    with pytest.raises(ExamplesError) as caught:
        measure_agreement(*codings, **options)
    return caught.value


# What is read


def test_every_form_holds_the_same_codes(tmp_path: Path) -> None:
    review = build_review(
        ("Ana", "manager", "open_question", "What = changed?"), ("Ben", "rep", "inform", "-5 % on price."), call="=x"
    )
    rows = [{"call": "=x", "index": u.index, "code": u.code, "role": u.role, "text": u.text} for u in review.utterances]
    files = {kind: tmp_path / f"review.{kind}" for kind in ("json", "csv")}
    for kind, file in files.items():
        file.write_text(render_report(review, kind), encoding="utf-8-sig" if kind == "csv" else "utf-8")
    several = tmp_path / "several.json"
    several.write_text((json.dumps(json.loads(files["json"].read_text(encoding="utf-8"))) + "\n"), encoding="utf-8")
    lines = write_lines(tmp_path / "codes" / "x.jsonl", rows)
    read = [read_coding(path).units for path in (*files.values(), several, lines, lines.parent)]
    assert all(units == read[0] for units in read)
    assert read[0]["=x", 1] == CodedUnit("inform", "rep", "-5 % on price.")


def test_a_dataset_gives_its_calls_and_its_first_and_second_coder_their_words_and_roles(small_dataset: Path) -> None:
    whole, second = read_coding(small_dataset), read_coding(small_dataset / "second")
    assert len(whole.calls) == 6 and len(second.calls) == 1
    assert all(unit.role == whole.units[place].role and unit.text for place, unit in second.units.items())
    report = measure_agreement(small_dataset, small_dataset / "second", role="manager")
    assert 0 < report.n_utterances < 30
    assert report.coded_by_one > 0


def test_labelled_calls_without_index_count_their_lines(tmp_path: Path) -> None:
    rows = [labelled_row(), labelled_row(call="c2"), labelled_row()]
    for row in rows:
        del row["index"]
    assert sorted(read_coding(write_lines(tmp_path / "calls.jsonl", rows)).units) == [("c1", 0), ("c1", 1), ("c2", 0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"call": "a", "index": 0, "code": "nonsense"}', "a code of direct"),
        ('{"call": "a", "index": "0", "code": "inform"}', "index as a whole number"),
        ('{"call": "a", "code": "inform"}', "index as a whole number"),
        ('{"call": "a", "index": 0, "code": "inform", "role": "boss"}', "a role of manager"),
        ('{"call": "a", "index": 0, "code": "inform"}\n' * 2, "each utterance of a call once"),
        ('{"call": "a", "index": 0, "code": "inform"}\n{broken', "line 2"),
        ("[1]", "JSON objects"),
        ('{"call": "a", "index": 0, "code": null}', "found none"),
        ("call,number,code\na,0,inform\n", "no index"),
        ("call,index,code\na,one,inform\n", "index as a whole number"),
        ("", "no index and no code"),
    ],
)
def test_broken_codes_are_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ExamplesError) as caught:
        read_coding(file)
    assert told in str(caught.value)


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(ExamplesError, match=str(path)):
            read_coding(path)


# What is matched


def test_uncoded_utterances_are_missing() -> None:
    a, b, c = coding("a", "inform direct - rally"), coding("b", "inform - judge affirm"), coding("c", "inform")
    report = measure_agreement(a, b, c)
    assert (report.n_utterances, report.coded_by_one, report.coded, report.pairs) == (2, 2, (2, 2, 1), 3)
    assert report.codes.overall.figures["agreement"].value == pytest.approx((1 + 0) / 2)
    assert report.codes.labels["direct"].given == (0, 0, 0)


def test_one_role_alone() -> None:
    a = Coding("a", {("c", 0): CodedUnit("inform", "manager"), ("c", 1): CodedUnit("social", "rep")})
    b = Coding("b", {("c", 0): CodedUnit("inform"), ("c", 1): CodedUnit("inform")})
    assert measure_agreement(a, b).n_utterances == 2
    report = measure_agreement(a, b, role="manager")
    assert (report.n_utterances, report.codes.overall.figures["agreement"].value) == (1, 1.0)
    assert "none of a guest" in refused(a, b, role="guest").found
    assert "no roles" in refused(b, b, role="guest").found
    conflicting = Coding("d", {("c", 0): CodedUnit("inform", "rep")})
    assert refused(a, conflicting, role="manager").where == "call c index 0"
    assert measure_agreement(a, conflicting).n_utterances == 1


def test_other_words_at_the_same_place_are_refused_without_telling_them() -> None:
    error = refused(coding("a", "inform", text="Secret words."), coding("b", "inform", text="Other words."))
    assert error.where == "call c0 index 0"
    assert "1 of 1 utterances" in error.found
    assert "words." not in str(error).lower().replace("the same words", "")
    same = measure_agreement(coding("a", "inform", text="Words."), coding("b", "inform"))
    assert same.n_utterances == 1


def test_no_overlap_and_one_coder_are_refused() -> None:
    elsewhere = Coding("b", {("other", 0): CodedUnit("inform")})
    assert "c0 against other" in refused(coding("a", "inform"), elsewhere).found
    assert "no index coded by two" in refused(coding("a", "inform -"), coding("b", "- inform")).found
    assert refused(coding("a", "inform")).found == "1"


# What is counted


def test_modes_follow_from_codes_and_disagreements_are_counted_both_ways() -> None:
    a, b = coding("a", "inform direct judge inform"), coding("b", "direct inform inform inform")
    report = measure_agreement(a, b)
    assert report.codes.overall.figures["agreement"].value == 0.25
    assert report.modes.overall.figures["agreement"].value == 1
    first, second = report.codes.disagreements
    assert (first.label, first.other, first.count, first.earlier_gave_label) == ("direct", "inform", 2, 1)
    assert (first.places, second.count) == ((("c0", 0), ("c0", 1)), 1)
    assert report.modes.disagreements == ()


def test_undefined_has_a_reason() -> None:
    report = measure_agreement(coding("a", "inform inform"), coding("b", "inform inform"))
    overall = report.codes.overall.figures
    assert (overall["agreement"].value, overall["ac1"].value) == (1, 1)
    for name in ("kappa", "alpha"):
        assert overall[name].value is None and "chance" in str(overall[name].reason)
    never = report.codes.labels["rally"].figures
    assert {figure.reason for figure in never.values()} == {"no coder gives it"}
    one = measure_agreement(coding("a", "inform"), coding("b", "inform")).codes.overall.figures["agreement"]
    assert (one.value, one.low, one.reason) == (1, None, "no interval from one utterance")


def test_calls_are_resampled_and_utterances_where_there_is_one_call() -> None:
    first, second = ["inform direct judge social"] * 8, ["inform direct judge inform"] * 8
    many = measure_agreement(coding("a", *first), coding("b", *second))
    assert many.resampled == "calls"
    # Calls that are all alike leave no width.
    agreement = many.codes.overall.figures["agreement"]
    assert (agreement.low, agreement.high) == (0.75, 0.75)
    one = measure_agreement(coding("a", " ".join(first)), coding("b", " ".join(second)))
    agreement = one.codes.overall.figures["agreement"]
    assert one.resampled == "utterances"
    assert agreement.low and agreement.high and 0.5 < agreement.low < 0.75 < agreement.high < 0.95


def test_a_code_too_rare_for_an_interval_says_so() -> None:
    a, b = coding("a", "inform rally", "inform", "inform"), coding("b", "inform rally", "inform", "inform")
    kappa = measure_agreement(a, b).codes.labels["rally"].figures["kappa"]
    assert (kappa.value, kappa.low) == (1, None)
    assert "too rare" in str(kappa.reason)


# What is shown


def test_the_command_on_the_two_coders_of_real_calls(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folders = []
    for which in ("first", "second"):
        folder = tmp_path / which
        folder.mkdir()
        folders.append(folder)
        for name in ("n01a", "n01d", "n02b"):
            (folder / f"{name}.jsonl").write_bytes((LABELED_EXAMPLES / which / f"{name}.jsonl").read_bytes())
    assert main(["agree", *map(str, folders)]) == 0
    text = capsys.readouterr().out
    assert "3 calls, all roles" in text and "rough, with 3 calls" in text
    assert "Commonest disagreements on modes" in text
    assert main(["agree", *map(str, folders), "--role", "manager"]) == 1
    assert "no roles in these files" in capsys.readouterr().err


def test_every_form_tells_the_same() -> None:
    a, b, c = (coding(name, "inform direct judge", "direct social") for name in ("a|1", "b", "c"))
    report = measure_agreement(a, b, c)
    shown = {kind: render_agreement(report, kind) for kind in KINDS}
    data = json.loads(shown["json"])
    assert (data["format"], data["coders"], data["n_utterances"]) == (1, ["a|1", "b", "c"], 5)
    assert data["codes"]["labels"]["rally"]["figures"]["kappa"]["value"] is None
    rows = list(csv.DictReader(io.StringIO(shown["csv"])))
    assert [row["label"] for row in rows if row["level"] == "modes"][:2] == ["all", "tell"]
    assert (rows[0]["kappa"], rows[0]["given_C"]) == ("1.0000", "5")
    rally = next(row for row in rows if row["label"] == "rally")
    assert (rally["kappa"], rally["reasons"].split("; ")[0]) == ("", "agree: no coder gives it")
    for kind in ("text", "md"):
        assert "kappa is the mean over 3 pairs" in shown[kind]
        assert "100.0 % (100.0–100.0)" in shown[kind] and "no coder gives it" in shown[kind]
    assert "a\\|1" in shown["md"]
