import json

import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes

DIALOGUE = [{"author": "Coach", "text": "How did it go?", "start": 1.5}, {"author": "Rep", "text": "They went quiet."}]
SPANS = [{"result": [{"value": {"start": "0", "paragraphlabels": ["Question"]}}, {"value": {}}]}]
TASK = {"id": 1, "data": {"url": "x", "dialogue": DIALOGUE}, "annotations": SPANS}


def read(tree: object):
    return read_bytes(json.dumps(tree, indent=1).encode(), "export.json")


@pytest.mark.parametrize("tree", [[TASK], TASK, [{"id": 1, "dialogue": DIALOGUE, "annotator": 1}]])
def test_the_dialogue_of_a_task(tree):
    transcript = read(tree)
    assert transcript.format == "label_studio"
    assert rows_of(transcript) == [("Coach", "How did it go?", 1500, None), ("Rep", "They went quiet.", None, None)]


def test_labels_are_noted():
    assert reasons_of(read([TASK])) == ["2 labels laid over the dialogue: only the dialogue is read"]


def test_several_dialogues_or_none_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read([TASK, TASK])
    assert caught.value.found.startswith("2 calls")
    with pytest.raises(TranscriptError) as caught:
        read([{"data": {"text": "a secret"}, "annotations": SPANS}])
    assert "1 tasks, 0 of them" in caught.value.found
    assert "secret" not in str(caught.value)


def test_a_transcript_written_under_the_regions_of_a_recording():
    def result(number, start, **value):
        return {"id": f"r{number}", "value": {"start": start, "end": start + 2, **value}}

    results = [result(2, 3, labels=["Rep"]), result(2, 3, text=["They went quiet."]), result(1, 0.5, labels=["Coach"])]
    results += [result(1, 0.5, text=["How did it go?"]), result(3, 9, labels=["Noise"])]
    long = [{"id": 1, "data": {"audio": "call.wav"}, "annotations": [{"result": results}]}]
    regions = [{"start": 0.5, "end": 2.5, "labels": ["Coach"]}, {"start": 3, "end": 5, "labels": ["Rep"]}]
    short = [{"id": 1, "label": regions, "transcription": ["How did it go?", "They went quiet."], "annotator": 1}]
    for tree in (long, short):
        assert rows_of(read(tree)) == [("Coach", "How did it go?", 500, 2500), ("Rep", "They went quiet.", 3000, 5000)]
