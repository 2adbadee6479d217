"""The calls that ship for training: whole, attributed, and not copied into one another or into the samples."""

from collections import defaultdict

import pytest

from coder import read_transcript, sample_calls
from coder.captions import as_machine_caption
from coder.examples import Dataset, load_examples
from tests.builders import LABELED_EXAMPLES

LONG = 8


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_examples(LABELED_EXAMPLES)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of ``LONG`` words, without case and punctuation."""
    words = as_machine_caption(text).split()
    return {tuple(words[i : i + LONG]) for i in range(len(words) - LONG + 1)}


@pytest.fixture(scope="module")
def frozen() -> Dataset:
    return load_examples(LABELED_EXAMPLES / "test")


def test_198_calls_by_37_authors(shipped: Dataset) -> None:
    assert len(shipped.calls) == 198
    assert shipped.n_utterances == 26_065
    assert {shipped.authors.count(author) for author in shipped.authors} == {5, 6}
    assert len(set(shipped.authors)) == 37
    assert all(call.author == call.name[:3] for call in shipped.calls)
    assert shipped.licence == "CC0-1.0"


def test_60_calls_are_coded_twice(shipped: Dataset) -> None:
    second = [call for call in shipped.calls if call.second is not None]
    assert len(second) == 60
    assert sum(len(call.utterances) for call in second) == 7_921


def test_the_frozen_test_is_by_other_hands_and_all_coded_twice(shipped: Dataset, frozen: Dataset) -> None:
    assert len(frozen.calls) == 12
    assert frozen.n_utterances == 1_657
    assert not set(frozen.authors) & set(shipped.authors)
    assert all(call.first and call.second for call in frozen.calls)


def test_where_two_coders_agree_that_code_stands(shipped: Dataset, frozen: Dataset) -> None:
    for call in (*shipped.calls, *frozen.calls):
        for utterance, first, second in zip(call.utterances, call.first or (), call.second or (), strict=False):
            assert utterance.code in (first, second), call.name


def test_nothing_of_the_frozen_test_is_trained_on(shipped: Dataset, frozen: Dataset) -> None:
    trained = set().union(*(runs(" ".join(u.text for u in call.utterances)) for call in shipped.calls))
    for call in frozen.calls:
        said = runs(" ".join(u.text for u in call.utterances))
        assert len(said & trained) <= 2, call.name


def test_every_call_has_one_manager_and_a_rep_whose_role_does_not_change(shipped: Dataset) -> None:
    for call in shipped.calls:
        roles = {(u.speaker, u.role) for u in call.utterances}
        assert len(roles) == len(dict(roles)), call.name
        assert sum(role == "manager" for _, role in roles) == 1, call.name
        assert any(role == "rep" for _, role in roles), call.name


def test_turns_count_up_and_hold_one_speaker(shipped: Dataset) -> None:
    for call in shipped.calls:
        turns = [u.turn for u in call.utterances]
        assert turns == sorted(turns), call.name
        assert len({(u.turn, u.speaker) for u in call.utterances}) == len(set(turns)), call.name


def test_no_long_utterance_is_shared_by_two_authors(shipped: Dataset) -> None:
    # Measured: 0 of 7,152 distinct utterances of eight words or more.
    authors: dict[str, set[str]] = defaultdict(set)
    for call in shipped.calls:
        for utterance in call.utterances:
            text = as_machine_caption(utterance.text)
            if len(text.split()) >= LONG:
                authors[text].add(call.author)
    assert len(authors) > 7_000
    assert [text for text, hands in authors.items() if len(hands) > 1] == []


def test_samples_are_no_training_data(shipped: Dataset) -> None:
    # Measured: one run of eight words in common with any sample, and that of function words alone.
    trained = set().union(*(runs(" ".join(u.text for u in call.utterances)) for call in shipped.calls))
    everyday = {("what", "do", "you", "want", "to", "do", "with", "it")}
    for sample in sample_calls():
        said = runs(" ".join(unit.text for unit in read_transcript(sample).units))
        assert len(said) > 1_000
        assert said & trained <= everyday, sample.name


def test_there_are_samples_of_several_formats() -> None:
    assert len({read_transcript(sample).format for sample in sample_calls()}) >= 3
