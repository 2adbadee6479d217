"""A zip of calls as an upload: what is read, what is refused and why, and what a hostile one cannot do."""

import stat
import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packed import make_bare_docx, make_docx, make_xlsx, pack

from coder.errors import TranscriptError
from coder.readers import read_calls
from coder.readers.call_files import CallSet
from coder.readers.containers import archive, call_archive
from coder.readers.containers.archive import MAX_MEMBERS, count_members
from coder.readers.containers.call_archive import holds_calls

CALL = "Ana: How did it go?\nBen: They went quiet.\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
MP3 = b"ID3\x03\0" + b"\0" * 100


def found_in(data: bytes) -> dict[str, str]:
    """What was found, by the name of each file that was not read."""
    return {name: error.found for name, error in read_calls(data, "calls.zip").refused.items()}


def pack_infos(*members: tuple[ZipInfo, str | bytes], packing: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", packing) as packed:
        for info, content in members:
            packed.writestr(info, content, compress_type=packing)
    return file.getvalue()


def lie(data: bytes, *, at: int, local_at: int, value: int) -> bytes:
    """The zip with a field of its first member changed, in the list of members and before its data."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x01\x02", at), (b"PK\x03\x04", local_at)):
        where = changed.index(mark) + place
        changed[where : where + 4] = struct.pack("<I", value)
    return bytes(changed)


def test_files_in_folders_are_read_and_named_by_their_paths():
    calls = read_calls(pack({"June/": "", "June/monday.txt": CALL, "tuesday.txt": CALL}), "calls.zip").calls
    assert list(calls) == ["June/monday.txt", "tuesday.txt"]
    assert [(call.call, call.source) for call in calls.values()] == [
        ("June/monday", "June/monday.txt"),
        ("tuesday", "tuesday.txt"),
    ]
    assert all(call.speakers == ("Ana", "Ben") for call in calls.values())


def test_some_files_of_a_zip_are_read_as_if_all_were(monkeypatch: pytest.MonkeyPatch):
    data = pack({f"{name}.txt": CALL for name in "abc"})
    opened = call_archive.CallArchive(data, "calls.zip", most_bytes=1000)
    monkeypatch.setattr(call_archive, "MAX_UNPACKED_BYTES", 2 * len(CALL) + 5)
    assert opened.paths == ("a.txt", "b.txt", "c.txt")
    every = list(opened.unpack())
    found = [list(opened.unpack(only=(place,))) for place in range(3)]
    assert [[(each.path, each.data) for each in one] for one in found] == [[(each.path, each.data)] for each in every]
    assert every[1].data and every[2].data is None


def test_one_bad_file_stops_nothing():
    data = pack({"a.png": PNG, "b.mp3": MP3, "c.txt": "", "d.txt": CALL, "e.zip": pack({"x.txt": CALL})})
    calls = read_calls(data, "calls.zip")
    assert list(calls.calls) == ["d.txt"]
    assert {name: error.found for name, error in calls.refused.items()} == {
        "a.png": "an image (PNG)",
        "b.mp3": "an audio recording (MP3)",
        "c.txt": "an empty file",
        "e.zip": "a zip inside the zip",
    }
    assert all(error.where == name and error.next_step for name, error in calls.refused.items())


def test_documents_that_are_zips_themselves_are_documents_in_a_zip_and_alone():
    word, book = make_docx("Ana: Hi.", "Ben: Yes."), make_xlsx(A=[["speaker", "text"], ["Ana", "Hi"], ["Ben", "Yes"]])
    files = {
        "word.docx": word,
        "bare.docx": make_bare_docx("<w:p><w:r><w:t>Ana: Hi.</w:t></w:r></w:p>"),
        "b.xlsx": book,
    }
    assert [call.format for call in read_calls(pack(files), "calls.zip").calls.values()] == ["docx", "docx", "xlsx"]
    assert not any(holds_calls(data) for data in files.values())
    assert read_calls(word, "word.docx").calls["word.docx"].call == "word"


def test_a_folder_of_the_name_of_a_documents_part_makes_no_document():
    data = pack({"word/monday.txt": CALL, "xl/tuesday.txt": CALL})
    assert list(read_calls(data, "calls.zip").calls) == ["word/monday.txt", "xl/tuesday.txt"]


def test_documents_in_a_zip_do_not_count_as_its_files(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 5)
    monkeypatch.setattr(call_archive, "MAX_MEMBERS", 5)
    word = make_bare_docx("<w:p><w:r><w:t>Ana: Hi.</w:t></w:r></w:p>")
    data = pack_infos(*((ZipInfo(f"{n}.docx"), word) for n in range(5)), packing=0)
    assert data.count(b"PK\x01\x02") == 10
    assert len(read_calls(data, "calls.zip").calls) == 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/call.txt", "etc/call.txt"),
        ("C:\\calls\\..\\monday.txt", "calls/monday.txt"),
        ("\\\\server\\share\\monday.txt", "server/share/monday.txt"),
        ("./a//b/./call.txt", "a/b/call.txt"),
        ("call.txt\0.png", "call.txt"),
        ("..", "file"),
        ("a\u202egnp.txt\n\x1b[31m", "agnp.txt [31m"),
        (f"{'x' * 5000}.txt", f"{'x' * 130}…{'x' * 15}.txt"),
    ],
)
def test_no_name_is_a_path_on_the_disk(name, shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    info = ZipInfo("x")
    info.filename = name
    data = pack_infos((info, CALL))
    assert list(read_calls(data, "calls.zip").calls) == [shown]
    assert list(tmp_path.iterdir()) == []


def test_files_of_one_name_are_told_apart_and_each_is_read():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = pack_infos(
            (ZipInfo("a.txt"), CALL), (ZipInfo("a.txt"), "Cyd: Hi.\nDan: No.\n"), (ZipInfo("./a.txt"), CALL)
        )
    calls = read_calls(data, "calls.zip").calls
    assert [(name, call.speakers[0]) for name, call in calls.items()] == [
        ("a.txt", "Ana"),
        ("a.txt (2)", "Cyd"),
        ("a.txt (3)", "Ana"),
    ]


def test_hidden_files_are_passed_over_with_one_note_a_name():
    hidden_on_dos = ZipInfo("seen.txt")
    hidden_on_dos.create_system, hidden_on_dos.external_attr = 0, 0x2
    names = [
        "__MACOSX/._a.txt",
        "__MACOSX/June/._b.txt",
        ".DS_Store",
        "June/.DS_Store",
        ".git/x",
        "~$a.docx",
        "Thumbs.db",
    ]
    data = pack_infos(*((ZipInfo(name), "x") for name in names), (hidden_on_dos, CALL), (ZipInfo("a.txt"), CALL))
    calls = read_calls(data, "calls.zip")
    assert [file.name for file in calls.files] == ["a.txt"]
    assert [(note.where, note.reason) for note in calls.skipped] == [
        ("__MACOSX", "2 hidden files, passed over"),
        (".DS_Store", "2 hidden files, passed over"),
        (".git", "hidden, passed over"),
        ("~$a.docx", "hidden, passed over"),
        ("Thumbs.db", "hidden, passed over"),
        ("seen.txt", "hidden, passed over"),
    ]


def test_links_and_devices_are_not_followed():
    infos = []
    for name, kind in (("link.txt", stat.S_IFLNK), ("pipe.txt", stat.S_IFIFO)):
        info = ZipInfo(name)
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
        infos.append((info, "/etc/passwd"))
    assert found_in(pack_infos(*infos)) == dict.fromkeys(("link.txt", "pipe.txt"), "a link or a device")


def test_a_locked_file_and_one_packed_in_a_rare_way():
    data = bytearray(pack({"a.txt": CALL, "b.txt": CALL}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found_in(bytes(data)) == {"a.txt": "a password"}
    assert found_in(pack_infos((ZipInfo("a.txt"), CALL), packing=ZIP_BZIP2)) == {
        "a.txt": "a way of packing that is rare"
    }


def test_a_bomb_and_a_large_file_are_not_unpacked(monkeypatch):
    unpacked = []
    monkeypatch.setattr(call_archive, "read_member", lambda _, member, *__: unpacked.append(member.filename) or b"")
    data = pack(
        {"bomb.txt": b" " * (5 * 1024**2), "large.txt": b" " * (17 * 1024**2), "film.txt": PNG + b"\0" * 1024**2}
    )
    found = found_in(data)
    assert "to 1, as in files made" in found["bomb.txt"]
    assert found["large.txt"] == "17 MB"
    assert found["film.txt"] == "an image (PNG)"
    assert unpacked == []


def test_all_files_together_have_a_limit_and_those_within_it_are_read(monkeypatch):
    monkeypatch.setattr(call_archive, "MAX_UNPACKED_BYTES", 1000)
    large = CALL + "Ana: " + "so " * 250
    calls = read_calls(pack({"a.txt": large, "b.txt": large, "c.txt": CALL}), "calls.zip")
    assert list(calls.calls) == ["a.txt", "c.txt"]
    assert "unpacked from one zip" in calls.refused["b.txt"].expected


def test_a_file_that_declares_less_than_it_holds_is_not_unpacked_further():
    data = lie(pack({"a.txt": CALL * 1000}), at=24, local_at=22, value=100)
    assert found_in(data) == {"a.txt": "damaged data"}


def test_a_zip_with_too_many_files_is_not_opened(monkeypatch):
    data = pack({f"{number}.txt": "" for number in range(MAX_MEMBERS + 1)})
    assert count_members(data) == MAX_MEMBERS + 1
    monkeypatch.setattr(archive, "ZipFile", None)
    assert found_in(data) == {"calls.zip": "2,001"}


@pytest.mark.parametrize("comment", [b"", b"a comment", b"PK\x05\x06" + b"\0" * 18, b"\0\0"])
def test_members_are_counted_behind_a_comment_too(comment):
    file = BytesIO(pack({"a.txt": CALL, "b.txt": CALL}))
    with ZipFile(file, "a") as packed:
        packed.comment = comment
    assert count_members(file.getvalue()) >= len(ZipFile(file).namelist()) or b"PK" in comment


def test_a_list_of_members_that_stands_elsewhere_is_counted_in_full():
    data = pack({"a.txt": CALL, "b.txt": CALL})
    end = data.index(b"PK\x05\x06")
    small = bytearray(data[:end] + b"PK\x06\x07" + b"\0" * 16 + data[end:])
    small[-10:-6] = struct.pack("<L", 1)
    assert count_members(bytes(small)) == 2


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_zip_that_is_cut_short_is_told(cut):
    data = pack({"a.txt": CALL, "b.docx": make_docx("Ana: Hi."), "c.txt": CALL})
    error = read_calls(data[: int(cut * len(data))], "calls.zip").refused["calls.zip"]
    assert error.found == "a zip of calls that is damaged" and "cut short" in error.next_step


def test_an_empty_zip_and_one_of_hidden_files_only():
    assert found_in(pack({})) == {"calls.zip": "no file in it"}
    assert found_in(pack({".DS_Store": "x"})) == {"calls.zip": "no file in it"}


def test_a_zip_that_is_too_large(monkeypatch):
    monkeypatch.setattr(call_archive, "MAX_UNPACKED_BYTES", 100)
    assert "MB" in found_in(pack({"a.txt": CALL}))["calls.zip"]


def check(calls: CallSet) -> None:
    assert calls.files
    assert len({file.name for file in calls.files}) == len(calls.files)
    for file in calls.files:
        assert (file.transcript is None) != (file.error is None)
        assert file.error is None or isinstance(file.error, TranscriptError)
        assert ".." not in file.name.split("/") and not file.name.startswith("/")


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_damaged_zips(data):
    whole = pack(
        {"June/a.txt": CALL, "b.docx": make_bare_docx("<w:p><w:r><w:t>Ana: Hi.</w:t></w:r></w:p>"), "c.png": PNG}
    )
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 20)))
        whole = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    check(read_calls(whole, "calls.zip"))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5, unique=True))
def test_any_names(names):
    infos = []
    for name in names:
        info = ZipInfo("x")
        info.filename = name.encode("utf-8", "replace").decode() or "x"
        infos.append((info, CALL))
    check(read_calls(pack_infos(*infos), "calls.zip"))
