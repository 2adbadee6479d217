"""Several folders as one dataset; of a call what people coded; calls of codes only."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder.errors import ExamplesError
from coder.example_sets import coded_part, load_example_sets
from coder.examples import load_examples
from tests.builders import labelled_row, write_lines

FROZEN = Path(__file__).parent / "data" / "formats"


def corrections(folder: Path, *codes: str | None, name: str = "x1", author: str = "m1", **about: Any) -> Path:
    """A folder of one call of codes only."""
    rows = [
        labelled_row(call=name, index=i, turn=i, text=f"Words {i}.", speaker=f"Speaker of {name}", code=code)
        for i, code in enumerate(codes)
    ]
    write_lines(folder / "calls" / f"{name}.jsonl", rows)
    told = {"format": 2, "calls": {name: {"author": author, "codes_only": True}}} | about
    (folder / "dataset.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_one_folder_is_what_it_is_alone(small_dataset: Path) -> None:
    assert load_example_sets([small_dataset]) == load_examples(small_dataset)


def test_several_folders_are_one_dataset(small_dataset: Path, tmp_path: Path) -> None:
    more = corrections(tmp_path / "more", "inform", None, name="a", licence="mine")
    both, other_way = (load_example_sets(paths) for paths in ([small_dataset, more], [more, small_dataset]))
    assert [call.name for call in both.calls] == ["a", *(call.name for call in load_examples(small_dataset).calls)]
    assert (both.name, both.licence) == ("small + more", "CC0-1.0 + mine")
    assert both.fingerprint == other_way.fingerprint != load_examples(small_dataset).fingerprint


def test_a_licence_that_is_not_stated_is_not_taken_from_the_other_folder(small_dataset: Path, tmp_path: Path) -> None:
    silent = corrections(tmp_path / "silent", "inform")
    assert load_example_sets([small_dataset, silent]).licence == "CC0-1.0 + not stated"
    assert load_example_sets([silent, corrections(tmp_path / "other", "direct", name="x2")]).licence == ""


@pytest.mark.parametrize("name", ["t01a", "renamed"])
def test_a_call_in_two_folders_is_refused_by_its_name_and_by_its_words(
    small_dataset: Path, tmp_path: Path, name: str
) -> None:
    lines = (small_dataset / "calls" / "t01a.jsonl").read_text(encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.jsonl").write_text(lines.replace('"t01a"', f'"{name}"'), encoding="utf-8")
    with pytest.raises(ExamplesError, match="in both"):
        load_example_sets([small_dataset, tmp_path / "more"])


def test_a_call_of_codes_only_may_hold_utterances_that_nobody_coded(tmp_path: Path) -> None:
    (call,) = load_examples(corrections(tmp_path, None, "inform", None, "direct")).calls
    assert call.codes_only
    assert [u.code for u in call.utterances] == ["", "inform", "", "direct"]
    part, places = coded_part(call)
    assert places == [1, 3]
    assert [(u.text, u.code) for u in part.utterances] == [("Words 1.", "inform"), ("Words 3.", "direct")]


def test_the_coded_part_of_a_whole_call_is_the_call_second_coders_and_all(small_dataset: Path) -> None:
    call = load_examples(small_dataset).calls[0]
    assert coded_part(call) == (call, list(range(len(call.utterances))))


@pytest.mark.parametrize("code", [None, ""])
def test_other_calls_must_be_coded_whole(tmp_path: Path, code: str | None) -> None:
    with pytest.raises(ExamplesError):
        load_examples(write_lines(tmp_path / "c.jsonl", [labelled_row(code=code)]))


def test_a_line_without_the_field_is_broken_even_in_a_call_of_codes_only(tmp_path: Path) -> None:
    folder = corrections(tmp_path, "inform")
    row = {key: value for key, value in labelled_row(call="x1").items() if key != "code"}
    write_lines(folder / "calls" / "x1.jsonl", [row])
    with pytest.raises(ExamplesError, match="no code"):
        load_examples(folder)


def test_the_mark_of_codes_only_shows_in_the_fingerprint(tmp_path: Path) -> None:
    marked = load_examples(corrections(tmp_path / "more", "inform"))
    plain = corrections(tmp_path / "plain" / "more", "inform", calls={"x1": {"author": "m1"}})
    assert marked.calls[0].utterances == load_examples(plain).calls[0].utterances
    assert marked.fingerprint != load_examples(plain).fingerprint


def test_frozen_examples_of_every_format_stay_readable() -> None:
    first, second = (load_examples(FROZEN / f"examples-{number}") for number in (1, 2))
    assert [(call.author, call.codes_only) for call in first.calls] == [("a1", False)]
    assert [u.code for u in first.calls[0].utterances] == ["open_question", "inform"]
    assert first.calls[0].second == ("clarify", "inform")
    assert [(call.author, call.codes_only) for call in second.calls] == [("mine-m1", True)]
    assert [u.code for u in second.calls[0].utterances] == ["open_question", ""]
