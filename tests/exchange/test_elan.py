"""ELAN: as pympi reads, changes and writes what we write."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pympi import Eaf

from coder.errors import ExamplesError
from coder.exchange import read_calls, write_calls
from coder.readers import read_transcript
from tests.exchange.calls import CODEBOOK, MONDAY, PLAIN, SETTLED


@pytest.fixture
def document(tmp_path: Path) -> Eaf:
    write_calls((SETTLED,), tmp_path / "out", "elan")
    return Eaf(str(tmp_path / "out" / "settled.eaf"))


def test_pympi_reads_it(document: Eaf) -> None:
    assert document.get_annotation_data_for_tier("Ana") == [
        (0, 1200, "How did it go?"),
        (2500, 4000, "Call them by Friday."),
    ]
    given = {
        tier: [(start, end, value) for start, end, value, _ in document.get_ref_annotation_data_for_tier(tier)]
        for tier in document.get_tier_names()
        if "PARENT_REF" in document.get_parameters_for_tier(tier)
    }
    assert given["Ana@code@agreed"] == [(0, 1200, "open_question"), (2500, 4000, "direct")]
    assert given["Ana@code@first"] == [(0, 1200, "clarify"), (2500, 4000, "pressure")]
    assert given["Ana@tags@second"] == [(0, 1200, "develop learn"), (2500, 4000, "this_period")]
    assert given["Ben@code@second"] == [(1300, 2500, "argue")]
    roles = {tier: document.get_parameters_for_tier(tier)["LINGUISTIC_TYPE_REF"] for tier in ("Ana", "Ben")}
    assert roles == {"Ana": "manager", "Ben": "rep"}


def test_every_type_and_vocabulary_that_is_named_is_there(document: Eaf) -> None:
    types = set(document.get_linguistic_type_names())
    for tier in document.get_tier_names():
        assert document.get_parameters_for_tier(tier)["LINGUISTIC_TYPE_REF"] in types
    assert document.get_parameters_for_linguistic_type("code")["CONTROLLED_VOCABULARY_REF"] == "codes"
    entries = document.get_cv_entries("codes").values()
    assert [value for values, _ in entries for value, _, _ in values] == list(CODEBOOK.code_ids)


def test_no_annotation_is_empty_or_overlaps_another_of_its_tier(tmp_path: Path) -> None:
    times = [(500, 500), (0, 900), (None, 700), (800, 300), (None, None), (950, None)]
    odd = replace(
        PLAIN,
        utterances=tuple(replace(PLAIN.utterances[0], start_ms=start, end_ms=end) for start, end in times),
    )
    write_calls((MONDAY, odd), tmp_path / "out", "elan")
    for name, tiers in (("monday", ("Marta Lindqvist", "Jo_nas: x", "Гость")), ("plain", ("Ana",))):
        document = Eaf(str(tmp_path / "out" / f"{name}.eaf"))
        for tier in tiers:
            spans = sorted(document.get_annotation_data_for_tier(tier))
            assert all(start < end for start, end, _ in spans)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert read_calls(tmp_path / "out" / "plain.eaf", "elan").calls == (odd,)


def test_what_pympi_writes_comes_back(document: Eaf, tmp_path: Path) -> None:
    document.to_file(str(tmp_path / "again.eaf"))
    assert read_calls(tmp_path / "again.eaf", "elan").calls == (SETTLED,)


def test_an_utterance_that_was_added_stands_where_it_is_said(document: Eaf, tmp_path: Path) -> None:
    document.add_annotation("Ben", 1250, 1290, "Well.")
    document.add_ref_annotation("Ben@code@agreed", "Ben", 1260, "social")
    document.to_file(str(tmp_path / "more.eaf"))
    came = read_calls(tmp_path / "more.eaf", "elan")
    assert [(u.turn, u.text, u.code) for u in came.calls[0].utterances] == [
        (0, "How did it go?", "open_question"),
        (1, "Well.", "social"),
        (1, "They went quiet.", "inform"),
        (2, "Call them by Friday.", "direct"),
    ]
    assert came.left_out == tuple(
        f"settled: the codes of coder {coder!r}, who did not code every utterance" for coder in ("first", "second")
    )


def test_an_utterance_without_times_has_those_it_is_moved_to(tmp_path: Path) -> None:
    write_calls((MONDAY,), tmp_path / "out", "elan")
    path = tmp_path / "out" / "monday.eaf"
    # The end of where the guest's utterance was put, for want of times.
    moved = path.read_text(encoding="utf-8").replace('TIME_VALUE="3500"', 'TIME_VALUE="3200"')
    assert moved != path.read_text(encoding="utf-8")
    path.write_text(moved, encoding="utf-8")
    (call,) = read_calls(path, "elan").calls
    assert [(u.start_ms, u.end_ms) for u in call.utterances] == [(0, 1500), (1400, None), (1000, 1200), (2500, 3200)]


def test_a_document_of_others(tmp_path: Path) -> None:
    eaf = Eaf()
    eaf.add_linguistic_type("assoc", constraints="Symbolic_Association", timealignable=False)
    eaf.add_tier("Ana", part="Ana Gil")
    eaf.add_tier("Ben")
    eaf.add_tier("Ana codes", "assoc", "Ana", ann="kim")
    eaf.add_tier("Ana notes", "assoc", "Ana")
    eaf.add_annotation("Ana", 0, 900, "So?")
    eaf.add_annotation("Ben", 900, 1500, "Quiet.")
    eaf.add_ref_annotation("Ana codes", "Ana", 10, "steer")
    eaf.add_ref_annotation("Ana notes", "Ana", 10, "what a question")
    eaf.to_file(str(tmp_path / "kim.eaf"))
    came = read_calls(tmp_path / "kim.eaf", "elan", manager="Ana Gil")
    assert [(u.speaker, u.role, u.code, u.start_ms, u.end_ms) for u in came.calls[0].utterances] == [
        ("Ana Gil", "manager", "steer", 0, 900),
        ("Ben", "rep", "", 900, 1500),
    ]
    assert came.left_out == ("kim.eaf: tier 'Ana notes', which holds no codes of the codebook",)
    with pytest.raises(ExamplesError, match="--manager"):
        read_calls(tmp_path / "kim.eaf", "elan")


def test_it_is_still_a_transcript(tmp_path: Path) -> None:
    write_calls((PLAIN,), tmp_path / "out", "elan")
    transcript = read_transcript(tmp_path / "out" / "plain.eaf")
    assert [(u.speaker, u.text, u.start_ms) for u in transcript.units] == [
        (u.speaker, u.text, u.start_ms) for u in PLAIN.utterances
    ]
