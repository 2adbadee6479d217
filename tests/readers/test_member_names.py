"""Names in a zip, whatever code page wrote them."""

from zipfile import ZipInfo

import pytest

from coder.readers.containers.member_names import name_members


def member(raw: bytes, *, declared: bool = False) -> ZipInfo:
    """A member as zipfile lists it: bytes that are not declared as UTF-8 come decoded by the standard."""
    info = ZipInfo("x")
    info.filename = raw.decode("utf-8" if declared else "cp437")
    info.flag_bits = 0x800 if declared else 0
    return info


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Gespräch mit Müller.vtt", "cp437"),
        ("Gespräch mit Müller.vtt", "cp850"),
        ("Gespräch mit Müller.vtt", "cp1252"),
        ("Gespräch mit Müller.vtt", "utf-8"),
        ("Café à Paris – été.vtt", "cp1252"),
        ("señor Núñez.vtt", "cp850"),
        ("Łódź spotkanie.vtt", "cp852"),
        ("Звонок с Иваном.vtt", "cp866"),
        ("Звонок с Иваном.vtt", "cp1251"),
        ("会議の記録.vtt", "cp932"),
        ("会议记录.vtt", "gb18030"),
        ("회의록 김민수.vtt", "cp949"),
        ("Ana’s call ★.vtt", "utf-8"),
    ],
)
def test_a_code_page_that_is_not_stated_is_guessed(name, page):
    assert name_members([member(name.encode(page))]) == [(name,)]


def test_what_is_stated_is_not_guessed_at():
    assert name_members([member("Ôÿà.vtt".encode(), declared=True)]) == [("Ôÿà.vtt",)]


def test_all_names_tell_the_code_page_together():
    names = ["Ä.vtt", "Übung mit Jörg.vtt", "Größe.vtt"]
    assert name_members([member(name.encode("cp1252")) for name in names]) == [(name,) for name in names]


def test_very_many_and_very_long_names_take_no_time():
    members = [member(bytes([200 + number % 50]) * 60_000) for number in range(50)]
    assert all(len(path[0]) == 150 for path in name_members([*members, member("Jörg.vtt".encode("cp850"))])[:-1])


def test_only_the_last_folders_of_a_deep_path_are_kept():
    assert name_members([member(b"a/" * 500 + b"call.txt")]) == [("a",) * 7 + ("call.txt",)]
