import pytest
from json_reading import read, units


@pytest.mark.parametrize(
    "times",
    [
        {"offsetMillisecond": 1000, "durationMillisecond": 1500},
        {"offsetMillisecond": "1000", "durationMillisecond": "1500"},
        {"offset": 1000, "duration": 1500},
    ],
)
def test_snippets(times):
    snippet = {"id": "x_00001", "text": "Hello", "personName": "Ana Gil", "personEmail": "a@x.org", **times}
    nameless = {**snippet, "personName": "", "text": "Hi"}
    transcript = read({"responseExamples": [{"example": {"items": [snippet, nameless]}}]})
    assert transcript.format == "webex"
    assert units(transcript) == [("Ana Gil", "Hello", 1000, 2500), ("a@x.org", "Hi", 1000, 2500)]
