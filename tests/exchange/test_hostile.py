"""Files that were made to do harm, or are broken: one error that says what to do, and no words of a call in it."""

import random
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from coder.errors import CoderError
from coder.exchange import FORMS, read_calls, write_calls
from coder.exchange import files as exchange_files
from tests.exchange.calls import PLAIN, SETTLED
from tests.exchange.test_round_trips import place

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
WORDS = [u.text for u in PLAIN.utterances]


def refuse(path: Path, form: str) -> CoderError:
    with pytest.raises(CoderError) as caught:
        read_calls(path, form)
    assert caught.value.next_step
    assert not [words for words in WORDS if words in str(caught.value)]
    return caught.value


@pytest.mark.parametrize("form", FORMS)
def test_damage_is_an_error_or_nothing_at_all(form: str, tmp_path: Path) -> None:
    path = place(tmp_path, form)
    write_calls((PLAIN, SETTLED), path, form)
    chance = random.Random(form)
    whole = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    for _ in range(150):
        file = chance.choice(sorted(whole))
        data = bytearray(whole[file])
        at = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            del data[at:]
        elif kind == 1:
            data[at] = chance.randrange(256)
        else:
            data[at : at + chance.randrange(40)] = b""
        file.write_bytes(data)
        try:
            read_calls(path, form)
        except CoderError as error:
            assert not [words for words in WORDS if words in str(error)]
        file.write_bytes(whole[file])


def test_damage_inside_a_project(tmp_path: Path) -> None:
    write_calls((PLAIN, SETTLED), tmp_path / "whole.qdpx", "qdpx")
    with ZipFile(tmp_path / "whole.qdpx") as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(1)
    for _ in range(150):
        name, data = chance.choice(sorted(whole.items()))
        at = chance.randrange(len(data))
        with ZipFile(tmp_path / "x.qdpx", "w") as archive:
            for other in whole:
                archive.writestr(other, whole[other] if other != name else data[:at] + data[at + chance.randrange(9) :])
        try:
            read_calls(tmp_path / "x.qdpx", "qdpx")
        except CoderError as error:
            assert not [words for words in WORDS if words in str(error)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[" * 100_000, b"{}", b"<a/>", b"null", b"\x00" * 50])
def test_other_files_are_refused(form: str, data: bytes, tmp_path: Path) -> None:
    path = place(tmp_path, form)
    if FORMS[form].place == "file":
        path.write_bytes(data)
    else:
        write_calls((PLAIN,), path, form)
        for file in path.rglob("*"):
            if file.is_file():
                file.write_bytes(data)
    refuse(path, form)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_there(form: str, tmp_path: Path) -> None:
    assert refuse(tmp_path / "none", form).found == "nothing there"
    (tmp_path / "empty").mkdir()
    refuse(tmp_path / "empty", form)


def test_an_unknown_form(tmp_path: Path) -> None:
    assert "label-studio" in refuse(tmp_path, "labelstudio").expected


@pytest.mark.parametrize("form", ["elan", "qdpx"])
def test_declared_entities_are_refused(form: str, tmp_path: Path) -> None:
    if form == "elan":
        path = tmp_path / "x.eaf"
        path.write_text(f"{BOMB}<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>")
    else:
        path = tmp_path / "x.qdpx"
        with ZipFile(path, "w") as archive:
            archive.writestr("project.qde", f"{BOMB}<Project>&b;</Project>")
    assert "exhaust" in refuse(path, form).found


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.qdpx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * 60_000_000)
    assert "exhaust" in refuse(tmp_path / "x.qdpx", "qdpx").found


@pytest.mark.parametrize("form", ["csv", "doccano", "elan"])
def test_a_file_that_is_too_long_is_refused(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_files, "MAX_BYTES", 100)
    monkeypatch.setattr(exchange_files, "MAX_LINES_BYTES", 100)
    path = place(tmp_path, form)
    write_calls((PLAIN,), path, form)
    assert refuse(path, form).next_step == "Export fewer calls at once."


def test_columns_that_changed_places_tell_no_words(tmp_path: Path) -> None:
    rows = [f"{words},Ana,manager\n" for words in WORDS]
    for header in ("code,speaker,text\n", "role,speaker,text\n"):
        path = tmp_path / f"{len(header)}.csv"
        path.write_text(header.replace("text", "text,code" if "code" not in header else "text") + "".join(rows))
        assert refuse(path, "csv").found == "something else"
