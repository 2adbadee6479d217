"""Out to a file and in again: nothing is lost, nothing comes twice, nothing broken gets in."""

import json
from pathlib import Path

import pytest

from coder.errors import StoreError
from coder.review import Review
from coder.store import (
    Store,
    add_call,
    add_guess,
    add_note,
    blind_codes_of,
    code_history,
    delete_calls,
    export_store,
    get_call,
    get_review,
    get_transcript,
    import_store,
    list_calls,
    list_codings,
    list_guesses,
    list_notes,
    open_store,
    read_log,
    recode_call,
    reset_codes,
    set_codes,
    set_review_state,
    undo_last,
)
from tests.builders import REPOSITORY, build_review, read_lines, talk

FROZEN_2 = REPOSITORY / "tests" / "data" / "formats" / "store-export-2.jsonl"
FROZEN_BLIND = REPOSITORY / "tests" / "data" / "formats" / "store-export-2-blind.jsonl"
FROZEN = REPOSITORY / "tests" / "data" / "formats" / "store-export-1.jsonl"


@pytest.fixture
def export(store: Store, call: str, tmp_path: Path) -> Path:
    """An export with a history in it."""
    other = build_review(("Zoe", "manager", "inform", "half \ud83d, zero \0, 日本語"), call="other", ms_per_word=1)
    gone = add_call(store, build_review(("Zoe", "manager", "inform", "gone")), person="Zoe").id
    sample = add_call(store, other, person="Zoe", transcript=talk(("Zoe", "half \ud83d")), is_sample=True).id
    add_guess(store, sample, person="Zoe", talk_share=1 / 3)
    renamed = build_review(("Zoë", "rep", "direct", "half \ud83d, zero \0, 日本語"), call="other", ms_per_word=1)
    recode_call(store, sample, renamed, person="Zoe")
    delete_calls(store, [gone], person="Zoe")
    set_codes(store, call, {0: "steer", 1: "social"}, person="Ana", drawn_at_random=True)
    set_codes(store, call, {2: "advise"}, person="Ben")
    reset_codes(store, call, [1], person="Ben")
    set_codes(store, call, {3: "affirm"}, person="Ana")
    undo_last(store, call, person="Ana")
    add_note(store, call, "On the call", person="Ana")
    add_note(store, call, "Here", person="Ben", utterance=2)
    set_review_state(store, call, "done", person="Ana")
    assert export_store(store, tmp_path / "all.jsonl") == 2
    return tmp_path / "all.jsonl"


def test_a_round_trip_loses_nothing(store: Store, call: str, export: Path, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "new.sqlite3")) as new:
        own_lines = read_log(new)
        came = import_store(new, export, person="Cem")
        assert (came.added, came.already_there) == (2, 0)
        assert list_calls(new) == list_calls(store)
        for each in list_calls(store).calls:
            assert get_review(new, each.id) == get_review(store, each.id)
            assert get_review(new, each.id, corrected=False) == get_review(store, each.id, corrected=False)
            assert list_notes(new, each.id) == list_notes(store, each.id)
            assert code_history(new, each.id) == code_history(store, each.id)
            assert list_codings(new, each.id) == list_codings(store, each.id)
            assert get_transcript(new, each.id) == get_transcript(store, each.id)
        assert list_guesses(new) == list_guesses(store)
        kept = [line for line in read_log(new) if line not in own_lines and not line.action.startswith("import")]
        assert kept == list(read_log(store))
        export_store(new, tmp_path / "again.jsonl")
    first, second = read_lines(export), read_lines(tmp_path / "again.jsonl")
    assert [line for line in second if "call" in line and "kind" not in line] == first[1:3]
    undo_last(store, call, person="Ben")


def test_what_is_there_stays_as_it_is(store: Store, call: str, export: Path) -> None:
    set_codes(store, call, {0: "affirm"}, person="Cem")
    before, log = get_review(store, call), read_log(store)
    came = import_store(store, export, person="Cem")
    assert (came.added, came.already_there) == (0, 2)
    assert get_review(store, call) == before
    assert [line.action for line in read_log(store)[len(log) :]] == ["import log"]


def test_deleted_calls_come_back_from_an_export(store: Store, call: str, export: Path) -> None:
    before = get_review(store, call)
    delete_calls(store, [call], person="Ana")
    assert import_store(store, export, person="Ana").added == 1
    assert get_review(store, call) == before


