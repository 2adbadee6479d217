"""Packed files that are made to harm."""

import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from packed import make_bare_docx, make_docx, make_xlsx, pack

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.containers import archive
from coder.readers.containers.archive import MAX_MEMBERS, MAX_UNPACKED_BYTES, list_members, open_archive

KIND = "a Word document (docx)"
SPEECH = "<w:p><w:r><w:t>Ana: Hi.</w:t></w:r></w:p><w:p><w:r><w:t>Ben: Yes.</w:t></w:r></w:p>"


def refuse(data: bytes, source: str = "call.docx") -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        read_bytes(data, source)
    return caught.value


def test_too_many_parts_are_counted_before_the_archive_is_opened(monkeypatch):
    data = pack({"word/document.xml": "", **{f"word/{number}": "" for number in range(MAX_MEMBERS)}})
    monkeypatch.setattr(archive, "ZipFile", None)
    assert list_members(data) == frozenset()
    with pytest.raises(TranscriptError) as caught:
        open_archive(data, "call.docx", KIND)
    assert "2,001 parts" in caught.value.found


def test_a_bomb_is_refused_by_its_declared_size_and_ratio(monkeypatch):
    blanks = b" " * (8 * 1024**2)
    assert "to 1, as in files made" in refuse(pack({"word/document.xml": blanks})).found
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1024**2)
    assert "8 MB, as in files made" in refuse(pack({"xl/workbook.xml": blanks}), "call.xlsx").found
    assert MAX_UNPACKED_BYTES < 200 * 1024**2


def test_a_bomb_that_declares_less_is_not_unpacked_further():
    data = bytearray(pack({"word/document.xml": b" " * (8 * 1024**2)}))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        where = data.index(mark)
        data[where + at : where + at + 4] = struct.pack("<I", 100)
    assert "damaged" in refuse(bytes(data)).found


def test_a_locked_archive_and_one_packed_in_another_way():
    data = bytearray(make_bare_docx(SPEECH))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refuse(bytes(data)).found == "a password"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as packed:
        packed.writestr("word/document.xml", SPEECH)
    assert "damaged" in refuse(file.getvalue()).found


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x", "C:\\x", "word/\x00"])
def test_names_that_leave_the_archive_are_only_names(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with ZipFile(BytesIO(make_bare_docx(SPEECH))) as whole:
        main = whole.read("word/document.xml")
    assert read_bytes(pack({"word/document.xml": main, name: "x"}), "call.docx").speakers == ("Ana", "Ben")
    assert list(tmp_path.iterdir()) == []


def test_relations_are_not_followed_out_of_the_archive():
    relation = '<Relationship Type="x/officeDocument" TargetMode="External" Target="file:///etc/passwd"/>'
    parts = {"_rels/.rels": f"<Relationships>{relation}</Relationships>", "word/x": ""}
    assert "damaged" in refuse(pack(parts)).found


def test_entities_and_deep_nesting_in_a_document():
    entity = b'<!DOCTYPE a [<!ENTITY b "Ana: Hi.">]><a>&b;</a>'
    assert "damaged" in refuse(pack({"word/document.xml": entity})).found
    assert "deeper nesting" in refuse(make_bare_docx("<w:p>" * 5000 + "</w:p>" * 5000)).found


@pytest.mark.parametrize("make", [lambda: make_docx("Ana: Hi.", "Ben: Yes."), lambda: make_xlsx(A=[["who", "text"]])])
def test_half_a_file_is_named_as_damaged(make):
    data = make()
    error = refuse(data[: len(data) // 2])
    assert "(docx)" in error.found or "(xlsx)" in error.found
    assert "damaged" in error.found
