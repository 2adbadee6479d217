"""Corrections out of the store as labelled examples: what people coded, under pseudonyms, readable and trainable."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.command_line import main
from coder.errors import ExamplesError, OutputError
from coder.example_export import export_examples, read_further_words
from coder.examples import load_examples
from coder.store import CallDetails, Store, add_call, confirm_rest, open_store, reset_codes, set_codes, set_review_state
from coder.training import train_model
from tests.builders import build_review, quick_training, read_lines

Output = pytest.CaptureFixture[str]
ROWS = (
    ("Ana Ruiz", "manager", "open_question", "How is Lakeland going, Ben?"),
    ("Ben Ito", "rep", "inform", "Ana, they wrote from jo@lakeland.com."),
    ("Ana Ruiz", "manager", "direct", "Call them on 555 123 4567, Benji."),
    ("Cem", "rep", "acknowledge", "All right, Ms Ruiz."),
)


@pytest.fixture
def store(tmp_path: Path):
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def keep(store: Store, *, call: str = "monday", manager: str | None = None, more: str = "") -> str:
    rows = [(speaker, role, code, text + more) for speaker, role, code, text in ROWS]
    review = build_review(*rows, call=call)  # type: ignore[arg-type]
    return add_call(store, review, CallDetails(manager=manager), person="ana.ruiz").id


def rows_of(folder: Path, number: int = 1) -> list[dict]:
    return read_lines(folder / "calls" / f"{folder.name}-{number:04}.jsonl")


def test_what_people_coded_comes_out_and_the_rest_is_context(store: Store, tmp_path: Path) -> None:
    call = keep(store)
    set_codes(store, call, {1: "argue", 2: "advise"}, person="Zoe")
    set_codes(store, call, {2: "pressure"}, person="Kim")
    set_codes(store, call, {3: "support"}, person="Kim")
    reset_codes(store, call, [3], person="Kim")
    done = export_examples(store, tmp_path / "out", reviewed="all")
    rows = rows_of(tmp_path / "out")
    assert [row["code"] for row in rows] == [None, "argue", "pressure", None]
    assert [row["coded_by"] for row in rows] == [None, "coder 1", "coder 2", None]
    assert (done.n_calls, done.n_utterances, done.n_coded, done.n_coders, done.n_confirmed) == (1, 4, 2, 2, 0)
    (read,) = load_examples(tmp_path / "out").calls
    assert read.codes_only and [u.code for u in read.utterances] == ["", "argue", "pressure", ""]
    assert not any(u.lenses or u.signals for u in read.utterances)


def test_sample_calls_are_left_out(store: Store, tmp_path: Path) -> None:
    sample = add_call(store, build_review(*ROWS), person="Ana", is_sample=True).id  # type: ignore[arg-type]
    set_codes(store, sample, {1: "argue"}, person="Zoe")
    with pytest.raises(ExamplesError, match="0 calls"):
        export_examples(store, tmp_path / "out", reviewed="all")


def test_codes_that_came_with_the_call_are_people_s_too(store: Store, tmp_path: Path) -> None:
    review = build_review(*ROWS)  # type: ignore[arg-type]
    first = replace(review.utterances[0], code="clarify", decided_by="person")
    add_call(store, replace(review, utterances=(first, *review.utterances[1:])), person="Ana")
    export_examples(store, tmp_path / "out", reviewed="all")
    assert [row["code"] for row in rows_of(tmp_path / "out")] == ["clarify", None, None, None]


def test_done_takes_the_calls_whose_review_is_done(store: Store, tmp_path: Path) -> None:
    open_call, done_call = keep(store), keep(store, more=" Today.")
    set_codes(store, open_call, {0: "clarify"}, person="Zoe")
    set_codes(store, done_call, {0: "inspect"}, person="Zoe")
    confirm_rest(store, done_call, person="Zoe")
    set_review_state(store, done_call, "done", person="Zoe")
    untouched = keep(store, more=" Tomorrow.")
    set_review_state(store, untouched, "done", person="Zoe")
    done = export_examples(store, tmp_path / "out")
    assert [row["code"] for row in rows_of(tmp_path / "out")] == ["inspect", "inform", "direct", "acknowledge"]
    assert [row["how"] for row in rows_of(tmp_path / "out")] == ["set", "confirm", "confirm", "confirm"]
    assert (done.n_calls, done.n_coded, done.n_confirmed, done.n_left_out) == (1, 4, 3, 1)
    export_examples(store, tmp_path / "set", confirmed=False)
    assert [row["code"] for row in rows_of(tmp_path / "set")] == ["inspect", None, None, None]


def test_no_name_address_or_title_of_the_call_is_left(store: Store, tmp_path: Path) -> None:
    set_codes(store, keep(store, call="Ruiz Ito 1:1", manager="Anita Ruiz"), {0: "inspect"}, person="zoe.ruiz")
    export_examples(store, tmp_path / "out", reviewed="all", further=["Lakeland", "Benji"])
    assert [row["text"] for row in rows_of(tmp_path / "out")] == [
        "How is [left out] going, Rep?",
        "Manager, they wrote from [e-mail].",
        "Call them on [phone], [left out].",
        "All right, Ms Manager.",
    ]
    assert [row["speaker"] for row in rows_of(tmp_path / "out")] == ["Manager", "Rep", "Manager", "Rep 2"]
    written = "".join(path.read_text() for path in (tmp_path / "out").rglob("*.json*"))
    assert not [word for word in ("Ruiz", "Ana", "Ito", "Cem", "zoe", "monday", "1:1") if word in written]


def test_calls_of_one_manager_have_one_author(store: Store, tmp_path: Path) -> None:
    for number, manager in enumerate(("Ana Ruiz", "Bea", "ana ruiz")):
        set_codes(store, keep(store, manager=manager, more=f" {number}"), {0: "inspect"}, person="Zoe")
    export_examples(store, tmp_path / "out", reviewed="all")
    assert load_examples(tmp_path / "out").authors == ("out-m1", "out-m2", "out-m1")


def test_only_its_owner_may_read_it(store: Store, tmp_path: Path) -> None:
    set_codes(store, keep(store), {0: "inspect"}, person="Zoe")
    export_examples(store, tmp_path / "out", reviewed="all")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "out").rglob("*.json*")} == {0}
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_something_is_left_alone(store: Store, tmp_path: Path) -> None:
    set_codes(store, keep(store), {0: "inspect"}, person="Zoe")
    (tmp_path / "out").mkdir()
    export_examples(store, tmp_path / "out", reviewed="all")
    for out in (tmp_path / "out", tmp_path / "store.sqlite3"):
        with pytest.raises(OutputError):
            export_examples(store, out, reviewed="all")


def test_a_store_without_corrections_is_told(store: Store, tmp_path: Path) -> None:
    keep(store)
    for reviewed in ("all", "done"):
        with pytest.raises(ExamplesError):
            export_examples(store, tmp_path / "out", reviewed=reviewed)
    assert not (tmp_path / "out").exists()


def test_it_trains_together_with_labelled_calls_and_is_in_no_score(
    store: Store, small_dataset: Path, tmp_path: Path
) -> None:
    set_codes(store, keep(store), {0: "inspect", 2: "advise"}, person="Zoe")
    export_examples(store, tmp_path / "out", reviewed="all")
    with quick_training():
        config = train_model(small_dataset, tmp_path / "model", more=[tmp_path / "out"], folds=2, seed=3)
    training, scores = config["training"], config["evaluation"]["model"]
    assert training["codes_only"] == {"n_calls": 1, "n_utterances": 2}
    assert (training["n_calls"], training["n_utterances"], training["n_authors"]) == (7, 182, 7)
    assert training["examples"]["name"] == "small + out"
    assert (scores["n_calls"], scores["n_utterances"]) == (6, 180)
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert "Among them 1 calls of corrections, 2 utterances" in card


def test_corrections_alone_cannot_train(store: Store, tmp_path: Path) -> None:
    set_codes(store, keep(store), {0: "inspect", 2: "advise"}, person="Zoe")
    export_examples(store, tmp_path / "out", reviewed="all")
    with pytest.raises(ExamplesError, match="0 authors"):
        train_model(tmp_path / "out", tmp_path / "model", folds=2)


def test_a_file_of_further_words(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("\ufeffLakeland Freight\n\n  Project Heron \n", encoding="utf-8")
    assert read_further_words(file) == ("Lakeland Freight", "Project Heron")
    file.write_bytes(b"\xff\xfe")
    for path in (file, tmp_path / "none.txt"):
        with pytest.raises(ExamplesError):
            read_further_words(path)


def test_the_command_tells_what_it_wrote_and_what_it_did_not_hide(store: Store, tmp_path: Path, capsys: Output) -> None:
    set_codes(store, keep(store), {0: "inspect"}, person="Zoe")
    (tmp_path / "words").write_text("Lakeland\n", encoding="utf-8")
    place = ["--store", str(tmp_path / "store.sqlite3"), "--out", str(tmp_path / "out")]
    assert main(["examples", "export", *place]) == 1
    assert "--reviewed all" in capsys.readouterr().err
    assert main(["examples", "export", *place, "--reviewed", "all", "--replace", str(tmp_path / "words")]) == 0
    out, err = capsys.readouterr()
    assert "1 calls written" in out and "1 of 4 utterances coded by people (1)" in out
    assert "are still there" in err
    assert "Lakeland" not in json.dumps(rows_of(tmp_path / "out"))
