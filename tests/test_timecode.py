"""Times to and from text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.timecode import format_timecode, parse_timecode

DAY_MS = 24 * 3600 * 1000


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("00:00:00.000", 0),
        ("00:01:02.345", 62_345),
        ("00:01:02,345", 62_345),
        ("1:02", 62_000),
        ("01:02:03", 3_723_000),
        ("90:00", 5_400_000),
        ("100:00:00.5", 360_000_500),
        ("62.5", 62_500),
        ("62", 62_000),
        ("0.0015", 1),
        (" 0:07 ", 7_000),
        ("0:01.05", 1_050),
        ("0:01.5", 1_500),
        ("12:00 AM", 0),
        ("12:00:01 PM", 43_201_000),
        ("1:02 p.m.", 46_920_000),
        ("11:59:58.5\u202fam", 43_198_500),
    ],
)
def test_parse(text: str, ms: int) -> None:
    assert parse_timecode(text) == ms


@pytest.mark.parametrize(
    "text", ["", " ", "soon", "1:", ":30", "1:2:3:4", "-1:00", "1:00.", "1.2.3", "0:00 --> 0:01", "1e3", "nan"]
)
def test_what_names_no_time(text: str) -> None:
    assert parse_timecode(text) is None


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "0:00"), (999, "0:00"), (59_999, "0:59"), (60_000, "1:00"), (3_599_999, "59:59"), (3_600_000, "1:00:00")],
)
def test_format(ms: int, text: str) -> None:
    assert format_timecode(ms) == text


@given(st.integers(0, DAY_MS))
def test_whole_seconds_come_back(ms: int) -> None:
    assert parse_timecode(format_timecode(ms)) == ms // 1000 * 1000


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999), st.sampled_from(".,"))
def test_caption_times_come_back(hours: int, minutes: int, seconds: int, ms: int, mark: str) -> None:
    text = f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{ms:03d}"
    assert parse_timecode(text) == ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


@given(st.text(alphabet="0123456789:., -\t٣x", max_size=15))
def test_any_text_gives_a_time_or_none(text: str) -> None:
    ms = parse_timecode(text)
    assert ms is None or ms >= 0
