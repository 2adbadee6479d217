"""Many files into the store, one call at a time."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from coder import library
from coder.analysis import analyse
from coder.call_figures import figures_of
from coder.command_line import main
from coder.errors import StoreError
from coder.library import Progress, keep_calls
from coder.model_folder import Model, load_model
from coder.store import (
    CallQuery,
    Store,
    get_call,
    get_review,
    get_transcript,
    list_calls,
    list_figures,
    open_store,
    read_log,
)

CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(12))
OTHER = CALL.replace("Ana", "Cyd").replace("Ben", "Dan")
ONE = (CALL.encode(), "2026-05-04 deal review.txt")
TWO = (OTHER.encode(), "two.txt")
BAD = (b"\x89PNG\r\n\x1a\n\0", "board.png")


@pytest.fixture(scope="module")
def fast() -> Model:
    return load_model("fast")


@pytest.fixture
def store(tmp_path: Path):
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def zipped(*files: tuple[bytes, str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for data, name in files:
            packed.writestr(name, data)
    return file.getvalue()


def titles(store: Store) -> set[str]:
    return {call.title for call in list_calls(store).calls}


def test_calls_are_kept_with_details_words_and_transcript(store, fast):
    kept = keep_calls(store, [ONE, TWO], fast, person="Ana")
    assert [call.name for call in kept.added] == ["2026-05-04 deal review.txt", "two.txt"]
    call = get_call(store, kept.added[0].call_id)
    assert (call.call_date, call.type, call.added_by) == ("2026-05-04", "deal_review", "Ana")
    assert "The file name says 2026-05-04." in kept.added[0].grounds
    transcript = get_transcript(store, call.id)
    assert transcript is not None and transcript.speakers == ("Ben", "Ana")
    review = get_review(store, call.id)
    assert review.model_name == fast.name
    assert dict(list_figures(store))[call] == figures_of(analyse(review))


def test_what_is_there_already_is_told_and_not_coded_again(store, fast, monkeypatch):
    first = keep_calls(store, [ONE], fast, person="Ana")
    monkeypatch.setattr(library, "code_call", lambda *_: pytest.fail("coded again"))
    kept = keep_calls(store, [(ONE[0], "copy.txt")], fast, person="Zoe")
    assert [call.call_id for call in kept.already_there] == [first.added[0].call_id]
    assert not kept.added and not kept.refused
    assert titles(store) == {"2026-05-04 deal review"}


def test_one_call_twice_in_one_upload_is_one(store, fast):
    kept = keep_calls(store, [ONE, (ONE[0], "again.txt")], fast, person="Ana")
    assert [call.is_new for call in kept.calls] == [True, False]
    assert len({call.call_id for call in kept.calls}) == 1


def test_names_joined_in_coding_are_recognised_too(store, fast):
    joined = (CALL + "\nana: And in small letters?\n").encode()
    keep_calls(store, [(joined, "a.txt")], fast, person="Ana")
    assert keep_calls(store, [(joined, "a.txt")], fast, person="Ana").already_there


def test_a_bad_file_is_told_with_its_reason_and_stops_nothing(store, fast):
    kept = keep_calls(store, [BAD, TWO, (b"", "empty.vtt")], fast, person="Ana")
    assert [name for name, _ in kept.refused] == ["board.png", "empty.vtt"]
    assert "empty file" in kept.refused[1][1].found
    assert titles(store) == {"two"}


def test_typed_chat_is_refused_like_a_bad_file(store, fast):
    chat = b"00:01:02\tAna Ruiz:\tsounds great\n00:01:09\tBen Roe:\tsee you there\n"
    kept = keep_calls(store, [(chat, "chat.txt")], fast, person="Ana")
    assert [name for name, _ in kept.refused] == ["chat.txt"]
    assert list_calls(store).total == 0


def test_a_zip_and_a_folder_are_opened(store, fast, tmp_path):
    folder = tmp_path / "calls"
    (folder / "June").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "June" / "one.txt").write_bytes(ONE[0])
    (folder / ".hidden" / "three.txt").write_bytes(b"Eve: Hidden.\nFay: Yes.")
    (folder / "packed.zip").write_bytes(zipped((TWO[0], "July/two.txt"), (b"x", ".DS_Store"), BAD))
    kept = keep_calls(store, [folder], fast, person="Ana")
    assert [call.name for call in kept.added] == ["July/two.txt", "June/one.txt"]
    assert [name for name, _ in kept.refused] == ["board.png"]
    assert [note.where for note in kept.skipped] == [".DS_Store"]


def test_a_file_that_is_not_there_is_refused(store, fast, tmp_path):
    kept = keep_calls(store, [tmp_path / "nothing.vtt", TWO], fast, person="Ana")
    assert len(kept.refused) == 1 and len(kept.added) == 1


def test_progress_counts_the_files_of_a_zip(store, fast):
    told: list[Progress] = []
    keep_calls(store, [(zipped(ONE, TWO), "calls.zip"), BAD], fast, person="Ana", on_progress=told.append)
    assert told == [
        Progress(0, 2, "calls.zip"),
        Progress(0, 3, "2026-05-04 deal review.txt"),
        Progress(1, 3, "two.txt"),
        Progress(2, 3, "board.png"),
        Progress(2, 3, "board.png"),
    ]


def test_what_was_done_stays_when_it_is_broken_off(store, fast):
    def stop(progress: Progress) -> None:
        if progress.name == TWO[1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep_calls(store, [ONE, TWO], fast, person="Ana", on_progress=stop)
    assert titles(store) == {"2026-05-04 deal review"}
    kept = keep_calls(store, [ONE, TWO], fast, person="Ana")
    assert [call.is_new for call in kept.calls] == [False, True]


def test_a_store_that_fails_is_not_taken_for_a_bad_file(store, fast):
    store.close()
    Path(str(store.url.database)).unlink()
    with pytest.raises(StoreError):
        keep_calls(store, [ONE], fast, person="Ana")


def test_no_word_of_a_call_reaches_the_log(store, fast):
    keep_calls(store, [ONE], fast, person="Ana")
    assert "What is next" not in repr(read_log(store))


def test_the_command_adds_and_says_what_came_of_it(tmp_path, capsys):
    (tmp_path / "one.txt").write_bytes(ONE[0])
    (tmp_path / "bad.vtt").write_bytes(b"")
    place = str(tmp_path / "store.sqlite3")
    command = ["store", "add", "--store", place, "--model", "fast", *map(str, tmp_path.glob("*.[tv]*t"))]
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == "1 calls added, 0 there already, 1 not read\n"
    assert "bad.vtt" in printed.err
    with open_store(place) as store:
        assert list_calls(store, CallQuery(search="one")).total == 1
