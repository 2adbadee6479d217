"""Times survive in every notation in which files write them."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.readers.captions.cues import parse_timing
from coder.readers.captions.ttml_times import Clock
from coder.readers.text.time_marks import count_from_first, parse_mark
from coder.readers.times import (
    CALENDAR_MS,
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    SECONDS,
    TICKS,
    parse_range,
    parse_time,
)
from coder.timecode import format_timecode, parse_timecode

LONGEST_MS = 100 * 3600 * 1000
DAY_MS = 24 * 3600 * 1000
_ANY = st.integers(0, LONGEST_MS)
quick = settings(deadline=None, max_examples=60)


def clock(ms: int, *, hours: str = "{:02}:", minutes: str = "{:02}", mark: str = ".", digits: int = 3) -> str:
    seconds, rest = divmod(ms, 1000)
    hour = hours.format(seconds // 3600)
    whole = f"{hour}{minutes.format(seconds // 60 % 60 if hour else seconds // 60)}:{seconds % 60:02}"
    return whole + (mark + f"{rest:03}".ljust(digits, "0")[:digits] if digits else "")


def in_units(ms: int) -> str:
    return f"{ms // 3_600_000}h {ms // 60_000 % 60}m {ms % 60_000 / 1000}s"


def of_day(ms: int) -> str:
    seconds = ms // 1000
    hour = seconds // 3600
    return f"{hour % 12 or 12}:{seconds // 60 % 60:02}:{seconds % 60:02} {'AM' if hour < 12 else 'PM'}"


# A notation to how it is written, its step in milliseconds, and how far it goes.
CLOCKS = {
    "H:MM:SS.mmm": (clock, 1, LONGEST_MS),
    "H:MM:SS,mmm": (lambda ms: clock(ms, mark=","), 1, LONGEST_MS),
    "one digit for the hour": (lambda ms: clock(ms, hours="{}:"), 1, LONGEST_MS),
    "billionths": (lambda ms: clock(ms, digits=9), 1, LONGEST_MS),
    "tenths": (lambda ms: clock(ms, digits=1), 100, LONGEST_MS),
    "H:MM:SS": (lambda ms: clock(ms, digits=0), 1000, LONGEST_MS),
    "M:SS": (lambda ms: clock(ms, hours="", minutes="{}", digits=0), 1000, 999 * 60_000),
    "M:SS.mmm": (lambda ms: clock(ms, hours="", minutes="{}"), 1, 999 * 60_000),
    "seconds": (lambda ms: f"{ms / 1000}", 1, LONGEST_MS),
}
TEXTS = CLOCKS | {
    "h m s": (in_units, 1, LONGEST_MS),
    "seconds with their unit": (lambda ms: f"{ms / 1000}s", 1, LONGEST_MS),
    "milliseconds with their unit": (lambda ms: f"{ms}ms", 1, LONGEST_MS),
    "ISO duration": (lambda ms: f"PT{ms // 3_600_000}H{ms // 60_000 % 60}M{ms % 60_000 / 1000}S", 1, LONGEST_MS),
    "in brackets": (lambda ms: f"[{clock(ms)}]", 1, LONGEST_MS),
    "MAXQDA's tenths": (lambda ms: f"#{clock(ms, digits=0)}-{ms // 100 % 10}#", 100, LONGEST_MS),
}
MARKS = {name: CLOCKS[name] for name in ("H:MM:SS.mmm", "H:MM:SS", "M:SS", "M:SS.mmm")} | {
    "seconds with their unit": TEXTS["seconds with their unit"],
    "minutes and seconds in words": (lambda ms: f"{ms // 60_000} minutes {ms // 1000 % 60} seconds", 1000, LONGEST_MS),
}


@pytest.mark.parametrize("notation", CLOCKS)
@quick
@given(ms=_ANY)
def test_clocks(notation, ms):
    write, step, most = CLOCKS[notation]
    assert parse_timecode(write(ms % most)) == ms % most // step * step


@pytest.mark.parametrize("notation", TEXTS)
@quick
@given(ms=_ANY)
def test_texts(notation, ms):
    write, step, most = TEXTS[notation]
    assert parse_time(write(ms % most)) == ms % most // step * step


@pytest.mark.parametrize("notation", MARKS)
@quick
@given(ms=_ANY)
def test_marks_in_a_text(notation, ms):
    write, step, most = MARKS[notation]
    assert parse_mark(write(ms % most)) == ms % most // step * step


@pytest.mark.parametrize("scale", [SECONDS, MILLISECONDS, MICROSECONDS, TICKS, NANOSECONDS])
@quick
@given(ms=_ANY)
def test_numbers_of_any_unit(scale, ms):
    assert parse_time(ms / scale, scale) == ms
    assert parse_time(f"{ms / scale:.6f}", scale) == ms


@quick
@given(ms=st.integers(CALENDAR_MS, 20 * CALENDAR_MS), hours=st.integers(-12, 14))
def test_moments_of_a_calendar(ms, hours):
    moment = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
    assert parse_time(moment.isoformat().replace("+00:00", "Z")) == ms
    assert parse_time(moment.replace(tzinfo=None).isoformat(" ")) == ms
    shifted = moment + timedelta(hours=hours)
    assert parse_time(f"{shifted.replace(tzinfo=None).isoformat()}{hours:+03}:00") == ms
    assert parse_time(ms / 1000) == parse_time(ms) == ms


@quick
@given(start=_ANY, lasts=_ANY, between=st.sampled_from([" --> ", " - ", " – ", "–", "—", " to "]))
def test_ranges(start, lasts, between):
    assert parse_range(f"{clock(start)}{between}{clock(start + lasts)}") == (start, start + lasts)


@quick
@given(
    start=_ANY,
    lasts=_ANY,
    mark=st.sampled_from(".,"),
    after=st.sampled_from(["", " align:start", "  ", " position:10%"]),
)
def test_timing_lines_of_captions(start, lasts, mark, after):
    cue = parse_timing(f"{clock(start, mark=mark)} --> {clock(start + lasts, mark=mark)}{after}")
    assert (cue.start_ms, cue.end_ms, cue.lines, cue.fault) == (start, start + lasts, (), None)


@quick
@given(ms=_ANY, frame=st.integers(0, 24))
def test_times_of_ttml(ms, frame):
    ttml = Clock(frame_ms=40.0, tick_ms=0.0001)
    for text in (clock(ms), f"{ms}ms", f"{ms / 1000}s", f"{ms * 10_000}t"):
        assert ttml.parse(text) == ms
    assert ttml.parse(f"{clock(ms, digits=0)}:{frame:02}") == ms // 1000 * 1000 + frame * 40


@quick
@given(ms=st.integers(0, DAY_MS - 1))
def test_times_of_day(ms):
    assert parse_timecode(of_day(ms)) == ms // 1000 * 1000


@quick
@given(st.lists(st.integers(0, DAY_MS // 2 - 1), min_size=1, max_size=8), st.integers(0, DAY_MS - 1))
def test_times_of_day_go_on_after_midnight(pauses, first):
    passed = [sum(pauses[:at]) for at in range(len(pauses))]
    assert count_from_first([(first + ms) % DAY_MS for ms in passed]) == passed


@quick
@given(_ANY)
def test_a_time_that_is_shown_is_the_time_to_the_second(ms):
    assert parse_timecode(format_timecode(ms)) == ms // 1000 * 1000


@given(st.text(max_size=30))
def test_what_is_no_time_is_none_or_a_time(text):
    for parse in (parse_timecode, parse_time, parse_mark, Clock(40.0, 1.0).parse):
        time = parse(text)
        assert time is None or (time >= 0 and math.isfinite(time))
    parse_range(text)


@given(st.text("0123456789:.,-hms PTHMS#;ampAM٣²", max_size=40))
def test_odd_times(text):
    test_what_is_no_time_is_none_or_a_time.hypothesis.inner_test(text)
