"""No JSON at all makes detection or a reader fail in any way but a message."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.errors import TranscriptError
from coder.readers.detection import all_formats
from coder.readers.json.tree import walk
from tests.readers.json_reading import read

FORMS = [form for form in all_formats() if form.shape == "json"]
SAMPLES = [
    {"callTranscripts": [{"transcript": [{"speakerId": "1", "sentences": [{"start": 0, "end": 9, "text": "Hi"}]}]}]},
    {"sentences": [{"speaker_name": "A", "text": "Hi", "start_time": 0}], "speakers": [{"id": 1, "name": "A"}]},
    {"audio_url": "", "acoustic_model": "", "words": [{"text": "Hi", "speaker": "A", "start": 1}], "utterances": None},
    {
        "results": {
            "channels": [{"alternatives": [{"words": [{"word": "Hi", "start": 1, "speaker": 0}], "paragraphs": {}}]}]
        }
    },
    {
        "results": {
            "items": [{"type": "x", "start_time": "1", "alternatives": [{"content": "Hi"}]}],
            "transcripts": [],
            "speaker_labels": {"segments": [{"items": [{"start_time": "1"}], "end_time": "2"}]},
        }
    },
    {"Transcript": [{"Content": "Hi", "ParticipantId": "A", "BeginOffsetMillis": 1}], "Participants": []},
    {
        "results": [
            {"alternatives": [{"transcript": "Hi", "words": [{"word": "Hi", "speakerTag": 1, "startTime": "1s"}]}]}
        ]
        * 2
    },
    {
        "recognizedPhrases": [
            {"nBest": [{"display": "Hi"}], "speaker": 1, "offset": "PT1S", "duration": "PT1S", "channel": 0}
        ]
    },
    {"monologues": [{"speaker": 0, "elements": [{"value": "Hi", "ts": 1, "end_ts": 2}]}]},
    {
        "results": [
            {"type": "word", "start_time": 1, "alternatives": [{"content": "Hi", "speaker": "S1"}], "channel": "a"}
        ]
    },
    {"speakers": [{"name": "A", "time": 1, "duration": 1}], "words": [{"name": "Hi", "time": 1, "duration": 1}]},
    {"words": [{"text": "Hi", "type": "word", "start": 1, "speaker_id": "A"}]},
    {"segments": [{"text": "Hi", "start": 1, "end": 2, "words": [{"word": "Hi", "speaker": "A"}]}]},
    [{"participant": {"id": 1, "name": "A"}, "words": [{"text": "Hi", "start_timestamp": {"relative": 1}}]}],
    {"speech": {"transcripts": [{"transcript": "Hi", "start_offset": 1, "end_offset": 2, "speaker_id": 1}]}},
    {"call_id": 1, "agent_id": 1, "transcript_object": [{"role": "agent", "content": "Hi", "words": []}]},
    {"messages": [{"role": "bot", "message": "Hi", "time": 1, "endTime": 2, "secondsFromStart": 1}]},
    {"results": [{"alternatives": [{"timestamps": [["Hi", 1, 2]]}]}], "speaker_labels": [{"from": 1, "speaker": 0}]},
    {
        "rows": [
            {
                "who": {"name": "A"},
                "said": "Hi you",
                "begin": 1.5,
                "timestamp": [1, 2],
                "is_final": True,
                "type": "chat",
            }
        ]
    },
    {"data": {"transcript": "Ana: Hi.\nBen: Yes.\nAna: So."}},
]
KEYS = sorted({key for node in walk(SAMPLES) if isinstance(node, dict) for key in node})
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(
        [
            "1.5",
            "PT1S",
            "2s",
            "00:01",
            "2025-01-01T00:00:00Z",
            "word",
            "punctuation",
            "Ana",
            "Hi.",
            "AI: a User: b",
            "9" * 30,
            10**30,
        ]
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=40,
)


def check(tree) -> None:
    for form in FORMS:
        assert 0 <= form.likelihood(tree, "call.json") <= 1
    with suppress(TranscriptError):
        transcript = read(tree)
        assert transcript.units or transcript.chat
        assert all(unit.start_ms is None or unit.start_ms >= 0 for unit in transcript.units)


@settings(deadline=None, max_examples=250)
@given(TREES)
def test_any_tree(tree):
    check(json.loads(json.dumps(tree)))


@st.composite
def mutated(draw):
    tree = json.loads(json.dumps(draw(st.sampled_from(SAMPLES))))
    for _ in range(draw(st.integers(1, 4))):
        node = tree
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(node[key], dict | list) or draw(st.integers(0, 3)) == 0:
                node[key] = draw(LEAVES | st.just([]) | st.just({}) | st.just([None]) | st.just({"name": {"name": 1}}))
                break
            node = node[key]
    return tree


@settings(deadline=None, max_examples=500)
@given(mutated())
def test_mutated_trees(tree):
    check(json.loads(json.dumps(tree)))


@pytest.mark.parametrize("tree", SAMPLES, ids=str)
def test_the_samples_themselves_are_read(tree):
    transcript = read(tree)
    assert transcript.units or transcript.chat


def test_deep_and_wide_trees_are_judged_quickly():
    tree: object = "x"
    for _ in range(90):
        tree = {"a": tree, "b": [tree] if isinstance(tree, str) else []}
    check({"deep": tree, "wide": {f"k{at}": {"text": "x"} for at in range(5000)}})
