"""What an audit looks at: folders, zips and lists, each file once and in one order."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from coder.audit.places import CallPlace, find_places
from coder.errors import AuditError
from tests.audit.conftest import write_call


def found(*paths: Path, listing: Path | None = None, leave_out: Path = Path("none")) -> list[CallPlace]:
    return list(find_places(paths, listing, leave_out=leave_out))


def paths_below(folder: Path, places: list[CallPlace]) -> list[str]:
    return [place.path.removeprefix(f"{folder.as_posix()}/") for place in places]


def test_folders_and_zips_are_opened_and_hidden_files_passed_over(calls: Path) -> None:
    assert paths_below(calls, found(calls)) == [
        "a.txt",
        "c.txt",
        "empty.vtt",
        "june.zip/June/3.txt",
        "june.zip/June/4.txt",
        "june.zip/June/picture.txt",
        "2026-05-04/b.txt",
    ]


def test_no_file_comes_twice(calls: Path) -> None:
    assert len(found(calls, calls / "a.txt", calls / "june.zip", calls / "2026-05-04")) == 7


def test_the_audits_own_folder_is_left_out(calls: Path) -> None:
    (calls / "out").mkdir()
    (calls / "out" / "utterances.csv").write_text("x", encoding="utf-8")
    assert len(found(calls, leave_out=calls / "out")) == 7
    assert len(found(calls)) == 8


def test_another_audits_folder_is_left_out(calls: Path) -> None:
    (calls / "old" / "shards").mkdir(parents=True)
    for name in ("audit.json", "plan.jsonl", "utterances.csv", "shards/a.txt"):
        (calls / "old" / name).write_text("x", encoding="utf-8")
    assert len(found(calls)) == 7


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders on this system")
def test_a_pipe_in_a_folder_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [place.position for place in found(tmp_path)] == [None]


def test_what_only_looks_like_a_zip_is_told_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (place,) = found(tmp_path)
    assert place.position is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026/05/04/call.vtt", "2026-05-04"),
        ("GMT20260504-130000_Recording.vtt", "2026-05-04"),
        ("2025-12-31/2026.01.02 call.txt", "2026-01-02"),
        ("2025-12-31/2025-12-30/call.txt", ""),
        ("2026-02-30.txt", ""),
        ("2199-01-01.txt", ""),
    ],
)
def test_the_day_is_found_in_the_path(tmp_path: Path, path: str, day: str) -> None:
    write_call(tmp_path / path, 1)
    assert [place.date for place in found(tmp_path)] == [day]


def test_the_day_of_a_call_is_not_that_of_the_folder_or_zip_that_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "export 2026-11-22"
    write_call(folder / "a.txt", 1)
    write_call(folder / "2026-05-04" / "b.txt", 2)
    with ZipFile(tmp_path / "2026-11-22.zip", "w") as packed:
        packed.write(folder / "a.txt", "a.txt")
        packed.write(folder / "a.txt", "2026/05/05/a.txt")
    days = [
        place.date for place in found(folder, tmp_path / "2026-11-22.zip", write_call(tmp_path / "20260506.txt", 3))
    ]
    assert days == ["", "2026-05-04", "", "2026-05-05", "2026-05-06"]


def test_a_list_names_paths_types_days_and_managers(tmp_path: Path) -> None:
    first, second = (write_call(tmp_path / name, 1) for name in ("a.txt", "2026-05-04.txt"))
    listing = tmp_path / "list.txt"
    listing.write_text(f"# calls\n{first}\tdeal_review\t2026-06-01\tAna\n\n{second}\n{tmp_path}/gone.txt\n", "utf-8")
    one, two, gone = found(listing=listing)
    assert (one.type, one.date, one.manager) == ("deal_review", "2026-06-01", "Ana")
    assert (two.type, two.date, two.manager) == ("", "2026-05-04", None)
    assert gone.path.endswith("gone.txt")


@pytest.mark.parametrize("line", ["a.txt\tx\tMay", "a.txt\tx\t2026-05-04\tAna\tmore", "\tcadence", "a\0b"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    listing = tmp_path / "list.txt"
    listing.write_text(f"# fine\n{line}\n", encoding="utf-8")
    with pytest.raises(AuditError, match="line 2"):
        found(listing=listing)


def test_a_list_or_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="gone"):
        found(tmp_path / "gone")
    with pytest.raises(AuditError, match="gone"):
        found(listing=tmp_path / "gone")