def broken(export: Path, how: str) -> None:
    lines = export.read_text(encoding="utf-8").splitlines()
    call = json.loads(lines[1])
    content = call["call"]
    match how:
        case "cut":
            lines[2] = lines[2][: len(lines[2]) // 2]
        case "short":
            lines.pop()
        case "kind":
            lines[0] = '{"kind": "shopping", "format": 1, "call": 1, "log": 1}'
        case "format":
            lines[0] = lines[0].replace('"format": 2', '"format": 99')
        case "code":
            content["changes"][0]["codes"][0][1] = "nope"
        case "note":
            content["notes"][0]["utterance"] = 99
        case "type":
            content["review"]["utterances"][0]["text"] = 7
        case "large":
            content["review"]["utterances"][0]["start_ms"] = 10**30
        case "missing":
            del content["review"]["speakers"]
        case "twice":
            content["review"]["utterances"][1]["index"] = 0
        case "deep":
            lines[2] = "[" * 100_000
        case "guess":
            content["guesses"][0]["talk_share"] = 7
        case "state":
            content["state"] = ["new"]
    if how not in ("cut", "short", "kind", "format", "deep"):
        lines[1] = json.dumps(call)
    export.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "how",
    ["cut", "short", "kind", "format", "code", "note", "type", "large", "missing", "twice", "deep", "state", "guess"],
)
def test_a_broken_file_brings_nothing_in(sqlite_export: Path, tmp_path: Path, how: str) -> None:
    broken(sqlite_export, how)
    with open_store(str(tmp_path / "new.sqlite3")) as new:
        with pytest.raises(StoreError) as caught:
            import_store(new, sqlite_export, person="Ana")
        assert not [word for word in ("Lakeland", "Call them", "nope") if word in str(caught.value)]
        assert list_calls(new).total == 0
        assert len(read_log(new)) == 1


@pytest.fixture
def sqlite_export(sqlite_store: Store, review: Review, tmp_path: Path) -> Path:
    call = add_call(sqlite_store, review, person="Ana").id
    set_codes(sqlite_store, call, {0: "steer"}, person="Ana")
    add_note(sqlite_store, call, "A note", person="Ana")
    add_guess(sqlite_store, call, person="Ana", talk_share=0.5)
    export_store(sqlite_store, tmp_path / "one.jsonl")
    return tmp_path / "one.jsonl"


def test_a_place_that_cannot_be_written_is_told(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Name another file"):
        export_store(sqlite_store, tmp_path / "none" / "all.jsonl")
    with pytest.raises(StoreError, match="a file that can be read"):
        import_store(sqlite_store, tmp_path / "none.jsonl", person="Ana")


def test_format_1_stays_readable(store: Store) -> None:
    assert import_store(store, FROZEN, person="Ana").added == 1
    (call,) = list_calls(store).calls
    assert (call.title, call.state, call.call_date, call.n_reviewed) == ("monday", "done", "2026-05-04", 2)
    assert [each.code for each in get_review(store, call.id).utterances] == ["steer", "inform", "advise", "acknowledge"]
    assert [note.text for note in list_notes(store, call.id)] == ["On the call", "Here"]
    assert get_call(store, call.id).added_by == "Ana"
    assert [(each.person, each.codes[0]) for each in list_codings(store, call.id)] == [("Ana", "open_question")]


def test_format_2_stays_readable(store: Store) -> None:
    assert import_store(store, FROZEN_2, person="Ana").added == 2
    sample = next(call for call in list_calls(store).calls if call.is_sample)
    assert get_transcript(store, sample.id) is not None
    assert len(list_codings(store, sample.id)) == 2
    assert [guess.talk_share for guess in list_guesses(store)] == [1 / 3]


def test_format_2_with_blind_codings_stays_readable(store: Store) -> None:
    assert import_store(store, FROZEN_BLIND, person="Ana").added == 1
    (call,) = list_calls(store).calls
    assert [(each.coder, each.state, len(each.codes)) for each in blind_codes_of(store, call.id)] == [
        ("Zoe", "done", 4),
        ("Ben", "started", 2),
        ("Cem", "new", 0),
    ]
    assert code_history(store, call.id)[-1].adjudicated
