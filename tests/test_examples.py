"""Labelled calls: read in every form, refused with file and line when broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder.errors import ExamplesError
from coder.examples import call_fingerprint, load_examples
from tests.builders import SMALL_CALL_LENGTH, SMALL_CALLS, labelled_row, write_lines


def dataset(folder: Path, about: Any = None, second: list[Any] | None = None) -> Path:
    """A dataset of one call of two utterances."""
    write_lines(
        folder / "calls" / "c1.jsonl", [labelled_row(), labelled_row(index=1, text="Go on.", code="open_question")]
    )
    about = {"format": 1, "calls": {"c1": {"author": "a1"}}} if about is None else about
    (folder / "dataset.json").write_text(about if isinstance(about, str) else json.dumps(about), encoding="utf-8")
    if second is not None:
        write_lines(folder / "second" / "c1.jsonl", second)
    return folder


def refused(path: Path) -> ExamplesError:
    with pytest.raises(ExamplesError) as error:
        load_examples(path)
    return error.value


def test_a_dataset_folder(small_dataset: Path) -> None:
    found = load_examples(small_dataset)
    assert [call.name for call in found.calls] == list(SMALL_CALLS)
    assert found.authors == ("t01", "t02", "t03", "t04", "t05", "t06")
    assert found.n_utterances == len(SMALL_CALLS) * SMALL_CALL_LENGTH
    assert (found.name, found.licence) == ("small", "CC0-1.0")
    first = found.calls[0]
    assert (first.utterances[0].text, first.utterances[0].code) == ("Okay, shut that.", "social")
    assert first.second is not None and len(first.second) == SMALL_CALL_LENGTH
    assert [call.second for call in found.calls[1:]] == [None] * 5


def test_a_bare_folder_and_a_bare_file(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_lines(tmp_path / f"{name}.jsonl", [labelled_row(call=None)])
    found = load_examples(tmp_path)
    assert [(call.name, call.author) for call in found.calls] == [("a", "a"), ("b", "b")]
    assert load_examples(tmp_path / "b.jsonl").calls == found.calls[1:]


def test_a_file_may_hold_several_calls(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "all.jsonl", [labelled_row(call="x"), labelled_row(call="x"), labelled_row(call="y")])
    assert [(call.name, len(call.utterances)) for call in load_examples(file).calls] == [("x", 2), ("y", 1)]


def test_lenses_and_signals_are_read(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "c.jsonl", [labelled_row(lenses=["develop"], signals=["idea", "commit"])])
    (utterance,) = load_examples(file).calls[0].utterances
    assert (utterance.lenses, utterance.signals) == (("develop",), ("idea", "commit"))


def test_a_second_coding_is_matched_by_index_not_by_line(tmp_path: Path) -> None:
    second = [{"index": 1, "code": "clarify"}, {"index": 0, "code": "inform"}]
    assert load_examples(dataset(tmp_path, second=second)).calls[0].second == ("inform", "clarify")


def test_byte_order_mark_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(f"\ufeff{json.dumps(labelled_row())}\n\n \n", encoding="utf-8")
    assert load_examples(file).n_utterances == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (labelled_row(code="shout"), "shout"),
        (labelled_row(role="boss"), "boss"),
        (labelled_row(lenses=["telescope"]), "telescope"),
        (labelled_row(signals=["smoke"]), "smoke"),
        (labelled_row(text=None), "no text"),
        (labelled_row(turn=None, speaker=None), "no turn, speaker"),
        ([1, 2], "list"),
        (None, "NoneType"),
    ],
)
def test_a_broken_line_is_told_by_file_and_number(tmp_path: Path, row: Any, told: str) -> None:
    file = write_lines(tmp_path / "c.jsonl", [labelled_row(), labelled_row(), row])
    error = refused(file)
    assert error.where == f"{file} line 3"
    assert told in error.found


def test_broken_json_is_told_by_line_without_its_words(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(f'{json.dumps(labelled_row())}\n{{"text": "secret words"', encoding="utf-8")
    error = refused(file)
    assert error.where.endswith("line 2")
    assert "secret" not in str(error)


def test_an_unknown_code_is_answered_with_the_codes_there_are(tmp_path: Path) -> None:
    error = refused(write_lines(tmp_path / "c.jsonl", [labelled_row(code="open-question")]))
    assert "open_question, clarify" in error.expected


def test_the_same_call_twice_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_lines(tmp_path / f"{name}.jsonl", [labelled_row(call="same")])
    assert "same" in refused(tmp_path).found


def test_nothing_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path).found == "none"
    refused(tmp_path / "nowhere")
    refused(tmp_path / "nowhere.jsonl")


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "\xff"}')
    assert "UTF-8" in refused(tmp_path / "c.jsonl").expected


@pytest.mark.parametrize("about", ["{", '{"format": 3}', "{}"])
def test_a_dataset_file_of_another_form_is_refused(tmp_path: Path, about: str) -> None:
    assert refused(dataset(tmp_path, about=about)).where.endswith("dataset.json")


@pytest.mark.parametrize(
    "second",
    [
        [{"index": 0, "code": "social"}],
        [{"index": 0, "code": "social"}, {"index": 2, "code": "social"}],
        [{"index": 0, "code": "social"}, {"index": 1, "code": "shout"}],
        [{"index": 0, "code": "social"}, {"index": 1}],
        [{"index": i, "code": "social"} for i in range(3)],
    ],
)
def test_a_second_coding_of_other_utterances_is_refused(tmp_path: Path, second: list[Any]) -> None:
    assert "second" in refused(dataset(tmp_path, second=second)).where


def test_fingerprints_change_with_what_they_cover(tmp_path: Path) -> None:
    def fingerprints(**fields: Any) -> tuple[str, str]:
        found = load_examples(write_lines(tmp_path / "c.jsonl", [labelled_row(**fields)]))
        return found.fingerprint, call_fingerprint(found.calls[0].utterances)

    plain, call = fingerprints()
    assert fingerprints() == (plain, call)
    for fields in ({"text": "Hello."}, {"speaker": "Bea"}):
        assert fingerprints(**fields)[0] != plain and fingerprints(**fields)[1] != call
    for fields in ({"code": "inform"}, {"call": "other"}):
        assert fingerprints(**fields)[0] != plain and fingerprints(**fields)[1] == call


def test_a_line_separator_inside_a_text_does_not_break_the_line(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(json.dumps(labelled_row(text="one\u2028two\u0085three"), ensure_ascii=False), encoding="utf-8")
    assert load_examples(file).calls[0].utterances[0].text == "one\u2028two\u0085three"


def test_tags_that_are_no_list_are_refused(tmp_path: Path) -> None:
    refused(write_lines(tmp_path / "c.jsonl", [labelled_row(lenses=5)]))


@pytest.mark.parametrize("fields", [{"turn": "first"}, {"text": "  "}, {"text": 5}, {"speaker": ""}])
def test_fields_of_another_type_or_empty_are_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    refused(write_lines(tmp_path / "c.jsonl", [labelled_row(**fields)]))


@pytest.mark.parametrize("about", ["[]", '{"format": 1, "calls": []}', '{"format": 1, "calls": {"c1": "a1"}}'])
def test_a_dataset_file_with_fields_of_another_type_is_refused(tmp_path: Path, about: str) -> None:
    refused(dataset(tmp_path, about=about))


@pytest.mark.parametrize("index", [None, [1], "1"])
def test_a_second_index_of_another_type_is_refused(tmp_path: Path, index: Any) -> None:
    refused(dataset(tmp_path, second=[{"index": 0, "code": "social"}, {"index": index, "code": "social"}]))


def test_an_index_coded_twice_by_the_second_coder_is_refused(tmp_path: Path) -> None:
    twice = [{"index": 0, "code": "social"}, {"index": 0, "code": "inform"}, {"index": 1, "code": "social"}]
    refused(dataset(tmp_path, second=twice))
