"""Tables without a header, with one in any language, a column a speaker, a transcript in a cell; all kinds of times."""

import datetime

import pytest
from packed import make_xlsx, reasons_of, rows_of

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers import read_bytes
from coder.readers.tables.columns import find_columns

A, B, C = "So how did the renewal call go?", "They were quiet about it.", "What did they say then?"
TURNS = [("Ana", A), ("Ben", B), ("Ana", C), ("Ben", "Nothing at all.")]
GUESSED = "no header that names the columns: they are known by what they hold"


def read(text: str, source: str = "call.csv"):
    return read_bytes(text.encode(), source)


def said(transcript):
    return [(unit.speaker, unit.text) for unit in transcript.units]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{name};{text}" for name, text in TURNS],
        [f"{at}|{name}|{text}" for at, (name, text) in enumerate(TURNS)],
        [f"00:00:0{2 * at}\t{name}\t{text}" for at, (name, text) in enumerate(TURNS)],
        [f"{at}.5,{at}.9,{name},{text}" for at, (name, text) in enumerate(TURNS)],
        ["wer,foo,was", *(f"{name},{at * at},{text}" for at, (name, text) in enumerate(TURNS))],
    ],
)
def test_columns_known_by_what_they_hold(lines):
    transcript = read("\n".join(lines))
    assert transcript.format == "table"
    assert said(transcript) == TURNS
    assert reasons_of(transcript) == [GUESSED]


def test_columns_of_a_sheet_known_by_what_they_hold():
    transcript = read_bytes(make_xlsx(Sheet1=[list(turn) for turn in TURNS]), "call.xlsx")
    assert said(transcript) == TURNS
    assert reasons_of(transcript) == [GUESSED]


@pytest.mark.parametrize(
    "text",
    [
        "spam,Free entry to the club\nham,See you at home then\nspam,You have won it all\nham,All right then see you\n",
        "\n".join(f"{text},{label}" for (_, text), label in zip(TURNS, ("Good", "Bad", "Good", "Bad"), strict=True)),
        "Ana,So how did it go\nBen,They were quiet about it\n",
        "Well, I think so too\nYes, that is it\nNo, I do not know\nSo, this is all\n",
    ],
)
def test_columns_of_anything_else_are_not_guessed_at(text):
    with pytest.raises(TranscriptError):
        read(text)


def test_a_column_for_each_speaker():
    rows = [["Time", "Manager", "Rep"], ["0:01", A, ""], ["0:05", "", B], ["0:09", C, ""], ["0:12", "", B]]
    for data, source in (
        ("\n".join("\t".join(row) for row in rows).encode(), "call.tsv"),
        (make_xlsx(Sheet1=rows), "call.xlsx"),
    ):
        assert [unit[:3] for unit in rows_of(read_bytes(data, source))] == [
            ("Manager", A, 1000),
            ("Rep", B, 5000),
            ("Manager", C, 9000),
            ("Rep", B, 12000),
        ]


def test_times_and_texts_alone_with_the_speaker_before_the_text():
    labels = "".join(f"{at}.5\t{at}.9\t{name}: {text}\n" for at, (name, text) in enumerate(TURNS))
    transcript = read(labels, "labels.txt")
    assert said(transcript) == TURNS
    assert transcript.units[0].end_ms == 900
    subtitles = "Start,End,Text\n" + "".join(f'{at},{at}.9,"{n}: {text}"\n' for at, (n, text) in enumerate(TURNS))
    assert said(read(subtitles)) == TURNS


def test_a_transcript_in_a_cell():
    cell = "\n".join(f"{name}: {text}" for name, text in TURNS)
    data = make_xlsx(Sheet1=[["Id", "Transcript"], ["c1", cell]])
    for transcript in (read(f'id,transcript\nc1,"{cell}"\n'), read_bytes(data, "call.xlsx")):
        assert said(transcript) == TURNS
        assert transcript.format in ("text_in_table", "xlsx")


@pytest.mark.parametrize("heading", ["", "Transcript\n"])
def test_one_column_of_lines(heading):
    lines = heading + "".join(f'"{name}: {text}, yes"\n' for name, text in TURNS)
    assert [name for name, _ in said(read(lines))] == [name for name, _ in TURNS]
    data = make_xlsx(Sheet1=[[f"{name}: {text}"] for name, text in TURNS])
    assert said(read_bytes(data, "call.xlsx")) == TURNS


