"""What libraries of the formats read in the same files, by units: they and we are right, or a reason is given."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from coder.readers import read_bytes, read_transcript
from coder.transcript import UNKNOWN_SPEAKER, Unit
from tests.readers.composing import COMPOSERS, Composer
from tests.readers.libraries import (
    Row,
    fold,
    read_anchors,
    read_chat,
    read_document,
    read_elan,
    read_rtf,
    read_sheet,
    read_subtitles,
    read_textgrid,
    read_webvtt,
    show_ttml,
)
from tests.readers.manifest import FORMATS

ROW_READERS = {
    "webvtt": read_webvtt,
    "srt": read_subtitles,
    "sbv": read_subtitles,
    "elan": read_elan,
    "textgrid": read_textgrid,
    "noscribe_html": read_anchors,
}
FOLDERS = {"srt": "srt", "sbv": "sbv", "elan-eaf": "elan", "textgrid": "textgrid", "html-noscribe": "noscribe_html"}
FOLDERS |= dict.fromkeys(
    ("vtt-generic", "vtt-invalid", "vtt-noscribe", "vtt-podcast", "vtt-teams", "vtt-teams-stream", "vtt-webex"),
    "webvtt",
)
FOLDERS |= {"vtt-youtube": "webvtt", "vtt-zoom": "webvtt"}
# Files that a library does not read, and why we do.
REFUSED = {
    "srt/7.srt": "pysubs2 has to be told the encoding: the file is in GB 18030",
    "vtt-invalid/1.vtt": "webvtt-py demands the header that the file has lost",
    "textgrid/3.TextGrid": "praatio takes intervals that overlap by a tenth of a millisecond for a fault",
}
# Files in which a library's rows are not our units, and why.
DIFFERENT = {
    "webvtt/rolling": "webvtt-py gives each line as often as it is shown",
    "vtt-youtube/1.vtt": "webvtt-py gives each line as often as it is shown",
    "vtt-youtube/3.vtt": "webvtt-py gives each line as often as it is shown",
    "vtt-noscribe/1.vtt": "webvtt-py leaves the marks of speech over a turn in the text",
    "vtt-invalid/3.vtt": "webvtt-py drops text without a timing line, which is kept without times",
    "textgrid/1.TextGrid": "praatio gives words, which are joined where no tier has utterances",
    "textgrid/5.TextGrid": "praatio gives the phrase and its words, of which the phrase alone is read",
    "elan-eaf/1.eaf": "pympi gives the tier of markers too, which holds no speech",
    "html-noscribe/1.html": "the anchors hold pauses and marks of speech over a turn, which are no words",
}
TALK = [
    ("Ana Gil", "how did it go & what did <they> say?"),
    ("李雷", "他们很安静。"),
    ("Łukasz Żak", "„Ja“, sagte er – 50 % off… 🙂"),
    ("Ana Gil", "so it's Q1/Q2, right"),
    ("李雷", "مرحبا हाँ ใช่"),
]
WORDS = ["how did it go", "他们很安静", "Ja sagte er später", "so what now", "مرحبا हाँ ใช่"]


def make_call(composer: Composer) -> list[Unit]:
    said = WORDS if composer.words else [text for _, text in TALK]
    return [
        Unit(name, text, at * 61_003, at * 61_003 + 2_500 + at)
        for at, ((name, _), text) in enumerate(zip(TALK, said, strict=True))
    ]


def own_files(*formats: str) -> list[Composer]:
    return [composer for composer in COMPOSERS if composer.format in formats]


def write_own(composer: Composer, folder: Path) -> Path:
    path = folder / composer.source
    path.write_bytes(composer.write(make_call(composer)))
    return path


def shared_files() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((FORMATS / folder).glob("*")) if path.is_file()]


def read_ours(path: Path) -> list[Row]:
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in read_transcript(path).units]


def agree(theirs: Sequence[Row], ours: Sequence[Row]) -> bool:
    """Whether both have the same units, in order of time, and no two of their speakers are one of ours."""
    theirs = [row for row in theirs if row[1]]
    if len(theirs) != len(ours):
        return False
    ordered = (sorted(rows, key=lambda row: (row[2] or 0, row[1])) for rows in (theirs, ours))
    return all(map(_is_one, *ordered))


def _is_one(theirs: Row, ours: Row) -> bool:
    end_ms = theirs[3] if theirs[3] >= theirs[2] else None  # an end before the start is not used
    rest = theirs[1].removesuffix(ours[1])
    named = theirs[0] == ours[0] if theirs[0] else not rest or ours[0] in rest
    return named and rest != theirs[1] and (theirs[2], end_ms) == (ours[2], ours[3])


@pytest.mark.parametrize("composer", own_files(*ROW_READERS), ids=lambda composer: composer.name)
def test_libraries_read_our_own_files_as_we_do(composer, tmp_path):
    path = write_own(composer, tmp_path)
    assert agree(ROW_READERS[composer.format](path), read_ours(path)) != (composer.name in DIFFERENT)


@pytest.mark.parametrize("path", shared_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_libraries_read_real_files_as_we_do(path):
    name, read = f"{path.parent.name}/{path.name}", ROW_READERS[FOLDERS[path.parent.name]]
    if name in REFUSED:
        with pytest.raises(Exception):  # noqa: B017 each library has errors of its own
            read(path)
        return
    theirs = [row for row in read(path) if row[1]]
    if not theirs:
        pytest.skip("nothing is said in the file")
    assert agree(theirs, read_ours(path)) != (name in DIFFERENT)


@pytest.mark.parametrize("composer", own_files("talkbank_chat"), ids=lambda composer: composer.name)
def test_pylangacq_reads_chat_as_we_do(composer, tmp_path):
    path = write_own(composer, tmp_path)
    codes = {"P0": "Ana Gil", "P1": "李雷", "P2": "Łukasz Żak"}
    assert [(codes[row[0]], *row[1:]) for row in read_chat(path)] == read_ours(path)


def test_pylangacq_reads_a_real_chat_file_as_we_do():
    """Of the other one it says that the media in the head should be named as the file is."""
    path = FORMATS / "chat-cha" / "3.cha"
    if not path.is_file():
        pytest.skip("no shared files")
    assert [(name, start) for name, _, start, _ in read_chat(path)] == [
        (name, start) for name, _, start, _ in read_ours(path)
    ]


@pytest.mark.parametrize("composer", own_files("ttml"), ids=lambda composer: composer.name)
def test_ttconv_shows_our_own_captions_when_we_say(composer, tmp_path):
    _compare_with_shown(write_own(composer, tmp_path))


@pytest.mark.parametrize("path", sorted((FORMATS / "ttml").glob("3.ttml")), ids=lambda path: path.name)
def test_ttconv_shows_real_captions_when_we_say(path):
    """Not of a file whose captions are in a region that it does not define: by the standard they are not shown."""
    _compare_with_shown(path)


def _compare_with_shown(path: Path) -> None:
    shown = show_ttml(path)
    for _, text, start, end in read_ours(path):
        assert text in shown(start)
        assert text in shown(end - 1)
        assert text not in shown(end)


@pytest.mark.parametrize("composer", own_files("rtf", "docx"), ids=lambda composer: composer.name)
def test_documents_have_our_words_in_our_order(composer, tmp_path):
    path = write_own(composer, tmp_path)
    text = fold({"rtf": read_rtf, "docx": read_document}[composer.format](path))
    _find_in_order(text, read_ours(path))
    assert len(read_ours(path)) == len(TALK)


@pytest.mark.parametrize(
    "path", sorted(FORMATS.glob("docx-*/*.docx")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_real_documents_have_our_words_in_our_order(path):
    _find_in_order(fold(read_document(path)), read_ours(path))


def _find_in_order(text: str, rows: Sequence[Row]) -> None:
    at = 0
    for speaker, said, *_ in rows:
        found = text.find(said, at)
        assert found >= 0
        assert speaker == UNKNOWN_SPEAKER or speaker in text[:found]
        at = found + len(said)


@pytest.mark.parametrize("composer", own_files("xlsx"), ids=lambda composer: composer.name)
def test_calamine_reads_our_own_workbook_as_we_do(composer, tmp_path):
    path = write_own(composer, tmp_path)
    _, *rows = read_sheet(path)
    assert [(name, fold(text), round(start), round(end)) for start, end, name, text in rows] == read_ours(path)


@pytest.mark.parametrize("path", sorted(FORMATS.glob("xlsx-*/*.xlsx")), ids=lambda path: path.name)
def test_calamine_reads_a_real_workbook_as_we_do(path):
    header, *rows = read_sheet(path)
    speaker, text = header.index("Speaker"), header.index("Sentence")
    theirs = [(fold(str(row[speaker])), fold(str(row[text]))) for row in rows if fold(str(row[text]))]
    assert Counter(theirs) == Counter((name, said) for name, said, *_ in read_ours(path))


@pytest.mark.parametrize("composer", own_files("table"), ids=lambda composer: composer.name)
def test_pandas_reads_our_own_tables_as_we_do(composer):
    import io

    import pandas

    data = composer.write(make_call(composer))
    table = pandas.read_csv(io.BytesIO(data), sep=None, engine="python")
    theirs = [(row.speaker, fold(row.text), row.start_ms, row.end_ms) for row in table.itertuples()]
    ours = [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in read_bytes(data, composer.source).units]
    assert theirs == ours
    assert not any(math.isnan(row[2]) for row in theirs)


def test_each_exception_is_of_a_file_that_is_there():
    names = {composer.name for composer in COMPOSERS}
    if FORMATS.is_dir():
        names |= {f"{path.parent.name}/{path.name}" for path in shared_files()}
        assert names >= set(REFUSED) | set(DIFFERENT)
