import json

import pytest
from packed import rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes


def read(*records: object, source: str = "call.jsonl"):
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    return read_bytes("\n".join(lines).encode(), source)


def utterance(speaker: str, text: str, **fields: object) -> dict:
    return {"id": text, "conversation_id": "c1", "text": text, "speaker": speaker, "meta": {"score": 1}} | fields


def test_utterances_of_convokit():
    transcript = read(utterance("Ana", "Hi.", timestamp=1325571377), utterance("Ben", "Yes.", timestamp=1325571380))
    assert transcript.format == "json_lines"
    assert rows_of(transcript) == [("Ana", "Hi.", 0, None), ("Ben", "Yes.", 3000, None)]


def test_older_field_names():
    first, second = ({"id": "1", "user": name, "root": "r", "text": "Hi.", "timestamp": None} for name in "AB")
    assert read(first, second).speakers == ("A", "B")


def test_several_conversations_are_counted():
    with pytest.raises(TranscriptError) as caught:
        read(utterance("Ana", "Hi."), utterance("Ben", "Yes.", conversation_id="c2"))
    assert caught.value.found.startswith("2 calls: ")
    assert '"conversation_id"' in caught.value.next_step


@pytest.mark.parametrize(
    "fields", [{"label": ["praise"]}, {"_input_hash": 1, "answer": "reject", "label": "X"}, {"entities": []}]
)
def test_annotated_texts_are_refused_with_the_reason(fields):
    with pytest.raises(TranscriptError) as caught:
        read({"text": "a secret"} | fields, {"text": "b"} | fields)
    assert "2 texts with labels and no speaker" in caught.value.found
    assert "secret" not in str(caught.value)


def test_annotated_texts_with_speakers_are_read():
    records = [{"text": "Hi.", "label": "x", "meta": {"speaker": name, "start": at}} for at, name in enumerate("AB")]
    assert rows_of(read(*records)) == [("A", "Hi.", 0, None), ("B", "Hi.", 1000, None)]


def test_lines_that_are_no_objects_and_empty_texts_are_noted():
    transcript = read(utterance("Ana", "Hi."), "{broken", utterance("Ben", ""), "[1]", utterance("Ben", "Yes."))
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 2", "no JSON object"),
        ("line 3", "no text"),
        ("line 4", "no JSON object"),
    ]


def test_deep_and_odd_values_are_no_texts():
    deep = '{"speaker": "A", "text": ' + "[" * 50_000 + "]" * 50_000 + "}"
    odd = '{"speaker": ["A"], "text": "Hi.", "start": Infinity, "end": 1e400}'
    transcript = read(utterance("Ana", "Hi."), deep, odd, utterance("Ben", "Yes."))
    assert [unit.text for unit in transcript.units] == ["Hi.", "Hi.", "Yes."]


@pytest.mark.parametrize(
    "tree",
    [
        {"Ana": {"meta": {}, "vectors": []}, "Ben": {"meta": {}, "vectors": []}},
        {"utterances-index": {"score": ["<class 'int'>"]}, "version": 1},
    ],
)
def test_the_companions_of_convokit_name_the_file_wanted(tree):
    with pytest.raises(TranscriptError) as caught:
        read_bytes(json.dumps(tree).encode(), "speakers.json")
    assert "utterances.jsonl" in caught.value.next_step
