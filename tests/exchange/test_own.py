"""Our own folder out of other people's calls, and the command."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.command_line import main
from coder.commands import exchange as command
from coder.examples import load_examples
from coder.exchange import FORMS, read_calls, read_codebook, write_calls
from coder.exchange.form import fit_calls
from tests.builders import REPOSITORY
from tests.exchange.calls import MONDAY, PLAIN, SETTLED, TWO_CODERS

Output = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main(["exchange", *map(str, arguments)])


def test_a_dataset_with_times_and_both_coders_is_read_again(tmp_path: Path) -> None:
    assert write_calls((PLAIN, SETTLED, TWO_CODERS), tmp_path / "mine", "examples") == ()
    dataset = load_examples(tmp_path / "mine")
    assert dataset.calls == (PLAIN, SETTLED, TWO_CODERS)
    assert dataset.name == "mine"


@pytest.mark.parametrize("name", ["../../up", "/etc/x", "a\\b", "..", "con:", "x" * 400, "\x00"])
def test_a_call_s_name_never_leaves_the_folder(name: str, tmp_path: Path) -> None:
    for form in ("examples", "chat", "elan"):
        inside = tmp_path / form / "inside"
        (told,) = write_calls((replace(TWO_CODERS, name=name),), inside, form) or ("",)
        assert told.startswith("renamed") or form != "examples"
        assert {path for path in tmp_path.rglob("*") if path.is_file()} == {
            path for path in tmp_path.rglob("inside/**/*") if path.is_file()
        }
        assert len(read_calls(inside, form).calls) == 1


def test_two_calls_of_one_file_name_stay_two(tmp_path: Path) -> None:
    calls = (replace(PLAIN, name="a/b"), replace(SETTLED, name="A:B"))
    assert len(write_calls(calls, tmp_path / "mine", "examples")) == 2
    assert [call.name for call in load_examples(tmp_path / "mine").calls] == ["A-B-2", "a-b"]


def test_a_call_that_is_half_coded_is_marked(tmp_path: Path) -> None:
    told = write_calls((MONDAY, PLAIN), tmp_path / "mine", "examples")
    assert told == ("marked codes_only, to teach codes and test nothing: monday, where 1 of 4 utterances have no code",)
    monday, plain = load_examples(tmp_path / "mine").calls
    assert monday == replace(MONDAY, codes_only=True)
    assert plain == PLAIN
    about = json.loads((tmp_path / "mine" / "dataset.json").read_text())["calls"]
    assert about == {"monday": {"author": "anna", "codes_only": True}, "plain": {"author": "plain"}}


# The command


def test_there_and_back(tmp_path: Path, capsys: Output) -> None:
    write_calls((PLAIN, SETTLED), tmp_path / "mine", "examples")
    assert run(tmp_path / "mine", "--to", "qdpx", "--out", tmp_path / "calls.qdpx") == 0
    assert capsys.readouterr() == (f"2 calls, 6 utterances written to {tmp_path / 'calls.qdpx'}\n", "")
    assert run(tmp_path / "calls.qdpx", "--from", "qdpx", "--out", tmp_path / "back") == 0
    assert load_examples(tmp_path / "back").calls == (PLAIN, SETTLED)


def test_what_is_lost_is_told(tmp_path: Path, capsys: Output) -> None:
    write_calls((SETTLED,), tmp_path / "mine", "examples")
    assert run(tmp_path / "mine", "--to", "doccano", "--out", tmp_path / "x.jsonl") == 0
    assert capsys.readouterr().err == "left out: other coders' codes of 1 calls, for the form holds one coder's\n"
    row = {"speaker": "Ana", "text": "So?", "label": ["inform"], "Comments": ["why?"]}
    (tmp_path / "y.jsonl").write_text(json.dumps(row))
    assert run(tmp_path / "y.jsonl", "--from", "doccano", "--out", tmp_path / "y", "--manager", "Ana") == 0
    assert capsys.readouterr().err == "not read: y.jsonl: a line's comments\n"


def test_a_place_that_is_taken_is_one_line(tmp_path: Path, capsys: Output) -> None:
    write_calls((PLAIN,), tmp_path / "mine", "examples")
    assert run(tmp_path / "mine", "--to", "csv", "--out", tmp_path / "mine") == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "something there already" in err


def test_the_codebook_for_other_tools(tmp_path: Path) -> None:
    assert main(["codebook", "--qdc", str(tmp_path / "codes.qdc")]) == 0
    assert [code.ours for code in read_codebook(tmp_path / "codes.qdc")].count(None) == 7


def test_the_command_and_the_document_know_every_form() -> None:
    assert tuple(FORMS) == command.FORMS
    page = (REPOSITORY / "docs" / "exchange.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    told = {row[0].strip("`"): row[1:] for row in rows}
    assert set(told) >= set(FORMS)
    for form in FORMS.values():
        title, path, _, coders, characters = told[form.id]
        assert (title, path) == (form.title, form.place)
        assert (coders == "yes") == (fit_calls((SETTLED,), form) == (SETTLED,))
        odd = {"\x01": "control characters", "a\nb": "line breaks", "\ud800": "halves of pairs"}
        assert {name for text, name in odd.items() if form.keep_text(text) != text} == set(characters.split(", "))
