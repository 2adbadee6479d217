"""Files that hold several calls: what is said of them, and how one is picked."""

import json

import pytest
from packed import make_xlsx

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers import read_bytes

TURNS = [{"speaker": "Ana", "text": "How did it go?"}, {"speaker": "Ben", "text": "They went quiet."}]
SENTENCES = [{"speaker_name": turn["speaker"], "text": turn["text"], "start_time": at} for at, turn in enumerate(TURNS)]
GONG = [{"speakerId": "7", "sentences": [{"start": 0, "end": 900, "text": "How did it go?"}]}]
CTM = "r1 1 0.0 0.4 so\nr1 1 0.5 0.4 yes\nr2 1 0.0 0.4 no\n"
STM = "r1 1 ana 0.0 2.0 so yes\nr2 1 ben 0.0 2.0 no\n"
RTTM = "LEXEME r1 1 0.0 0.4 so lex ana <NA>\nLEXEME r2 1 0.0 0.4 no lex ben <NA>\n"
SEGMENTS = [
    {"session_id": name, "speaker": "Ana", "words": words, "start_time": 0, "end_time": 2}
    for name, words in (("r1", "so yes"), ("r2", "no"))
]
LINES = "".join(
    json.dumps({"conversation_id": name, "speaker": "Ana", "text": f"this is {name}"}) + "\n" for name in ("r1", "r2")
)
OWN_LINES = "".join(
    json.dumps({"call": name, "index": 0, "speaker": "Ana", "text": f"this is {name}"}) + "\n" for name in ("r1", "r2")
)
TABLE = "call_id,speaker,text\nr1,Ana,so yes\nr2,Ben,no\n"
FILES = {
    "words.ctm": CTM.encode(),
    "segments.stm": STM.encode(),
    "words.rttm": RTTM.encode(),
    "segments.json": json.dumps(SEGMENTS).encode(),
    "lines.jsonl": LINES.encode(),
    "codebook.jsonl": OWN_LINES.encode(),
    "rows.csv": TABLE.encode(),
    "rows.xlsx": make_xlsx(Sheet1=[line.split(",") for line in TABLE.splitlines()]),
    "sheets.xlsx": make_xlsx(**{name: [["Speaker", "Text"], ["Ana", "so yes"]] for name in ("r1", "r2")}),
    "fireflies.json": json.dumps(
        {"data": {"transcripts": [{"id": n, "sentences": SENTENCES} for n in ("r1", "r2")]}}
    ).encode(),
    "gong.json": json.dumps({"callTranscripts": [{"callId": n, "transcript": GONG} for n in ("r1", "r2")]}).encode(),
    "turns.json": json.dumps([{"call_id": name, "turns": TURNS} for name in ("r1", "r2")]).encode(),
    "by-id.json": json.dumps({"calls": {name: {"turns": TURNS} for name in ("r1", "r2")}}).encode(),
    "flat.json": json.dumps([{"call_id": name, **turn} for name in ("r1", "r2") for turn in TURNS]).encode(),
    "cells.csv": b'id,transcript\nr1,"Ana: So?\nBen: Yes.\nAna: Good."\nr2,"Ana: So?\nBen: No.\nAna: Oh."\n',
    "calls.xml": b"<calls>"
    + b"".join(
        b'<call id="%s"><turn speaker="Ana">so it is</turn><turn speaker="Ben">no it is not</turn></call>' % name
        for name in (b"r1", b"r2")
    )
    + b"</calls>",
}


@pytest.mark.parametrize("source", FILES)
def test_several_calls_are_named_and_one_can_be_picked(source):
    with pytest.raises(SeveralCallsError) as caught:
        read_bytes(FILES[source], source)
    assert caught.value.calls == ("r1", "r2")
    assert caught.value.found == '2 calls: "r1", "r2"'
    assert "--call NAME" in caught.value.next_step
    first, second = (read_bytes(FILES[source], source, call=name) for name in ("r1", "R2"))
    assert (first.call, second.call) == ("r1", "r2")
    assert first.units and second.units
    assert len(first.units) <= 3


def test_what_the_other_calls_say_is_not_read():
    for source in ("words.ctm", "segments.stm", "words.rttm", "segments.json", "rows.csv", "rows.xlsx"):
        transcript = read_bytes(FILES[source], source, call="r2")
        assert [unit.text for unit in transcript.units] == ["no"]


def test_the_calls_left_out_are_counted():
    transcript = read_bytes(FILES["rows.csv"], "rows.csv", call="r2")
    assert [(note.where, note.reason) for note in transcript.skipped] == [("line 2", "1 of other calls, from here on")]


@pytest.mark.parametrize("source", FILES)
def test_an_unknown_call_lists_those_there_are(source):
    with pytest.raises(SeveralCallsError) as caught:
        read_bytes(FILES[source], source, call="monday")
    assert caught.value.found == '2 calls, none of them of that name: "r1", "r2"'


def test_a_name_where_the_file_names_none():
    for source, text in {"call.txt": "Ana: Hi.\nBen: Yes.", "call.json": json.dumps(TURNS)}.items():
        with pytest.raises(TranscriptError, match="which the file does not name"):
            read_bytes(text.encode(), source, call="monday")


def test_the_one_call_of_a_file_may_be_named():
    data = b"r1 1 ana 0.0 2.0 so yes\n"
    assert read_bytes(data, "a.stm", call="r1").call == "a"
    with pytest.raises(SeveralCallsError, match='1 call, none of them of that name: "r1"'):
        read_bytes(data, "a.stm", call="r2")


def test_many_calls_are_not_all_listed():
    rows = "".join(f"call {number},Ana,so yes\n" for number in range(100))
    with pytest.raises(SeveralCallsError) as caught:
        read_bytes(f"call_id,speaker,text\n{rows}".encode(), "a.csv")
    assert len(caught.value.calls) == 100
    assert caught.value.found.endswith('"call 11" and 88 more')


def test_calls_are_named_by_title_else_id_else_number():
    calls = [{"id": str(at), "title": f"Call {at}", "sentences": SENTENCES} for at in (1, 2)]
    alike = [{**call, "title": "Weekly"} for call in calls]
    bare = [{"sentences": SENTENCES} for _ in calls]
    for tree, names in ((calls, ("Call 1", "Call 2")), (alike, ("1", "2")), (bare, ("1", "2"))):
        with pytest.raises(SeveralCallsError) as caught:
            read_bytes(json.dumps(tree).encode(), "a.json")
        assert caught.value.calls == names


def test_names_beside_the_calls_stay_with_the_one_picked():
    tree = {
        "calls": [{"parties": [{"speakerId": "7", "name": "Ana Gil"}]}],
        "callTranscripts": [{"callId": name, "transcript": GONG} for name in ("r1", "r2")],
    }
    assert read_bytes(json.dumps(tree).encode(), "a.json", call="r2").speakers == ("Ana Gil",)


def test_parts_of_one_call_are_no_calls():
    pages = [{"items": [{"who": "Ana", "text": f"page {at} of it", "start": 100 * at}]} for at in range(3)]
    paragraphs = [{"speaker": "AB"[at % 2], "sentences": [{"text": "so it is"}, {"text": "yes"}]} for at in range(4)]
    for tree, n_units in ((pages, 3), ({"paragraphs": paragraphs}, 4)):
        assert len(read_bytes(json.dumps(tree).encode(), "a.json").units) == n_units
