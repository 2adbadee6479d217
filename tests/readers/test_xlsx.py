import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from packed import make_xlsx, pack, reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.containers import workbook

ROWS = [["Speaker", "Text", "Start"], ["Ana", "How did it go?", 1.5], ["Ben", "They went quiet.", 62]]


def read(**sheets: list[list[object]]):
    return read_bytes(make_xlsx(**sheets), "call.xlsx")


def change(data: bytes, name: str, old: str, new: str) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    assert old.encode() in parts[name]
    return pack(parts | {name: parts[name].replace(old.encode(), new.encode())})


def test_columns_by_the_names_that_tables_have():
    transcript = read(Sheet1=ROWS)
    assert transcript.format == "xlsx"
    assert rows_of(transcript) == [("Ana", "How did it go?", 1500, None), ("Ben", "They went quiet.", 62000, None)]


def test_the_sheet_that_fits_is_read_and_the_others_are_named():
    transcript = read(Notes=[["Speaker"], ["Ana"]], Call=[["Weekly call"], [], *ROWS], Empty=[])
    assert transcript.speakers == ("Ana", "Ben")
    assert reasons_of(transcript) == ['sheet "Notes" with 2 rows: not read', "above the header"]


def test_index_columns_empty_times_and_rows_without_text():
    header = [None, "Unnamed: 0", "TimeStamp", "Turn", "Speaker", "Sentence", "Teacher Tag"]
    transcript = read(
        Sheet1=[header, [0, 0, None, 1, "T", "Okay.", "1 - None"], [1, 1, None, 2, " Colin ", None, None]]
    )
    assert rows_of(transcript) == [("T", "Okay.", None, None)]
    assert [(note.where, note.reason) for note in transcript.skipped] == [("row 3", "no text")]


@pytest.mark.parametrize(
    ("cell", "start_ms"),
    [
        ("0:01:02", 62000),
        (datetime.time(0, 1, 2, 500000), 62500),
        (datetime.timedelta(hours=5, seconds=2), 18002000),
        (62.25, 62250),
    ],
)
def test_cells_that_hold_times(cell, start_ms):
    rows = [ROWS[0], ["Ana", "Hi.", cell], ["Ben", "Yes.", None]]
    assert [unit.start_ms for unit in read(Sheet1=rows).units] == [start_ms, None]


def test_formulas_are_their_last_values_and_a_value_that_looks_like_one_is_text():
    data = make_xlsx(Sheet1=[["Speaker", "Text"], ["Ana", "=1+1"], ["Ben", "x"]])
    assert reasons_of(read_bytes(data, "a.xlsx")) == ["no text"]  # openpyxl stores no values
    data = change(data, "xl/worksheets/sheet1.xml", "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    assert rows_of(read_bytes(data, "a.xlsx"))[0][:2] == ("Ana", "2")


def test_columns_that_are_missing_are_named():
    with pytest.raises(TranscriptError) as caught:
        read(Sheet1=[["Speaker", "Score"], ["Ana", 1]])
    assert "a column for the text" in caught.value.expected
    assert '"Score"' in caught.value.found
    with pytest.raises(TranscriptError):
        read(Sheet1=[])


def test_several_calls_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read(Sheet1=[["Call", "Speaker", "Text"], [1, "Ana", "Hi"], [2, "Ben", "Yes"]])
    assert caught.value.found.startswith("2 calls: ")
    assert '"Call"' in caught.value.next_step


def test_rows_far_down_and_cells_far_right_cost_nothing():
    data = make_xlsx(Sheet1=[*ROWS, ["Ana", "Bye.", 70]])
    data = change(data, "xl/worksheets/sheet1.xml", '<row r="4">', '<row r="99999999">')
    assert len(read_bytes(data, "call.xlsx").units) == 2


def test_one_long_text_in_every_cell(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_CHARACTERS", 10_000)
    with pytest.raises(TranscriptError) as caught:
        read(Sheet1=[*ROWS, *(["Ana", "so " * 300, 1] for _ in range(20))])
    assert " 10,000 characters" in caught.value.expected


def test_entities_are_refused():
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><workbook/>'
    with ZipFile(BytesIO(make_xlsx(Sheet1=ROWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        with pytest.raises(TranscriptError):
            read_bytes(pack(parts | {name: bomb}), "call.xlsx")
