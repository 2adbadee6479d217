"""From text to one tree of JSON, and the place of the fault where there is none."""

import json

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.readers.json.loading import load_tree

TURNS = [{"speaker": "Ana", "text": "How did it go?"}, {"speaker": "Ben", "text": "They went quiet."}]
ONE, TWO = map(json.dumps, TURNS)


def said(text: str, source: str = "call.json"):
    return [(unit.speaker, unit.text) for unit in read_bytes(text.encode(), source).units]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TURNS),
        f"{ONE}\n{TWO}\n",
        ONE + TWO,
        f"{json.dumps(TURNS[0], indent=1)}\n{json.dumps(TURNS[1], indent=1)}",
        f"\x1e{ONE}\n\x1e{TWO}\n",
        json.dumps(json.dumps(TURNS)),
        json.dumps({"statusCode": 200, "body": json.dumps({"data": json.dumps(TURNS)})}),
    ],
)
def test_values_in_a_row_and_json_in_strings(text):
    assert said(text) == [("Ana", "How did it go?"), ("Ben", "They went quiet.")]


def test_a_line_break_in_a_string():
    assert said('[{"speaker": "Ana", "text": "How\ndid"}, {"speaker": "Ben", "text": "So it did."}]')[0][1] == "How did"


def test_a_string_that_only_looks_like_json_stays():
    assert load_tree('{"text": "{\\"a\\": 1"}') == {"text": '{"a": 1'}
    assert load_tree('{"text": "[laughs]"}') == {"text": "[laughs]"}


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (f"[{ONE},\n{TWO},\n]", "line 3 column 1", "Expecting value"),
        (f'{{"turns": [{ONE},\n{{"speaker": "Ben", "te', "line 2 column 20", "Unterminated string"),
        ('{\n "a": 1\n "b": 2\n}', "line 3 column 2", "Expecting ',' delimiter"),
        ("[{'speaker': 'Ana', 'text': 'a secret'}]", "line 1 column 3", "double quotes"),
        ('{"a": {"b": [1, 2}}', "line 1 column 18", "Expecting ',' delimiter"),
    ],
)
def test_broken_json_is_refused_with_the_place_of_the_fault(text, place, reason):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(text.encode(), "call.json")
    assert caught.value.where == f"call.json {place}"
    assert reason in caught.value.found
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("tree", "found"), [({"a": 1, "b": []}, 'JSON with "a", "b"'), ([1], "a JSON list of 1"), ({}, "empty")]
)
def test_json_without_speech_is_described(tree, found):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(json.dumps(tree).encode(), "call.json")
    assert found in caught.value.found
    assert "no list in it of things that were said" in caught.value.found


def test_lines_in_brackets_are_no_broken_json():
    assert said("[00:01] Ana: How did it go?\n[00:04] Ben: They went quiet.\n", "call.txt")[0][0] == "Ana"


@pytest.mark.parametrize("head", ["<tt>", "<ANNOTATION_DOCUMENT>", "<html><body>"])
def test_xml_that_is_too_deep_is_refused(head):
    text = head + "<a>" * 100_000 + "hi"
    with pytest.raises(TranscriptError, match="XML nested at most 100 deep"):
        read_bytes(text.encode(), "call.xml")
