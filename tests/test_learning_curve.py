"""Scores by how much was learnt from: parts that hold each other, everybody's calls scored once."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from coder.errors import ExamplesError
from coder.examples import load_examples
from coder.learning_curve import SHARES, measure_learning_curve, nested_parts
from tests.builders import quick_training


def test_a_larger_part_holds_the_smaller_ones(small_dataset: Path) -> None:
    calls = [replace(call, name=f"{call.name}{n}") for n in range(4) for call in load_examples(small_dataset).calls]
    parts = nested_parts(calls, seed=1)
    names = [{call.name for call in part} for part in parts]
    assert [len(part) for part in parts] == [3, 6, 12, 24]
    assert all(one <= other for one, other in pairwise(names))
    assert nested_parts(calls, seed=1) == parts != nested_parts(calls, seed=2)


def test_every_call_is_scored_once_at_every_share(small_dataset: Path) -> None:
    told: list[str] = []
    dataset = load_examples(small_dataset)
    with quick_training():
        found = measure_learning_curve(dataset, folds=2, seed=0, progress=told.append)
    assert [point.share for point in found.points] == list(SHARES)
    assert all(point.scores["n_calls"] == 6 for point in found.points)
    last = found.points[-1]
    assert (last.n_calls, last.n_utterances) == (3, 90)
    assert last.scores["codes"]["macro_f1"] > found.points[0].scores["codes"]["macro_f1"]
    assert len(told) == 8 and found.fingerprint == dataset.fingerprint


def test_too_few_authors_are_refused(small_dataset: Path) -> None:
    with pytest.raises(ExamplesError):
        measure_learning_curve(load_examples(small_dataset), folds=7)
