import pytest
from json_reading import notes, read, units

from coder.errors import TranscriptError

CALL = {
    "callId": "7",
    "transcript": [
        {"speakerId": "11", "topic": "Pipeline", "sentences": [{"start": 0, "end": 1500, "text": "How did it go?"}]},
        {
            "speakerId": "12",
            "sentences": [
                {"start": 1600, "end": 2000, "text": "Well."},
                {"start": 2100, "end": 3000, "text": "They sign."},
            ],
        },
    ],
}


def test_sentences_are_units_and_ids_are_shown_as_speakers():
    transcript = read({"requestId": "r", "callTranscripts": [CALL]})
    assert transcript.format == "gong"
    assert units(transcript) == [
        ("Speaker 11", "How did it go?", 0, 1500),
        ("Speaker 12", "Well.", 1600, 2000),
        ("Speaker 12", "They sign.", 2100, 3000),
    ]


@pytest.mark.parametrize("name", [{"name": "Ana Gil"}, {"name": "", "emailAddress": "Ana Gil"}])
def test_names_come_from_parties_in_the_same_file(name):
    tree = {"calls": [{"metaData": {}, "parties": [{"speakerId": "11", **name}]}], "callTranscripts": [CALL]}
    assert read(tree).speakers == ("Ana Gil", "Speaker 12")


def test_one_call_without_its_envelope():
    assert len(read(CALL).units) == 3


def test_several_calls_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read({"callTranscripts": [CALL, CALL]})
    assert caught.value.found.startswith("2 calls: ")


def test_an_answer_without_a_call_is_refused_with_its_reason():
    body = {"requestId": "x", "errors": ["No calls found"]}
    for tree in (body, {"output": {"transcript": []}, "api": {"response": body, "status": 404}}):
        with pytest.raises(TranscriptError, match="No calls found"):
            read(tree)


def test_data_on_a_call_is_refused():
    with pytest.raises(TranscriptError, match="without its transcript"):
        read({"requestId": "x", "calls": [{"metaData": {"id": "7"}, "parties": [{"speakerId": "1", "name": "Ana"}]}]})


def test_what_is_no_sentence_is_noted():
    odd = {"transcript": [*CALL["transcript"], "lost", {"speakerId": "1", "sentences": [{"start": 5, "end": 6}]}]}
    assert notes(read({"callTranscripts": [odd]})) == [("entry 4", "no object"), ("entry 5", "no text")]
