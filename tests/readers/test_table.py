import csv

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def read(text: str, source: str = "call.csv"):
    return read_bytes(text.encode(), source)


def rows(transcript):
    return [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("header", ["Speaker Text Start End", "who utterance begin stop", "From Message Time END_TIME"])
def test_delimiters_and_header_names(delimiter, header):
    lines = [header.split(), ["Ana", "So: we lost", "1.5", "0:02"], ["Ben", "Yes", "62.25", "1:03.5"]]
    transcript = read("\n".join(delimiter.join(line) for line in lines), "call.txt")
    assert transcript.format == "table"
    assert rows(transcript) == [("Ana", "So: we lost", 1500, 2000), ("Ben", "Yes", 62250, 63500)]


@pytest.mark.parametrize(
    ("header", "cell", "start_ms"),
    [
        ("start_ms", "1500", 1500),
        ("Start (ms)", "1500.7", 1501),
        ("startMs", "1500", 1500),
        ("start time (milliseconds)", "00:01.5", 1500),
        ("start", "6.176999999999999", 6177),
        ("start", "1,5", 1500),
        ("timestamp", "01:00:01", 3601000),
    ],
)
def test_units_of_time(header, cell, start_ms):
    transcript = read(f'{header};speaker;text\n{cell};Ana;Hi\n"";Ben;Yes\n')
    assert rows(transcript) == [("Ana", "Hi", start_ms, None), ("Ben", "Yes", None, None)]
    assert transcript.skipped == ()


def test_quotes_newlines_and_delimiters_inside_cells():
    transcript = read('speaker,text\nAna,"Hi, ""Ben""\n\nare you there?"\nBen,Yes\n')
    assert rows(transcript) == [("Ana", 'Hi, "Ben" are you there?', None, None), ("Ben", "Yes", None, None)]


def test_rows_that_are_not_speech_are_noted():
    transcript = read("start,speaker,text,note\n1,Ana,,x\n\nsoon,Ben,Hi,\n3,,Who,\n5,Ana,a,b,c\n-1,Ana,d\n9,Ben,e\n")
    assert rows(transcript) == [
        ("Ben", "Hi", None, None),
        (UNKNOWN_SPEAKER, "Who", 3000, None),
        ("Ana", "a", 5000, None),
        ("Ana", "d", None, None),
        ("Ben", "e", 9000, None),
    ]
    assert [note.where for note in transcript.skipped] == ["line 2", "line 4", "line 6"]
    assert "column 1, here and in 1 more rows" in transcript.skipped[1].reason
    assert "5 cells where the header has 4" in transcript.skipped[2].reason


def test_end_before_start_loses_its_end():
    transcript = read("start,end,speaker,text\n5,4,Ana,Hi\n")
    assert rows(transcript) == [("Ana", "Hi", 5000, None)]
    assert "before start" in transcript.skipped[0].reason


def test_text_that_should_have_been_quoted_is_joined_again():
    assert rows(read("speaker,text\nAna,Well, yes, so\nBen,ok\n"))[0][:2] == ("Ana", "Well, yes, so")


def test_quotes_as_they_stand_in_tab_separated_text():
    transcript = read('speaker\ttext\nAna\t"Yes\nBen\tNo "way"\nAna\t"quoted ""x"""\n')
    assert [text for _, text, *_ in rows(transcript)] == ['"Yes', 'No "way"', 'quoted "x"']


def test_header_below_a_title_and_after_a_separator_line():
    transcript = read("sep=;\nWeekly call\n\nspeaker;text\nAna;Hi\n")
    assert rows(transcript) == [("Ana", "Hi", None, None)]
    assert transcript.skipped[0].reason == "above the header"


@pytest.mark.parametrize(
    ("header", "missing", "accepted"),
    [
        ("start,tone,text", "speaker", "speaker_name"),
        ("Speaker,Score", "text", "utterance"),
        ("text,label", "speaker", "name or the like"),
    ],
)
def test_missing_column_lists_what_was_found_and_what_is_taken(header, missing, accepted):
    with pytest.raises(TranscriptError) as caught:
        read(f"{header}\n1,2,a secret\n" if header.count(",") == 2 else f"{header}\na secret,1\n")
    assert caught.value.where == "call.csv line 1"
    assert f"a column for the {missing}" in caught.value.expected
    assert accepted in caught.value.expected
    assert all(f'"{name}"' in caught.value.found for name in header.split(","))
    assert "secret" not in str(caught.value)


def test_a_quote_that_never_closes_is_refused_with_its_line():
    with pytest.raises(TranscriptError) as caught:
        read('speaker,text\nAna,Hi\nBen,"Yes, a secret\nAna,Bye, now\n')
    assert caught.value.where.startswith("call.csv line 3")
    assert "secret" not in str(caught.value)


def test_a_cell_over_the_limit_of_the_csv_module_is_refused():
    limit = csv.field_size_limit()
    with pytest.raises(TranscriptError):
        read('speaker,text\nAna,"' + "no spaces\n" * (limit // 8))
    assert csv.field_size_limit() == limit


def test_several_calls_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read("transcript_id,speaker,text\n1,Ana,Hi\n2,Ben,Yes\n")
    assert caught.value.found.startswith("2 ")
    assert read("transcript_id,speaker,text\n1,Ana,Hi\n1,Ben,Yes\n").speakers == ("Ana", "Ben")


def test_a_table_without_a_header_is_not_guessed_at():
    with pytest.raises(TranscriptError) as caught:
        read("Ana,a secret thing\nBen,another secret\n")
    assert "secret" not in str(caught.value)


def test_timed_texts_without_any_speaker_are_of_one_unknown_speaker():
    transcript = read('Start,End,Text\n3.4,6.177,"Hello, you"\n6.177,10,Bye\n')
    assert rows(transcript) == [(UNKNOWN_SPEAKER, "Hello, you", 3400, 6177), (UNKNOWN_SPEAKER, "Bye", 6177, 10000)]
    assert read("id\tstart\tend\ttext\tconfidence\n1\t3\t4\tHi\t0.9\n").speakers == (UNKNOWN_SPEAKER,)


def test_whole_numbers_too_slow_for_seconds_are_milliseconds():
    text = "start\tend\ttext\n0\t4200\tWalk me through the call.\n4200\t6100\tThey went quiet.\n"
    assert rows(read(text, "whisper.tsv"))[1][2:] == (4200, 6100)
    assert rows(read("start,end,speaker,text\n0,42,Ana,So we lost it\n42,61,Ben,How come\n"))[1][2:] == (42000, 61000)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1717243200", "1717243205.5"),
        ("1717243200000", "1717243205500"),
        ("2024-06-01T12:00:00Z", "2024-06-01T12:00:05.500Z"),
        ("2024-06-01 12:00:00", "2024-06-01 12:00:05.5"),
    ],
)
def test_times_on_a_calendar_count_from_the_first(first, second):
    transcript = read(f"timestamp,speaker,text\n{first},Ana,Hi\n{second},Ben,Yes\n")
    assert [unit.start_ms for unit in transcript.units] == [0, 5500]


def test_an_annotation_table_in_utf_16_is_refused_for_want_of_a_speaker():
    with pytest.raises(TranscriptError) as caught:
        read_bytes("text,label\nAAA,Positive\nBBB,Negative\n".encode("utf-16"), "labels.csv")
    assert "a column for the speaker" in caught.value.expected
    assert '"label"' in caught.value.found


@pytest.mark.parametrize(
    "header",
    [
        "Sprecher;Text;Beginn;Ende",
        "Teilnehmer;Äußerung;Zeit;Schluss",
        "Locuteur;Texte;Début;Fin",
        "Hablante;Texto;Inicio;Fin",
    ],
)
def test_headers_in_other_languages(header):
    transcript = read(f"{header}\nMüller;Wie lief es?;0:01;0:03\nSchäfer;Gut.;0:04;0:05\n")
    assert rows(transcript) == [("Müller", "Wie lief es?", 1000, 3000), ("Schäfer", "Gut.", 4000, 5000)]


def test_times_of_day_with_am_and_pm_count_from_the_first():
    transcript = read("time,speaker,text\n11:59:58 AM,Ana,Hi.\n12:00:03 PM,Ben,Hello.\n1:00 p.m.,Ana,Bye.\n")
    assert [unit.start_ms for unit in transcript.units] == [0, 5_000, 3_602_000]
