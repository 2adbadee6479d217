"""The files of one upload as a set of calls."""

import json

import pytest
from packed import pack

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers import call_files as module
from coder.readers import join_sets, pick_call, read_calls

CALL = "Ana: How did it go?\nBen: They went quiet.\n"


def corpus(n_calls: int) -> bytes:
    """One file of several calls."""
    lines = [
        {"conversation_id": f"call {number}", "speaker": name, "text": "So."}
        for number in range(n_calls)
        for name in ("Ana", "Ben")
    ]
    return "\n".join(map(json.dumps, lines)).encode()


def test_a_file_by_itself_is_a_set_of_one():
    calls = read_calls(CALL.encode(), "monday.txt")
    assert list(calls.calls) == ["monday.txt"] and not calls.refused and not calls.skipped
    assert calls.files[0].take().call == calls.files[0].title == "monday"


def test_a_file_that_cannot_be_read_is_told_and_raises_when_taken():
    calls = read_calls(b"", "empty.vtt")
    assert list(calls.refused) == ["empty.vtt"] and not calls.calls
    with pytest.raises(TranscriptError, match=r"empty\.vtt"):
        calls.files[0].take()


def test_a_file_that_holds_several_calls_gives_each():
    calls = read_calls(pack({"June/corpus.jsonl": corpus(3)}), "calls.zip").calls
    assert list(calls) == [f"June/corpus/call {number}" for number in range(3)]
    assert [call.call for call in calls.values()] == ["call 0", "call 1", "call 2"]
    assert all(len(call.units) == 2 for call in calls.values())


def test_a_large_file_of_very_many_calls_is_not_read_for_each(monkeypatch):
    monkeypatch.setattr("coder.readers.MAX_ZIP_BYTES", 1000)
    calls = read_calls(corpus(20), "corpus.jsonl")
    assert isinstance(calls.refused["corpus.jsonl"], SeveralCallsError)


def test_joined_uploads_keep_their_order_and_get_distinct_names():
    joined = join_sets(
        [
            read_calls(pack({"a.txt": CALL, ".DS_Store": "x"}), "one.zip"),
            read_calls(CALL.encode(), "a.txt"),
            read_calls(b"", "b.txt"),
        ]
    )
    assert [file.name for file in joined.files] == ["a.txt", "a.txt (2)", "b.txt"]
    assert list(joined.calls) == ["a.txt", "a.txt (2)"] and list(joined.refused) == ["b.txt"]
    assert [note.where for note in joined.skipped] == [".DS_Store"]


@pytest.mark.parametrize("wanted", ["June/monday.txt", "june/monday", "monday.txt", "Monday"])
def test_a_call_is_picked_by_any_of_its_names(wanted):
    calls = read_calls(pack({"June/monday.txt": CALL, "tuesday.txt": CALL}), "calls.zip")
    assert list(pick_call(calls, wanted, "calls.zip").calls) == ["June/monday.txt"]


@pytest.mark.parametrize(("wanted", "n_found"), [("friday", "0"), ("monday", "2")])
def test_a_name_of_none_or_of_two_is_refused_with_the_names(wanted, n_found, monkeypatch):
    monkeypatch.setattr(module, "_MAX_LISTED", 2)
    calls = read_calls(pack({"June/monday.txt": CALL, "July/monday.txt": CALL, "x.txt": CALL}), "calls.zip")
    with pytest.raises(SeveralCallsError) as error:
        pick_call(calls, wanted, "calls.zip")
    assert error.value.found == f'{n_found} of that name among "June/monday.txt", "July/monday.txt" and 1 more'
    assert error.value.calls == ("June/monday.txt", "July/monday.txt", "x.txt")
