"""A store that was never used holds sample calls; what people delete stays away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.first_run import add_samples, needs_samples
from coder.model_folder import load_model
from coder.samples import sample_calls
from coder.store import Store, add_call, delete_calls, get_transcript, list_calls, list_figures, open_store
from tests.builders import build_review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def test_samples_are_marked_and_whole(store: Store) -> None:
    assert needs_samples(store)
    add_samples(store, load_model("fast"), person="Ana")
    calls = list_calls(store).calls
    assert len(calls) == len(sample_calls()) and all(call.is_sample for call in calls)
    assert {call.type for call in calls} >= {"one_to_one", "cadence", "deal_review"}
    assert all(figures for _, figures in list_figures(store))
    assert all(get_transcript(store, call.id) for call in calls)
    assert not needs_samples(store)
    delete_calls(store, [call.id for call in calls], person="Ana")
    assert not needs_samples(store)


def test_a_store_in_use_needs_none(store: Store) -> None:
    add_call(store, build_review(("Ana", "manager", "inform", "mine")), person="Ana")
    assert not needs_samples(store)
