import math

import pytest

from coder.readers.json.values import label_of, text_of
from coder.readers.times import MILLISECONDS, SECONDS, TICKS, parse_time, scale_of


@pytest.mark.parametrize(
    ("value", "scale", "ms"),
    [
        (1.2345, SECONDS, 1234),
        ("12.9", SECONDS, 12900),
        (1500, MILLISECONDS, 1500),
        (400000.0, TICKS, 40),
        ("PT1H2M3.5S", SECONDS, 3723500),
        ("P1DT1S", SECONDS, 86401000),
        ("25.600s", TICKS, 25600),
        ("250 ms", SECONDS, 250),
        ("0s", SECONDS, 0),
        ({"seconds": "12", "nanos": 900000000}, SECONDS, 12900),
        ({"nanos": 500000000}, SECONDS, 500),
        ({"seconds": 3}, MILLISECONDS, 3000),
        ("00:01:02,345", SECONDS, 62345),
        (1700000000, SECONDS, 1700000000000),
        (1700000000000, MILLISECONDS, 1700000000000),
        (1700000000000000, SECONDS, 1700000000000),
        ("2023-11-14T22:13:20+00:00", SECONDS, 1700000000000),
        ("2023-11-14T22:13:20.0000001Z", SECONDS, 1700000000000),
        ("2023-11-14 22:13:20", SECONDS, 1700000000000),
    ],
)
def test_times(value, scale, ms):
    assert parse_time(value, scale) == ms


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, -1, "-1", "soon", "", "P", "PT", math.nan, math.inf, 10**400, {}, [1], "2023-99-14T22:13"),
        *({"seconds": "x"}, {"relative": {"relative": 1}}, {"seconds": {"seconds": 1}}),
    ],
)
def test_what_is_no_time(value):
    assert parse_time(value) is None


def test_units_in_the_names_of_keys():
    assert [
        scale_of(key, SECONDS) for key in ("startTimeMs", "BeginOffsetMillis", "offsetInTicks", "start_sec", "start")
    ] == [
        1.0,
        1.0,
        TICKS,
        1000.0,
        1000.0,
    ]


def test_labels():
    assert [
        label_of(value) for value in (0, 2.0, " A ", {"display_name": "", "name": "B"}, True, None, [], math.inf)
    ] == [
        "0",
        "2",
        "A",
        "B",
        "",
        "",
        "",
        "",
    ]


def test_texts_of_lists():
    assert text_of([{"word": "So"}, {"word": ","}, {"word": "yes"}, 3, {"x": 1}]) == "So, yes"
    assert text_of(["So", " yes"]) == "So yes"
    assert text_of({"text": "x"}) == ""
