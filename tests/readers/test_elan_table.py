import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes


def read(*rows: str, source: str = "call.txt"):
    return read_bytes("\n".join("\t".join(row.split("|")) for row in rows).encode(), source)


def test_rows_by_tier_come_in_order_of_time():
    transcript = read("Ana|63.3|64.0|0.7|one", "Ana|134.345|135.325|0.98|three", "Ben|133.885|134.255|0.37|two")
    assert transcript.format == "elan_table"
    assert rows_of(transcript) == [
        ("Ana", "one", 63300, 64000),
        ("Ben", "two", 133885, 134255),
        ("Ana", "three", 134345, 135325),
    ]


def test_only_the_tier_of_utterances_is_read():
    transcript = read(
        '"Ana (Utterance)"|"P1"|"1.040"|"2.330"|"1.290"|"It means ""apple""."',
        '"marker"|""|"0.830"|"5.200"|"4.370"|"start"',
        '"Ana (Chunk)"|"P1"|"1.040"|"1.330"|"0.290"|"It"',
        '"Ana (ChunkLanguage)"|"P1"|"1.040"|"1.330"|"0.290"|"en"',
    )
    assert rows_of(transcript) == [("P1", 'It means "apple".', 1040, 2330)]
    assert len(transcript.skipped) == 3


def test_several_formats_of_time():
    transcript = read(
        "Ana|00:00:01.040|1040|00:00:02.330|2330|00:00:01.290|1290|Hi",
        "Ben|00:00:03.000|3000|00:00:04.000|4000|00:00:01.000|1000|No",
    )
    assert rows_of(transcript) == [("Ana", "Hi", 1040, 2330), ("Ben", "No", 3000, 4000)]


def test_columns_by_their_header():
    transcript = read(
        "Tier|Participant|Begin Time - ss.msec|End Time - ss.msec|Duration - ss.msec|Annotation",
        "Ana||1.040|2.330|1.290|Hi",
        "x|Ben|2.5|3.0|0.5|No",
        "x|Ben|||| ",
    )
    assert rows_of(transcript) == [("Ana", "Hi", 1040, 2330), ("Ben", "No", 2500, 3000)]
    assert reasons_of(transcript) == ["no text"]


def test_numbers_that_do_not_add_up_are_no_export_of_elan():
    with pytest.raises(TranscriptError):
        read("Ana|1.0|2.0|7.0|Hi", "Ben|2.0|3.0|1.0|No")


@pytest.mark.parametrize("damaged", ["Ana|33", "Ana|33.0|soon|0.7|broken", "Ana"])
def test_a_damaged_row_is_noted_and_leaves_the_others_as_they_are(damaged):
    rows = [f"{'Ana' if at % 2 else 'Ben'}|{at}.0|{at}.5|0.5|word {at}" for at in range(8)]
    transcript = read(*rows[:5], damaged, *rows[5:])
    assert transcript.format == "elan_table"
    assert [unit.text for unit in transcript.units if unit.text != "broken"] == [f"word {at}" for at in range(8)]
    assert "broken" in [unit.text for unit in transcript.units] or transcript.skipped
