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
    assert "2 tasks, 2 of them" in caught.value.found
    with pytest.raises(TranscriptError) as caught:
        read([{"data": {"text": "a secret"}, "annotations": SPANS}])
    assert "1 tasks, 0 of them" in caught.value.found
    assert "secret" not in str(caught.value)
