import json

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes

FIRST = {
    "call": "c07",
    "index": 0,
    "turn": 0,
    "speaker": "Dana",
    "role": "manager",
    "text": "Walk me through it.",
    "start_ms": 41200,
    "end_ms": 42600,
    "code": "open_question",
    "lenses": [],
    "signals": [],
}
SECOND = FIRST | {"index": 1, "turn": 1, "speaker": "Ben", "role": "rep", "text": "They went quiet."}


def read(*lines: dict | str, source: str = "call.jsonl"):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    return read_bytes(text.encode(), source)


def refuse(*lines: dict | str) -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        read(*lines)
    return caught.value


def without(fields: dict, *names: str) -> dict:
    return {name: value for name, value in fields.items() if name not in names}


def test_utterances_are_taken_as_they_are_and_units_mirror_them():
    transcript = read(FIRST, SECOND | {"start_ms": None, "end_ms": None})
    assert (transcript.format, transcript.call, transcript.source) == ("codebook_jsonl", "c07", "call.jsonl")
    assert transcript.roles == {"Dana": "manager", "Ben": "rep"}
    first, second = transcript.utterances
    assert (first.index, first.turn, first.speaker, first.text) == (0, 0, "Dana", "Walk me through it.")
    assert (first.start_ms, first.end_ms) == (41200, 42600)
    assert (second.index, second.turn, second.start_ms, second.end_ms) == (1, 1, None, None)
    mirrored = [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units]
    assert mirrored == [(u.speaker, u.text, u.start_ms, u.end_ms) for u in transcript.utterances]


def test_missing_turns_follow_the_speakers():
    lines = [without(line, "turn") for line in (FIRST, FIRST, SECOND, FIRST)]
    assert [utterance.turn for utterance in read(*lines).utterances] == [0, 0, 1, 2]
    stated = [FIRST | {"turn": turn} for turn in (3, 3, 4)]
    assert [utterance.turn for utterance in read(*stated).utterances] == [3, 3, 4]


def test_a_call_without_a_name_is_named_by_its_file():
    transcript = read(without(FIRST, "call", "role"), source="monday.json")
    assert (transcript.call, transcript.roles) == ("monday", {})


def test_end_before_start_and_empty_text_are_noted():
    transcript = read(FIRST | {"end_ms": 1}, "", SECOND | {"text": " \u200b"}, SECOND)
    assert [(u.index, u.speaker, u.end_ms) for u in transcript.utterances] == [
        (0, "Dana", None),
        (1, "Ben", 42600),
    ]
    assert [note.where for note in transcript.skipped] == ["line 1", "line 3"]


@pytest.mark.parametrize(
    ("bad", "found"),
    [
        ('{"speaker": "Ben", "text": "a secret"', "broken JSON"),
        ("[1]", "no object"),
        (without(SECOND, "text"), "no text"),
        (SECOND | {"speaker": 7}, "a speaker that is no text"),
        (SECOND | {"speaker": " "}, "an empty speaker"),
        (SECOND | {"start_ms": "soon"}, "start_ms"),
        (SECOND | {"end_ms": -1}, "end_ms"),
        (SECOND | {"start_ms": True}, "start_ms"),
        (SECOND | {"start_ms": float("nan")}, "start_ms"),
        (SECOND | {"end_ms": float("inf")}, "end_ms"),
        (SECOND | {"role": "boss"}, 'the role "boss"'),
        (SECOND | {"role": ["rep"]}, "no text"),
        (SECOND | {"speaker": "Dana"}, "rep for a speaker who was manager above"),
        ("[" * 100_000, "too deep"),
        ('{"speaker": "Ben", "text": "x", "turn": ' + "9" * 5000 + "}", "too long a number"),
    ],
)
def test_a_bad_line_is_named(bad, found):
    error = refuse(FIRST, bad)
    assert error.where == "call.jsonl line 2"
    assert found in error.found
    assert "secret" not in str(error)


def test_several_calls_are_counted():
    error = refuse(FIRST, SECOND | {"call": "c08"}, SECOND | {"call": "c09"})
    assert error.found.startswith("3 calls: ")
    assert "split" in error.next_step