@pytest.mark.parametrize(
    "header",
    [
        "Talare;Text;Starttid;Sluttid",
        "Parlante;Testo;Inizio;Fine",
        "Falante;Texto;Início;Fim",
        "Mówca;Wypowiedź;Czas;Koniec",
        "Спикер;Текст;Начало;Конец",
        "Konuşmacı;Metin;Başlangıç;Bitiş",
        "说话人;内容;开始时间;结束时间",
        "話者;発言;開始;終了",
        "화자;내용;시작;종료",
        "Sprecher*in;Wortlaut;Startzeit;Endzeit",
        "Current speaker;Clean text;Segment start;Segment end",
    ],
)
def test_headers_in_any_language(header):
    assert rows_of(read(f"{header}\nMüller;{A};0:01;0:03\nSchäfer;{B};0:04;0:05\n")) == [
        ("Müller", A, 1000, 3000),
        ("Schäfer", B, 4000, 5000),
    ]


def test_first_and_last_names():
    assert said(read(f"First name,Last name,Text\nAna,Gil,{A}\nBen,Orr,{B}\n")) == [("Ana Gil", A), ("Ben Orr", B)]
    assert find_columns(["Nachname", "Text"]).speaker == 0


def test_a_speaker_named_only_at_changes():
    transcript = read(f"speaker,text\nAna,{A}\n,{C}\nBen,{B}\n")
    assert said(transcript) == [("Ana", A), ("Ana", C), ("Ben", B)]
    assert reasons_of(transcript)[0].startswith("no speaker here and in 0 more rows: the one above")


def test_rules_and_headers_that_come_again_are_no_speech():
    table = f"| Speaker | Text |\n|---|:--:|\n| Ana | {A} |\n| Speaker | Text |\n| Ben | {B} |\n"
    assert said(read(table, "call.md")) == [("Ana", A), ("Ben", B)]


@pytest.mark.parametrize(
    ("header", "cells", "starts"),
    [
        ("Time", ("0:00.0 - 0:03.2", "0:04.1 - 0:06.0"), [0, 4100]),
        ("Timestamp", ("#00:00:01-5#", "#00:00:05-0#"), [1500, 5000]),
        ("Start Time", ("00:00:00:15", "00:00:04:00"), [500, 4000]),
        ("Start (min)", ("0.5", "1.5"), [30000, 90000]),
        ("start_us", ("500000", "4100000"), [500, 4100]),
        ("time", ("10:32:01", "10:32:05"), [0, 4000]),
        ("Date", ("13/01/2024 10:00:01", "13/01/2024 10:00:06"), [0, 5000]),
        ("start", ("1.5", "nan"), [1500, None]),
    ],
)
def test_times(header, cells, starts):
    transcript = read(f"{header};Speaker;Text\n{cells[0]};Ana;{A}\n{cells[1]};Ben;{B}\n")
    assert [unit.start_ms for unit in transcript.units] == starts
    assert transcript.skipped == ()


def test_durations_give_ends_where_there_are_none():
    assert rows_of(read(f"Start,Duration,Speaker,Text\n1,3.5,Ana,{A}\n5,2,Ben,{B}\n"))[0][2:] == (1000, 4500)


@pytest.mark.parametrize(
    ("cells", "starts"),
    [
        ([1 / 86400, 5 / 86400, 12 / 86400], [1000, 5000, 12000]),
        ([45292.5, 45292.5 + 5 / 86400, 45292.5 + 12 / 86400], [0, 5000, 12000]),
        ([datetime.time(0, 0, 1), datetime.time(0, 0, 5), datetime.time(0, 0, 12)], [1000, 5000, 12000]),
        ([datetime.time(0, 5), datetime.time(1, 5), datetime.timedelta(hours=62, minutes=15)], [5000, 65000, 3735000]),
        ([datetime.datetime(2024, 1, 1, 10, 0, at) for at in (1, 5, 12)], [0, 4000, 11000]),
    ],
)
def test_times_of_spreadsheets(cells, starts):
    rows = [[cell, name, text] for cell, (name, text) in zip(cells, TURNS, strict=False)]
    transcript = read_bytes(make_xlsx(Sheet1=[["Start", "Speaker", "Text"], *rows]), "call.xlsx")
    assert [unit.start_ms for unit in transcript.units] == starts


def test_sheets_of_one_make_are_calls_and_others_are_left_out():
    sheet = [["Speaker", "Text"], *map(list, TURNS)]
    transcript = read_bytes(make_xlsx(Codes=[["Speaker", "Code"], ["Ana", 1]], Call=sheet), "a.xlsx")
    assert said(transcript) == TURNS
    assert reasons_of(transcript) == ['sheet "Codes" with 2 rows: not read']
    with pytest.raises(SeveralCallsError) as caught:
        read_bytes(make_xlsx(Monday=sheet, Tuesday=sheet), "a.xlsx")
    assert caught.value.calls == ("Monday", "Tuesday")
